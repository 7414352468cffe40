/** Given a pattern's result, when it is written, then it says where it is from, and a second one takes the place of the first. */
import fc from 'fast-check';
import { blockNumber, isWrittenFrom, resultChanges, type ActionResult, type ResultPlace } from '../../../src/core/actions/result-changes';
import { inputVersion, printSection, sectionsIn } from '../../../src/core/actions/result-section';
import { createChanges } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const TALK = vaultPath('Talk.md');
const TEXT = '---\ntags: [work] # mine\n---\n# Talk\n\nAna: we ship.\n\n## Notes\n\nMine.\n';
const result = (more: Partial<ActionResult> = {}): ActionResult => ({ runId: '01RUN', pattern: 'minutes', model: 'ollama/qwen3:8b', at: '2026-11-22T09:00:00.000Z', outcome: 'answered', text: '- Ship', sources: [TALK], input: TEXT, isPrivate: false, ...more });

async function world(text = TEXT, more: Readonly<Record<string, string>> = {}): Promise<{ write: (place: ResultPlace, more?: Partial<ActionResult>) => Promise<{ isSameInput: boolean } | null>; read: (path: string) => Promise<string> }> {
	const { vault, store, now, newId, deviceId } = memoryHost({ 'Talk.md': text, ...more });
	const changes = createChanges({ vault, store, now, newId, deviceId });
	const textOf = async (path: string): Promise<string | null> => (await vault.read(vaultPath(path)))?.text ?? null;
	return {
		write: async (place, more) => {
			const { changes: wanted, replaces } = await resultChanges(result(more), place, { textOf, linkTo: (path) => `[[${path.replace(/\.md$/, '')}]]` });
			await changes.apply(await changes.plan(wanted, { reason: 'test' }));
			return replaces;
		},
		read: async (path) => (await textOf(path)) ?? '',
	};
}
const SECTION = '%% praxis: result, pattern: minutes, run: 01RUN, model: ollama/qwen3:8b, input: ';

test.each([
	['under a heading that is there', { to: 'append', heading: 'Notes' }, /## Notes\n\nMine\.\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n$/],
	['under a new heading', { to: 'append', heading: 'Minutes' }, /Mine\.\n\n## Minutes\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n$/],
	['at the end', { to: 'append', heading: '' }, /Mine\.\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n$/],
	['at the beginning', { to: 'prepend', heading: '' }, /# mine\n---\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n\n# Talk/],
	['at the beginning of a section', { to: 'prepend', heading: 'notes' }, /## Notes\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n\n\nMine/],
] as const)('a result goes %s, and no other byte changes', async (_where, place, expected) => {
	const { write, read } = await world();
	expect(await write({ ...place, path: TALK })).toBeNull();
	const written = await read('Talk.md');
	expect(written).toMatch(expected);
	expect(written).toContain(SECTION);
	for (const line of TEXT.split('\n')) expect(written).toContain(line);
});

test('given an earlier result, when the same runs again, then its part is replaced and it is known whether the text was the same', async () => {
	const { write, read } = await world();
	await write({ to: 'append', path: TALK, heading: 'Notes' });
	const first = await read('Talk.md');
	expect(await write({ to: 'append', path: TALK, heading: 'Notes' }, { input: first, text: '- Ship it' })).toEqual({ isSameInput: true });
	const second = await read('Talk.md');
	expect(second).toBe(first.replace('- Ship\n', '- Ship it\n'));
	expect(await write({ to: 'append', path: TALK, heading: 'Notes' }, { input: second.replace('we ship', 'we wait') })).toEqual({ isSameInput: false });
	expect(sectionsIn(await read('Talk.md'))).toHaveLength(1);
	expect(await write({ to: 'append', path: TALK, heading: 'Notes', again: true })).toBeNull();
	expect(sectionsIn(await read('Talk.md'))).toHaveLength(2);
});

test('given a part whose end the person took away, then it is theirs and a new one is added', async () => {
	const { write, read } = await world(`${TEXT}\n${SECTION}0123456789abcdef, created: x %%\nMine now.\n`);
	expect(await write({ to: 'append', path: TALK, heading: '' })).toBeNull();
	expect(await read('Talk.md')).toContain('Mine now.');
});

test('given a new note, then its properties say all, the source links back, and a second run updates it', async () => {
	const { write, read } = await world();
	expect(await write({ to: 'new-note', folder: 'Praxis/Results' }, { goal: '[[G1]]' })).toBeNull();
	const note = await read('Praxis/Results/Talk – minutes.md');
	expect(note).toMatch(/^---\npraxis: result\nrun: 01RUN\npattern: minutes\nmodel: ollama\/qwen3:8b\nsource:\n {2}- "\[\[Talk\]\]"\ngoal: "\[\[G1\]\]"\ncreated: 2026-11-22T09:00:00.000Z\noutcome: answered\ninput: "?[0-9a-f]{16}"?\n---\n- Ship\n$/);
	expect(await read('Talk.md')).toContain('tags: [work] # mine\nresults:\n  - "[[Praxis/Results/Talk – minutes]]"\n');
	expect(await write({ to: 'new-note', folder: 'Praxis/Results' }, { input: await read('Talk.md'), text: '- New' })).toEqual({ isSameInput: true });
	expect(await read('Praxis/Results/Talk – minutes.md')).toMatch(/- New\n$/);
});

test('given private text, then what is written of it is private', async () => {
	const { write, read } = await world();
	await write({ to: 'append', path: TALK, heading: '' }, { isPrivate: true });
	expect(await read('Talk.md')).toContain('private: true');
	await write({ to: 'new-note', folder: '' }, { isPrivate: true });
	expect(await read('Talk – minutes.md')).toContain('private: true');
});

test.each([
	['- a\n- b', ['a', 'b']],
	['One line.', 'One line.'],
	['- only', 'only'],
	['Two\nlines', 'Two lines'],
])('as a property, %j is %j', async (text, value) => {
	const { changes } = await resultChanges(result({ text }), { to: 'property', path: TALK, name: 'summary' }, { textOf: () => Promise.resolve(TEXT), linkTo: String });
	expect(changes).toEqual([{ type: 'set-properties', path: TALK, properties: { summary: value, 'summary-praxis': expect.stringMatching(/^result, pattern: minutes, run: 01RUN, .*input: [0-9a-f]{16}, created: 2026/) as string } }]);
});

test('given a property that it wrote, then a second run knows whether the text was the same, and another pattern does not take it for its own', async () => {
	const { write, read } = await world();
	const place = { to: 'property', path: TALK, name: 'summary' } as const;
	expect(await write(place)).toBeNull();
	expect(await write(place, { input: await read('Talk.md'), text: 'Ship soon' })).toEqual({ isSameInput: true });
	expect(await write(place, { input: 'Other text.' })).toEqual({ isSameInput: false });
	expect(await write(place, { pattern: 'tags' })).toBeNull();
	expect((await read('Talk.md')).match(/^summary/gm)).toHaveLength(2);
	expect(await isWrittenFrom({ pattern: 'tags', path: TALK, text: await read('Talk.md'), place }, () => Promise.resolve(null))).toBe(true);
});

describe('in place of the text that it was made from', () => {
	const place = (old: string, start = TEXT.indexOf(old)): ResultPlace => ({ to: 'replace', path: TALK, start, old });

	test('given a block, then it is replaced and no other byte is', async () => {
		const { write, read } = await world();
		await write(place('Ana: we ship.\n'), { text: 'Ana ships.' });
		expect(await read('Talk.md')).toBe(TEXT.replace('Ana: we ship.\n', 'Ana ships.\n'));
	});

	test('given a note that was edited above it meanwhile, then it is found again', async () => {
		const { write, read } = await world(TEXT.replace('# Talk\n', '# Talk\n\nNew line.\n'));
		await write(place('Ana: we ship.'), { text: 'Ana ships.' });
		expect(await read('Talk.md')).toContain('New line.\n\nAna ships.\n');
	});

	test.each([
		['it was edited itself', TEXT.replace('we ship', 'we wait'), 'Ana: we ship.'],
		['it stands there twice by now, at other places', `x${TEXT}\nAna: we ship.\n`, 'Ana: we ship.'],
		['there was nothing', TEXT, ''],
	])('given that %s, then nothing is written', async (_what, text, old) => {
		const { write, read } = await world(text);
		await expect(write(place(old, TEXT.indexOf('Ana')))).rejects.toMatchObject({ code: 'conflict' });
		expect(await read('Talk.md')).toBe(text);
	});

	test('given a CRLF note, then its line ends stay', async () => {
		const { write, read } = await world(TEXT.replaceAll('\n', '\r\n'));
		await write({ to: 'replace', path: TALK, start: 0, old: 'Ana: we ship.\r\n' }, { text: 'One\nTwo' });
		expect(await read('Talk.md')).toBe(TEXT.replaceAll('\n', '\r\n').replace('Ana: we ship.', 'One\r\nTwo'));
	});
});

describe('after a template', () => {
	const TEMPLATE = '---\ntags: [review] # mine\npraxis: template\n---\n# {{title}}\n\nOn {{date}}, by {{pattern}}. {{later}}\n\n{{result}}\n\n## Mine\n';
	const place = { to: 'new-note', folder: 'Reviews', template: vaultPath('Templates/Review.md') } as const;
	const NOTE = 'Reviews/Talk – minutes.md';

	test('given one, then the note is made after it, with its origin beside its own properties', async () => {
		const { write, read } = await world(TEXT, { 'Templates/Review.md': TEMPLATE });
		await write(place);
		const note = await read(NOTE);
		expect(note).toContain('tags: [review] # mine\npraxis: result\n');
		expect(note).toContain('pattern: minutes\n');
		expect(note).toMatch(/# Talk – minutes\n\nOn 2026-11-22, by minutes\. \{\{later\}\}\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n\n## Mine\n$/);
		expect(await read('Talk.md')).toContain('results:');
	});

	test('given what the person wrote into it since, then a second run updates only its own part', async () => {
		const { write, read } = await world(TEXT, { 'Templates/Review.md': TEMPLATE });
		await write(place);
		const before = await read(NOTE);
		expect(await write(place, { input: await read('Talk.md'), text: '- Ship it' })).toEqual({ isSameInput: true });
		expect(await read(NOTE)).toBe(before.replace('- Ship\n', '- Ship it\n'));
	});

	test('given none of that name, then it says so and writes nothing; given one without a place, then the result stands at its end', async () => {
		const { write, read } = await world(TEXT, { 'Templates/Review.md': 'Top.\n' });
		await expect(write({ ...place, template: vaultPath('Templates/None.md') })).rejects.toMatchObject({ code: 'missing-note' });
		await write(place);
		expect(await read(NOTE)).toMatch(/---\nTop\.\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n$/);
	});
});

test('given a result put into another note, then the note that it came from names that one', async () => {
	const { write, read } = await world(TEXT, { 'Summary.md': 'All of them.\n' });
	await write({ to: 'append', path: vaultPath('Summary.md'), heading: '' });
	expect(await read('Summary.md')).toContain('source: [[Talk]]');
	expect(await read('Talk.md')).toContain('results:\n  - "[[Summary]]"\n');
});

test('given properties that the person added to a result, then a second run keeps them', async () => {
	const { write, read } = await world(TEXT, { 'R/Talk – minutes.md': '---\npraxis: result\npattern: minutes\ninput: x\nrating: 5 # good\n---\nOld.\n' });
	expect(await write({ to: 'new-note', folder: 'R' })).toEqual({ isSameInput: false });
	expect(await read('R/Talk – minutes.md')).toMatch(/^---\npraxis: result\npattern: minutes\ninput: "?[0-9a-f]{16}"?\nrating: 5 # good\n[^]*---\n- Ship\n$/);
});

test('given a heading that stands only in code, then it is none', async () => {
	const { write, read } = await world('```\n## Minutes\n```\n');
	await write({ to: 'append', path: TALK, heading: 'Minutes' });
	expect(await read('Talk.md')).toMatch(/^```\n## Minutes\n```\n\n## Minutes\n\n%%/);
});

test('given a block that calls the pattern, then the result stands below it, takes its own place again, and a block that is gone is told', async () => {
	const block = '```praxis-pattern\npattern: minutes\n```';
	const { write, read } = await world(`Above.\n\n${block}\nBelow.\n`);
	const place = { to: 'below', path: TALK, block: 'pattern: minutes\n' } as const;
	expect(await write(place)).toBeNull();
	expect(await read('Talk.md')).toMatch(/^Above\.\n\n```praxis-pattern\npattern: minutes\n```\n\n%% praxis: result[^\n]*\n- Ship\n%% praxis: end %%\n\nBelow\.\n$/);
	expect(await write(place, { text: '- Ship it' })).toEqual({ isSameInput: true });
	expect((await read('Talk.md')).match(/praxis: result/g)).toHaveLength(1);
	await expect(write({ ...place, block: 'pattern: other' })).rejects.toMatchObject({ code: 'conflict' });
});

test('given two blocks that read the same, then each has a result of its own below itself', async () => {
	const block = '```praxis-pattern\npattern: minutes\n```';
	const { write, read } = await world(`${block}\n\nBetween.\n\n${block}\n\nBelow.\n`);
	const place = { to: 'below', path: TALK, block: 'pattern: minutes\n' } as const;
	expect(await write({ ...place, nth: 1 })).toBeNull();
	expect(await read('Talk.md')).toMatch(/^```praxis-pattern\npattern: minutes\n```\n\nBetween\.\n\n```praxis-pattern\npattern: minutes\n```\n\n%% praxis: result/);
	expect(await write({ ...place, nth: 0 }, { text: '- Sail' })).toBeNull();
	expect(await write({ ...place, nth: 1 }, { text: '- Ship it' })).toEqual({ isSameInput: true });
	expect(await read('Talk.md')).toMatch(/- Sail\n%% praxis: end %%[\s\S]*Between\.[\s\S]*- Ship it\n%% praxis: end %%\s+Below\.\n$/);
	expect((await read('Talk.md')).match(/praxis: result/g)).toHaveLength(2);
	const text = await read('Talk.md');
	const lines = text.split('\n').flatMap((line, at) => (line.startsWith('```praxis') ? [at] : []));
	expect(lines.map((line) => blockNumber(text, place.block, line))).toEqual([0, 1]);
});

test('given a note that is gone, then it says so', async () => {
	await expect(resultChanges(result(), { to: 'append', path: TALK, heading: '' }, { textOf: () => Promise.resolve(null), linkTo: String })).rejects.toMatchObject({ code: 'missing-note' });
});

test('a printed part is found where it stands, and does not count as input', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (before, text, after) => {
			const clean = (part: string): string => part.replace(/%%/g, '');
			const section = printSection(clean(text), { pattern: 'p', run: 'r', model: 'a,b%%', input: 'ab12', created: 'now', source: ['[[x]]'] });
			const note = `x ${clean(before)}\n.\n${section}${clean(after)}`;
			expect(sectionsIn(note).map(({ start, end }) => note.slice(start, end))).toEqual([section]);
			expect(inputVersion(note)).toBe(inputVersion(`x ${clean(before)}\n.\n${clean(after)}`));
		}),
	);
});

test('given a result that writes the end of its part itself, then the part is still whole', () => {
	const section = printSection('one\n%% praxis: end %%\ntwo', { pattern: 'p', run: 'r', model: 'm', input: 'ab12', created: 'now', source: [] });
	expect(sectionsIn(section)).toEqual([{ pattern: 'p', input: 'ab12', start: 0, end: section.length }]);
});
