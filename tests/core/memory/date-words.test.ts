/** The one table of date words: whatever it lets be said of a day is that day, in a text, in a question and when remembered; nothing else is touched. */
import fc from 'fast-check';
import { absoluteDates } from '../../../src/core/memory/absolute-dates';
import { DATE_WORDS, NONE } from '../../../src/core/memory/date-words';
import { dayNamed } from '../../../src/core/memory/recall/days-in-text';
import { saidBy } from '../../../src/core/memory/recall/time-words';
import { isoDay, readWhen } from '../../../src/core/memory/recall/when';
import { DAY_MS, relativeDates } from '../../../src/core/memory/relative-dates';

type Row = (typeof DATE_WORDS)[number];

const DAY = fc.integer({ min: 0, max: 40_000 });
const ROW = fc.constantFrom(...DATE_WORDS);
const said = (pattern: string): fc.Arbitrary<string> => fc.constantFrom(...saidBy(pattern));
/** "Hier" alone is German as well. */
const inFrench = (text: string, { language }: Row): string => (language === 2 ? `${text} déjà` : text);
const spaceOf = ({ notAfter }: Row): string => (notAfter === undefined ? ' ' : '');

/** A phrase for some days from today, and how many. */
const PHRASE: fc.Arbitrary<readonly [text: string, offset: number]> = ROW.chain((row) => {
	const days = fc.constantFrom(...row.days).chain(([pattern, offset]) => said(pattern).map((phrase) => [phrase, offset] as const));
	const [day = '', week = ''] = row.units.split('/');
	const count = fc.oneof(fc.integer({ min: 1, max: 99 }).map((n) => [String(n), n] as const), fc.nat({ max: 9 }).chain((at) => said(row.numbers.split('/')[at] ?? '').map((word) => [word, at + 1] as const)));
	const sides = ([[row.ago[0], '', -1], ['', row.ago[1], -1], [row.ahead, '', 1], ['', row.later ?? NONE, 1]] as const).filter(([before, behind]) => before !== NONE && behind !== NONE);
	const space = spaceOf(row);
	const counted = fc.tuple(count, fc.constantFrom([day, 1] as const, [week, 7] as const), fc.constantFrom(...sides)).chain(([[word, n], [unit, length], [before, behind, sign]]) =>
		fc.tuple(said(before), said(unit), said(behind)).map(([lead, name, end]) => [[lead, `${word}${space}${name}`, end].filter((part) => part !== '').join(space), sign * n * length] as const),
	);
	return fc.oneof(days, counted).map(([text, offset]) => [inFrench(text, row), offset] as const);
});

test('whatever can be said of a day is that day', () => {
	fc.assert(fc.property(PHRASE, DAY, ([text, offset], day) => {
		const [date] = relativeDates(text, day)?.dates ?? [];
		expect([text, date?.first, date?.last]).toEqual([text, day + offset, day + offset]);
		expect(absoluteDates(text, isoDay(day))).toContain(isoDay(day + offset));
		const asked = readWhen(text, new Date(...(isoDay(day).split('-').map((part, at) => Number(part) - (at === 1 ? 1 : 0)) as [number, number, number]))).days;
		expect(asked !== null && asked.first <= day + offset && asked.last >= day + offset).toBe(true);
	}), { numRuns: 400 });
});

test('next and last with a weekday are that weekday, on the right side of today; in Chinese and Japanese in the week beside', () => {
	fc.assert(fc.property(ROW.chain((row) => fc.tuple(fc.constant(row), fc.nat({ max: 6 }), fc.constantFrom(0, 1)).chain(([own, weekday, which]) => {
		const [before = '', behind = ''] = [own.before.split('/')[which], own.behind.split('/')[which]];
		const name = own.weekdays.split('/')[weekday] ?? '';
		const phrase = before === NONE ? fc.tuple(said(name), said(behind)) : fc.tuple(said(before), said(name));
		return phrase.map((parts) => ({ text: inFrench(parts.join(spaceOf(own)), own), weekday, which, isOfWeek: own.notAfter !== undefined }));
	})), DAY, ({ text, weekday, which, isOfWeek }, day) => {
		const [date] = relativeDates(text, day)?.dates ?? [];
		const step = (date?.first ?? 0) - day;
		expect([text, new Date((date?.first ?? 0) * DAY_MS).getUTCDay()]).toEqual([text, weekday]);
		if (!isOfWeek) expect(which === 0 ? step >= 1 && step <= 7 : step <= -1 && step >= -7).toBe(true);
		else expect(Math.floor((day + step + 3) / 7) - Math.floor((day + 3) / 7)).toBe(which === 0 ? 1 : -1);
	}), { numRuns: 200 });
});

const PROSE = ['Anna', 'lives', 'in', 'Lyon', 'the', 'mill', 'Berlin', 'wohnt', 'der', 'Tag', 'maison', 'grande', 'la', 'casa', 'het', 'huis', 'в', 'доме', '目前天气很好', '以上月份的数据', '早上周到的服务', '楼下周围', '今日头条', '明日香は元気', '今日子さん', '十一天前', '先天后天性', 'べんきょうする', '住んでいる', '。', ','];

test('prose without words of time stays as it is, and any text is read', () => {
	fc.assert(fc.property(fc.array(fc.constantFrom(...PROSE)).map((parts) => parts.join(' ')), (text) => expect(absoluteDates(text, '2026-11-23')).toBe(text)));
	fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom(...PROSE, 'yesterday', '3', 'weeks', 'ago', '去年', '3月', '下周', '一', '三', '天', '前', '先週', 'の')).map((parts) => parts.join(''))), (text) => {
		let end = 0;
		for (const date of relativeDates(text, 20_000)?.dates ?? []) {
			expect([date.start >= end, date.end > date.start, date.end <= text.length, date.first <= date.last]).toEqual([true, true, true, true]);
			end = date.end;
		}
		absoluteDates(text, '2026-11-23');
	}));
});

test.each([
	['昨日アンナに会った。', '2026-11-22アンナに会った。'],
	['来週の月曜日に会議がある', '2026-11-30に会議がある'],
	['先月から働いている', '2026年10月から働いている'],
	['从昨天开始下雨', '从2026-11-22开始下雨'],
	['他说明天来', '他说2026-11-24来'],
	['去年3月搬家了', '2025年3月搬家了'],
	['她问“昨天”是什么', '她问“昨天”是什么'],
	['三个月前搬到里昂', '2026年08月搬到里昂'],
])('%s', (text, meant) => expect(absoluteDates(text, '2026-11-23')).toBe(meant));

test.each([
	['去年3月我住在哪里？', '2025-03-01 2025-03-31'],
	['2024年3月アンナはどこに住んでいた？', '2024-03-01 2024-03-31'],
	['3月にどこへ行った？', '2026-03-01 2026-03-31'],
	['12月5日做了什么', '2025-12-05 2025-12-05'],
	['下周一有什么会', '2026-11-30 2026-11-30'],
	['先週の金曜日は何をした', '2026-11-20 2026-11-20'],
	['上个月我写了什么', '2026-10-01 2026-10-31'],
	['昨年はどこに行った', '2025-01-01 2025-12-31'],
])('%s', (question, span) => {
	const { days } = readWhen(question, new Date(2026, 10, 23, 12));
	expect(days && `${isoDay(days.first)} ${isoDay(days.last)}`).toBe(span);
});

test('dates without spaces are read in texts; the last and the first time, and before and after, in questions', () => {
	expect(['会议2024年3月5日开始', '2024 年 3 月 5 日', '第3月', '3月'].map((text) => dayNamed(text))).toEqual([19_787, 19_787, null, null]);
	const of = (question: string): unknown => { const { order, asksWhen, days } = readWhen(question, new Date(2026, 10, 23, 12)); return [order, asksWhen, days && [days.first, days.last].map((day) => (Number.isFinite(day) ? isoDay(day) : String(day)))]; };
	expect(of('最後にアンナに会ったのはいつ？')).toEqual(['newest', true, null]);
	expect(of('我第一次见安娜是什么时候？')).toEqual(['oldest', true, null]);
	expect(of('2024年3月之前我住在哪里')).toEqual([null, false, ['-Infinity', '2024-02-29']]);
	expect(of('2024年3月から何をした')).toEqual([null, false, ['2024-04-01', 'Infinity']]);
});
