/** The undo bench on the built plugin: whatever happened to a note since Praxis wrote it, undo loses nothing of the person's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes, RunReport } from '../../src/core/changes/changes';
import type { Change } from '../../src/core/changes/change';
import { vaultPath } from '../../src/core/lib/vault-path';
import { Device } from './device';
import { startHost, type Host, type HostOptions } from './loader';
import { lucide } from './probe-host';
import { decode, MemoryStorage, type StoredEntry } from './storage';

const root = join(__dirname, '../..');
const code = readFileSync(join(root, 'main.js'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as HostOptions['manifest'];

const NOTE = 'One.\n\nTwo.\n\nThree.\n';
const WRITTEN = NOTE.replace('Two.', 'Two, by Praxis.');
const replaceTwo: Change = { type: 'replace', path: vaultPath('A.md'), target: { quote: 'Two.' }, text: 'Two, by Praxis.' };

/** A disk that is gone from a chosen write on, for reading too: whatever the program still tries has no effect, as when it is killed. */
class FailingStorage extends MemoryStorage {
	writesLeft = Infinity;
	#isGone = false;

	comeBack(): void {
		this.writesLeft = Infinity;
		this.#isGone = false;
	}

	override async read(path: string): Promise<Uint8Array> {
		if (this.#isGone) throw new Error('EIO: the disk is gone');
		return super.read(path);
	}

	override async write(path: string, bytes: Uint8Array, guard?: { expected?: Uint8Array; isNew?: boolean }): Promise<StoredEntry> {
		this.#check();
		return super.write(path, bytes, guard);
	}

	override async rename(from: string, to: string): Promise<void> {
		this.#check();
		return super.rename(from, to);
	}

	#check(): void {
		this.#isGone ||= this.writesLeft-- <= 0;
		if (this.#isGone) throw new Error('EIO: the disk is gone');
	}
}

interface Bench {
	host: Host;
	changes: Changes;
	readonly storage: FailingStorage;
	readonly run: RunReport;
	/** Stops the plugin and starts it again on the same disk and device. */
	restart(): Promise<void>;
	texts(): Promise<Record<string, string>>;
	/** The person edits in the app. */
	edit(path: string, change: (text: string) => string): Promise<void>;
	/** The command of the app; waits until the new run stands in the list. */
	undoLast(): Promise<RunReport>;
}

let open: Host | undefined;
afterEach(async () => {
	await open?.close();
	open = undefined;
	document.body.replaceChildren();
});

async function given(files: Record<string, string>, made: readonly Change[]): Promise<Bench> {
	const storage = new FailingStorage(files);
	const device = new Device();
	const start = async (): Promise<{ host: Host; changes: Changes }> => {
		await open?.close();
		document.body.replaceChildren();
		const host = await startHost({ code, manifest, storage, device, icon: lucide });
		open = host;
		return { host, changes: await changesOf(host) };
	};
	const { host, changes } = await start();
	const run = await changes.apply(await changes.plan(made));
	const bench: Bench = {
		host,
		changes,
		storage,
		run,
		restart: async () => void Object.assign(bench, await start()),
		texts: async () => {
			const entries = (await storage.list()).filter((entry) => !entry.isFolder && !entry.path.startsWith('.'));
			return Object.fromEntries(await Promise.all(entries.map(async ({ path }) => [path, decode(await storage.read(path))] as const)));
		},
		edit: async (path, change) => {
			const file = bench.host.app.vault.getFileByPath(path);
			if (file) await bench.host.app.vault.process(file, change);
			await bench.host.settle();
		},
		undoLast: async () => {
			const known = (await bench.changes.runs()).length;
			bench.host.run('undo-last');
			return until(async () => {
				const runs = await bench.changes.runs();
				return runs.length > known && runs[0]?.phase !== 'open' ? runs[0] : undefined;
			});
		},
	};
	return bench;
}

/** The write path of the plugin that runs, by way of its activity view, once the last session's work is finished. */
async function changesOf(host: Host): Promise<Changes> {
	host.run('open-activity');
	const view = await until(async () => host.app.workspace.getLeavesOfType('praxis-activity')[0]?.view as { session?: { praxis: { changes: Changes } | null } } | undefined);
	const changes = await until(async () => view.session?.praxis?.changes);
	await changes.recover();
	return changes;
}

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
	for (let round = 0; round < 300; round++) {
		const found = await find();
		if (found !== undefined) return found;
		await new Promise((done) => window.setTimeout(done, 10));
	}
	throw new Error(`Nothing came.\n${document.body.textContent}`);
}

it.each([
	['above', (text: string) => `Mine.\n${text}`],
	['below', (text: string) => `${text}\nMine.\n`],
])('a later edit %s the change stays', async (_name, edit) => {
	const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
	await bench.edit('A.md', edit);
	await bench.undoLast();
	expect(await bench.texts()).toEqual({ 'A.md': edit(NOTE) });
});

it('a later edit inside the change is left alone, and the conflict is shown with three texts', async () => {
	const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
	await bench.edit('A.md', (text) => text.replace('by Praxis', 'by me'));
	const undo = await bench.undoLast();
	const mine = WRITTEN.replace('by Praxis', 'by me');
	expect((await bench.texts())['A.md']).toBe(mine);
	const copy = (await bench.texts())[undo.notes[0]?.path ?? ''] ?? '';
	for (const [title, text] of [['Yours now', mine], ['Before Praxis', NOTE], ['What Praxis wrote', WRITTEN]]) expect(copy).toContain(`## ${title}\n\n\`\`\`markdown\n${text}\n\`\`\``);
});

it('a note that was deleted stays deleted', async () => {
	const bench = await given({ 'A.md': NOTE, 'B.md': 'b' }, [replaceTwo]);
	const file = bench.host.app.vault.getFileByPath('A.md');
	if (file) await bench.host.app.vault.delete(file);
	expect((await bench.undoLast()).notes[0]?.outcome).toBe('kept');
	expect(await bench.texts()).toEqual({ 'B.md': 'b' });
});

it.each([
	['renamed', 'Other.md'],
	['moved', 'Deep/Down/A.md'],
])('a note that was %s is found', async (_name, to) => {
	const bench = await given({ 'A.md': NOTE, 'Deep/Down/x.md': '' }, [replaceTwo]);
	const file = bench.host.app.vault.getFileByPath('A.md');
	if (file) await bench.host.app.vault.rename(file, to);
	await bench.host.settle();
	await bench.undoLast();
	expect(await bench.texts()).toEqual({ [to]: NOTE, 'Deep/Down/x.md': '' });
});

it('what another program writes to the disk stays', async () => {
	const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
	bench.storage.writeFromOutside('A.md', `Theirs.\n${WRITTEN}`);
	await bench.undoLast();
	expect(await bench.texts()).toEqual({ 'A.md': `Theirs.\n${NOTE}` });
});

it.each([0, 1, 2, 3])('a crash after %d writes of an undo is finished at the next start', async (writes) => {
	const files = Object.fromEntries(['A.md', 'B.md', 'C.md', 'D.md'].map((path) => [path, NOTE]));
	const bench = await given(files, Object.keys(files).map((path) => ({ ...replaceTwo, path: vaultPath(path) })));
	bench.storage.writesLeft = writes;
	await expect(bench.changes.undo(bench.run.id)).rejects.toThrow();
	bench.storage.comeBack();
	await bench.restart();
	expect((await bench.changes.runs()).map(({ kind, phase }) => [kind, phase === 'open'])).toEqual([['undo', false], ['apply', false]]);
	expect(await bench.texts()).toEqual(files);
});

it('undo of an undo does the run again', async () => {
	const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
	const undo = await bench.undoLast();
	expect(await bench.texts()).toEqual({ 'A.md': NOTE });
	await bench.changes.undo(undo.id);
	expect(await bench.texts()).toEqual({ 'A.md': WRITTEN });
	await bench.undoLast();
	expect(await bench.texts()).toEqual({ 'A.md': NOTE });
});

it('a run of 20 notes with one conflict takes back the other 19 and loses nothing', async () => {
	const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`N${index}.md`, NOTE]));
	const bench = await given(files, Object.keys(files).map((path) => ({ ...replaceTwo, path: vaultPath(path) })));
	await bench.edit('N7.md', (text) => text.replace('by Praxis', 'by me'));
	const undo = await bench.undoLast();
	const conflict = undo.notes.find((note) => note.outcome === 'copied')?.path ?? '';
	const { [conflict]: copy, 'N7.md': mine, ...others } = await bench.texts();
	const { 'N7.md': _before, ...expected } = files;
	expect(others).toEqual(expected);
	expect(mine).toBe(WRITTEN.replace('by Praxis', 'by me'));
	expect(copy).toContain('## What Praxis wrote');
});

it('a note deleted outside while the app was closed does not come back at the next start', async () => {
	const bench = await given({ 'B.md': 'b' }, [{ type: 'create', path: vaultPath('New.md'), text: 'By Praxis.\n' }]);
	await open?.close();
	await bench.storage.remove('New.md');
	await bench.restart();
	expect(await bench.texts()).toEqual({ 'B.md': 'b' });
});
