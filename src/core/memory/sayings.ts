/** Claims by what they say, to find those that say the same among tens of thousands without comparing each with each. */
import { inTurns, type Turn } from '../lib/turns';
import type { Claim } from './claim';
import { sayingOf, saysSame, type Saying } from './sameness';
import { foldSubject } from './subject';

/** The same for all names of one subject. */
type KeyOf = (subject: string) => string;

export class Sayings {
	readonly #read = new Map<string, { readonly claim: Claim; readonly key: string }>();
	readonly #byKey = new Map<string, Set<string>>();
	#followed: readonly Claim[] = [];

	/** Follows the claims as they are now; only what changed since is read. */
	follow(claims: readonly Claim[], turn: Turn): Promise<void> {
		return inTurns(this.#follow(claims), turn);
	}

	/** Claims that say the same of the same, by id. */
	same(text: string, subject: string, keyOf: KeyOf = foldSubject): readonly Claim[] {
		const saying = sayingOf(text);
		return this.#with(saying.key).filter((claim) => isOfSame(subject, claim.subject, keyOf) && saysSame(saying, sayingOf(claim.text)));
	}

	/** Claims that say the same as others, the first by id of each group first. */
	*groups(keyOf: KeyOf = foldSubject): Generator<void, readonly (readonly Claim[])[], void> {
		const groups: (readonly Claim[])[] = [];
		for (const [key, ids] of this.#byKey) {
			if (ids.size > 1) groups.push(...groupsOf(this.#with(key), keyOf));
			yield;
		}
		return groups;
	}

	#with(key: string): Claim[] {
		return [...(this.#byKey.get(key) ?? [])].sort().flatMap((id) => this.#read.get(id)?.claim ?? []);
	}

	*#follow(claims: readonly Claim[]): Generator<void, void, void> {
		if (claims === this.#followed) return;
		const there = new Set<string>();
		for (const claim of claims) {
			yield;
			there.add(claim.id);
			if (this.#read.get(claim.id)?.claim === claim) continue;
			this.#drop(claim.id);
			const { key } = sayingOf(claim.text);
			this.#read.set(claim.id, { claim, key });
			this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(claim.id));
		}
		for (const id of this.#read.keys()) {
			yield;
			if (!there.has(id)) this.#drop(id);
		}
		this.#followed = claims;
	}

	#drop(id: string): void {
		const key = this.#read.get(id)?.key;
		if (key === undefined) return;
		this.#read.delete(id);
		const same = this.#byKey.get(key);
		same?.delete(id);
		if (same?.size === 0) this.#byKey.delete(key);
	}
}

function groupsOf(claims: readonly Claim[], keyOf: KeyOf): readonly (readonly Claim[])[] {
	const groups: { readonly first: Claim; readonly saying: Saying; readonly members: Claim[] }[] = [];
	for (const claim of claims) {
		const saying = sayingOf(claim.text);
		const group = groups.find(({ first, saying: other }) => isOfSame(first.subject, claim.subject, keyOf) && saysSame(other, saying));
		if (group) group.members.push(claim);
		else groups.push({ first: claim, saying, members: [claim] });
	}
	return groups.flatMap(({ members }) => (members.length > 1 ? [members] : []));
}

/** One without a subject may be about any. */
function isOfSame(one: string, other: string, keyOf: KeyOf): boolean {
	return one === '' || other === '' || keyOf(one) === keyOf(other);
}
