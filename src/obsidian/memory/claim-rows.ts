/** Which claims are shown, and in what order: by subject or by time. Pure but for the locale. */
import type { ClaimType } from '../../core/memory/claim';
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

export type ClaimRow = { readonly kind: 'head'; readonly name: string; readonly count: number } | { readonly kind: 'claim'; readonly known: KnownClaim };

const NEW_MS = 7 * 86_400_000;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const TESTS: Readonly<Record<Only, (known: KnownClaim, now: Date) => boolean>> = {
	new: ({ claim, standing }, now) => isStanding(standing) && (readDate(claim.recorded)?.getTime() ?? 0) > now.getTime() - NEW_MS,
	inbox: ({ standing }) => standing === 'inbox',
	problems: ({ problems, proposals }) => problems.length + proposals.length > 0,
	hot: ({ claim, standing }) => claim.tier === 'hot' && isStanding(standing),
	cold: ({ claim, standing }) => claim.tier === 'cold' && isStanding(standing),
	past: ({ standing }) => !isStanding(standing),
};

export function isOnly(known: KnownClaim, only: Only, now: Date): boolean {
	return TESTS[only](known, now);
}

/** How many there are of each kind. */
export function countOnly(all: readonly KnownClaim[], now: Date): Readonly<Record<Only, number>> {
	const counts = { new: 0, inbox: 0, problems: 0, hot: 0, cold: 0, past: 0 };
	for (const known of all) for (const only of ONLY) if (TESTS[only](known, now)) counts[only]++;
	return counts;
}

/** Those that a filter lets through. What is looked for is found among the past and the archived too. */
export function matching(all: readonly KnownClaim[], { text, subject, type, only }: ClaimFilter, now: Date): KnownClaim[] {
	const wanted = fold(text).split(/\s+/).filter((word) => word !== '');
	const isUsual = ({ claim, standing }: KnownClaim): boolean => isStanding(standing) && claim.tier !== 'cold';
	const keyOf = keys();
	return all.filter((known) => {
		const { claim } = known;
		if ((subject !== '' && keyOf(claim.subject) !== keyOf(subject)) || (type !== '' && claim.type !== type)) return false;
		if (only !== null ? !TESTS[only](known, now) : wanted.length === 0 && !isUsual(known)) return false;
		if (wanted.length === 0) return true;
		const words = fold(`${claim.text} ${claim.subject} ${claim.attribute} ${claim.quote}`);
		return wanted.every((word) => words.includes(word));
	});
}

export function rowsOf(found: readonly KnownClaim[], shape: Shape, now: Date): ClaimRow[] {
	const groups = new Map<string, KnownClaim[]>();
	const keyOf = keys();
	const dayOf = days(now);
	for (const known of [...found].sort(newestFirst)) {
		const key = shape === 'subject' ? keyOf(known.claim.subject) : dayOf(known.claim.recorded);
		const group = groups.get(key);
		if (group) group.push(known);
		else groups.set(key, [known]);
	}
	const sorted = [...groups];
	// What is about nothing in particular comes last.
	if (shape === 'subject') sorted.sort(([one], [other]) => Number(one === '') - Number(other === '') || collator.compare(one, other));
	return sorted.flatMap(([key, group]) => {
		const name = shape === 'subject' ? nameOf(group[0]?.claim.subject ?? '') : key;
		return [{ kind: 'head' as const, name: name === '' ? words.memory.noSubject : name, count: group.length }, ...group.map((known) => ({ kind: 'claim' as const, known }))];
	});
}

/** Subjects, each once, in the order of the alphabet. */
export function subjectsOf(all: readonly KnownClaim[]): string[] {
	const keyOf = keys();
	const names = new Map<string, string>();
	for (const { claim: { subject } } of all) if (keyOf(subject) !== '' && !names.has(keyOf(subject))) names.set(keyOf(subject), nameOf(subject));
	return [...names.values()].sort((one, other) => collator.compare(one, other));
}

/** The same subject in other letters, or by its path, is one. */
function keys(): (subject: string) => string {
	const known = new Map<string, string>();
	return (subject) => {
		const key = known.get(subject) ?? foldSubject(subject);
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

function newestFirst({ claim: one }: KnownClaim, { claim: other }: KnownClaim): number {
	return one.recorded === other.recorded ? (one.id < other.id ? 1 : -1) : one.recorded < other.recorded ? 1 : -1;
}

/** Names of days; each is worked out once. */
function days(now: Date): (recorded: string) => string {
	const names = new Map<number, string>();
	return (recorded) => {
		const at = readDate(recorded);
		if (!at) return recorded;
		const day = (at.getFullYear() * 12 + at.getMonth()) * 31 + at.getDate();
		const name = names.get(day) ?? dayName(at, now);
		names.set(day, name);
		return name;
	};
}

function fold(text: string): string {
	return text.toLowerCase().normalize('NFKD').replace(/\p{M}+/gu, '');
}
