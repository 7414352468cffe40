/** Given a vault and no model, when an action is run on a note, then its Markdown is made of the vault alone. */
import { PATTERNS } from '../../../../src/assets';
import type { LocalAction } from '../../../../src/core/actions/local/local-action';
import { LOCAL_ACTIONS } from '../../../../src/core/actions/local/local-actions';
import { formatDate } from '../../../../src/core/actions/local/date-format';
import { INPUTS } from '../../../../src/core/actions/pattern';
import { patternNameOf } from '../../../../src/core/actions/read-pattern';
import { LinkIndex, resolveSubpath } from '../../../../src/core/lib/links';
import { readNote } from '../../../../src/core/lib/markdown';
import { vaultPath, type VaultPath } from '../../../../src/core/lib/vault-path';
import { Indexer } from '../../../../src/core/search/indexer';
import { memoryHost } from '../../../support/memory-host';

const NOW = new Date(2026, 10, 22, 9, 5);

function actionNamed(name: string): LocalAction {
	const action = LOCAL_ACTIONS.find((one) => one.name === name);
	if (!action) throw new Error(`No action ${name}.`);
	return action;
}

async function run(name: string, files: Record<string, string>, paths: readonly string[], target?: string): Promise<string> {
	const { vault } = memoryHost(files);
	const indexer = new Indexer({ vault, yieldToHost: () => Promise.resolve(), clock: () => 0, excludedFolders: [] });
	await indexer.rebuild();
	const inputs = paths.map((path) => ({ name: `the note “${path}”`, path: vaultPath(path), text: files[path] ?? '' }));
	try {
		return await actionNamed(name).run(inputs, { vault, index: indexer.index, now: () => NOW, ...(target === undefined ? {} : { target: vaultPath(target) }) });
	} finally {
		indexer.close();
	}
}

test('each says what it is for, names its inputs, and has a name of its own', () => {
	const taken = PATTERNS.map(({ path }) => patternNameOf(path));
	expect(LOCAL_ACTIONS.map(({ name }) => name)).toEqual([...new Set(LOCAL_ACTIONS.map(({ name }) => name))].sort());
	for (const { name, description, tags, input } of LOCAL_ACTIONS) {
		expect(taken).not.toContain(name);
		expect(description).toMatch(/^[A-Z][^.]{19,99}\.$/);
		expect(tags.length).toBeGreaterThan(0);
		expect(input.every((kind) => INPUTS.includes(kind))).toBe(true);
	}
});

test.each(LOCAL_ACTIONS.map(({ name }) => name))('%s: given no text, then it says so; given an empty note in an empty vault, then it says that there is nothing', async (name) => {
	await expect(run(name, {}, [])).rejects.toMatchObject({ code: 'bad-input' });
	expect(await run(name, { 'a.md': '' }, ['a.md'])).toMatch(name === 'fill-template' ? /^$/ : /^[A-Z][a-z ]+\.$/);
});

describe('outline', () => {
	test('given headings, then each is a link to its place, nested as they are', async () => {
		expect(await run('outline', { 'Garden.md': '# Beds\n## North\ntext\n### Slugs\n# Tools\n' }, ['Garden.md'])).toBe('- [[Garden#Beds|Beds]]\n\t- [[Garden#North|North]]\n\t\t- [[Garden#Slugs|Slugs]]\n- [[Garden#Tools|Tools]]');
	});

	test('given the same heading twice, links and marks in headings, then every link leads to its own', async () => {
		const text = '# May\n## To do\n# June\n## To do\n## See [[May]] and #tag\n## C# basics: `x`\n';
		const note = readNote('Plan.md', text);
		const links = readNote('x.md', await run('outline', { 'Plan.md': text }, ['Plan.md'])).links;
		expect(links.map(({ subpath }) => resolveSubpath(note, subpath ?? '')?.start)).toEqual(note.headings.map(({ span }) => span.start));
		expect(links.every(({ target }) => target === 'Plan')).toBe(true);
	});

	test('given several notes, then each stands under its link, and one without headings not at all', async () => {
		expect(await run('outline', { 'a.md': '# A1\n', 'b.md': 'None.\n', 'c.md': '# C1\n' }, ['a.md', 'b.md', 'c.md'])).toBe('- [[a]]\n\t- [[a#A1|A1]]\n- [[c]]\n\t- [[c#C1|C1]]');
	});
});

describe('open-tasks', () => {
	test('given tasks, then the open ones are listed with their places and none is a task again', async () => {
		const text = '- [ ] buy seeds\n# Spring\n- [x] dig\n- [/] sow #garden with [[Anna|her]] ^sow\n- [-] dropped\n';
		const result = await run('open-tasks', { 'Garden.md': text, 'Anna.md': '' }, ['Garden.md']);
		expect(result).toBe('- [[Garden]]\n\t- buy seeds\n\t- sow garden with her ([[Garden#^sow|Spring]])');
		expect(readNote('x.md', result)).toMatchObject({ tasks: [], tags: [] });
	});
});

describe('related-notes', () => {
	test('given notes with its words and links, then they come with reasons, and others do not', async () => {
		const files = { 'Compost.md': 'Compost needs air; turn the compost heap. [[Heap]]', 'Heap.md': 'A heap of leaves.', 'Worms.md': 'Worms love compost and air.', 'Tax.md': 'Forms and fees.' };
		const lines = (await run('related-notes', files, ['Compost.md'])).split('\n');
		expect(lines.find((line) => line.startsWith('- [[Heap]]: '))).toContain('is linked from here');
		expect(lines.find((line) => line.startsWith('- [[Worms]]: '))).toMatch(/shares .*“compost”/);
		expect(lines.join('\n')).not.toContain('Tax');
	});
});

describe('suggested-tags', () => {
	const files = { 'Compost.md': '---\ntags: [garden]\n---\nCompost needs air and leaves.', 'Leaves.md': 'Leaves make compost. #garden/soil #Winter', 'Worms.md': 'Worms love compost and leaves. #garden/soil #animals', 'Tax.md': 'Forms. #money' };

	test('given similar notes, then their tags come, the most shared first, and nothing is tagged by the list', async () => {
		const result = await run('suggested-tags', files, ['Compost.md']);
		expect(result.split('\n')[0]).toMatch(/^- `#garden\/soil`: \[\[(Leaves|Worms)\]\], \[\[(Leaves|Worms)\]\]$/);
		expect(result).toContain('`#Winter`');
		expect(result).not.toMatch(/money|#garden`/);
		expect(readNote('x.md', result).tags).toEqual([]);
	});

	test('given a note that has them already, in another case or deeper, then there is nothing to suggest', async () => {
		expect(await run('suggested-tags', { ...files, 'Compost.md': 'Compost, leaves. #Garden/Soil/deep #winter #ANIMALS' }, ['Compost.md'])).toBe('Similar notes have no other tags.');
	});
});

describe('suggested-links', () => {
	const mentioned = async (text: string, more: Record<string, string> = {}): Promise<string> => run('suggested-links', { 'Today.md': text, ...more }, ['Today.md']);

	test('given a title, its case, its marks and an alias, then each is found once with its sentence', async () => {
		const result = await mentioned('- [ ] Met anna meyer at the café.\nAnna Meyer left. The *big* shed leaks.\n', { 'People/Anna Meyer.md': '', 'Cafe.md': '', 'Workshop.md': '---\naliases: [shed]\n---\n' });
		expect(result).toBe('- [[Anna Meyer|anna meyer]]: “Met anna meyer at the café.”\n- [[Cafe|café]]: “Met anna meyer at the café.”\n- [[Workshop|shed]]: “Anna Meyer left. The *big* shed leaks.”');
	});

	test('given the longer of two names, then it wins; given two notes of one name, then both are offered', async () => {
		expect(await mentioned('We saw New York Harbour.', { 'New York.md': '', 'New York Harbour.md': '' })).toBe('- [[New York Harbour]]: “We saw New York Harbour.”');
		expect(await mentioned('Call Anna.', { 'Work/Anna.md': '', 'Home/Anna.md': '' })).toBe('- [[Home/Anna]] or [[Work/Anna]]: “Call Anna.”');
	});

	test.each([
		['a link', 'See [[Anna]].'],
		['a linked one elsewhere', '[[Anna]] came. Anna left.'],
		['code', '`Anna` and\n\n```\nAnna\n```\n'],
		['a property', '---\nwho: Anna\n---\n'],
		['a heading', '# Anna\n'],
		['a part of a word', 'Annabel and Hanna.'],
		['a tag', '#Anna'],
	])('given %s, then there is no mention', async (_what, text) => {
		expect(await mentioned(text, { 'Anna.md': '' })).toBe('No mention without a link was found.');
	});

	test('given its own title and names that say nothing, then they are no mentions; given a script without spaces, then a name is found', async () => {
		expect(await mentioned('Today the x is here.', { 'The.md': '', 'x.md': '' })).toBe('No mention without a link was found.');
		expect(await mentioned('昨日は東京タワーに行った。', { '東京タワー.md': '' })).toBe('- [[東京タワー]]: “昨日は東京タワーに行った。”');
	});

	test('given an alias of two words late in a long note, among many notes on the same subject, then it is found', async () => {
		const said = Array.from({ length: 120 }, (_, i) => `word${i}`);
		const others = Object.fromEntries(said.slice(0, 60).map((word, i) => [`Other ${i}.md`, `${word} ${said[i + 1]} again and ${word}.`]));
		const result = await mentioned(`${said.join(' ')}\n\nThe Iron Lady spoke.`, { ...others, 'Margaret.md': '---\naliases: ["Iron Lady"]\n---\n' });
		expect(result).toBe('- [[Margaret|Iron Lady]]: “The Iron Lady spoke.”');
	});

	test('given a thousand names and a long note, then every link leads to the note it is for', async () => {
		const names = Array.from({ length: 1000 }, (_, i) => `Topic ${i} of things`);
		const result = await mentioned(names.slice(0, 30).map((name) => `We spoke of ${name.toLowerCase()}.`).join('\n\n'), Object.fromEntries(names.map((name) => [`${name}.md`, ''])));
		const index = new LinkIndex(names.map((name) => vaultPath(`${name}.md`)));
		const targets = readNote('x.md', result).links.map(({ target }): VaultPath | null => index.resolve(target, 'x.md'));
		expect(targets).toEqual(names.slice(0, 20).map((name) => `${name}.md`));
	});
});

describe('fill-template', () => {
	const filled = (text: string, target?: string, more: Record<string, string> = {}): Promise<string> => run('fill-template', { 'T.md': text, ...more }, ['T.md'], target);

	test('given title, dates and formats, then they are filled for the note it is for', async () => {
		expect(await filled('# {{title}}\n{{date}} {{ time }} {{date:dddd, D MMMM YYYY}} {{date:GGGG-[W]WW}} {{time:h:mm a}}', 'Trips/Ghent.md')).toBe('# Ghent\n2026-11-22 09:05 Sunday, 22 November 2026 2026-W47 9:05 am');
	});

	test('given a note in the vault, then it is put in as it is; given what cannot be known, then the braces stay', async () => {
		expect(await filled('{{plugin:file:read:Head.md}}|{{plugin:file:read:../x.md}}|{{plugin:file:read:.obsidian/app.json}}|{{mood}}|{{input}}|{{ {{title}}', undefined, { 'Head.md': '{{date}}' })).toBe('{{date}}|{{plugin:file:read:../x.md}}|{{plugin:file:read:.obsidian/app.json}}|{{mood}}|{{input}}|{{ T');
	});

	test.each([
		[new Date(2021, 0, 3), 'GGGG-[W]W', '2020-W53'],
		[new Date(2024, 11, 30), 'GGGG-[W]WW', '2025-W01'],
		[new Date(2026, 11, 5, 0, 7, 9), 'D.M.YY H:mm:ss hh A Q', '5.12.26 0:07:09 12 AM 4'],
		[new Date(2026, 1, 1), 'ddd MMM DD MM', 'Sun Feb 01 02'],
		[new Date(2026, 1, 1), '[Week of] MMMMM zz', 'Week of MMMMM zz'],
	])('given %s and the format %s, then it reads %s', (date, format, expected) => {
		expect(formatDate(date, format)).toBe(expected);
	});
});
