/** The activity view in its states: starting, many runs, an error; and what a run says of itself. */
import type { WorkspaceLeaf } from 'obsidian';
import { CHAT_RUN } from '../../src/core/agents/chat-note';
import { createChanges, type Changes, type RunReport } from '../../src/core/changes/changes';
import { vaultPath } from '../../src/core/lib/vault-path';
import { ActivityView } from '../../src/obsidian/activity/activity-view';
import { lastChange, runCounts, wayBack } from '../../src/obsidian/activity/run-words';
import { dayName, timeName } from '../../src/obsidian/activity/when';
import type { Session } from '../../src/obsidian/session';
import { memoryHost } from '../support/memory-host';
import type { Host } from './loader';
import { startProbe } from './probe-host';

const NOTE = vaultPath('Note.md');
let page: Host | undefined;
afterEach(async () => {
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));
const textsOf = (selector: string): string[] => all(selector).map((el) => (el.textContent ?? '').trim());

async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 300 && !holds(); round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(holds()).toBe(true);
}

function realChanges(): Changes {
	return createChanges(memoryHost({ 'Note.md': 'One.\n' }, { at: new Date().toISOString() }));
}

/** Opens the view over `changes`; without them, over a plugin that is still starting. */
async function show(changes?: Changes): Promise<{ start(changes: Changes): void }> {
	page = await startProbe();
	const praxisOf = (changes: Changes): object => ({ changes, guard: { guard: { waiting: { list: () => Promise.resolve([]), onChange: () => () => undefined } } }, runs: { list: () => Promise.resolve([]) } });
	const session = { praxis: changes ? praxisOf(changes) : null, onStatus: (listener: () => void) => ((tell = listener), () => undefined) };
	let tell = (): void => undefined;
	const view = new ActivityView(page.app.workspace.getLeaf('tab') as unknown as WorkspaceLeaf, session as unknown as Session, { ask: () => undefined, chat: () => Promise.resolve() });
	document.body.append(view.containerEl);
	await view.onOpen();
	return {
		start: (started) => {
			session.praxis = praxisOf(started);
			tell();
		},
	};
}

async function append(changes: Changes, text: string): Promise<RunReport> {
	return changes.apply(await changes.plan([{ type: 'append', path: NOTE, text }], { reason: `Add ${text}` }));
}

function report(over: Partial<RunReport> = {}): RunReport {
	return { id: 'r', kind: 'apply', of: null, at: '2026-11-22T09:00:00.000Z', deviceId: 'd', reason: '', summary: 'Change "Note.md"', movesBefore: 0, phase: 'closed', undoneBy: null, notes: [{ outcome: 'written', path: NOTE, detail: '' }], ...over };
}

test('given a plugin that is still starting, when the view is open, then a skeleton stands there until the runs are known', async () => {
	const { start } = await show();
	expect(all('.praxis-skeleton')).toHaveLength(1);
	start(realChanges());
	await until(() => all('.praxis-empty').length === 1);
	expect(all('.praxis-skeleton')).toHaveLength(0);
});

test('given an open run in the list, when other runs follow, then they stand above it and it stays open', async () => {
	const changes = realChanges();
	await append(changes, 'Two.');
	await show(changes);
	await until(() => all('.praxis-run').length === 1);
	all('.praxis-run-toggle')[0]?.click();
	await until(() => all('.praxis-run-note').length === 1);
	const drawn = all('.praxis-run-note')[0];
	await append(changes, 'Three.');
	await until(() => all('.praxis-run').length === 2);
	expect(textsOf('.praxis-run-title')).toEqual(['Add Three.', 'Add Two.']);
	expect(all('.praxis-run-note')[0]).toBe(drawn);
	expect(textsOf('.praxis-day')).toEqual(['Today']);
});

test('given runs that cannot be read, when they are asked for again, then the view recovers', async () => {
	const changes = realChanges();
	await append(changes, 'Two.');
	let fails = true;
	const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
	await show({ ...changes, runs: () => (fails ? Promise.reject(new Error('disk')) : changes.runs()) });
	await until(() => all('[role="alert"]').length === 1);
	expect(document.querySelector('[role="alert"]')?.textContent).toContain('The list of changes could not be read. Your notes are unchanged.');
	expect(error).toHaveBeenCalledTimes(1);
	error.mockRestore();
	fails = false;
	all('[role="alert"] button')[0]?.click();
	await until(() => all('.praxis-run').length === 1);
});

test('given ten thousand runs, when the view opens, then a hundred rows are drawn, and more when asked', async () => {
	const many = Array.from({ length: 10_000 }, (_x, i) => report({ id: `r${i}`, at: new Date(Date.now() - i * 3_600_000).toISOString() }));
	await show({ ...realChanges(), runs: () => Promise.resolve(many) });
	await until(() => all('.praxis-run').length > 0);
	const drawn = (): number => all('.praxis-run, .praxis-day').length;
	expect(drawn()).toBe(100);
	all('.praxis-more').at(-1)?.click();
	expect(drawn()).toBe(200);
});

test.each<[string, 'undo' | 'redo' | null, Partial<RunReport>]>([
	['a run that wrote', 'undo', {}],
	['a run that was undone', 'redo', { undoneBy: 'u' }],
	['a run that is not finished', null, { phase: 'open' }],
	['a run that left everything as it was', null, { notes: [{ outcome: 'kept', path: NOTE, detail: '' }] }],
])('given %s, then its way back is %s', (_name, way, over) => {
	expect(wayBack(report(over))).toBe(way);
});

test('given runs newest first, then the last change is the newest that stands, and an undo is none', () => {
	const runs = [report({ id: 'u', kind: 'undo', of: 'c' }), report({ id: 'c', undoneBy: 'u' }), report({ id: 'b', phase: 'open' }), report({ id: 'a' })];
	expect(lastChange(runs)?.id).toBe('a');
	expect(lastChange([])).toBeNull();
});

test('given notes of every outcome, then the counts are said in words', () => {
	const notes = (['written', 'written', 'created', 'copied', 'failed'] as const).map((outcome) => ({ outcome, path: NOTE, detail: '' }));
	expect(runCounts({ notes })).toBe('2 notes changed, 1 created, 1 put beside its note, 1 could not be changed');
	expect(runCounts({ notes: [] })).toBe('Nothing was changed');
});

test('given a time, then it is told as a person would, by this device\'s days', () => {
	const now = new Date(2026, 10, 22, 9, 30);
	const at = (day: number, hour: number, minute: number): Date => new Date(2026, 10, day, hour, minute);
	const written = (one: Date, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(undefined, options).format(one);
	expect([at(22, 9, 29), at(21, 23, 59)].map((one) => dayName(one, now))).toEqual(['Today', 'Yesterday']);
	expect(dayName(at(16, 12, 0), now)).toBe(written(at(16, 12, 0), { weekday: 'long' }));
	expect(dayName(at(15, 12, 0), now)).toBe(written(at(15, 12, 0), { dateStyle: 'long' }));
	expect([at(22, 9, 30), at(22, 9, 18), at(22, 7, 30)].map((one) => timeName(one, now))).toEqual(['just now', '12 minutes ago', '2 hours ago']);
	expect(timeName(at(21, 14, 3), now)).toBe(written(at(21, 14, 3), { hour: 'numeric', minute: '2-digit' }));
});

test('given chats that were kept between changes, when the view is open, then they are one row of their day, opened to runs that can be undone, and it stays open as more come', async () => {
	const changes = realChanges();
	const keep = async (n: number): Promise<RunReport> => changes.apply(await changes.plan([{ type: 'append', path: NOTE, text: `Turn ${n}.` }], { id: `${CHAT_RUN}${n}`, reason: `Kept the chat ${n}` }));
	await keep(1);
	await append(changes, 'Two.');
	await keep(2);
	await show(changes);
	await until(() => all('.praxis-kept').length === 1);
	expect(textsOf('.praxis-run-title')).toEqual(['Add Two.']);
	expect(textsOf('.praxis-kept')).toEqual(['Chats and run log: 2 entries']);
	const toggle = all('.praxis-kept .praxis-run-toggle')[0];
	toggle?.click();
	expect(toggle?.getAttribute('aria-expanded')).toBe('true');
	expect(textsOf('.praxis-run-title')).toEqual(['Add Two.', 'Kept the chat 2', 'Kept the chat 1']);
	await keep(3);
	await until(() => textsOf('.praxis-run-title').includes('Kept the chat 3'));
	all('.praxis-kept-runs .praxis-run-back')[0]?.click();
	await until(() => textsOf('.praxis-run-title').includes('Undo: Kept the chat 3'));
	expect(all('.praxis-kept')[0]?.textContent).toContain('4 entries');
	expect(all('.praxis-runs > * > .praxis-run:not(.praxis-kept)')).toHaveLength(1);
});
