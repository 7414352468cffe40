/**
 * Finds what a text says of days as seen from the day it was said on: "yesterday", "vor drei Tagen", "上个月". For what is
 * remembered and for what is asked; the words are rows of `date-words.ts`. Pure.
 *
 * "Next" and "last" with a weekday are the nearest one after and before the day of speaking, in Chinese and Japanese the one of that
 * week. Words within quotation marks are names or others' words. One language a text; where none can be told, the first that fits.
 */
import { words } from '../search/analyse';
import { functionWordsOf } from '../search/stop-words';
import { CHINESE, DATE_WORDS, NONE, type DateWords } from './date-words';

export const DAY_MS = 86_400_000;
const NOT_IN_A_WORD = '(?![\\p{L}\\p{N}_])';
/** Here it means "here" too. */
const ALSO_GERMAN = /(?:^|[^\p{L}])hier(?!\p{L})/iu;
const IS_JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Parts of other words, after some signs. */
const NEEDS_START = /^[上下前后後\d一两兩二三四五六七八九十]/;

/** 0 a day, 1 a week from Monday, 2 a month, 3 a year. */
export type UnitOfTime = 0 | 1 | 2 | 3;

export interface RelativeDate {
	/** Offsets into the text. */
	readonly start: number;
	readonly end: number;
	/** Days since 1970, both included. */
	readonly first: number;
	readonly last: number;
	readonly unit: UnitOfTime;
	/** So many units were counted off, "three weeks ago"; 0 for a phrase of its own. */
	readonly counted: number;
}

type Found = Omit<RelativeDate, 'start' | 'end'>;
type Rule = readonly [pattern: string, mean: (groups: readonly string[], day: number) => Found];

/** What is said, in order, with the language it is said in; null when nothing is. `beside`: more words of the same language. */
export function relativeDates(text: string, day: number, beside = ''): { readonly row: DateWords; readonly dates: readonly RelativeDate[] } | null {
	const forms = words(`${text} ${beside}`).map(({ form }) => form);
	const score = ({ language }: DateWords): number => (language < CHINESE ? forms.filter((form) => functionWordsOf(language).has(form)).length : 0);
	const [best] = DATE_WORDS.filter((row) => row.language !== CHINESE || !IS_JAPANESE.test(text))
		.map((row) => ({ row, score: score(row), dates: datesIn(text, row, day) }))
		.filter(({ row, dates }) => dates.length > 0 && !isOtherHier(text, row, score))
		.sort((a, b) => b.score - a.score || lengthOf(b.dates) - lengthOf(a.dates));
	return best ?? null;
}

/** How much of the text is told of. */
function lengthOf(dates: readonly RelativeDate[]): number {
	return dates.reduce((sum, { start, end }) => sum + end - start, 0);
}

function isOtherHier(text: string, row: DateWords, score: (row: DateWords) => number): boolean {
	const french = score(row);
	return row.language === 2 && ALSO_GERMAN.test(text) && !/[éèàçùêâîô]/i.test(text) && DATE_WORDS.some((other) => (other.language === 1 || other.language === 6) && score(other) >= french);
}

/** Makes the patterns of all languages ready, one a step: together their first two uses take longer than a frame. Nothing once they are. */
export function* readyPatterns(): Generator<void, void, void> {
	for (const row of DATE_WORDS) {
		if (PATTERNS.has(row.language)) continue;
		for (let use = 0; use < 2; use++) datesIn('1', row, 0);
		yield;
	}
}

function datesIn(text: string, row: DateWords, day: number): RelativeDate[] {
	const spans = quotedSpans(text);
	const { all, rules } = patternOf(row);
	return [...text.matchAll(all)].flatMap((match): RelativeDate[] => {
		const start = match.index + (match[1]?.length ?? 0);
		const end = match.index + match[0].length;
		const before = text.charAt(start - 1);
		const isPart = row.notAfter !== undefined && NEEDS_START.test(text.slice(start)) && (row.notAfter.includes(before) || /\d/.test(before)) && before !== '';
		const rule = rules.find(({ from }) => match[from] !== undefined && match[from] !== '');
		if (!rule || isPart || spans.some(([from, to]) => start > from && start < to)) return [];
		return [{ start, end, ...rule.mean(match.slice(rule.from + 1, rule.from + 1 + rule.count).map((group: string | undefined) => group ?? ''), day) }];
	});
}

interface Pattern { readonly all: RegExp; readonly rules: readonly { readonly from: number; readonly count: number; readonly mean: Rule[1] }[] }
const PATTERNS = new Map<number, Pattern>();

function patternOf(row: DateWords): Pattern {
	const known = PATTERNS.get(row.language);
	if (known) return known;
	let from = 2;
	const rules = rulesOf(row).map(([source, mean]) => {
		const count = new RegExp(`${source}|`).exec('')?.length ?? 1;
		const rule = { source, mean, from, count: count - 1 };
		from += count;
		return rule;
	});
	const [lead, end] = row.notAfter === undefined ? ['(^|[^\\p{L}\\p{N}_])', NOT_IN_A_WORD] : ['()', ''];
	const made = { all: new RegExp(`${lead}(?:${rules.map(({ source }) => `(${source})`).join('|')})${end}`, 'giu'), rules };
	PATTERNS.set(row.language, made);
	return made;
}

function rulesOf(row: DateWords): Rule[] {
	const article = row.article === '' ? '' : `(?:${row.article})?`;
	const space = row.notAfter === undefined ? ' ' : '';
	const [units, weekdays, numbers] = [row.units.split('/'), row.weekdays.split('/'), row.numbers.split('/')];
	const [before, behind] = [row.before.split('/'), row.behind.split('/')];
	const numberOf = (said: string): number => (/^\d/.test(said) ? Number(said) : indexOf(numbers, said) + 1);
	const rules: Rule[] = row.days.map(([phrase, offset]) => [`(?:${phrase})`, (_groups, day) => periodOf(day, 0, offset)]);
	for (const [which, step] of [1, -1, 0].entries()) {
		for (const [lead, end] of [[`${article}(?:${before[which] ?? ''})${space}`, ''], [article, `${space}(?:${behind[which] ?? ''})`]] as const) {
			if ((lead + end).includes(NONE)) continue;
			rules.push([`${lead}(${weekdays.join('|')})${end}`, ([name = ''], day) => periodOf(weekday(day, indexOf(weekdays, name), { step, isOfWeek: space === '' }), 0, 0)]);
			rules.push([`${lead}(${units.slice(1).join('|')})${end}`, ([name = ''], day) => periodOf(day, indexOf(units, name), step)]);
		}
	}
	// After the weekdays of a week.
	for (const [phrase, unit, step] of row.periods ?? []) rules.push([`(?:${phrase})`, (_groups, day) => periodOf(day, unit, step)]);
	const counts = `(\\d{1,3}|${numbers.join('|')})${space}(${units.join('|')})`;
	for (const [lead, end, sign] of [[row.ago[0], '', -1], ['', row.ago[1], -1], [row.ahead, '', 1], ['', row.later ?? NONE, 1]] as const) {
		if ((lead + end).includes(NONE)) continue;
		rules.push([`${lead === '' ? '' : `(?:${lead})${space}`}${counts}${end === '' ? '' : `${space}(?:${end})`}`, ([said = '', name = ''], day) => countedOff(day, sign * numberOf(said), indexOf(units, name))]);
	}
	return rules;
}

function indexOf(patterns: readonly string[], said: string): number {
	return patterns.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, 'iu').test(said));
}

/** Weeks are counted off to a day. */
function countedOff(day: number, count: number, unit: number): Found {
	if (unit === 1) return { ...periodOf(day, 0, count * 7), unit: 1, counted: count };
	return { ...periodOf(day, unit, count), counted: count };
}

function periodOf(day: number, unit: number, step: number): Found {
	if (unit < 1) return { first: day + step, last: day + step, unit: 0, counted: 0 };
	const monday = day - ((new Date(day * DAY_MS).getUTCDay() + 6) % 7) + step * 7;
	if (unit === 1) return { first: monday, last: monday + 6, unit: 1, counted: 0 };
	const year = new Date(day * DAY_MS).getUTCFullYear() + (unit === 3 ? step : 0);
	const month = unit === 3 ? 0 : new Date(day * DAY_MS).getUTCMonth() + step;
	return { first: Date.UTC(year, month, 1) / DAY_MS, last: Date.UTC(year, month + (unit === 3 ? 12 : 1), 0) / DAY_MS, unit: unit === 3 ? 3 : 2, counted: 0 };
}

/** The nearest such weekday: after the day, before it, or on or after it; or the one of that week. */
function weekday(day: number, wanted: number, { step, isOfWeek }: { readonly step: number; readonly isOfWeek: boolean }): number {
	const today = new Date(day * DAY_MS).getUTCDay();
	if (isOfWeek) return day - ((today + 6) % 7) + step * 7 + ((wanted + 6) % 7);
	const ahead = (wanted - today + 7) % 7;
	if (step === 0) return day + ahead;
	return step > 0 ? day + (ahead || 7) : day - ((7 - ahead) % 7 || 7);
}

function quotedSpans(text: string): (readonly [number, number])[] {
	return [...text.matchAll(/"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]|「[^」\n]{1,400}」|『[^』\n]{1,400}』/g)].map((match) => [match.index, match.index + match[0].length]);
}
