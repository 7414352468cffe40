/**
 * What the memory adds to the evidence of a question: claims count only as long as they hold, and a question that speaks of
 * time is answered from the days it means. It reads what it is given and writes nothing.
 */
import type { Evidence, Question } from '../models/extractive-types';
import { askedTerms } from '../memory/recall/asked-terms';
import { DAY_MS } from '../memory/recall/days-in-text';
import { isOfDays, type Recalled } from '../memory/recall/recall';
import type { Hit } from '../search/content-index';

/** How the notes that were found are to be opened. */
export interface Opening {
	/** Best first. */
	readonly hits: readonly Pick<Hit, 'path' | 'score'>[];
	/** False for a claim that does not hold, or that has nothing to do with the question. */
	readonly mayQuote: (path: string) => boolean;
	readonly isClaim: (path: string) => boolean;
}

/** Claims first; then the notes, those of the days that the question speaks of before the others. */
export function openingOf(hits: readonly Hit[], recalled: Recalled, isClaim: (path: string) => boolean): Opening {
	const claims = recalled.claims.map(({ claim }) => claim.path as string);
	const top = hits[0]?.score ?? 1;
	const first = claims.map((path) => ({ path, score: top }));
	const notes = speaksOfTime(recalled) ? byRecall(hits, recalled, top) : hits;
	const told = new Set(claims);
	return { hits: [...first, ...notes.filter(({ path }) => !told.has(path))], isClaim, mayQuote: (path) => !isClaim(path) || told.has(path) };
}

function speaksOfTime({ when }: Recalled): boolean {
	return when.days !== null || when.order !== null;
}

function byRecall(hits: readonly Hit[], { notes, blocks, when }: Recalled, top: number): { path: string; score: number }[] {
	const paths = [...new Set([...(when.order === null ? [] : blocks.map(({ citation }) => citation.path as string)), ...notes.map(({ path }) => path as string), ...hits.map(({ path }) => path)])];
	return paths.map((path, at) => ({ path, score: top / (1 + at / 4) }));
}

/**
 * Of a claim's note its words alone are quoted; what its properties say of it (whom it is about) counts for it. Asked for the
 * last time of something, only the blocks that tell of it are evidence, the newest first.
 */
export function evidenceFor(evidence: readonly Evidence[], { recalled, isClaim }: { readonly recalled: Recalled; readonly isClaim: boolean }): Evidence[] {
	if (isClaim) {
		const about = [...new Set(evidence.flatMap(({ blocks }) => blocks.filter(({ isProperty, text }) => isProperty && ABOUT.test(text)).flatMap(({ matches }) => matches.map(({ term }) => term))))];
		return evidence.map((one) => ({ ...one, context: [...new Set([...one.context, ...about])], blocks: one.blocks.filter(({ isProperty }) => !isProperty) })).filter(({ blocks }) => blocks.length > 0);
	}
	if (recalled.when.order === null || recalled.blocks.length === 0) return [...evidence];
	return evidence.flatMap((one) => {
		const at = recalled.blocks.findIndex(({ citation: { path, version, span } }) => path === one.path && version === one.version && one.blocks.some((block) => block.span.start < span.end && span.start < block.span.end));
		if (at < 0) return [];
		const span = recalled.blocks[at]?.citation.span ?? { start: 0, end: 0 };
		return [{ ...one, rank: 1 / (1 + at), blocks: one.blocks.filter((block) => block.span.start < span.end && span.start < block.span.end) }];
	});
}

const ABOUT = /^(?:subject|attribute)\s*:/i;

/** Where the days are settled by what was found, the words that named them are no words to be looked for. */
export function withoutTimeWords<T extends Question>(question: T, { when, claims, blocks }: Recalled): T {
	const isSettled = claims.length > 0 || isOfDays(blocks.map(({ day }) => ({ day: day === null ? null : Date.parse(day) / DAY_MS })), when);
	return isSettled ? { ...question, terms: askedTerms(question.terms, when) } : question;
}

/** What must be said beside quotes of claims that held on a day that is past; "" where all hold. */
export function heldText({ claims, asOf }: Recalled, quoted: ReadonlySet<string>): string {
	const past = claims.filter(({ claim, state }) => state === 'held' && quoted.has(claim.path));
	return past.length === 0 ? '' : `\n\nThis held on ${asOf ?? 'that day'}; ${past.length === 1 ? 'it does' : 'some of it does'} not hold now.`;
}
