/** The Markdown reader by example: one construct a test, positions checked by slicing the text. */
import { readNote } from '../../../src/core/lib/markdown';
import type { Note } from '../../../src/core/lib/note';

const read = (...lines: string[]): Note & { source: string } => {
	const source = lines.join('\n');
	return { ...readNote('Note.md', source), source };
};
const slices = (note: Note & { source: string }, items: readonly { span: { start: number; end: number } }[]): string[] => items.map(({ span }) => note.source.slice(span.start, span.end));
const linksOf = (text: string): string[] => readNote('Note.md', text).links.map(({ kind, target, subpath, display }) => [kind, target, subpath, display].join(' · '));
const tagsOf = (text: string): string[] => readNote('Note.md', text).tags.map(({ name }) => name);
const blocksOf = (...lines: string[]): string[] => {
	const note = read(...lines);
	return note.blocks.map(({ kind, span, id, depth }) => `${kind}${depth ? depth : ''}${id ? ` ^${id}` : ''}: ${note.source.slice(span.start, span.end)}`);
};

describe('headings', () => {
	test('given marks and underlines, then each has its level, text and enclosing heading', () => {
		const note = read('# One', 'Two', '===', '### Three ###', 'Four', '---', '#no heading', '####### no', '##');
		expect(note.headings.map(({ level, text, parent, line }) => [level, text, parent, line])).toEqual([
			[1, 'One', -1, 1], [1, 'Two', -1, 2], [3, 'Three', 1, 4], [2, 'Four', 1, 5], [2, '', 1, 9],
		]);
		expect(slices(note, note.headings)).toEqual(['# One', 'Two\n===', '### Three ###', 'Four\n---', '##']);
	});

	test('given marks inside code, comments and quotes, then they are no headings', () => {
		expect(read('```', '# a', '```', '%%', '# b', '%%', '<!--', '# c', '-->', '> # d', '', '    # e').headings).toEqual([]);
	});

	test('given a rule after a blank line, then the text above stays a paragraph', () => {
		expect(read('text', '', '---').headings).toEqual([]);
	});

	test('given a link and a tag in a heading, then both are read', () => {
		const note = read('## See [[A]] #b');
		expect([note.headings[0]?.text, note.links[0]?.target, note.tags[0]?.name]).toEqual(['See [[A]] #b', 'A', 'b']);
	});
});

describe('blocks', () => {
	test.each<[string, string[], string[]]>([
		['paragraphs with and without id', ['one', 'two ^a1', '', 'three'], ['paragraph ^a1: one\ntwo ^a1', 'paragraph: three']],
		['an id alone after a blank line', ['text', '', '^late'], ['paragraph ^late: text']],
		['an id after a table', ['| a | b |', '|---|---|', '| 1 | 2 |', '^t'], ['table ^t: | a | b |\n|---|---|\n| 1 | 2 |']],
		['an id after a quote', ['> said', '^q'], ['quote ^q: > said']],
		['an id after a callout', ['> [!note] Title', '> body', '', '^c'], ['callout ^c: > [!note] Title\n> body']],
		['an id after a list', ['- a', '- b', '', '^l'], ['list-item: - a', 'list-item ^l: - b']],
		['an id after a heading names nothing', ['text', '# H', '^x'], ['paragraph: text', 'paragraph ^x: ^x']],
		['an id at an embed', ['![[a.png]]^pic'], ['paragraph ^pic: ![[a.png]]^pic']],
		['no id in the middle of a word', ['2^10'], ['paragraph: 2^10']],
		['nested list items with ids', ['- a ^one', '  - b', '  - c ^three', '\t- d', '- e'], ['list-item ^one: - a ^one', 'list-item1: - b', 'list-item1 ^three: - c ^three', 'list-item2: - d', 'list-item: - e']],
		['an item that goes on', ['- a', '  b', '', '  c', 'd'], ['list-item: - a\n  b\n\n  c\nd']],
		['text of the outer item after the inner', ['- a', '  - b', '', '  c'], ['list-item: - a', 'list-item1: - b', 'paragraph: c']],
		['a paragraph after a list', ['- a', '', 'b'], ['list-item: - a', 'paragraph: b']],
		['numbers', ['1. a', '2) b', '2. c'], ['list-item: 1. a', 'list-item: 2) b', 'list-item: 2. c']],
		['a number that starts no list', ['In', '1984. A book'], ['paragraph: In\n1984. A book']],
		['a fence in an item', ['- a', '  ```', '  - no', '  ```', '- b'], ['list-item: - a\n  ```\n  - no\n  ```', 'list-item: - b']],
		['fences', ['~~~js', '```', '~~~', 'x', '````', '```', '````'], ['code: ~~~js\n```\n~~~', 'paragraph: x', 'code: ````\n```\n````']],
		['a fence never closed', ['```', 'a', '', '# b'], ['code: ```\na\n\n# b']],
		['indented code', ['a', '', '    b', '', '    c', 'd'], ['paragraph: a', 'code: b\n\n    c', 'paragraph: d']],
		['math', ['$$', 'x', '$$', '$$y$$'], ['math: $$\nx\n$$', 'math: $$y$$']],
		['comments', ['%%', 'a', '', 'b %%', '%% c %%', '<!-- d -->', '<!--', 'e', '-->'], ['comment: %%\na\n\nb %%', 'comment: %% c %%', 'comment: <!-- d -->', 'comment: <!--\ne\n-->']],
		['HTML', ['<div>', 'a', '</div>', '', 'b <b>c</b>'], ['html: <div>\na\n</div>', 'paragraph: b <b>c</b>']],
		['a quote with a lazy line', ['> a', 'b', '', 'c'], ['quote: > a\nb', 'paragraph: c']],
		['a table under a paragraph', ['text', 'a | b', '--|--', '1 | 2', '', 'end'], ['paragraph: text', 'table: a | b\n--|--\n1 | 2', 'paragraph: end']],
		['rules are no blocks', ['a', '', '***', '- - -', 'b'], ['paragraph: a', 'paragraph: b']],
		['markers on one line', ['- - a'], ['list-item1: - a']],
		['CRLF and lone CR', ['a\r', 'b\r\rc'], ['paragraph: a\r\nb', 'paragraph: c']],
	])('given %s', (_, lines, expected) => {
		expect(blocksOf(...lines)).toEqual(expected);
	});

	test('given headings, then each block knows the one above it', () => {
		expect(read('a', '# H', 'b', '## I', '- c').blocks.map(({ heading }) => heading)).toEqual([-1, 0, 1]);
	});

	test('given a task, then its status, text and place are read, also in a quote', () => {
		const note = read('- [ ] Open #home ^id', '  1. [x] Done', '> - [-] Gone', '- [] no', '- [x]no');
		expect(note.tasks.map(({ status, text, line }) => [status, text, line])).toEqual([[' ', 'Open #home', 1], ['x', 'Done', 2], ['-', 'Gone', 3]]);
		expect(slices(note, note.tasks)).toEqual(['- [ ] Open #home ^id', '1. [x] Done', '- [-] Gone']);
	});
});

describe('links', () => {
	test.each<[string, string[]]>([
		['[[A]] and ![[B.png|100]]', ['wikilink · A ·  · ', 'embed · B.png ·  · 100']],
		['[[F/A#H#Sub|shown]] [[#H]] [[A#^b1]]', ['wikilink · F/A · H#Sub · shown', 'wikilink ·  · H · ', 'wikilink · A · ^b1 · ']],
		['[[]] [[|x]] [[a\nb]] [[a', []],
		['[[[A]]] [[a [[B]]', ['wikilink · A ·  · ', 'wikilink · B ·  · ']],
		['| [[A\\|x]] | b |\n|---|---|', ['wikilink · A ·  · x']],
		['[t](A%20b.md#C%20d "title") ![i](<a b.png>)', ['markdown · A b.md · C d · t', 'image · a b.png ·  · i']],
		['[w](https://x.y/(a)_b#c) [m](mailto:a@b.c)', ['markdown · https://x.y/(a)_b#c ·  · w', 'markdown · mailto:a@b.c ·  · m']],
		['[![alt](i.png)](n.md)', ['markdown · n.md ·  · ![alt](i.png)', 'image · i.png ·  · alt']],
		['[a [b](c) d](e)', ['markdown · c ·  · b']],
		['[https://x.y](https://x.y)', ['markdown · https://x.y ·  · https://x.y']],
		['100% [x](50%.md)', ['markdown · 50%.md ·  · x']],
		['(see https://x.y/a_(b)). <https://z.w> <a@b.c>', ['url · https://x.y/a_(b) ·  · ', 'url · https://z.w ·  · ', 'url · mailto:a@b.c ·  · ']],
		['obsidian://open?vault=v, no://', ['url · obsidian://open?vault=v ·  · ']],
		['[ref]: https://x.y "t"\n[^1]: text\n[Note]: two words', ['markdown · https://x.y ·  · ref']],
		['`[[a]]` ``[[b]] ` `` ` [[C]]', ['wikilink · C ·  · ']],
		['`a\n[[b]]` [[C]]', ['wikilink · C ·  · ']],
		['%%[[a]]%% [[B]] %% [[C]]', ['wikilink · B ·  · ', 'wikilink · C ·  · ']],
		['<!-- [[a]] --> [[B]] \\[[c]] $[[d]]$ $5 [[E]] $6', ['wikilink · B ·  · ', 'wikilink · E ·  · ']],
		['<a href="https://x.y">t</a> a < b [[C]] > d', ['wikilink · C ·  · ']],
		['> ```\n> [[a]]\n> ```\n> [[B]]', ['wikilink · B ·  · ']],
		['- ```\n  [[a]]\n  ```\n- [[B]]', ['wikilink · B ·  · ']],
		['```\n[[a]]\n```\n[[B]]', ['wikilink · B ·  · ']],
		['%%\n[[a]]\n%% [[B]]', ['wikilink · B ·  · ']],
		['[^1] [x] (y) [z](', []],
	])('given %j', (text, expected) => {
		expect(linksOf(text)).toEqual(expected);
	});

	test('given links on several lines, then each span and line is exact', () => {
		const note = read('---', 'up: "[[Top]]"', '---', 'a [[B]]', '- ![i](j)', '> [k', '> l](m)');
		expect(slices(note, note.links)).toEqual(['[[Top]]', '[[B]]', '![i](j)', '[k\n> l](m)']);
		expect(note.links.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
	});
});

describe('tags', () => {
	test.each<[string, string[]]>([
		['#a #b/c-d_e #über #标签 #🌱/👩‍🌾', ['a', 'b/c-d_e', 'über', '标签', '🌱/👩‍🌾']],
		['#1984 #y1984 #19/84', ['y1984', '19/84']],
		['a#b https://x.y/#c [[n#d]] [t](#e) \\#f `#g` $#h$ %%#i%%', []],
		['#a, #b. #c/ (#d', ['a', 'b', 'c']],
		['| #a |#b|\n|--|--|', ['a', 'b']],
		['- #a\n> #b\n> - #c', ['a', 'b', 'c']],
	])('given %j', (text, expected) => {
		expect(tagsOf(text)).toEqual(expected);
	});
});

describe('properties', () => {
	test('given tags, aliases and links in properties, then they are found where they stand', () => {
		const note = read('---', 'tags: [garden, "#a/b", 1984]', 'aliases:', '  - One', "  - 'Two, three'", 'up: "[[Top#H|t]]"', 'bare: [[Flow]]', 'source: https://x.y/z', 'nested:', '  - see [[Deep]]', '---', '#body');
		expect(note.tags.map(({ name, inFrontMatter }) => [name, inFrontMatter])).toEqual([['garden', true], ['a/b', true], ['body', false]]);
		expect(slices(note, note.tags)).toEqual(['garden', 'a/b', '#body']);
		expect(note.aliases).toEqual(['One', 'Two, three']);
		expect(slices(note, note.links)).toEqual(['[[Top#H|t]]', '[[Flow]]', 'https://x.y/z', '[[Deep]]']);
		expect(note.links.map(({ line }) => line)).toEqual([6, 7, 8, 10]);
	});

	test.each<[string, string[]]>([
		['tags: a, b c', ['a', 'b', 'c']],
		['tag: one', ['one']],
		['Tags:\n- a\n- two words', ['a']],
		['tags:', []],
	])('given %j, then tags are %j', (yaml, expected) => {
		expect(tagsOf(`---\n${yaml}\n---\n`)).toEqual(expected);
	});
});
