/** Links, properties and tasks are found by the index: only notes that have what is asked for are read, and none by a likeness of words. */
import { linkedNotes } from '../../../src/core/tools/linked-notes';
import { findByProperty, listTasks } from '../../../src/core/tools/query-notes';
import { recentNotes } from '../../../src/core/tools/list-folder';
import type { Tool, ToolInput } from '../../../src/core/tools/tool';
import { agentWorld, type AgentWorld } from '../../support/agent-world';

const MANY = 300;
const OTHERS = Object.fromEntries(Array.from({ length: MANY }, (_one, i) => [`Log/Day ${i}.md`, `---\nkind: day\n---\nStatus active, the pump, the garden and [x] a task that is none. Day ${i}.\n`]));

let world: AgentWorld;
afterEach(() => world.close());

/** What the tool says, and which notes the run has read for it. */
async function use(tool: Tool, input: ToolInput, files: Readonly<Record<string, string>>): Promise<{ text: string; read: readonly string[] }> {
	world = await agentWorld({ ...OTHERS, ...files });
	const { guard, host, index } = world;
	const run = guard.run({ agent: 'tester', remote: true, granted: ['note_read'] });
	const { text } = await tool.run(input, { guard: run, vault: host.vault, index, now: host.now, signal: new AbortController().signal, askPerson: null });
	return { text, read: run.notes };
}

const LINKS = {
	'Projects/Garden.md': 'A garden. See [[Pump]] and [the log](Log/Day%201.md).',
	'Pump.md': 'It pumps.',
	'A.md': 'In [[Garden]] I said so.',
	'B.md': '---\nup: "[[Projects/Garden|the garden]]"\n---\nx',
	'C.md': 'Relative: [g](../Projects/Garden.md#Beds) and ![[Garden#^k]].',
	'D.md': 'Garden, garden, but no link: `[[Garden]]`.',
	'Private/P.md': 'Secret [[Garden]].',
};

test('given notes that link to one in every way, when its links are asked for, then exactly those are read and told, and no private one', async () => {
	const { text, read } = await use(linkedNotes, { path: 'Projects/Garden' }, LINKS);
	expect(text).toContain('Links to:\nPump.md\nLog/Day 1.md\n');
	expect([...text.matchAll(/^\[([^\]]+)\] line (\d+)/gm)].map(([, path, line]) => `${path ?? ''}:${line ?? ''}`).sort()).toEqual(['A.md:1', 'B.md:2', 'C.md:1']);
	expect(text).not.toContain('Secret');
	expect([...read].sort()).toEqual(['A.md', 'B.md', 'C.md', 'Log/Day 1.md', 'Projects/Garden.md', 'Pump.md']);
});

test.each([
	['a text', { name: 'Status', value: 'active' }, ['One.md', 'Two.md']],
	['any value', { name: 'status' }, ['Four.md', 'One.md', 'Three.md', 'Two.md']],
	['a link by its name', { name: 'owner', value: 'Ana' }, ['One.md']],
	['a link as it stands', { name: 'owner', value: '[[ana]]' }, ['One.md']],
	['a number', { name: 'priority', value: '3' }, ['Two.md']],
	['a date', { name: 'due', value: '2026-11-22' }, ['Three.md']],
	['true', { name: 'done', value: 'true' }, ['Three.md']],
	['a name in another script', { name: 'سعر', value: '٥' }, ['Four.md']],
	['what no note has', { name: 'status', value: 'act' }, []],
])('given properties, when %s is asked for, then exactly the notes that have it are read', async (_what, input, paths) => {
	const { text, read } = await use(findByProperty, input, {
		'One.md': '---\nstatus: active\nowner: "[[Ana]]"\n---\nx',
		'Two.md': '---\nSTATUS: [idle, Active]\npriority: 3\n---\nx',
		'Three.md': '---\nstatus: idle\ndue: 2026-11-22\ndone: true\n---\nx',
		'Four.md': '---\nstatus: ""\nسعر: ٥\n---\nactive',
		'Private/P.md': '---\nstatus: active\nowner: "[[Ana]]"\n---\nx',
	});
	expect([...read].sort()).toEqual(paths);
	for (const path of paths) expect(text).toContain(`[${path}]`);
	if (paths.length === 0) expect(text).toContain('No note has it');
});

const TASKS = { 'Plan.md': '- [ ] call Ana\n- [x] pay rent\n', 'Done.md': '- [X] mend it\n', 'Sub/Other.md': '> - [ ] quoted\n', 'Private/P.md': '- [ ] secret\n' };

test.each([
	['open ones', {}, ['Plan.md', 'Sub/Other.md'], ['call Ana', 'quoted']],
	['done ones', { done: true }, ['Done.md', 'Plan.md'], ['pay rent', 'mend it']],
	['those of a folder', { path: 'Sub' }, ['Sub/Other.md'], ['quoted']],
	['those of a note', { path: 'Plan' }, ['Plan.md'], ['call Ana']],
	['those of a note without any', { path: 'Log/Day 1.md' }, ['Log/Day 1.md'], []],
])('given tasks in a few notes of many, when %s are asked for, then only notes that have them are read', async (_what, input, paths, tasks) => {
	const { text, read } = await use(listTasks, input, TASKS);
	expect([...read].sort()).toEqual(paths);
	for (const task of tasks) expect(text).toContain(task);
	expect(text.split('\n').filter((line) => line.startsWith('[') && line.includes('] line'))).toHaveLength(tasks.length);
	expect(text).not.toContain('secret');
});

test('given a note that lost its property since it was indexed, when it is asked for, then it is not told', async () => {
	world = await agentWorld({ 'One.md': '---\nstatus: active\n---\nx', 'Two.md': '---\nstatus: active\n---\nx' });
	const { guard, host, index } = world;
	world.close();
	host.vault.putForeign('One.md', 'x');
	const run = guard.run({ agent: 'tester', remote: true, granted: ['note_read'] });
	const { text } = await findByProperty.run({ name: 'status', value: 'active' }, { guard: run, vault: host.vault, index, now: host.now, signal: new AbortController().signal, askPerson: null });
	expect(text).toBe('[Two.md] status: active');
});

test('given many notes, when five recent ones are asked for, then five are read', async () => {
	expect((await use(recentNotes, { limit: 5 }, {})).read).toHaveLength(5);
});
