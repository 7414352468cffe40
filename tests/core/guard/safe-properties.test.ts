/** Properties that an agent wrote load nothing from elsewhere: made inert in a new note, asked about in an edit. */
import { inertProperties, loadingProperties, newlyLoading } from '../../../src/core/guard/safe-properties';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { readFrontMatter } from '../../../src/core/lib/front-matter';

const note = (lines: string): string => `---\n${lines}\n---\n\n# One\n`;

const LOADS = [
	'cover: https://tracker.example/x.png', 'cover: https://tracker.example/x', 'Banner: "http://tracker.example/x"', "banner: '//tracker.example/x'", 'coverUrl: https://tracker.example/?q=secret', 'og_image: https://tracker.example/a',
	'cover: "https:\\/\\/tracker.example\\/x"', 'cover: "\\x68ttps://tracker.example/x"', 'cover: >-\n  https://tracker.example/x', 'cover: |\n  https://tracker.example/x', 'cover: [https://tracker.example/x]', 'cover:\n  - https://tracker.example/x',
	'card: { icon: "https://tracker.example/x" }', 'a: &x https://tracker.example/x\ncover: *x', 'a: &x [https://tracker.example/x]\ncover: *x', 'a: &m { cover: https://tracker.example/x }\nb:\n  <<: *m', 'any: https://tracker.example/x.gif?d=1',
	'any: https://tracker.example/x.SVG#a', 'any: https://tracker.example/f.mp4', 'note: "![](https://tracker.example/x)"', 'note: "see ![[https://tracker.example/x]]"', "note: '<img src=x>'", "note: '<IFRAME src=\"https://tracker.example\">'",
	'style: "background: url(https://tracker.example/x)"', '"icon": file:///etc/hosts.png', 'icon: data:image/svg+xml,x', 'icon: app://tracker/x', 'thumbnail: \\\\tracker.example\\x', '"co\\u0076er": https://tracker.example/x',
	'cover: https://tracker.example/x # a comment', '? cover\n: https://tracker.example/x', 'cover: !!str https://tracker.example/x', 'cover: https://tracker.example/a b: [', 'cover: https:tracker.example/x', 'cover: "\thttps://tracker.example/x "', 'x: [&a [*a], https://tracker.example/y.png]',
];

test.each(LOADS)('given a new note with %j, when it is made safe, then nothing of it loads, it is told, and it comes to rest', (lines) => {
	const { text, findings } = safeMarkdown(note(lines), { isWholeNote: true });
	expect(loadingProperties(note(lines))).not.toEqual([]);
	expect(loadingProperties(text)).toEqual([]);
	expect(findings.length).toBeGreaterThan(0);
	expect(safeMarkdown(text, { isWholeNote: true }).text).toBe(text);
	expect(text).toContain('# One');
});

const KEPT = [
	'source: https://example.org/a', 'url: "https://example.org/a/b?c=d"', 'cover: "[[Pictures/one.png]]"', 'banner: Pictures/one.png', 'icon: 🦆', 'icon: lucide-home', 'image: one.png', 'tags: [cover, image]', 'about: "see https://example.org/a.png for more"',
	'mail: anna@example.org', 'website: example.org', 'title: "Cover: a story"', 'header: true', 'photo: null', 'icon: 12', 'time: 10:30', 'aliases:\n  - "https: a scheme"', 'link: "[Example](https://example.org)"', 'formula: "a < b"', 'photographer: Anna', 'icon: lucide:home', 'cover: "https://example.org/x is where it lies"',
];

test.each(KEPT)('given a new note with %j, when it is made safe, then it keeps every byte', (lines) => {
	expect(safeMarkdown(note(lines), { isWholeNote: true }).text).toBe(note(lines));
});

test('given properties of which one loads, then the others keep their bytes and comments, and the name stays', () => {
	const { text } = inertProperties(note('# mine\ntitle:  "A: b"   # so\ncover: https://tracker.example/x\nlist: [a,  b]'));
	expect(text).toBe(note('# mine\ntitle:  "A: b"   # so\ncover: "https: //tracker.example/x"\nlist: [a,  b]'));
	expect(readFrontMatter(text).problems).toEqual([]);
});

test('given an edit, then only what it adds is told', () => {
	const mine = note('cover: https://example.org/mine.png');
	expect(newlyLoading(mine, mine.replace('# One', '# Two'))).toEqual([]);
	expect(newlyLoading(mine, mine.replace('mine.png', 'theirs.png'))).toEqual([{ name: 'cover', value: 'https://example.org/theirs.png' }]);
	expect(newlyLoading(note('a: 1'), note('cover: https://example.org/x'))).toHaveLength(1);
	expect(newlyLoading('no properties', 'still ![none](https://example.org/x.png)')).toEqual([]);
});
