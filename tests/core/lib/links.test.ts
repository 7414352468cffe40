/** Where links lead: Obsidian's order of resolution, the index kept up to date, subpaths, and links that lead back. */
import fc from 'fast-check';
import { LinkIndex, comparableHeading, resolveSubpath, writeLink } from '../../../src/core/lib/links';
import { readNote } from '../../../src/core/lib/markdown';
import { vaultPath } from '../../../src/core/lib/vault-path';

const indexOf = (...paths: string[]): LinkIndex => new LinkIndex(paths.map(vaultPath));

describe('resolve', () => {
	const index = indexOf('Note.md', 'A/Note.md', 'A/Deep/Note.md', 'B/Only.md', 'B/C/Twin.md', 'Dd/Twin.md', 'img/x.png', 'B/x.png', 'v1.2.md', 'A/B/Only.md', 'Caf\u00e9.md', 'Case.md', 'case.md', 'Z/E/Far.md');
	test.each<[string, string, string | null]>([
		['Note', 'A/x.md', 'Note.md'],
		['A/Note', 'B/x.md', 'A/Note.md'],
		['Deep/Note', 'x.md', 'A/Deep/Note.md'],
		['eep/Note', 'x.md', null],
		['note.MD', 'x.md', 'Note.md'],
		['Twin', 'B/x.md', 'B/C/Twin.md'],
		['Twin', 'A/x.md', 'Dd/Twin.md'],
		['Only', 'A/x.md', 'A/B/Only.md'],
		['B/Only', 'A/x.md', 'B/Only.md'],
		['x.png', 'A/y.md', 'B/x.png'],
		['x.png', 'img/y.md', 'img/x.png'],
		['x', 'x.md', null],
		['v1.2', 'x.md', 'v1.2.md'],
		['./Note', 'A/x.md', 'A/Note.md'],
		['../Note.md', 'A/x.md', 'Note.md'],
		['../../../Note', 'A/x.md', 'Note.md'],
		['./Far', 'Z/x.md', null],
		['/Only', 'A/x.md', null],
		['/A/Note', 'B/x.md', 'A/Note.md'],
		['Cafe\u0301', 'x.md', 'Caf\u00e9.md'],
		['case', 'x.md', 'case.md'],
		['Case', 'x.md', 'Case.md'],
		['', 'A/Note.md', 'A/Note.md'],
		['', 'gone.md', null],
		['constructor', 'x.md', null],
	])('given [[%s]] in %s, then it leads to %s', (target, from, expected) => {
		expect(index.resolve(target, from)).toBe(expected);
	});
});

const segment = fc.constantFrom('a', 'A', 'b', 'c.d', 'é', 'e\u0301', 'Note', 'n');
const path = fc.tuple(fc.array(segment, { maxLength: 3 }), segment, fc.constantFrom('.md', '.MD', '.png', '')).map(([folders, name, extension]) => vaultPath([...folders, name + extension].join('/')));

test('given adds, removals and renames in any order, when links are resolved, then it is as if built anew', () => {
	const step = fc.oneof(
		fc.record({ type: fc.constant('add' as const), path }),
		fc.record({ type: fc.constant('remove' as const), path }),
		fc.record({ type: fc.constant('rename' as const), path, to: path }),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), fc.array(fc.tuple(path, path), { minLength: 5 }), (steps, questions) => {
			const index = new LinkIndex();
			const now = new Set<ReturnType<typeof vaultPath>>();
			for (const change of steps) {
				if (change.type === 'add') index.add(change.path);
				else if (change.type === 'remove') index.remove(change.path);
				else index.rename(change.path, change.to);
				if (change.type !== 'add') now.delete(change.path);
				if (change.type === 'add') now.add(change.path);
				if (change.type === 'rename') now.add(change.to);
			}
			const fresh = new LinkIndex([...now].reverse());
			for (const [target, from] of questions) expect(index.resolve(target, from)).toBe(fresh.resolve(target, from));
		}),
	);
});

test('given any vault, when a note is linked by its link text, then the link leads back to it', () => {
	fc.assert(
		fc.property(fc.uniqueArray(path.filter((each) => /\.[^/]*$/.test(each)), { minLength: 1, maxLength: 20 }), path, (paths, from) => {
			// Two names that differ in nothing but their Unicode form are one name to Obsidian.
			fc.pre(new Set(paths.map((each) => each.normalize('NFC').toLowerCase())).size === paths.length);
			const index = new LinkIndex(paths);
			for (const each of paths) expect(index.resolve(index.linkText(each, from), from)).toBe(each);
		}),
	);
});

test('given names that are alone or not, then link texts are as short as can be', () => {
	const index = indexOf('A/Alone.md', 'A/Twin.md', 'B/Twin.md', 'B/x.png');
	expect(['A/Alone.md', 'A/Twin.md', 'B/x.png'].map((each) => index.linkText(vaultPath(each), 'A/from.md'))).toEqual(['Alone', 'A/Twin', 'x.png']);
});

describe('subpaths', () => {
	const source = ['# One', 'a ^id', '## Sub', 'b', '# Two', '## Sub', 'c', '### C# & more: *this*', 'd'].join('\n');
	const note = readNote('Note.md', source);
	test.each<[string, string | null]>([
		['One', '# One\na ^id\n## Sub\nb'],
		['#two', '# Two\n## Sub\nc\n### C# & more: *this*\nd'],
		['Sub', '## Sub\nb'],
		['Two#Sub', '## Sub\nc\n### C# & more: *this*\nd'],
		['Two#C more this', '### C# & more: *this*\nd'],
		['C# & more: *this*', '### C# & more: *this*\nd'],
		['One#C more this', null],
		['^ID', 'a ^id'],
		['^none', null],
		['', null],
	])('given #%s, then it is that part of the note', (subpath, expected) => {
		const span = resolveSubpath(note, subpath);
		expect(span && source.slice(span.start, span.end)).toBe(expected);
	});

	test('given a heading with punctuation, then it compares by its words', () => {
		expect(comparableHeading('  What?  (a/b) [[C|d]] – “e” ')).toBe('what a b c d – “e”');
	});
});

describe('writing links', () => {
	test('given any name and words, when the link is read back, then it leads to the name', () => {
		const name = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '#', '[', ']', '|', '^', '%', '(', ')', '\\', '.', ':', '$', '`', '<'), minLength: 1 }).map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('/') && !text.startsWith('.'));
		fc.assert(
			fc.property(name, fc.option(fc.string()), (linkText, display) => {
				fc.pre(!/^[a-z][a-z0-9+.-]+:/i.test(linkText));
				const [link] = readNote('Note.md', `see ${writeLink(linkText, { display })}`).links;
				const target = link?.kind === 'markdown' ? link.target.replace(/\.md$/, '') : link?.target;
				expect(target).toBe(linkText.replace(/\.md$/, ''));
				expect(link?.subpath).toBeNull();
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		[writeLink('Note'), '[[Note]]'],
		[writeLink('Note', { subpath: 'A: b#c|d', display: 'see [it]|\nnow' }), '[[Note#A b#c d|see it now]]'],
		[writeLink('Note', { subpath: '^id' }), '[[Note#^id]]'],
		[writeLink('C# notes', { subpath: 'Use it', display: 'C#' }), '[C\\#](C%23%20notes.md#Use%20it)'],
	])('%s', (written, expected) => {
		expect(written).toBe(expected);
	});
});
