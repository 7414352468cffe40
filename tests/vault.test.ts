/**
 * The demo vault keeps its promises: its links break only where it was written to be broken, and every expected
 * quote of vault-questions.json stands in each note that may be cited. It tests the fixture, not the product, so it
 * reads Markdown with its own few lines and not with core/lib.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import questions from './vault-questions.json';

const ROOT = join(__dirname, 'vault');

/** What a real vault has and a tidy fixture would lack: `note → target`. */
const BROKEN_ON_PURPOSE = [
	'Home/Lease Rua Roberto Ivens.md → boiler-label.jpg',
	'Home/Moving checklist.md → 2025-06-28',
	'Inbox/Scraps.md → Rain barrel pump#^winter-settings',
	'Journal/2025-03-30.md → Beatriz Nogueira',
	'Projects/Fontes/Fontes do Porto.md → Beatriz Nogueira',
	'Projects/Fontes/Fontes do Porto.md → Survey protocol#Winter sampling',
	'Telos/Publish the fountain map.md → Gates and gatekeepers',
];

const notes = new Map(
	readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.md'))
		.sort()
		.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const),
);

function blockIds(text: string): string[] {
	return [...text.matchAll(/(?:^|\s)\^([\w-]+)$/gm)].map((match) => match[1] ?? '');
}

function headings(text: string): string[] {
	return [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
}

function resolves(from: string, target: string): boolean {
	const [name = '', fragment] = target.split('#');
	const path = name === '' ? from : [...notes.keys()].find((each) => each === `${name}.md` || basename(each) === `${name}.md`);
	const text = path === undefined ? undefined : notes.get(path);
	if (text === undefined) return false;
	if (fragment === undefined) return true;
	return fragment.startsWith('^') ? blockIds(text).includes(fragment.slice(1)) : headings(text).includes(fragment);
}

test('links resolve, except the ones that are broken on purpose', () => {
	const broken = [...notes].flatMap(([path, text]) =>
		[...text.matchAll(/\[\[([^\]|]+)/g)]
			.map((match) => match[1] ?? '')
			.filter((target) => !resolves(path, target))
			.map((target) => `${path} → ${target}`),
	);
	expect([...new Set(broken)].sort()).toEqual(BROKEN_ON_PURPOSE);
});

test('a block id names one block in the whole vault', () => {
	const ids = [...notes.values()].flatMap(blockIds);
	expect(ids.length).toBeGreaterThan(60);
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('one note has front matter that YAML cannot read, and one is empty', () => {
	const unreadable = [...notes].filter(([, text]) => {
		const yaml = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1];
		try {
			parse(yaml ?? '');
			return false;
		} catch (error) {
			return error instanceof Error;
		}
	});
	expect(unreadable.map(([path]) => path)).toEqual(['Inbox/Call the plumber.md']);
	expect([...notes].filter(([, text]) => text === '').map(([path]) => path)).toEqual(['Inbox/Untitled.md']);
});

test.each(questions.filter((each) => each.outcome !== 'unknown'))('the vault can answer “$question”', ({ notes: cited, quote }) => {
	expect(cited.length).toBeGreaterThan(0);
	expect(cited.filter((path) => !notes.get(path)?.includes(quote ?? '\0'))).toEqual([]);
});

test('a question without an answer cites nothing', () => {
	const unknown = questions.filter((each) => each.outcome === 'unknown');
	expect(unknown.length).toBe(12);
	expect(unknown.filter((each) => each.notes.length > 0 || each.quote !== null)).toEqual([]);
});
