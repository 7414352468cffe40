/**
 * Which claims are shown, and in what order: by subject or by time. They are put in order once after each change; what is
 * filtered is one pass over them. All in small steps, so that fifty thousand hold up nobody. Pure but for the locale.
 */
import type { ClaimType } from '../../core/memory/claim';
import { sortSteps } from '../../core/lib/sort-steps';
import { foldSubject } from '../../core/memory/subject';
import { dayName } from '../activity/when';
import { words } from '../words';
import { readDate, type KnownClaim } from './known-claim';

export type Shape = 'subject' | 'time';
export const ONLY = ['new', 'inbox', 'problems', 'hot', 'cold', 'past'] as const;
/** One kind of claim alone. */
export type Only = (typeof ONLY)[number];

export interface ClaimFilter {
	readonly text: string;
	/** "" for any. */
	readonly subject: string;
	readonly type: ClaimType | '';
	/** Null for all that stands and is not put away. */
	readonly only: Only | null;
}

export const NO_FILTER: ClaimFilter = { text: '', subject: '', type: '', only: null };

/** `isBest`: it stands above all others, whatever they are put together by. */
export type ClaimRow = { readonly kind: 'head'; readonly name: string; readonly count: number } | { readonly kind: 'claim'; readonly known: KnownClaim; readonly isBest: boolean };

export interface Look {
	readonly filter: ClaimFilter;
	readonly shape: Shape;
	/** Paths of claims that stand first where the filter lets them through, the best first. Its words are not asked of them. */
	readonly first: readonly string[];
}

interface Entry {
	readonly known: KnownClaim;
	/** Of its subject. */
	readonly key: string;
	readonly recorded: Date | null;
	/** Folded; made when words are first looked for. */
	words: string | null;
}

type Steps<T> = Generator<void, T, void>;

const NEW_MS = 7 * 86_400_000;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const TESTS: Readonly<Record<Only, (entry: Entry, now: Date) => boolean>> = {
	new: ({ known: { standing }, recorded }, now) => isStanding(standing) && (recorded?.getTime() ?? 0) > now.getTime() - NEW_MS,
	inbox: ({ known: { standing } }) => standing === 'inbox',
	problems: ({ known: { problems, proposals } }) => problems.length + proposals.length > 0,
	hot: ({ known: { claim, standing } }) => claim.tier === 'hot' && isStanding(standing),
	cold: ({ known: { claim, standing } }) => claim.tier === 'cold' && isStanding(standing),
	past: ({ known: { standing } }) => !isStanding(standing),
};

export class ClaimTable {
	#orders: Readonly<Record<Shape, readonly Entry[]>> = { subject: [], time: [] };
	#counts: Record<Only, number> = { new: 0, inbox: 0, problems: 0, hot: 0, cold: 0, past: 0 };
	#subjects: readonly string[] = [];
	readonly #keyOf: (subject: string) => string;

	/** `keyOf`: the same for all names of one subject. */
	constructor(private readonly now: Date, keyOf: (subject: string) => string = foldSubject) {
		this.#keyOf = keys(keyOf);
	}

	get size(): number {
		return this.#orders.time.length;
	}

	/** How many there are of each kind. */
	get counts(): Readonly<Record<Only, number>> {
		return this.#counts;
	}

	/** Each once, in the order of the alphabet. */
	get subjects(): readonly string[] {
		return this.#subjects;
	}

	/** To be called once. */
	*fill(all: Iterable<KnownClaim>): Steps<void> {
		const entries: Entry[] = [];
		for (const known of all) {
			const entry: Entry = { known, key: this.#keyOf(known.claim.subject), recorded: readDate(known.claim.recorded), words: null };
			entries.push(entry);
			for (const only of ONLY) if (TESTS[only](entry, this.now)) this.#counts[only]++;
			yield;
		}
		const time = yield* sortSteps(entries, newestFirst);
		const groups = new Map<string, Entry[]>();
		for (const entry of time) {
			const group = groups.get(entry.key);
			if (group) group.push(entry);
			else groups.set(entry.key, [entry]);
			yield;
		}
		// What is about nothing in particular comes last.
		const sorted = yield* sortSteps([...groups], ([one], [other]) => Number(one === '') - Number(other === '') || collator.compare(one, other));
		const [subject, subjects]: [Entry[], string[]] = [[], []];
		for (const [key, group] of sorted) {
			for (const entry of group) {
				subject.push(entry);
				yield;
			}
			if (key !== '' && group[0]) subjects.push(nameOf(group[0].known.claim.subject));
		}
		this.#orders = { time, subject };
		this.#subjects = subjects;
	}

	/** Whether the claim at that path is shown when it alone is asked for, and among which. */
	onlyFor(path: string): { readonly only: Only | null } | null {
		const found = this.#orders.time.find(({ known }) => known.claim.path === path);
		return found ? { only: (['past', 'cold'] as const).find((only) => TESTS[only](found, this.now)) ?? null } : null;
	}

	/** `found`: how many claims are in the rows. */
	*look({ filter, shape, first }: Look): Steps<{ readonly rows: readonly ClaimRow[]; readonly found: number }> {
		const wanted = fold(filter.text).split(/\s+/).filter((word) => word !== '');
		const dayOf = days(this.now);
		const best: KnownClaim[] = [];
		const rows: ClaimRow[] = [];
		let found = 0;
		let [head, headKey] = [{ kind: 'head' as const, name: '', count: 0 }, ''];
		for (const entry of this.#orders[shape]) {
			yield;
			const { known, key } = entry;
			if (first.includes(known.claim.path) && this.#passes(entry, filter, [])) best.push(known);
			else if (this.#passes(entry, filter, wanted)) {
				const own = shape === 'subject' ? key : dayOf(entry);
				if (head.count === 0 || headKey !== own) {
					// A subject is named as its first claim writes it.
					rows.push((head = { kind: 'head', name: shape === 'subject' ? nameOf(known.claim.subject) || words.memory.noSubject : own, count: 0 }));
					headKey = own;
				}
				head.count++;
				found++;
				rows.push({ kind: 'claim', known, isBest: false });
			}
		}
		best.sort((one, other) => first.indexOf(one.claim.path) - first.indexOf(other.claim.path));
		return { rows: [...best.map((known) => ({ kind: 'claim' as const, known, isBest: true })), ...rows], found: found + best.length };
	}

	/** What is looked for is found among the past and the archived too. */
	#passes(entry: Entry, { subject, type, only }: ClaimFilter, wanted: readonly string[]): boolean {
		const { known: { claim, standing }, key } = entry;
		if ((subject !== '' && key !== this.#keyOf(subject)) || (type !== '' && claim.type !== type)) return false;
		if (only !== null ? !TESTS[only](entry, this.now) : wanted.length === 0 && (!isStanding(standing) || claim.tier === 'cold')) return false;
		if (wanted.length === 0) return true;
		const said = (entry.words ??= fold(`${claim.text} ${claim.subject} ${claim.attribute} ${claim.quote}`));
		return wanted.every((word) => said.includes(word));
	}
}

/** The same subject in other letters, or by its path, is one. */
function keys(keyOf: (subject: string) => string): (subject: string) => string {
	const known = new Map<string, string>();
	return (subject) => {
		const key = known.get(subject) ?? keyOf(subject);
		known.set(subject, key);
		return key;
	};
}

/** "People/Anna Meyer" is Anna Meyer. */
function nameOf(subject: string): string {
	return subject.split('#')[0]?.split('/').at(-1)?.trim() ?? '';
}

function isStanding(standing: KnownClaim['standing']): boolean {
	return standing === 'now' || standing === 'inbox' || standing === 'not-yet';
}

function newestFirst({ known: { claim: one } }: Entry, { known: { claim: other } }: Entry): number {
	return one.recorded === other.recorded ? (one.id < other.id ? 1 : -1) : one.recorded < other.recorded ? 1 : -1;
}

/** Names of days; each is worked out once. */
function days(now: Date): (entry: Entry) => string {
	const names = new Map<number, string>();
	return ({ recorded: at, known }) => {
		if (!at) return known.claim.recorded;
		const day = (at.getFullYear() * 12 + at.getMonth()) * 31 + at.getDate();
		const name = names.get(day) ?? dayName(at, now);
		names.set(day, name);
		return name;
	};
}

function fold(text: string): string {
	return text.toLowerCase().normalize('NFKD').replace(/\p{M}+/gu, '');
}
