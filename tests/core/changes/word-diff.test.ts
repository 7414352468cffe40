/** What a person is shown of a difference: nothing invented, nothing left out, the words that differ marked. */
import fc from 'fast-check';
import { applyHunks, hunksOf, linesOf } from '../../../src/core/changes/hunks';
import { diffLinesOf, diffParts, type DiffLine, type DiffPart } from '../../../src/core/changes/word-diff';

/** Each line with its changed stretches in brackets. */
const shown = (before: string, after: string): string[] =>
	diffLinesOf({ before, after }).map(({ kind, pieces }) => (kind === 'added' ? '+' : '-') + pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('').replace(/\n/g, ''));
const textOf = (lines: readonly DiffLine[], kind: DiffLine['kind']): string =>
	lines.filter((line) => line.kind === kind).flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('');

describe('the lines of a hunk', () => {
	it('mark the words that differ', () => {
		expect(shown('The rent is 800 euros.\n', 'The rent is 820 euros.\n')).toEqual(['-The rent is [800] euros.', '+The rent is [820] euros.']);
		expect(shown('A, then B.\n', 'A, then we went to B.\n')).toEqual(['-A, then B.', '+A, then [we went to ]B.']);
	});

	it('mark one stretch where several words in a row differ', () => {
		expect(shown('We meet on Monday at noon in the old hall.\n', 'We meet on Tuesday afternoon next in the old hall.\n')[1]).toBe('+We meet on [Tuesday afternoon next] in the old hall.');
	});

	it('mark single characters in scripts without spaces, and never half of one', () => {
		expect(shown('明日は晴れです。\n', '明日は雨です。\n')).toEqual(['-明日は[晴れ]です。', '+明日は[雨]です。']);
		expect(shown('Party 🎉 in town\n', 'Party 🎈 in town\n')).toEqual(['-Party [🎉] in town', '+Party [🎈] in town']);
	});

	it('mark nothing where the sides have little in common, or one side is empty', () => {
		expect(shown('Buy milk and bread today.\n', 'Call grandmother about Sunday.\n')).toEqual(['-Buy milk and bread today.', '+Call grandmother about Sunday.']);
		expect(shown('', 'New.\n')).toEqual(['+New.']);
	});

	it('compare line with line when the hunk is long', () => {
		const lines = (value: number): string => Array.from({ length: 5000 }, (_x, i) => `Row ${i} holds the value ${value}\n`).join('');
		const drawn = shown(lines(1), lines(2));
		expect(drawn).toHaveLength(10_000);
		expect(drawn[0]).toBe('-Row 0 holds the value [1]');
		expect(drawn[9999]).toBe('+Row 4999 holds the value [2]');
	});

	it('hold each text whole, whatever it is', () => {
		const text = fc.array(fc.oneof(fc.constantFrom('a', 'b ', ' ', '\n', '\r\n', 'é', '明', '🎉', '\u200b'), fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, text, (before, after) => {
				const lines = diffLinesOf({ before, after });
				expect(textOf(lines, 'removed')).toBe(before);
				expect(textOf(lines, 'added')).toBe(after);
				expect(lines.every(({ pieces }) => linesOf(pieces.map((piece) => piece.text).join('')).length === 1)).toBe(true);
			}),
		);
	});
});

describe('a note with its hunks', () => {
	const note = Array.from({ length: 30 }, (_x, i) => `line ${i + 1}\n`).join('');
	const outline = (parts: readonly DiffPart[]): string[] => parts.map((part) => (part.kind === 'hunk' ? `hunk ${part.hunk.line}` : `${part.kind} ${part.line}+${linesOf(part.text).length}`));

	it('keeps three lines around each hunk and folds the rest', () => {
		const hunks = hunksOf(note, note.replace('line 10\n', 'line ten\n').replace('line 30\n', 'line thirty\n'));
		expect(outline(diffParts(note, hunks))).toEqual(['fold 1+6', 'context 7+3', 'hunk 10', 'context 11+3', 'fold 14+13', 'context 27+3', 'hunk 30']);
	});

	it('does not fold a single line', () => {
		const hunks = hunksOf(note, note.replace('line 5\n', 'x\n').replace('line 13\n', 'y\n'));
		expect(outline(diffParts(note, hunks)).slice(0, 4)).toEqual(['context 1+4', 'hunk 5', 'context 6+7', 'hunk 13']);
	});

	it('leaves nothing out and numbers every part', () => {
		const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd', '\n'), { maxLength: 40 }).map((lines) => lines.join(''));
		fc.assert(
			fc.property(text, text, (before, after) => {
				const parts = diffParts(before, hunksOf(before, after));
				expect(parts.map((part) => (part.kind === 'hunk' ? part.hunk.before : part.text)).join('')).toBe(before);
				expect(applyHunks(before, parts.flatMap((part) => (part.kind === 'hunk' ? [part.hunk] : [])))).toBe(after);
				let line = 1;
				for (const part of parts) {
					expect(part.kind === 'hunk' ? part.hunk.line : part.line).toBe(line);
					line += linesOf(part.kind === 'hunk' ? part.hunk.before : part.text).length;
				}
			}),
		);
	});
});
