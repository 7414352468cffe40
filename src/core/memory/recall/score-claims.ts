/**
 * Which claims answer a question, best first: those that hold, or that held on the day asked for. Pure but for what it is
 * given; it reads no note.
 */
import { joinLabels, type Label } from '../../guard/labels';
import { oneLine } from '../../lib/one-line';
import { words } from '../../search/analyse';
import type { WeighedTerm } from '../../search/content-index';
import { fold } from '../../search/fold';
import { ENGLISH, languageOf, type Language } from '../../search/languages';
import { stemOf } from '../../search/stems';
import type { Claim } from '../claim';
import { msOf } from '../claim-time';
import { foldSubject } from '../subject';
import { latestFirst } from '../supersession';

export interface RecalledClaim {
	readonly claim: Claim;
	/** Other claims that say just the same of the same time, of other subjects or from other sources. */
	readonly also: readonly Claim[];
	/** Of all of them. */
	readonly label: Label;
	/** About 0 to 2; comparable within one question only. */
	readonly score: number;
	/** 0 to 1: how much of the question it covers, by weight of its words. */
	readonly coverage: number;
	/** `held`: on the day that was asked for, and not now. `to-come`: not before a day that is yet to come. */
	readonly state: 'holds' | 'held' | 'to-come';
	/** Ids of what took its place since, latest first. */
	readonly supersededBy: readonly string[];
}

/**
 * The score's parts, measured by `npm run eval -- memory --data DIR`, each turn of the LoCoMo and RealTalk chats being a claim
 * about its speaker (nDCG@10 and R@5 x 100): before they were tuned 40.7, 43.5 and 38.5, 39.7; as they stand 44.0, 49.5 and 41.0, 43.4.
 */
export const CLAIMS = {
	/** The whole subject is named, or one word of its name. Without it 37.5 instead of 40.2 on RealTalk; 0.5 loses 1.2 on LoCoMo. */
	subject: 0.3,
	subjectPart: 0.2,
	/** As the format was drafted: no set tells how important a claim is. */
	importance: 0.3,
	/** Old claims answer as often as new ones: 0.2 loses 0.1 to 1.3 of R@5 in each half. Of equals the newer wins. */
	recency: 0.05,
	/** Each hour of its age. 0.995, which is nothing after two months, loses 0.2 and 0.7 of R@5. */
	perHour: 0.9995,
	/** So that one subject does not fill the answer; without it nDCG gains 0.7 and 1.7, as a set has two subjects only. */
	perSubject: 3,
	/** Below this share of the question's weight the best claim is no answer, where the extractive engine declines too: of questions about strangers 92 and 88 of 100 are declined. At 0.36 nDCG gains 3.4 and 4.1, and 11 and 9 of 100 strangers more are answered. */
	unknownBelow: 0.44,
	/** Beside a claim that answers, those that have so much of the question: at 0.44 nDCG loses 3.0 and 1.9, R@5 5.0 and 2.8. */
	besideFrom: 0.2,
};

export interface Candidate {
	readonly claim: Claim;
	readonly label: Label;
	readonly state: RecalledClaim['state'];
	readonly supersededBy: readonly string[];
	/** 0 to 1: by the search, relative to the best claim. */
	readonly found: number;
}

export interface ScoringClaims {
	readonly question: string;
	/** With their weight in this vault. */
	readonly terms: readonly WeighedTerm[];
	readonly nowMs: number;
	readonly limit: number;
	/** All names of a subject, folded; the first is the same for all of them. */
	readonly namesOf?: (subject: string) => readonly string[];
}

/** At most three of one subject. The same claims give the same answer, in whatever order they come. */
export function rankClaims(candidates: readonly Candidate[], { question, terms, nowMs, limit, namesOf = (subject) => [foldSubject(subject)] }: ScoringClaims): RecalledClaim[] {
	const asked = words(question).map(({ form }) => form);
	const own = languageOf(asked);
	const languages: readonly Language[] = own === ENGLISH ? [ENGLISH] : [ENGLISH, own];
	const names = new Set(asked);
	const total = terms.reduce((sum, { idf }) => sum + idf, 0);
	const ranked = candidates.map(({ found, ...rest }): RecalledClaim => {
		const coverage = total === 0 ? 0 : coveredBy(rest.claim, namesOf(rest.claim.subject), { terms, languages }) / total;
		return { ...rest, also: [], coverage, score: (found + coverage) / 2 + Math.max(...namesOf(rest.claim.subject).map((name) => subjectMatch(name, names))) + CLAIMS.importance * (rest.claim.importance / 5) + CLAIMS.recency * recencyOf(rest.claim, nowMs) };
	});
	ranked.sort((a, b) => b.score - a.score || latestFirst(a.claim, b.claim));
	const isKnown = ranked.some(({ coverage }) => coverage >= CLAIMS.unknownBelow);
	return fewOfEach(isKnown ? eachOnce(ranked.filter(({ coverage }) => coverage >= CLAIMS.besideFrom)) : [], limit, (subject) => namesOf(subject)[0] ?? '');
}

/** Each sentence once, where its best claim stands. */
function eachOnce(ranked: readonly RecalledClaim[]): RecalledClaim[] {
	const said = new Map<string, RecalledClaim>();
	for (const one of ranked) {
		const { text, validFrom, validTo } = one.claim;
		const key = JSON.stringify([fold(oneLine(text)).replace(/[.!]+$/, ''), one.state, validFrom, validTo]);
		const first = said.get(key);
		said.set(key, first ? { ...first, also: [...first.also, one.claim], label: joinLabels([first.label, one.label]) } : one);
	}
	return [...said.values()];
}

/** 0 to 1. A clock that was ahead makes nothing older or newer than new. */
export function recencyOf({ recorded }: Pick<Claim, 'recorded'>, nowMs: number): number {
	const ms = msOf(recorded);
	return Number.isNaN(ms) ? 0 : CLAIMS.perHour ** Math.max(0, (nowMs - ms) / 3_600_000);
}

function coveredBy({ text, subject, attribute, quote }: Claim, names: readonly string[], { terms, languages }: { readonly terms: readonly WeighedTerm[]; readonly languages: readonly Language[] }): number {
	const forms = words([subject, ...names, attribute, text, quote].join('\n')).map(({ form }) => form);
	const stems = languages.map((language) => new Set(forms.map((form) => stemOf(form, language))));
	return terms.reduce((sum, { form, idf }) => sum + (languages.some((language, at) => stems[at]?.has(stemOf(form, language))) ? idf : 0), 0);
}

function subjectMatch(subject: string, asked: ReadonlySet<string>): number {
	const names = words(subject).map(({ form }) => form);
	const found = names.filter((name) => asked.has(name)).length;
	return found === 0 ? 0 : found === names.length ? CLAIMS.subject : CLAIMS.subjectPart;
}

/** At most three of one subject, in their order; what has no subject is not counted. */
export function fewOfEach<T extends { readonly claim: Pick<Claim, 'subject'> }>(claims: readonly T[], limit: number, keyOf: (subject: string) => string = foldSubject): T[] {
	const counts = new Map<string, number>();
	return claims
		.filter(({ claim }) => {
			const subject = keyOf(claim.subject);
			const count = (counts.get(subject) ?? 0) + 1;
			counts.set(subject, count);
			return subject === '' || count <= CLAIMS.perSubject;
		})
		.slice(0, limit);
}
