/**
 * Which claims have been taken the place of, worked out from what each note says of itself: never written down. The same
 * notes give the same answer, in whatever order they arrived.
 *
 * Only what is believed takes a place. What a retraction takes back takes no place any more. Where claims supersede each
 * other in a ring, the later ones of it (by `isLater`) win, and the ring is told of.
 */
import type { Claim } from './claim';
import { msOf } from './claim-time';

export interface Superseding {
	readonly claim: Claim;
	/** The id that its note states; of several notes with one id each is meant. */
	readonly writtenId: string;
	readonly isBelieved: boolean;
}

interface Worked {
	/** For each claim, those that take its place, latest first. */
	readonly by: ReadonlyMap<string, readonly string[]>;
	readonly rings: readonly (readonly string[])[];
	readonly ringOf: ReadonlyMap<string, readonly string[]>;
}

/** The one order of claims: when recorded, then by id. What has no time that can be read is the earliest. */
export function isLater(one: Claim, other: Claim): boolean {
	const [a, b] = [timeOf(one), timeOf(other)];
	return a === b ? one.id > other.id : a > b;
}

/** Latest first. */
export function latestFirst(a: Claim, b: Claim): number {
	return isLater(a, b) ? -1 : isLater(b, a) ? 1 : 0;
}

function timeOf({ recorded }: Claim): number {
	const ms = msOf(recorded);
	return Number.isNaN(ms) ? -Infinity : ms;
}

export class Supersession {
	readonly #claims = new Map<string, Superseding>();
	/** By the id that their notes state, ids of claims that bear another: copies of a claim. */
	readonly #copies = new Map<string, Set<string>>();
	/** How many claims name each written id. */
	readonly #named = new Map<string, number>();
	#worked: Worked | null = null;

	/** By the claim's id, which no other has. */
	put(one: Superseding): void {
		const { claim: { id, supersedes }, writtenId, isBelieved } = one;
		this.remove(id);
		this.#claims.set(id, one);
		if (writtenId !== id) this.#copies.set(writtenId, (this.#copies.get(writtenId) ?? new Set()).add(id));
		for (const target of supersedes) this.#named.set(target, (this.#named.get(target) ?? 0) + 1);
		if (isLinked(this.#named, writtenId) || (isBelieved && supersedes.length > 0)) this.#worked = null;
	}

	remove(id: string): void {
		const one = this.#claims.get(id);
		if (!one) return;
		if (isLinked(this.#named, one.writtenId) || one.claim.supersedes.length > 0) this.#worked = null;
		this.#claims.delete(id);
		const copies = this.#copies.get(one.writtenId);
		copies?.delete(id);
		if (copies?.size === 0) this.#copies.delete(one.writtenId);
		for (const target of one.claim.supersedes) {
			const left = (this.#named.get(target) ?? 0) - 1;
			if (left > 0) this.#named.set(target, left);
			else this.#named.delete(target);
		}
	}

	/** Ids of the claims that take this one's place, latest first. */
	by(id: string): readonly string[] {
		return this.#work().by.get(id) ?? [];
	}

	/** Claims that supersede each other, each ring latest first. */
	rings(): readonly (readonly string[])[] {
		return this.#work().rings;
	}

	/** The ring that it is part of; null for one that is in none. */
	ringOf(id: string): readonly string[] | null {
		return this.#work().ringOf.get(id) ?? null;
	}

	#work(): Worked {
		return (this.#worked ??= this.#workOut());
	}

	#workOut(): Worked {
		const sources = [...this.#claims.values()].filter(({ claim, isBelieved }) => isBelieved && claim.supersedes.length > 0);
		const edges = new Map(sources.map(({ claim, writtenId }) => [claim.id, [...new Set(claim.supersedes.filter((target) => target !== writtenId).flatMap((target) => this.#meantBy(target)))]]));
		const groups = ringsOf(edges).map((group) => [...group].sort((a, b) => latestFirst(this.#claim(a), this.#claim(b))));
		const groupOf = new Map(groups.flatMap((group, i) => group.map((id) => [id, i] as const)));
		const by = new Map<string, string[]>();
		const retracted = new Set<string>();
		// A group comes after all that it leads to: backwards, whoever supersedes is known before what is superseded.
		for (const id of [...groups].reverse().flat()) {
			if (retracted.has(id)) continue;
			const own = this.#claim(id);
			for (const target of edges.get(id) ?? []) {
				if (groupOf.get(target) === groupOf.get(id) && !isLater(own, this.#claim(target))) continue;
				const others = by.get(target);
				if (others) others.push(id);
				else by.set(target, [id]);
				if (own.type === 'retraction') retracted.add(target);
			}
		}
		for (const ids of by.values()) ids.sort((a, b) => latestFirst(this.#claim(a), this.#claim(b)));
		const rings = [...groups.filter((group) => group.length > 1), ...sources.filter(({ claim, writtenId }) => claim.supersedes.includes(writtenId)).map(({ claim }) => [claim.id])].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
		// Of a claim in two, as one that names itself beside others may be, the first counts.
		return { by, rings, ringOf: new Map([...rings].reverse().flatMap((ring) => ring.map((id) => [id, ring] as const))) };
	}

	/** Of several claims with one id each is meant. */
	#meantBy(target: string): string[] {
		const isThere = this.#claims.get(target)?.writtenId === target;
		return [...(isThere ? [target] : []), ...(this.#copies.get(target) ?? [])];
	}

	#claim(id: string): Claim {
		const one = this.#claims.get(id);
		if (!one) throw new RangeError(`There is no claim “${id}”.`);
		return one.claim;
	}
}

function isLinked(named: ReadonlyMap<string, number>, id: string): boolean {
	return named.has(id);
}

/** Tarjan's strongly connected components (SIAM J. Comput. 1, 1972) without recursion; each after those that it leads to. */
function ringsOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const open: string[] = [];
	const isOpen = new Set<string>();
	const groups: string[][] = [];
	const enter = (id: string): { id: string; next: number } => {
		index.set(id, index.size);
		low.set(id, index.size - 1);
		open.push(id);
		isOpen.add(id);
		return { id, next: 0 };
	};
	const lower = (id: string, to: number | undefined): void => void low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));
	for (const start of [...edges.keys()].sort()) {
		const way = index.has(start) ? [] : [enter(start)];
		for (let at = way.at(-1); at; at = way.at(-1)) {
			const target = edges.get(at.id)?.[at.next++];
			if (target !== undefined) {
				if (!index.has(target)) way.push(enter(target));
				else if (isOpen.has(target)) lower(at.id, index.get(target));
				continue;
			}
			way.pop();
			const above = way.at(-1);
			if (above) lower(above.id, low.get(at.id));
			if (low.get(at.id) === index.get(at.id)) groups.push(closed(at.id, open, isOpen));
		}
	}
	return groups;
}

function closed(id: string, open: string[], isOpen: Set<string>): string[] {
	const group = open.splice(open.lastIndexOf(id));
	for (const one of group) isOpen.delete(one);
	return group;
}
