/**
 * "Yesterday" and "next Friday" as the days they mean, so that a claim says the same next year. Pure.
 *
 * "Next" and "last" with a weekday are the nearest one after and before the day of speaking. Words within quotation marks
 * are names or others' words and stay. One language a text; where no language can be told, the first that fits.
 */
import { words } from '../search/analyse';
import { functionWordsOf } from '../search/stop-words';
import { DATE_WORDS, type DateWords } from './date-words';

const DAY_MS = 86_400_000;
const NOT_IN_A_WORD = '(?![\\p{L}\\p{N}_])';
/** Here it means "here" too. */
const ALSO_GERMAN = /(?:^|[^\p{L}])hier(?!\p{L})/iu;

interface Found { readonly text: string; readonly isDay: boolean }
type Rule = readonly [pattern: string, mean: (groups: readonly string[], day: number) => Found];

/** `text` with its relative dates as days, weeks, months or years. `saidOn`: the ISO day on which it was said. `beside`: more words of the same language. */
export function absoluteDates(text: string, saidOn: string, beside = ''): string {
	const day = Math.floor(Date.parse(`${saidOn.slice(0, 10)}T00:00:00Z`) / DAY_MS);
	if (Number.isNaN(day)) return text;
	const forms = words(`${text} ${beside}`).map(({ form }) => form);
	const score = ({ language }: DateWords): number => forms.filter((form) => functionWordsOf(language).has(form)).length;
	const [best] = DATE_WORDS.map((row) => ({ row, score: score(row), told: told(text, row, day) }))
		.filter((one) => one.told !== text && !isOtherHier(text, one.row, score))
		.sort((a, b) => b.score - a.score);
	return best?.told ?? text;
}

function isOtherHier(text: string, row: DateWords, score: (row: DateWords) => number): boolean {
	const french = score(row);
	return row.language === 2 && ALSO_GERMAN.test(text) && !/[éèàçùêâîô]/i.test(text) && DATE_WORDS.some((other) => (other.language === 1 || other.language === 6) && score(other) >= french);
}

function told(text: string, row: DateWords, day: number): string {
	const spans = quotedSpans(text);
	const pattern = patternOf(row);
	return text.replace(pattern.all, (...args: unknown[]) => {
		const groups = (args.slice(1, -2) as (string | undefined)[]).map((group) => group ?? '');
		const [whole, at] = [args[0] as string, args.at(-2) as number];
		const [lead = ''] = groups;
		const said = whole.slice(lead.length);
		const start = at + lead.length;
		if (spans.some(([from, to]) => start > from && start < to) || isName(text, start, said)) return whole;
		const rule = pattern.rules.find(({ from }) => groups[from] !== '');
		const found = rule?.mean(groups.slice(rule.from + 1, rule.from + 1 + rule.count), day);
		return found ? lead + placed(found, { before: text.slice(0, start), said, row }) : whole;
	});
}

interface Pattern { readonly all: RegExp; readonly rules: readonly { readonly from: number; readonly count: number; readonly mean: Rule[1] }[] }
const PATTERNS = new Map<number, Pattern>();

function patternOf(row: DateWords): Pattern {
	const known = PATTERNS.get(row.language);
	if (known) return known;
	let from = 1;
	const rules = rulesOf(row).map(([source, mean]) => {
		const count = new RegExp(`${source}|`).exec('')?.length ?? 1;
		const rule = { source, mean, from, count: count - 1 };
		from += count;
		return rule;
	});
	const made = { all: new RegExp(`(^|[^\\p{L}\\p{N}_])(?:${rules.map(({ source }) => `(${source})`).join('|')})${NOT_IN_A_WORD}`, 'giu'), rules };
	PATTERNS.set(row.language, made);
	return made;
}

function rulesOf(row: DateWords): Rule[] {
	const article = row.article === '' ? '' : `(?:${row.article})?`;
	const [units, weekdays, numbers] = [row.units.split('/'), row.weekdays.split('/'), row.numbers.split('/')];
	const [before, behind] = [row.before.split('/'), row.behind.split('/')];
	const count = `(\\d{1,3}|${numbers.join('|')})`;
	const unit = `(${units.join('|')})`;
	const numberOf = (said: string): number => (/^\d/.test(said) ? Number(said) : indexOf(numbers, said) + 1);
	const away = (sign: number): Rule[1] => ([said = '', name = ''], day) => shifted(day, sign * numberOf(said), indexOf(units, name));
	const rules: Rule[] = row.days.map(([phrase, offset]) => [`(?:${phrase})`, (_groups, day) => dayFound(day + offset)]);
	for (const [which, step] of [1, -1, 0].entries()) {
		const words = [[`${article}(?:${before[which] ?? ''}) `, ''], [article, ` (?:${behind[which] ?? ''})`]] as const;
		for (const [lead, end] of words) {
			if ((lead + end).includes('[]')) continue;
			rules.push([`${lead}(${weekdays.join('|')})${end}`, ([name = ''], day) => dayFound(weekday(day, indexOf(weekdays, name), step))]);
			rules.push([`${lead}(${units.slice(1).join('|')})${end}`, ([name = ''], day) => periodFound(day, step, indexOf(units, name))]);
		}
	}
	const [agoBefore, agoBehind] = row.ago;
	if (agoBefore !== '[]') rules.push([`(?:${agoBefore}) ${count} ${unit}`, away(-1)]);
	if (agoBehind !== '[]') rules.push([`${count} ${unit} (?:${agoBehind})`, away(-1)]);
	return [...rules, [`(?:${row.ahead}) ${count} ${unit}`, away(1)]];
}

function indexOf(patterns: readonly string[], said: string): number {
	return patterns.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, 'iu').test(said));
}

function shifted(day: number, count: number, unit: number): Found {
	return unit < 2 ? dayFound(day + count * (unit === 1 ? 7 : 1)) : periodFound(day, count, unit);
}

function dayFound(day: number): Found {
	return { text: iso(day), isDay: true };
}

/** Unit 1 is a week, as in ISO 8601; 2 a month; 3 a year. */
function periodFound(day: number, step: number, unit: number): Found {
	if (unit === 1) return { text: isoWeek(day + step * 7), isDay: false };
	const date = new Date(day * DAY_MS);
	const month = unit === 2 ? step : step * 12;
	return { text: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + month, 1)).toISOString().slice(0, unit === 2 ? 7 : 4), isDay: false };
}

/** The nearest such weekday: after the day, before it, or on or after it. */
function weekday(day: number, wanted: number, step: number): number {
	const today = new Date(day * DAY_MS).getUTCDay();
	const ahead = (wanted - today + 7) % 7;
	if (step === 0) return day + ahead;
	return step > 0 ? day + (ahead || 7) : day - ((7 - ahead) % 7 || 7);
}

function iso(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** "2026-W48": the week that has the same Thursday. */
function isoWeek(day: number): string {
	const thursday = day - ((new Date(day * DAY_MS).getUTCDay() + 6) % 7) + 3;
	const year = new Date(thursday * DAY_MS).getUTCFullYear();
	const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
	return `${year}-W${String(week).padStart(2, '0')}`;
}

/** A capital within a sentence begins a name: “Yesterday”, or the morning in German. */
function isName(text: string, start: number, said: string): boolean {
	return /^\p{Lu}/u.test(said) && !/(?:^|[.!?:]\s+)["'(*_-]*$/.test(text.slice(0, start));
}

/** "On" before a day where no word before it says so. */
function placed({ text, isDay }: Found, { before, said, row }: { readonly before: string; readonly said: string; readonly row: DateWords }): string {
	const lead = isDay ? row.on : row.in;
	if (lead === '' || new RegExp(`(?:^|[^\\p{L}])(?:${row.prepositions})\\s+$`, 'iu').test(before) || /['’(]$/.test(before)) return text;
	return `${/^\p{Lu}/u.test(said) ? lead.charAt(0).toUpperCase() + lead.slice(1) : lead} ${text}`;
}

function quotedSpans(text: string): (readonly [number, number])[] {
	return [...text.matchAll(/"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]/g)].map((match) => [match.index, match.index + match[0].length]);
}
