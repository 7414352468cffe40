/** Given a pattern's result, when it is written, then it says where it is from, and a second one takes the place of the first. */
import fc from 'fast-check';
import { resultChanges, type ActionResult, type ResultPlace } from '../../../src/core/actions/result-changes';
import { inputVersion, printSection, sectionsIn } from '../../../src/core/actions/result-section';
import { createChanges } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const TALK = vaultPath('Talk.md');
const TEXT = '---\ntags: [work] # mine\n---\n# Talk\n\nAna: we ship.\n\n## Notes\n\nMine.\n';
const result = (more: Partial<ActionResult> = {}): ActionResult => ({ runId: '01RUN', pattern: 'minutes', model: 'ollama/qwen3:8b', at: '2026-11-22T09:00:00.000Z', outcome: 'answered', text: '- Ship', sources: [TALK], input: TEXT, isPrivate: false, ...more });

async function world(text = TEXT): Promise<{ write: (place: ResultPlace, more?: Partial<ActionResult>) => Promise<{ isSameInput: boolean } | null>; read: (path: string) => Promise<string> }> {
	const { vault, store, now, newId, deviceId } = memoryHost({ 'Talk.md': text });
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
	expect(changes).toEqual([{ type: 'set-properties', path: TALK, properties: { summary: value } }]);
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
