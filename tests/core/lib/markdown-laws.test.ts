/** What holds for every text whatever: the reader never throws, its positions are exact, its time is bounded. */
import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import type { Note, Span } from '../../../src/core/lib/note';

const runs = Number(process.env.PRAXIS_RUNS ?? 300);
/** Pieces of Markdown, so that random texts are full of half-open constructs. */
const pieces = ['#', '# ', '## a', '\n', '\n\n', '\r\n', '\r', '- ', '  ', '\t', '1. ', '> ', '```', '~~~\n', '`', '``', '[', '[[', ']', ']]', '](', ')', '(', '!', '![', '|', '\\', '%%', '$', '$$', '<!--', '-->', '<div>', '<', '>', '^id', ' ^id\n', '[ ] ', '[x] ', '---\n', '===\n', '|-|-|\n', '#tag', '#1', 'https://a.b/c', '://', '[a]: b', '[^1]: ', '[!note]', 'word', ' ', '\ufeff', '\ud83d', '\udc00', '\u0000', 'é', '🌱', '***\n', '</pre>', '<pre>\n', 'tags: [a, #b]\n', '"', "'", '*', '&a', ': '];
const junk = fc.oneof(
	{ weight: 5, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
	{ weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes)) },
);
const spansOf = (note: Note): Span[] => [...note.headings, ...note.blocks, ...note.links, ...note.tags, ...note.tasks].map(({ span }) => span);

test('given any text, when it is read, then every position lies in it and names what it says', () => {
	fc.assert(
		fc.property(junk, (text) => {
			const note = readNote('Note.md', text);
			const typed = ({ span }: { span: Span }): string => text.slice(span.start, span.end);
			for (const { start, end } of spansOf(note)) expect(start >= 0 && start < end && end <= text.length).toBe(true);
			for (const tag of note.tags) expect(tag.inFrontMatter || typed(tag) === `#${tag.name}`).toBe(true);
			for (const heading of note.headings) expect(typed(heading)).toContain(heading.text);
			for (const task of note.tasks) expect(typed(task)).toContain(`[${task.status}]`);
			for (const block of note.blocks) expect(block.id === null || text.includes(`^${block.id}`)).toBe(true);
			for (const link of note.links) {
				if (link.kind === 'wikilink') expect(typed(link)).toMatch(/^\[\[[^]*\]\]$/);
				if (link.kind === 'embed') expect(typed(link)).toMatch(/^!\[\[[^]*\]\]$/);
				if (link.kind === 'image') expect(typed(link)).toMatch(/^!\[[^]*\)$/);
				if (link.kind === 'url') expect(typed(link)).toContain(link.target.replace(/^mailto:/, ''));
			}
		}),
		{ numRuns: runs * 10 },
	);
});

test('given any text, when it is read, then blocks are in order and apart, and lines and parents fit', () => {
	fc.assert(
		fc.property(junk, (text) => {
			const note = readNote('Note.md', text);
			const lineAt = (offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
			let end = note.frontMatter?.span.end ?? 0;
			for (const block of note.blocks) {
				expect(block.span.start).toBeGreaterThanOrEqual(end);
				expect(block.line).toBe(lineAt(block.span.start));
				({ end } = block.span);
			}
			for (const item of [...note.headings, ...note.links, ...note.tasks]) expect(item.line).toBe(lineAt(item.span.start));
			note.headings.forEach(({ parent, level }, index) => {
				expect(parent).toBeLessThan(index);
				if (parent >= 0) expect(note.headings[parent]?.level).toBeLessThan(level);
			});
		}),
		{ numRuns: runs * 10, examples: [['===\nhttps://a.b/c|-|-|\n---\n']] },
	);
});

test('given a note, when properties are put above it, then what stands below is the same, moved', () => {
	const above = '---\ntitle: A\n---\n';
	fc.assert(
		fc.property(junk, (text) => {
			fc.pre(!/^\ufeff?---/.test(text) && !text.startsWith('\ufeff'));
			const moved = <Item extends { span: Span; line?: number }>(item: Item): Item => ({
				...item, span: { start: item.span.start + above.length, end: item.span.end + above.length }, ...(item.line === undefined ? {} : { line: item.line + 3 }),
			});
			const alone = readNote('Note.md', text);
			const under = readNote('Note.md', above + text);
			expect(under.headings).toEqual(alone.headings.map(moved));
			expect(under.blocks).toEqual(alone.blocks.map(moved));
			expect(under.links).toEqual(alone.links.map(moved));
			expect(under.tags).toEqual(alone.tags.map(moved));
			expect(under.tasks).toEqual(alone.tasks.map(moved));
		}),
		{ numRuns: runs * 5 },
	);
});

test('given a note, when a comment or code closes around it, then it has no links, tags or headings', () => {
	fc.assert(
		fc.property(junk, (text) => {
			fc.pre(!text.includes('%%') && !text.includes('~~~~~'));
			for (const fence of ['%%', '~~~~~']) {
				const note = readNote('Note.md', `${fence}\n${text}\n${fence}\n`);
				expect([note.links, note.tags, note.headings, note.tasks]).toEqual([[], [], [], []]);
			}
		}),
		{ numRuns: runs * 3 },
	);
});

/** Were one of these quadratic, it would take minutes and run into the test runner's limit. */
describe('given 200,000 of something half open, when it is read, then it ends', () => {
	const n = 200_000;
	test.each<[string, string]>([
		['brackets', '['.repeat(n)],
		['closed brackets', '['.repeat(n) + ']'.repeat(n)],
		['wikilinks', '[[a '.repeat(n)],
		['image openers before links', '!['.repeat(n / 2) + '[a](b)'.repeat(n / 2)],
		['destinations', '](a'.repeat(n)],
		['destinations with titles', '[a](b "'.repeat(n)],
		['angled destinations', '[a](<b'.repeat(n)],
		['backticks', '`'.repeat(n)],
		['backtick runs', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
		['comments', '%% '.repeat(n)],
		['comment lines', 'a %%\n\n'.repeat(n)],
		['dollars', '$a '.repeat(n)],
		['HTML comments', '<!-- '.repeat(n)],
		['tags', '<a '.repeat(n)],
		['hashes', '#'.repeat(n)],
		['number tags', '#1 '.repeat(n)],
		['schemes', 'a://'.repeat(n)],
		['colons', 'a'.repeat(n) + '://'],
		['parentheses in a URL', `https://${'('.repeat(n)}`],
		['quote marks', '> '.repeat(n)],
		['list markers', '- '.repeat(n)],
		['list levels', Array.from({ length: 2000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
		['headings', '# a\n'.repeat(n)],
		['blank ends of lines', `a${' '.repeat(n)}\n`.repeat(5)],
		['pipes', `|${'-|'.repeat(n)}\n|${'-|'.repeat(n)}`],
		['pipe lines', 'a|b\n'.repeat(n)],
		['property lines never closed', `---\n${'a: b\n'.repeat(n)}`],
		['blank property lines', `---\n${'\n'.repeat(n)}a: b\n---\n`],
		['nested YAML', `---\n${'['.repeat(n / 2)}\n---\n`],
		['carriage returns', '\r'.repeat(n)],
		['ids', 'a ^b\n\n^c\n'.repeat(n / 4)],
		['lone surrogates', '\ud800#\udc00'.repeat(n)],
	])('%s', (_, text) => {
		expect(readNote('Note.md', text).blocks.length).toBeLessThanOrEqual(text.length);
	});
});
