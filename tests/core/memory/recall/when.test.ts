import fc from 'fast-check';
import { dayNamed, daysNamed } from '../../../../src/core/memory/recall/days-in-text';
import { dayOfBlock, dayOfNote } from '../../../../src/core/memory/recall/note-day';
import { readSpoken, turnOf } from '../../../../src/core/memory/recall/spoken';
import { isoDay, pastDay, readWhen } from '../../../../src/core/memory/recall/when';

/** A Monday. */
const NOW = new Date(2026, 10, 23, 12);

function spanOf(question: string): string | null {
	const { days } = readWhen(question, NOW);
	const end = (day: number): string => (Number.isFinite(day) ? isoDay(day) : day > 0 ? 'on' : 'until');
	return days && `${end(days.first)} ${end(days.last)}`;
}

test.each([
	['What happened on 4 May 2023?', '2023-05-04 2023-05-04'],
	['What did I do on March 16, 2022?', '2022-03-16 2022-03-16'],
	['Where did Anna live in March?', '2026-03-01 2026-03-31'],
	['Where did Anna live in December?', '2025-12-01 2025-12-31'],
	['What did we plan in August 2023?', '2023-08-01 2023-08-31'],
	['Was 2019 a good year?', '2019-01-01 2019-12-31'],
	['What did I read yesterday?', '2026-11-22 2026-11-22'],
	['What did I write last week?', '2026-11-16 2026-11-22'],
	['Was habe ich letzte Woche geschrieben?', '2026-11-16 2026-11-22'],
	['Qu’ai-je fait la semaine dernière ?', '2026-11-16 2026-11-22'],
	['What did she say two days ago?', '2026-11-21 2026-11-21'],
	['Was war vor 3 Tagen?', '2026-11-20 2026-11-20'],
	['Was steht in der Notiz vom 29.12.2023?', '2023-12-29 2023-12-29'],
	['What was decided last month?', '2026-10-01 2026-10-31'],
	['What did I do in the summer of 2024?', '2024-06-01 2024-08-31'],
	['Where did we live before March 2024?', 'until 2024-02-29'],
	['What changed since 2026-10-01?', '2026-10-01 on'],
	['Who came on Friday?', '2026-11-20 2026-11-20'],
	['May I ask who Anna is?', null],
	['When did I last see Anna?', null],
	['Who is Anna?', null],
])('%s', (question, expected) => expect(spanOf(question)).toBe(expected));

test('the last and the first time are told apart, and so is an event', () => {
	expect(['When did I last see Anna?', 'The last time I saw Anna', 'Wann habe ich Anna zuletzt gesehen?', 'When did I first meet Tom?', 'What did I do last week?', 'What is the first rule?'].map((question) => readWhen(question, NOW).order)).toEqual(['newest', 'newest', 'newest', 'oldest', null, null]);
	expect(readWhen('Where did we live before the move to Porto?', NOW).event).toEqual({ side: 'before', words: 'the move to Porto' });
	expect(pastDay(readWhen('Where did Anna live in March?', NOW), NOW)).toBe('2026-03-31');
	expect(pastDay(readWhen('Where does Anna live today?', NOW), NOW)).toBeNull();
});

test('any text is read, and its days are days of the calendar', () => {
	fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('in', 'last', 'March', '31', '2', '2026', 'two', 'weeks', 'ago', 'vor', 'before', '29.02.2023', 'May', ',', 'hace', 'to')).map((parts) => parts.join(' '))), (text) => {
		const { days } = readWhen(text, NOW);
		if (days) expect(days.first).toBeLessThanOrEqual(days.last);
		for (const { first, last, start, end } of daysNamed(text, 2026)) {
			expect([first <= last, start < end, end <= text.length]).toEqual([true, true, true]);
		}
	}));
});

test('every day of the calendar is read as it is written', () => {
	fc.assert(fc.property(fc.integer({ min: -20_000, max: 40_000 }), (day) => {
		const [year, month, date] = isoDay(day).split('-').map(Number);
		const name = new Date(day * 86_400_000).toLocaleDateString('en', { month: 'long', timeZone: 'UTC' });
		for (const text of [isoDay(day), `${date}.${month}.${year}`, `${date} ${name} ${year}`, `${name} ${date}, ${year}`, `1:56 pm on ${date} ${name}, ${year}`]) expect(dayNamed(text)).toBe(day);
	}), { numRuns: 50 });
});

test('a block is of its own date, else of its heading, else of its note', () => {
	const of = (block: string, headings: readonly string[] = [], noteDay: number | null = null): string | null => {
		const day = dayOfBlock(block, { headings, noteDay });
		return day === null ? null : isoDay(day);
	};
	expect(of('- 2026-03-04: rang Anna', ['2026-03-01'])).toBe('2026-03-04');
	expect(of('- rang Anna about 2025-01-01', ['Log', '2026-03-01'])).toBe('2026-03-01');
	expect(of('rang Anna', ['Log'], dayOfNote('Journal/2026-02-02.md', 'rang Anna'))).toBe('2026-02-02');
	expect(isoDay(dayOfNote('Chat.md', '---\ndate: 1:56 pm on 8 May, 2023\n---\nHi') ?? 0)).toBe('2023-05-08');
	expect(of('rang Anna')).toBeNull();
});

test('who speaks, asks and answers is read from the lines of a chat', () => {
	const text = '**Anna:** Where do you live? ^a\n\n**Tom Hall:** In Lyon, since last year. ^b\n\nA plain block: of prose.';
	const span = (words: string): { start: number; end: number } => ({ start: text.indexOf(words), end: text.indexOf('\n', text.indexOf(words)) });
	expect(readSpoken(text, span('**Anna'))).toMatchObject({ speaker: ['anna'], asks: true, answers: false });
	expect(readSpoken(text, span('**Tom'))).toMatchObject({ speaker: ['tom', 'hall'], asks: false, answers: true, tellsTime: true });
	const log = 'Anna: I like tea.\nTom: I like coffee from Porto.\nAnna: Fine.';
	const at = log.indexOf('coffee');
	expect(log.slice(...Object.values(turnOf(log, { start: 0, end: log.length }, [{ start: at, end: at + 6 }])) as [number, number])).toBe('Tom: I like coffee from Porto.');
});
