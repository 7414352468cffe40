/** What a start makes of runs that closed just before it, and of notes that can never be written. */
import type { Change } from '../../../src/core/changes/change';
import { createChanges, type Changes } from '../../../src/core/changes/changes';
import { PraxisError } from '../../../src/core/lib/errors';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const at = (path: string) => vaultPath(path);
const NOTE = 'One.\nTwo.\n';
const append: Change = { type: 'append', path: at('A.md'), text: 'By Praxis.', spacing: 'line' };
const WRITTEN = 'One.\nTwo.\nBy Praxis.\n';

/** A run that closed; then Praxis is not running, and a little time goes by. */
async function given(files: MemoryFiles, ...made: Change[]): Promise<{ host: MemoryHost; restart: () => Promise<Changes>; runId: string }> {
	const host = memoryHost(files);
	const changes = createChanges(host);
	const { id } = await changes.apply(await changes.plan(made));
	const restart = async (): Promise<Changes> => {
		host.clock.advance(5_000);
		const next = createChanges(host);
		expect((await next.recover()).problems).toEqual([]);
		return next;
	};
	host.clock.advance(5_000);
	return { host, restart, runId: id };
}

describe('what the person did while Praxis was not running', () => {
	it.each<[string, MemoryFiles, Change, (host: MemoryHost) => void | Promise<void>, Record<string, string>]>([
		['a new note deleted', {}, { type: 'create', path: at('New.md'), text: 'By Praxis.' }, ({ vault }) => vault.removeForeign('New.md'), {}],
		['a new note written anew', {}, { type: 'create', path: at('New.md'), text: 'By Praxis.\nAll of it.\n' }, ({ vault }) => vault.putForeign('New.md', 'Mine.'), { 'New.md': 'Mine.' }],
		['a new note emptied', {}, { type: 'create', path: at('New.md'), text: 'By Praxis.' }, ({ vault }) => vault.putForeign('New.md', ''), { 'New.md': '' }],
		['a changed note deleted', { 'A.md': NOTE }, append, ({ vault }) => vault.removeForeign('A.md'), {}],
		['the change taken out by hand', { 'A.md': NOTE }, append, ({ vault }) => vault.putForeign('A.md', NOTE), { 'A.md': NOTE }],
		['the end of a changed note taken out', { 'A.md': NOTE }, append, ({ vault }) => vault.putForeign('A.md', 'One.\n'), { 'A.md': 'One.\n' }],
		['the change taken out and more written', { 'A.md': NOTE }, append, ({ vault }) => vault.putForeign('A.md', `Zero.\n${NOTE}`), { 'A.md': `Zero.\n${NOTE}` }],
		['a moved note moved back', { 'A.md': NOTE }, { type: 'rename', path: at('A.md'), to: at('B.md') }, ({ vault }) => vault.rename(at('B.md'), at('A.md')), { 'A.md': NOTE }],
		['a removed note brought back', { 'A.md': NOTE }, { type: 'trash', path: at('A.md') }, ({ vault }) => vault.putForeign('A.md', NOTE), { 'A.md': NOTE }],
	])('stands at the next start and at the one after: %s', async (_name, files, change, person, expected) => {
		const { host, restart } = await given(files, change);
		await person(host);
		await restart();
		await restart();
		expect(host.vault.snapshot()).toEqual(expected);
	});
});

describe('a run that closed just before a power cut', () => {
	it.each([
		['torn', 'One.\nTw'],
		['empty', ''],
		['as before the run', NOTE],
	])('has its text written again where the note is %s', async (_name, left) => {
		const host = memoryHost({ 'A.md': NOTE });
		const changes = createChanges(host);
		await changes.apply(await changes.plan([append]));
		// The disk gives the file as it stood at a moment before the run closed.
		host.vault.putForeign('A.md', left);
		host.clock.advance(5_000);
		await createChanges(host).recover();
		expect(host.vault.snapshot()).toEqual({ 'A.md': WRITTEN });
	});

	it('is settled at once on a vault whose writes are on disk when they resolve', async () => {
		const host = memoryHost({ 'A.md': NOTE });
		Object.defineProperty(host.vault, 'isDurable', { value: true });
		const changes = createChanges(host);
		expect(await changes.apply(await changes.plan([append]))).toMatchObject({ phase: 'settled' });
	});
});

describe('a note that can never be written', () => {
	const long = at(`${'x'.repeat(260)}.md`);
	/** A disk that takes names of 255 bytes and looks none up that are longer. */
	function withShortNames(host: MemoryHost): void {
		const { create, read, process } = host.vault;
		const checked = <A extends readonly unknown[], R>(work: (path: ReturnType<typeof at>, ...rest: A) => Promise<R>) => async (path: ReturnType<typeof at>, ...rest: A): Promise<R> => {
			if (path.length > 255) throw new PraxisError('bad-path', 'The name is too long for this disk.');
			return work.call(host.vault, path, ...rest);
		};
		Object.assign(host.vault, { create: checked(create), read: checked(read), process: checked(process) });
	}

	it.each([
		['a name too long for the disk', long],
		['a hidden name', at('.hidden/New.md')],
	])('ends as failed, and the others are done: %s', async (_name, path) => {
		const host = memoryHost({ 'A.md': NOTE });
		withShortNames(host);
		const changes = createChanges(host);
		const plan = await changes.plan([append, { type: 'create', path, text: 'x' }, { type: 'create', path: at('B.md'), text: 'b' }]);
		const { phase, notes } = await changes.apply(plan);
		expect({ phase, outcomes: notes.map(({ outcome }) => outcome) }).toEqual({ phase: 'closed', outcomes: ['written', 'failed', 'created'] });
		expect(host.vault.snapshot()).toEqual({ 'A.md': WRITTEN, 'B.md': 'b' });
		expect(await createChanges(host).recover()).toEqual({ finished: [], problems: [] });
	});

	it('is told once when the run was left open by an earlier start', async () => {
		const host = memoryHost({ 'A.md': NOTE });
		withShortNames(host);
		const changes = createChanges(host);
		const plan = await changes.plan([{ type: 'create', path: long, text: 'x' }, { type: 'create', path: at('B.md'), text: 'b' }]);
		// Dies before its first note.
		host.faults.plan({ at: host.faults.writes + 3, code: 'internal', when: 'before', forGood: true });
		await changes.apply(plan).catch(() => undefined);
		host.faults.reset();
		const first = await createChanges(host).recover();
		expect({ finished: first.finished, problems: first.problems.length }).toEqual({ finished: [plan.id], problems: 1 });
		expect(first.problems[0]?.message).toContain('too long');
		expect(await createChanges(host).recover()).toEqual({ finished: [], problems: [] });
		expect(host.vault.snapshot()).toEqual({ 'A.md': NOTE, 'B.md': 'b' });
	});
});

it('tells of a run whose journal cannot be read', async () => {
	const { host, runId } = await given({ 'A.md': NOTE }, append);
	for (const key of await host.store.keys(`changes/runs/${runId}/state`)) await host.store.write(key, new TextEncoder().encode('no state'));
	const changes = createChanges(host);
	expect((await changes.recover()).problems).toEqual([{ path: '', line: 1, message: expect.stringContaining('damaged') as string }]);
	expect(host.vault.snapshot()).toEqual({ 'A.md': WRITTEN });
});

it('tells of a run that was cut off after a note when the record of its beginning cannot be read', async () => {
	const host = memoryHost({ 'A.md': NOTE, 'B.md': NOTE });
	const changes = createChanges(host);
	const plan = await changes.plan([append, { ...append, path: at('B.md') }]);
	// Dies at its second note: what it does, how it began, the first note and how that ended are written.
	host.faults.plan({ at: 5, code: 'internal', when: 'before', forGood: true });
	await expect(changes.apply(plan)).rejects.toThrow();
	host.faults.reset();
	expect(host.vault.snapshot()).toEqual({ 'A.md': WRITTEN, 'B.md': NOTE });
	for (const key of await host.store.keys(`changes/runs/${plan.id}/state`)) await host.store.write(key, new TextEncoder().encode('no state'));
	expect((await createChanges(host).recover()).problems).toEqual([{ path: '', line: 1, message: expect.stringContaining('damaged') as string }]);
});
