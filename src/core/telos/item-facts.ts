/** From keys and values, as properties or as `**Key:** value` lines have them, to an item's facts. */
import type { Problem } from '../lib/errors';
import { oneLine } from '../lib/one-line';
import { readDay, readNumber } from './days';
import type { DatedText, Day, Item, Milestone } from './item';
import { isPlaceholder } from './vocabulary';

export interface Fact {
	/** In lower case, words joined by one blank: "blocked by". */
	readonly key: string;
	/** One text an entry of a list. */
	readonly values: readonly string[];
	readonly line: number;
}

export interface ItemStart extends Pick<Item, 'key' | 'path' | 'line' | 'span' | 'form' | 'type' | 'id' | 'title' | 'text' | 'references' | 'history' | 'milestones'> {
	readonly facts: readonly Fact[];
}

const CADENCE_DAYS: Readonly<Record<string, number>> = { daily: 1, weekly: 7, monthly: 31, quarterly: 92, yearly: 366 };
const LONGEST_TEXT = 400;
const CONFIDENCE_WORDS: Readonly<Record<string, number>> = { high: 0.9, medium: 0.7, low: 0.5 };

export function factKey(key: string): string {
	return key.trim().toLowerCase().replace(/[-_\s]+/g, ' ');
}

/** The item, and what in its facts could not be read, each at its line. Placeholders of a template are no problem. */
export function makeItem(start: ItemStart): { readonly item: Item; readonly problems: readonly Problem[] } {
	const { facts, ...rest } = start;
	const problems: Problem[] = [];
	const tell = (line: number, message: string): void => void problems.push({ path: start.path, line, message });
	const first = (...keys: string[]): Fact | undefined => keys.map((key) => facts.find((fact) => fact.key === key)).find((fact) => fact !== undefined);
	const word = (...keys: string[]): string | null => first(...keys)?.values.find((value) => value.trim() !== '') ?? null;
	const day = (...keys: string[]): Day | null => dayOf(first(...keys), tell);
	const number = (...keys: string[]): number | null => numberOf(first(...keys), tell);
	const type = start.type;
	const item: Item = {
		...rest,
		text: oneLine(start.text).slice(0, LONGEST_TEXT),
		status: word('status'),
		due: day('due', 'deadline', 'target date') ?? softDay(first('target', 'timeframe', 'timeline')),
		made: day('made', 'prediction publish date', 'created'), done: day('done', 'completed'), reviewed: day('reviewed', 'last reviewed'),
		confidence: confidenceOf(first('confidence', 'confidence level'), tell),
		outcome: word('outcome', 'result'),
		priority: number('priority'), owner: word('owner'), unit: word('unit'),
		targetValue: type === 'metric' ? number('target') : null,
		cadenceDays: cadenceOf(first('cadence'), tell),
		isPrivate: isPrivate(first('private'), type),
		history: [...propertyHistory(first('history', 'values')), ...start.history].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.line - other.line)),
	};
	return { item, problems };
}

type Tell = (line: number, message: string) => void;

function dayOf(fact: Fact | undefined, tell: Tell): Day | null {
	const value = fact?.values[0] ?? '';
	const day = readDay(value);
	// "Q4" and "by spring" are words of the person's, not mistakes; only what looks like a date and is none is told.
	if (fact && day === null && !isPlaceholder(value) && (/^[\d\s./:-]+$/.test(value) || /^(?:true|false)$/.test(value))) tell(fact.line, `"${fact.key}" is no day: ${value}.`);
	return day;
}

function softDay(fact: Fact | undefined): Day | null {
	const value = fact?.values[0] ?? '';
	return readDay(value) ?? readDay(value.replace(/^.{0,80}\bby\s+/i, ''));
}

function numberOf(fact: Fact | undefined, tell: Tell): number | null {
	const value = fact?.values[0] ?? '';
	if (!fact || isPlaceholder(value)) return null;
	const number = readNumber(value);
	if (number === null && !/^(?:high|medium|low)$/i.test(value)) tell(fact.line, `"${fact.key}" is no number: ${value}.`);
	return number;
}

/** 0.8, 80, "80%", "80/100", "High". */
function confidenceOf(fact: Fact | undefined, tell: Tell): number | null {
	const value = (fact?.values[0] ?? '').trim();
	if (!fact || isPlaceholder(value) || /[[/]\s*[A-Z[]/i.test(value) || value.startsWith('[')) return null;
	const named = CONFIDENCE_WORDS[value.toLowerCase()];
	if (named !== undefined) return named;
	const [, digits, unit] = /^(\d{1,3}(?:\.\d+)?)\s*(%|\/\s*100)?$/.exec(value) ?? [];
	const share = Number(digits) / (unit !== undefined || Number(digits) > 1 ? 100 : 1);
	if (digits !== undefined && share <= 1) return share;
	tell(fact.line, `"${fact.key}" is no share between 0 and 1: ${value}.`);
	return null;
}

function cadenceOf(fact: Fact | undefined, tell: Tell): number | null {
	const value = (fact?.values[0] ?? '').trim().toLowerCase();
	if (!fact || value === '') return null;
	const days = CADENCE_DAYS[value] ?? (/^\d{1,4}(?: days)?$/.test(value) ? Number.parseInt(value, 10) : 0);
	if (days > 0) return days;
	tell(fact.line, `"cadence" is weekly, monthly, quarterly, yearly or a number of days, not ${value}.`);
	return null;
}

/** Traumas are private until the person says otherwise; anything but a plain "no" leaves them so. */
function isPrivate(fact: Fact | undefined, type: Item['type']): boolean {
	const value = (fact?.values[0] ?? '').trim().toLowerCase();
	if (fact && /^(?:false|no)$/.test(value)) return false;
	return type === 'trauma' || (fact !== undefined && value !== '');
}

function propertyHistory(fact: Fact | undefined): DatedText[] {
	return (fact?.values ?? []).flatMap((value) => datedText(`- ${value}`, fact?.line ?? 1) ?? []);
}

/** `- 2026-11-20: 61,250 after the podcast`, `- 22/11/2019: …`, `- October 2022: … is 81 hours`; null for other lines. */
export function datedText(line: string, number: number): DatedText | null {
	const [, when = '', text = ''] = /^\s{0,8}[-*]\s+([^:]{4,25}):\s+(\S.*)$/.exec(line) ?? [];
	const day = when === '' ? null : readDay(when);
	return day === null ? null : { day, text: text.trim(), value: readNumber(text), line: number };
}

/** `- [x] text ✅ 2026-01-31`; null for other lines. */
export function milestone(line: string, number: number): Milestone | null {
	const [, mark, text = ''] = /^\s*[-*+]\s+\[([^\]])\]\s+(\S.*)$/.exec(line) ?? [];
	return mark === undefined ? null : taskMilestone({ status: mark, text, line: number });
}

export function taskMilestone({ status, text, line }: { readonly status: string; readonly text: string; readonly line: number }): Milestone {
	const [, doneOn] = /✅ ?(\d{4}-\d{2}-\d{2})/.exec(text) ?? [];
	return { text, isDone: /[xX]/.test(status), doneOn: doneOn === undefined ? null : readDay(doneOn), line };
}
