import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import { cutPassages } from '../../../src/core/search/passages';

const cut = (text: string) => cutPassages(text, readNote('a.md', text));

describe('the passages of a note', () => {
	it('never cross a heading', () => {
		const text = 'Above.\n\n# One\nfirst\n\n## Two\nsecond';
		expect(cut(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(['Above.', '# One\nfirst', '## Two\nsecond']);
	});

	it('end at a block border at about 700 characters', () => {
		const text = Array.from({ length: 12 }, (_value, index) => `${index} ${'word '.repeat(40)}`.trim()).join('\n\n');
		const passages = cut(text);
		expect(passages.length).toBeGreaterThan(3);
		for (const { span } of passages) expect(span.end - span.start).toBeLessThanOrEqual(700);
	});

	it('keep a block whole that is not long, and a heading without text', () => {
		const text = `# Alone\n\n# Long\n\n${'word '.repeat(190).trim()}`;
		expect(cut(text).map(({ blocks }) => blocks.length)).toEqual([0, 1]);
	});

	it('take a long block as several: after lines, else after sentences, else after words', () => {
		const pieces = (text: string): string[] => cut(text).flatMap(({ blocks }) => blocks.map(({ span }) => text.slice(span.start, span.end)));
		const turns = Array.from({ length: 60 }, (_value, at) => `**Ana:** turn ${at} of the talk about the garden.`);
		const found = pieces(turns.join('\n'));
		expect(found.length).toBeGreaterThan(3);
		expect(found.join('\n').split('\n')).toEqual(turns);
		for (const piece of pieces('This is a sentence of some words. '.repeat(80))) expect(piece).toMatch(/^This.*words\.$/);
		for (const piece of pieces('word '.repeat(1_000))) expect(piece).toMatch(/^word( word)*$/);
		const lines = cut(turns.join('\n')).flatMap(({ blocks }) => blocks.map(({ line }) => line));
		expect(lines).toEqual(found.map((piece) => turns.indexOf(piece.split('\n')[0] ?? '') + 1));
	});

	it('begin with the properties that can answer, each with the lines that belong to it', () => {
		const text = '---\ndue: 2026-03-01\nmet:\n  - a\n  - b\n\ntags: [c]\nlast: x\n---\nBody';
		const [properties] = cut(text);
		expect(properties?.blocks.map(({ span, line }) => [line, text.slice(span.start, span.end)])).toEqual([
			[2, 'due: 2026-03-01'],
			[3, 'met:\n  - a\n  - b'],
			[8, 'last: x'],
		]);
	});

	it('hold each block of the note once and in order, for any note', () => {
		const part = fc.constantFrom('# H', '## Sub', '- item', '  - nested', 'text', '\n', '> quote', '| a | b |\n|---|---|\n| 1 | 2 |', '---\na: b\n---', '```\ncode\n```', 'x'.repeat(300), 'y'.repeat(2_500), 'a turn of a talk\n'.repeat(150), '\r\n');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
				const text = parts.join('\n');
				const note = readNote('a.md', text);
				const passages = cutPassages(text, note);
				const inBody = passages.flatMap(({ blocks }) => blocks).filter(({ span }) => span.start >= (note.frontMatter?.span.end ?? 0));
				let at = 0;
				for (const { span } of note.blocks) {
					let end = span.start;
					for (; (inBody[at]?.span.start ?? Infinity) < span.end; at++) {
						expect(text.slice(end, inBody[at]?.span.start).trim()).toBe('');
						end = inBody[at]?.span.end ?? 0;
					}
					expect(text.slice(end, span.end).trim()).toBe('');
				}
				expect(at).toBe(inBody.length);
				for (const { span, blocks } of passages) for (const block of blocks) expect(block.span.start >= span.start && block.span.end <= span.end).toBe(true);
			}),
		);
	});
});
