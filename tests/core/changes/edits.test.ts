/** Changes as edits of one text: where they land, which line ends they take, and what they refuse. */
import fc from 'fast-check';
import type { TextChange } from '../../../src/core/changes/change';
import { applyHunks, hunksOf, linesOf } from '../../../src/core/changes/hunks';
import { changedText } from '../../../src/core/changes/rewrite';
import { vaultPath } from '../../../src/core/lib/vault-path';

const path = vaultPath('Note.md');
const append = (text: string, more: string, extra: Partial<Extract<TextChange, { type: 'append' }>> = {}): string => changedText(path, text, [{ type: 'append', path, text: more, ...extra }]);

describe('appending', () => {
	it('keeps the ending that the note has', () => {
		expect(append('', 'New.')).toBe('New.\n');
		expect(append('Old.', 'New.\n')).toBe('Old.\n\nNew.');
		expect(append('Old.\n', 'New.')).toBe('Old.\n\nNew.\n');
		expect(append('Old.\r\n', 'New\nlines.')).toBe('Old.\r\n\r\nNew\r\nlines.\r\n');
		expect(append('\uFEFFOld.\n\n\n', 'New.')).toBe('\uFEFFOld.\n\nNew.\n\n\n');
	});

	it('goes to the end of the section, its sub-sections included', () => {
		const text = '# A\none\n## Sub\ntwo\n\n# B\nthree\n';
		expect(append(text, 'New.', { under: { heading: 'A' } })).toBe('# A\none\n## Sub\ntwo\n\nNew.\n\n# B\nthree\n');
		expect(append(text, 'New.', { under: { heading: 'a#sub' } })).toBe('# A\none\n## Sub\ntwo\n\nNew.\n\n# B\nthree\n');
		expect(append('# A\n# B\n', 'New.', { under: { heading: 'A' } })).toBe('# A\n\nNew.\n\n# B\n');
	});

	it('continues a list when asked for one line end', () => {
		expect(append('## Log\n- one\n\n## Next\n', '- two', { under: { heading: 'Log' }, spacing: 'line' })).toBe('## Log\n- one\n- two\n\n## Next\n');
	});

	it('goes after a block by its id', () => {
		expect(append('One. ^a\n\nTwo.\n', 'New.', { under: { block: 'a' } })).toContain('One. ^a\n\nNew.\n\nTwo.\n');
	});

	it('lists the headings when the name fits none or several', () => {
		expect(() => append('# A\n# A\n', 'x', { under: { heading: 'A' } })).toThrow(expect.objectContaining({ code: 'ambiguous', hint: expect.stringContaining('line 2') as string }));
		expect(() => append('# A\n', 'x', { under: { heading: 'B' } })).toThrow(expect.objectContaining({ code: 'bad-input', hint: expect.stringContaining('"A"') as string }));
	});
});

describe('replacing a passage', () => {
	const replace = (text: string, quote: string, by: string): string => changedText(path, text, [{ type: 'replace', path, target: { quote }, text: by }]);

	it('finds it exactly, then with other white space', () => {
		expect(replace('a  b and a b', 'a b', 'X')).toBe('a  b and X');
		expect(replace('The long\r\n  passage here.', 'long passage', 'short one')).toBe('The short one here.');
	});

	it('names the candidates with their lines when it stands in several places', () => {
		expect(() => replace('one two\nx\none two\n', 'one two', 'X')).toThrow(expect.objectContaining({ code: 'ambiguous', hint: expect.stringMatching(/line 1.*line 3/) as string }));
		expect(() => replace('aaa', 'aa', 'X')).toThrow(expect.objectContaining({ code: 'ambiguous' }));
		expect(() => replace('one', 'two', 'X')).toThrow(expect.objectContaining({ code: 'bad-input' }));
	});
});

describe('several changes to one note', () => {
	it('all refer to the text as it was', () => {
		const changes: TextChange[] = [
			{ type: 'insert', path, at: { offset: 3 }, text: ' ^id' },
			{ type: 'append', path, text: 'End.' },
			{ type: 'set-properties', path, properties: { a: 1 } },
			{ type: 'insert', path, at: { line: 2 }, text: 'Between.' },
		];
		expect(changedText(path, 'One\nTwo\n', changes)).toBe('---\na: 1\n---\nOne ^id\nBetween.\nTwo\n\nEnd.\n');
	});

	it('may not overlap', () => {
		const twice: TextChange[] = [1, 2].map((start) => ({ type: 'replace', path, target: { start, end: 4 }, text: 'x' }));
		expect(() => changedText(path, 'abcdef', twice)).toThrow(expect.objectContaining({ code: 'bad-input' }));
		expect(() => changedText(path, 'abc', [{ type: 'insert', path, at: { offset: 9 }, text: 'x' }])).toThrow(expect.objectContaining({ code: 'bad-input' }));
	});
});

describe('hunks', () => {
	const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd', '\r'), { maxLength: 12 }).map((lines) => lines.join(''));

	it('all accepted give the new text, all rejected the old one', () => {
		fc.assert(
			fc.property(text, text, (before, after) => {
				const hunks = hunksOf(before, after);
				expect(applyHunks(before, hunks)).toBe(after);
				expect(applyHunks(before, [])).toBe(before);
				for (const hunk of hunks) expect(before.slice(hunk.start, hunk.end)).toBe(hunk.before);
				expect(linesOf(before).join('')).toBe(before);
			}),
			{ numRuns: 500 },
		);
	});
});
