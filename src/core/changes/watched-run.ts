/**
 * A run in which another program writes the files itself. The notes are kept as they were at its start; at its end
 * every difference is told of the run, shown and undoable like one of our own.
 */
import type { FileEntry, Store, Vault } from '../host';
import { isNote, type VaultPath } from '../lib/vault-path';
import { sealed, unsealed } from './sealed';
import type { Step, StepResult } from './step';
import { textAt } from './text-at';

/** Larger notes are only told as changed: their old text is not kept, so they cannot be undone. Characters. */
export const MAX_KEPT_TEXT = 2_000_000;

const ROOT = 'changes/watched';
/** Texts are kept in packs of about this many characters, so that no blob grows with the vault. */
const PACK_SIZE = 2_000_000;

type KeptText = readonly [path: VaultPath, text: string];

export interface Snapshot {
	readonly id: string;
	readonly at: string;
	readonly reason: string;
	readonly files: readonly FileEntry[];
	readonly packs: number;
}

export interface Difference {
	readonly steps: readonly Step[];
	readonly results: readonly StepResult[];
	/** Changed files whose old text was not kept. */
	readonly kept: readonly StepResult[];
}

/** Reads every note once and keeps its text on the device. */
export async function takeSnapshot({ id, at, reason }: Pick<Snapshot, 'id' | 'at' | 'reason'>, vault: Vault, store: Store): Promise<Snapshot> {
	const files = await vault.list();
	let packs = 0;
	let size = 0;
	let pack: KeptText[] = [];
	const flush = async (): Promise<void> => {
		if (pack.length > 0) await store.write(`${ROOT}/${id}/pack-${packs++}`, sealed(pack));
		[pack, size] = [[], 0];
	};
	for (const { path } of files.filter((file) => isNote(file.path) && file.size <= MAX_KEPT_TEXT)) {
		const text = await textAt(path, vault);
		if (text === null || text.length > MAX_KEPT_TEXT) continue;
		pack.push([path, text]);
		size += text.length;
		if (size >= PACK_SIZE) await flush();
	}
	await flush();
	const snapshot: Snapshot = { id, at, reason, files, packs };
	await store.write(`${ROOT}/${id}/index`, sealed(snapshot));
	return snapshot;
}

/** Snapshots of runs that were never ended: the program stopped in their middle. */
export async function openSnapshots(store: Store): Promise<readonly Snapshot[]> {
	const keys = (await store.keys(`${ROOT}/`)).filter((key) => key.endsWith('/index'));
	const snapshots = await Promise.all(keys.map((key) => readBlob<Snapshot>(store, key)));
	return snapshots.filter((snapshot) => snapshot !== null);
}

export async function dropSnapshot(id: string, store: Store): Promise<void> {
	for (const key of await store.keys(`${ROOT}/${id}/`)) await store.remove(key);
}

export interface Compared {
	readonly vault: Vault;
	readonly store: Store;
	/** Paths that the watcher told of: they are read even when size and time look the same. */
	readonly touched: ReadonlySet<VaultPath>;
	/** The texts that our own runs gave notes meanwhile: those changes are not this run's. */
	readonly ours: ReadonlyMap<VaultPath, string>;
}

/** What changed in the vault since the snapshot, as the steps that would have done it. */
export async function differences(snapshot: Snapshot, compared: Compared): Promise<Difference> {
	const files = await compared.vault.list();
	const texts = new Map([...(await keptTexts(snapshot, compared.store)), ...compared.ours]);
	const there = new Set(files.map((file) => file.path));
	const difference = { steps: [] as Step[], results: [] as StepResult[], kept: [] as StepResult[] };
	const add = (step: Step, outcome: StepResult['outcome'], path: VaultPath): void => {
		difference.steps.push(step);
		difference.results.push({ outcome, path, detail: '' });
	};
	const { fresh, changed, unknown } = await changedFiles(snapshot, files, { ...compared, texts });
	for (const { path, before, after } of changed) add({ kind: 'write', path, before, after, changes: [], inTheWay: 'copy' }, 'written', path);
	for (const { path } of snapshot.files.filter((file) => !there.has(file.path))) {
		const before = texts.get(path);
		const to = [...fresh].find(([, text]) => text === before)?.[0];
		if (before === undefined) unknown.push(path);
		else if (to === undefined) add({ kind: 'trash', path, before }, 'trashed', path);
		else {
			fresh.delete(to);
			add({ kind: 'rename', path, to }, 'renamed', to);
		}
	}
	for (const [path, text] of fresh) add({ kind: 'create', path, text, ifExists: 'new-name' }, 'created', path);
	return { ...difference, kept: unknown.map((path) => ({ outcome: 'kept', path, detail: 'The other program changed it; its old content was not kept.' })) };
}

interface ChangedFiles {
	readonly fresh: Map<VaultPath, string>;
	readonly changed: { readonly path: VaultPath; readonly before: string; readonly after: string }[];
	readonly unknown: VaultPath[];
}

async function changedFiles(snapshot: Snapshot, files: readonly FileEntry[], { vault, touched, texts }: Compared & { texts: ReadonlyMap<VaultPath, string> }): Promise<ChangedFiles> {
	const old = new Map(snapshot.files.map((file) => [file.path, file]));
	const found: ChangedFiles = { fresh: new Map(), changed: [], unknown: [] };
	for (const { path, mtime, size } of files) {
		const known = old.get(path);
		if (known && known.mtime === mtime && known.size === size && !touched.has(path)) continue;
		const after = isNote(path) ? await textAt(path, vault) : null;
		const before = texts.get(path);
		if (after !== null && after === before) continue;
		if (after === null || (known && before === undefined)) found.unknown.push(path);
		else if (before === undefined) found.fresh.set(path, after);
		else found.changed.push({ path, before, after });
	}
	return found;
}

async function keptTexts(snapshot: Snapshot, store: Store): Promise<ReadonlyMap<VaultPath, string>> {
	const texts = new Map<VaultPath, string>();
	for (let pack = 0; pack < snapshot.packs; pack++) {
		for (const [path, text] of (await readBlob<readonly KeptText[]>(store, `${ROOT}/${snapshot.id}/pack-${pack}`)) ?? []) texts.set(path, text);
	}
	return texts;
}

async function readBlob<T>(store: Store, key: string): Promise<T | null> {
	const bytes = await store.read(key);
	const blob = bytes === null ? null : unsealed<T>(bytes);
	return blob?.isValid ? blob.value : null;
}
