/** The report of a check as a note. */
import { oneLine } from '../../lib/one-line';
import type { KindReport, QualityReport } from './check-quality';
import type { QuestionKind } from './questions';

const MADE_FROM: Readonly<Record<QuestionKind, string>> = { link: 'Texts of links', heading: 'Headings', alias: 'Aliases', passage: 'Words of a passage', typo: 'Titles with a slip', unfinished: 'Unfinished titles' };
/** Longer lists are cut. */
const MOST_MISSES = 50;

/** `linkText`: how a link to the path is written. */
export function qualityNote({ notes, kinds, weight }: QualityReport, { day, linkText }: { readonly day: string; readonly linkText: (path: string) => string }): string {
	const rows = kinds.map(({ kind, asked, recall }) => `| ${MADE_FROM[kind]} | ${asked} | ${percent(recall[1])} | ${percent(recall[5])} | ${percent(recall[10])} |`);
	const link = (path: string): string => `[[${linkText(path)}]]`;
	return [
		'---\npraxis: quality\n---',
		`# Search quality, ${day}`,
		`Questions were made from ${notes.toLocaleString('en-US')} of your notes, without a model. What a question was made of was taken out of a copy of the index before it was asked. Private notes were left out.`,
		['| Made from | Asked | Found first | Within 5 | Within 10 |', '| --- | ---: | ---: | ---: | ---: |', ...rows].join('\n'),
		...(weight ? [weightSentence(weight)] : []),
		...kinds.flatMap((kind) => misses(kind, link)),
	].join('\n\n') + '\n';
}

/** One line for the command line and notices: "94 % of 312 questions found their note within 5." */
export function qualitySentence({ kinds }: QualityReport): string {
	const asked = kinds.reduce((sum, kind) => sum + kind.asked, 0);
	const found = kinds.reduce((sum, kind) => sum + kind.recall[5] * kind.asked, 0);
	return `${percent(asked === 0 ? 0 : found / asked)} of ${asked} questions found their note within 5.`;
}

function misses({ kind, misses: missed }: KindReport, link: (path: string) => string): string[] {
	if (missed.length === 0) return [];
	const lines = missed.slice(0, MOST_MISSES).map(({ question, answer, first }) => `- “${oneLine(question).replaceAll('[', '(').replaceAll(']', ')')}” did not find ${link(answer)}; ${first === null ? 'nothing was found' : `first was ${link(first)}`}.`);
	const more = missed.length > MOST_MISSES ? [`- And ${missed.length - MOST_MISSES} more.`] : [];
	return [`## Not found: ${MADE_FROM[kind].toLowerCase()}`, [...lines, ...more].join('\n')];
}

function weightSentence({ best, before, scoreBefore, scoreAfter }: NonNullable<QualityReport['weight']>): string {
	if (best === before) return `Weight of meaning: ${before} stays; no other was better on the questions kept apart (mean reciprocal rank ${scoreBefore.toFixed(3)}).`;
	return `Weight of meaning: ${best} is better than ${before} on the questions kept apart (mean reciprocal rank ${scoreAfter.toFixed(3)} against ${scoreBefore.toFixed(3)}).`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
