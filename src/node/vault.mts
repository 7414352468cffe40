/**
 * The `Vault` port over a real folder. Safe beside Obsidian, a sync program and other processes of Praxis: a
 * note is replaced in one step, and only while it still holds the bytes that the change was made from. What
 * no file system call can exclude is a program that saves within the microseconds between that last look and
 * the step.
 */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FileEntry, NoteText, Vault, VaultChange } from '../core/host';
import { errorCode, isAbsent, withDiskErrors } from '../core/lib/disk-error';
import { PraxisError, type Problem } from '../core/lib/errors';
import { decodeNote, encodeNote } from '../core/lib/note-bytes';
import { Serial } from '../core/lib/serial';
import { keepsChanging, missingNote } from '../core/lib/vault-errors';
import type { VaultPath } from '../core/lib/vault-path';
import { createFile, makeFolder, moveFile, realFileSystem, replaceFile, type FileSystem } from './durable-file.mts';
import { VaultFiles, type FileBytes } from './vault-files.mts';
import { VaultWatch, type WatchOptions } from './vault-watch.mts';

/** Obsidian's own place for trash inside a vault, when the person has chosen that. */
const TRASH = '.trash';
/** How often a change is made anew because another program wrote the note in between. */
const CHANGE_TRIES = 20;

export interface NodeVaultOptions {
	/** The vault's folder. It may be reached through a link. */
	readonly root: string;
	readonly fileSystem?: FileSystem;
	readonly watch?: WatchOptions;
}

/** Opens a folder as a vault. Throws `missing-note` when there is no such folder, `bad-path` when it is a file. */
export async function nodeVault(options: NodeVaultOptions): Promise<NodeVault> {
	const fs = options.fileSystem ?? realFileSystem;
	const root = await withDiskErrors(options.root, async () => {
		const real = await fs.realpath(options.root);
		await fs.readdir(real);
		return real;
	});
	return new NodeVault(new VaultFiles(fs, root), options.watch ?? {});
}

export class NodeVault implements Vault {
	/** Files and their folders are flushed before a write resolves (`durable-file.mts`). */
	readonly isDurable = true;
	readonly #files: VaultFiles;
	readonly #turns = new Serial();
	readonly #watch: VaultWatch;

	constructor(files: VaultFiles, watch: WatchOptions) {
		this.#files = files;
		this.#watch = new VaultWatch(files, watch);
	}

	/** The real path of the vault's folder. */
	get root(): string {
		return this.#files.root;
	}

	async list(): Promise<readonly FileEntry[]> {
		const found = await withDiskErrors(this.root, () => this.#files.walk());
		return found.map(({ path, mtime, size }) => ({ path, mtime, size }));
	}

	leftOut(): readonly Problem[] {
		return this.#files.leftOut;
	}

	async read(path: VaultPath): Promise<NoteText | null> {
		const file = await withDiskErrors(path, () => this.#files.read(path));
		return file && noteText(decodeNote(file.bytes, path));
	}

	process(path: VaultPath, change: (text: string) => string): Promise<NoteText> {
		return this.#inTurn([path], async () => {
			for (let tries = 0; tries < CHANGE_TRIES; tries++) {
				const before = await withDiskErrors(path, () => this.#files.read(path));
				if (!before) throw missingNote(path);
				const text = decodeNote(before.bytes, path);
				const next = change(text);
				if (next === text) return noteText(text);
				const bytes = encodeNote(next, path);
				if (!(await withDiskErrors(path, () => this.#replace(path, before, bytes)))) continue;
				await this.#watch.own({ type: 'written', path });
				return noteText(decodeNote(bytes, path));
			}
			throw keepsChanging(path, 'written');
		});
	}

	create(path: VaultPath, text: string): Promise<NoteText> {
		return this.#inTurn([path], async () => {
			const absolute = this.#files.absolute(path);
			const bytes = encodeNote(text, path);
			await withDiskErrors(path, async () => {
				await this.#makeRoom(path);
				await createFile(this.#files.fs, absolute, bytes);
			});
			await this.#watch.own({ type: 'written', path });
			return noteText(decodeNote(bytes, path));
		});
	}

	rename(from: VaultPath, to: VaultPath): Promise<void> {
		return this.#inTurn([from, to], async () => {
			const target = this.#files.absolute(to);
			if (!(await withDiskErrors(from, () => this.#files.find(from)))) throw missingNote(from);
			if (from === to) return;
			await withDiskErrors(to, async () => {
				await this.#makeRoom(to);
				await moveFile(this.#files.fs, this.#files.absolute(from), target).catch((error: unknown) => {
					throw isAbsent(error) ? missingNote(from) : error;
				});
			});
			await this.#watch.own({ type: 'renamed', path: to, from });
		});
	}

	trash(path: VaultPath): Promise<void> {
		return this.#inTurn([path], async () => {
			if (!(await withDiskErrors(path, () => this.#files.find(path)))) throw missingNote(path);
			await withDiskErrors(path, () => this.#moveToTrash(path));
			await this.#watch.own({ type: 'removed', path });
		});
	}

	watch(listener: (change: VaultChange) => void): () => void {
		return this.#watch.add(listener);
	}

	/** Two spellings of one path must wait for each other on disks that take them for one. */
	#inTurn<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
		const keys = new Set(paths.map((path) => path.normalize('NFC').toLowerCase()));
		return this.#turns.run([...keys], () => this.#watch.during(paths, work));
	}

	/** False when the note is no longer what `before` holds. */
	async #replace(path: VaultPath, before: FileBytes, bytes: Uint8Array): Promise<boolean> {
		if (before.stat.nlink > 1) {
			throw new PraxisError('no-permission', `"${path}" is one file under several names (hard links).`, {
				hint: 'Writing it would part them. Make the note a copy of its own, then try again.',
			});
		}
		return replaceFile(this.#files.fs, this.#files.absolute(path), bytes, {
			like: before.stat,
			mayReplace: async () => {
				const now = await this.#files.read(path);
				return now !== null && now.stat.ino === before.stat.ino && Buffer.compare(now.bytes, before.bytes) === 0;
			},
		});
	}

	async #makeRoom(path: VaultPath): Promise<void> {
		await this.#files.checkFoldersAbove(path);
		await makeFolder(this.#files.fs, dirname(this.#files.absolute(path)));
	}

	/** Keeps the folders; a name that is taken gets a number: "Note 2.md". */
	async #moveToTrash(path: VaultPath): Promise<void> {
		const { fs, root } = this.#files;
		const trash = join(root, TRASH);
		await makeFolder(fs, trash);
		if ((await fs.realpath(trash)) !== trash) throw new PraxisError('bad-path', `The trash folder "${TRASH}" is a link.`, { hint: 'Replace it by a folder.' });
		const [, stem = path, extension = ''] = /^(.*[^/])(\.[^./]*)$/.exec(path) ?? [];
		for (let number = 1; ; number++) {
			const target = join(trash, ...(number === 1 ? path : `${stem} ${number}${extension}`).split('/'));
			try {
				await makeFolder(fs, dirname(target));
				return await moveFile(fs, this.#files.absolute(path), target);
			} catch (error) {
				if (errorCode(error) !== 'EEXIST') throw error;
			}
		}
	}
}

function noteText(text: string): NoteText {
	return { text, version: createHash('sha256').update(text, 'utf8').digest('hex') };
}
