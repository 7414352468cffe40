/**
 * What a question says of time: the days it speaks of, whether the newest or the oldest is wanted, and the event that it
 * takes place before or after. English first, with the date words of the other languages of the index, and of Chinese and
 * Japanese. Pure; any text.
 */
import { words } from '../../search/analyse';
import { DAY_MS, daysNamed, monthDays, type Days } from './days-in-text';
import { relativeDates, type RelativeDate } from '../relative-dates';
import { ASKS_WHEN, BEFORE_A_TIME, isWeekend, LAST, MONTHS, NEXT, SEASONS, THIS, WEEKDAYS } from './time-words';

export interface When {
	/** Days since 1970 that it speaks of; ends may be infinite. Null when it names none. */
	readonly days: Days | null;
	/** A month, or a day of one (0: the whole), of whatever year: named without its year. */
	readonly yearly: { readonly month: number; readonly day: number } | null;
	/** "when did I last", "the first time". */
	readonly order: 'newest' | 'oldest' | null;
	/** It asks for a time: what tells one answers it. */
	readonly asksWhen: boolean;
	/** "before the move": its words, for a search. Null where a date follows. */
	readonly event: { readonly side: 'before' | 'after'; readonly words: string } | null;
	/** It asks of what is to come: "will", "next week". */
	readonly isFuture: boolean;
}

interface Word {
	readonly form: string;
	readonly start: number;
	readonly end: number;
}

const BEFORE: ReadonlySet<string> = new Set(['before', 'until', 'till', 'vor', 'bevor', 'bis', 'avant', 'antes', 'prima', 'voor', 'до', 'перед']);
const AFTER: ReadonlySet<string> = new Set(['after', 'since', 'nach', 'seit', 'nachdem', 'apres', 'depuis', 'despues', 'depois', 'dopo', 'na', 'sinds', 'после']);
const NEWEST: ReadonlySet<string> = new Set(['last', 'latest', 'recent', 'recently', 'newest', 'zuletzt', 'letztes', 'letzten', 'letzte', 'neueste', 'neuesten', 'derniere', 'dernierement', 'ultima', 'ultimamente', 'laatst', 'laatste', 'последний']);
const OLDEST: ReadonlySet<string> = new Set(['first', 'earliest', 'erstes', 'ersten', 'erste', 'premiere', 'primera', 'primeira', 'prima', 'eerste', 'первый']);
const TIME_OF_MANY: ReadonlySet<string> = new Set(['time', 'mal', 'fois', 'vez', 'volta', 'keer', 'раз']);
const TO_COME: ReadonlySet<string> = new Set(['will', 'shall', 'going', 'plan', 'plans', 'planned', 'upcoming', 'wird', 'werden', 'werde']);

/** In scripts without spaces. */
const JOINED = { when: /什么时候|什麼時候|何时|何時|几时|哪天|哪一天|いつ|何日|何月/, newest: /最近一次|最后一次|最後一次|上一?次|最後に|最近いつ|前回/, oldest: /第一次|首次|最初に|初めて|はじめて/, before: /^(?:之前|以前|より前|まで|前に)/, after: /^(?:之[后後]|以[后後]|以来|以來|から|より後)/ };

/** `now`: the day is the one where the person is. */
export function readWhen(question: string, now: Date): When {
	const found = words(question.slice(0, 2_000));
	const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
	const reader = new TimeReader(question, found, { today, year: now.getFullYear(), month: now.getMonth() + 1 });
	const forms = found.map(({ form }) => form);
	const span = reader.span();
	const asksWhen = forms.slice(0, 3).some((form) => ASKS_WHEN.has(form)) || JOINED.when.test(question) || /^(?:what (?:day|date|time|month|year)|which (?:day|month|year)|how long ago)\b/i.test(question.trim());
	return {
		days: span && span.days,
		yearly: span?.yearly ?? null,
		order: span ? null : JOINED.newest.test(question) ? 'newest' : JOINED.oldest.test(question) ? 'oldest' : orderIn(forms, asksWhen),
		asksWhen,
		event: span ? null : eventIn(question, found),
		isFuture: forms.some((form) => TO_COME.has(form) || NEXT.has(form)) || (span?.days ?? null) !== null && (span?.days.first ?? 0) > today,
	};
}

/** The last day of the past that the question speaks of, ISO; null when it speaks of now, or of no day. */
export function pastDay({ days }: When, now: Date): string | null {
	if (!days || !Number.isFinite(days.last) && !Number.isFinite(days.first)) return null;
	const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
	const day = Number.isFinite(days.last) ? days.last : days.first;
	return day < today ? isoDay(day) : null;
}

export function isoDay(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function orderIn(forms: readonly string[], asksWhen: boolean): When['order'] {
	const at = forms.findIndex((form, i) => NEWEST.has(form) && (asksWhen || TIME_OF_MANY.has(forms[i + 1] ?? '') || form === 'latest' || form === 'newest' || form === 'zuletzt' || (form === 'recently' && forms[i - 1] === 'most')));
	if (at >= 0) return 'newest';
	return forms.some((form, i) => OLDEST.has(form) && (asksWhen || TIME_OF_MANY.has(forms[i + 1] ?? ''))) ? 'oldest' : null;
}

/** What follows "before" or "after", to the end of its clause. */
function eventIn(question: string, found: readonly Word[]): When['event'] {
	// "vor" and "na" say "ago" and "in" as well: only what is followed by words of its own is an event.
	const at = found.findIndex(({ form }, i) => i > 0 && (BEFORE.has(form) || AFTER.has(form)) && i < found.length - 1);
	const word = found[at];
	if (!word) return null;
	const rest = question.slice(word.end).split(/[?!,;.]/)[0]?.trim() ?? '';
	return rest === '' ? null : { side: BEFORE.has(word.form) ? 'before' : 'after', words: rest };
}

interface Spoken {
	readonly days: Days;
	readonly yearly?: When['yearly'];
	/** The first of its words, for what stands before it. */
	readonly at: number;
	/** Where it ends, in the question, for what stands behind it. */
	readonly end?: number;
}

class TimeReader {
	readonly #relative: readonly RelativeDate[];

	constructor(
		private readonly question: string,
		private readonly found: readonly Word[],
		private readonly now: { readonly today: number; readonly year: number; readonly month: number },
	) {
		this.#relative = relativeDates(question, now.today)?.dates ?? [];
	}

	/** The first time that is named, widened by "before" or "since". */
	span(): Spoken | null {
		const spoken = this.#written() ?? this.#spoken();
		if (!spoken) return null;
		const before = [this.#form(spoken.at - 1), this.#form(spoken.at - 2)];
		const isOf = (set: ReadonlySet<string>): boolean => before.some((form, i) => set.has(form) && (i === 0 || ['the', 'dem', 'der', 'den', 'de', 'la', 'le'].includes(before[0] ?? '')));
		const { first, last } = spoken.days;
		const behind = this.question.slice(spoken.end ?? this.question.length);
		if (isOf(BEFORE) || JOINED.before.test(behind)) return { ...spoken, yearly: null, days: { first: -Infinity, last: first - 1 } };
		if (isOf(AFTER) || JOINED.after.test(behind)) return { ...spoken, yearly: null, days: { first: before.includes('since') || before.includes('seit') ? first : last + 1, last: Infinity } };
		return spoken;
	}

	#form(at: number): string {
		return this.found[at]?.form ?? '';
	}

	/** As figures and names of months; two of them are from and to. */
	#written(): Spoken | null {
		const [one, two] = daysNamed(this.question, this.now.year);
		if (!one) return null;
		const at = this.found.findIndex(({ start }) => start >= one.start);
		const { end } = one;
		const year = this.#relative.find((date) => date.unit === 3 && /^の?$/.test(this.question.slice(date.end, one.start)));
		if (year && !one.hasYear) return { at, end, days: yearOf(year.first, one) };
		if (!one.hasYear) return { at, end, yearly: { month: one.month, day: one.day }, days: this.#lastOf(one) };
		return { at, end, days: two?.hasYear && two.first > one.first ? { first: one.first, last: two.last } : one };
	}

	/** A date without its year is the last one there was. */
	#lastOf({ first, last, month, day }: Days & { readonly month: number; readonly day: number }): Days {
		if (first <= this.now.today) return { first, last };
		return yearOf(Date.UTC(this.now.year - 1, 0, 1) / DAY_MS, { month, day });
	}

	/** What is said first; what is counted off is only about so long ago. */
	#spoken(): Spoken | null {
		const date = this.#relative[0];
		const slack = date && date.counted !== 0 && date.unit === 1 ? WEEK_SLACK : 0;
		const said = date ? { at: this.found.findIndex(({ start }) => start >= date.start), end: date.end, days: { first: date.first - slack, last: date.last + slack } } : null;
		const last = said === null || said.at < 0 ? this.found.length - 1 : said.at;
		for (let at = 0; at <= last; at++) {
			const spoken = this.#monthAt(at) ?? this.#yearAt(at) ?? this.#weekdayAt(at) ?? this.#seasonAt(at);
			if (spoken && (!date || (this.found[spoken.at]?.start ?? 0) <= date.start)) return spoken;
		}
		return said;
	}

	#monthAt(at: number): Spoken | null {
		const month = MONTHS.get(this.#form(at));
		if (month === undefined || this.#form(at).length < 3 || !(BEFORE_A_TIME.has(this.#form(at - 1)) || LAST.has(this.#form(at - 1)) || LAST.has(this.#form(at + 1)))) return null;
		// "may" after "in" is a month, after "last" too; "in mar" is not written so.
		const year = month <= this.now.month ? this.now.year : this.now.year - 1;
		return { at: LAST.has(this.#form(at - 1)) ? at - 1 : at, days: monthDays(year, month), yearly: { month, day: 0 } };
	}

	#yearAt(at: number): Spoken | null {
		const form = this.#form(at);
		if (!/^(?:19|20)\d\d$/.test(form)) return null;
		const year = Number(form);
		const season = [at - 1, at - 2].find((i) => SEASONS.has(this.#form(i)));
		if (season !== undefined) return { at: season, days: seasonDays(year, SEASONS.get(this.#form(season)) ?? 1) };
		return { at, days: { first: Date.UTC(year, 0, 1) / DAY_MS, last: Date.UTC(year, 11, 31) / DAY_MS } };
	}

	/** "letzten Dienstag", "on Friday", "last weekend". */
	#weekdayAt(at: number): Spoken | null {
		const weekday = WEEKDAYS.get(this.#form(at));
		if (weekday === undefined && !isWeekend(this.#form(at))) return null;
		const [before, after] = [this.#form(at - 1), this.#form(at + 1)];
		const step = LAST.has(before) || LAST.has(after) ? -1 : NEXT.has(before) || NEXT.has(after) ? 1 : THIS.has(before) || (weekday !== undefined && BEFORE_A_TIME.has(before)) ? 0 : null;
		if (step === null) return null;
		return { at: at - 1, days: weekday === undefined ? this.#weekend(step) : this.#weekday(weekday, step) };
	}

	#weekend(step: number): Days {
		const saturday = this.now.today - ((this.now.today + 3) % 7) + 7 * step + 5;
		return { first: saturday, last: saturday + 1 };
	}

	/** The last there was before today, or the next. */
	#weekday(weekday: number, step: number): Days {
		const { today } = this.now;
		const own = ((today + 3) % 7) + 1;
		const back = (own - weekday + 7) % 7 || 7;
		const day = step > 0 ? today + (7 - back || 7) : today - back;
		return { first: day, last: day };
	}

	#seasonAt(at: number): Spoken | null {
		const month = SEASONS.get(this.#form(at));
		if (month === undefined || !(LAST.has(this.#form(at - 1)) || LAST.has(this.#form(at + 1)) || THIS.has(this.#form(at - 1)))) return null;
		const year = this.now.month >= month ? this.now.year : this.now.year - 1;
		return { at: at - 1, days: seasonDays(year, month) };
	}
}

/** "Two weeks ago" may be some days more or less. */
const WEEK_SLACK = 4;

/** A month, or a day of one, in the year that begins with a day. */
function yearOf(first: number, { month, day }: { readonly month: number; readonly day: number }): Days {
	const year = new Date(first * DAY_MS).getUTCFullYear();
	const own = Date.UTC(year, month - 1, day) / DAY_MS;
	return day === 0 ? monthDays(year, month) : { first: own, last: own };
}

/** Three months. */
function seasonDays(year: number, month: number): Days {
	return { first: Date.UTC(year, month - 1, 1) / DAY_MS, last: Date.UTC(year, month + 2, 0) / DAY_MS };
}
