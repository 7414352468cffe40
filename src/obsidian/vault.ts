/**
 * The `Vault` port over the app's own vault, so that open editors, sync and other plugins see every change.
 * Names are checked against the app's list; a file made by another program is found once the app has seen it.
 */
import { TFile, type App, type EventRef, type TAbstractFile } from 'obsidian';
import type { FileEntry, NoteText, Vault, VaultChange } from '../core/host';
import { diskError, isAbsent, withDiskErrors } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';
import { hashText } from '../core/lib/hash';
import { checkNoteSize, decodeNote, encodeNote } from '../core/lib/note-bytes';
import { keepsChanging, missingNote, nameTaken } from '../core/lib/vault-errors';
import { folderOf, visiblePath, type VaultPath } from '../core/lib/vault-path';

/** How often a change is made anew because another program wrote the note in between. */
const CHANGE_TRIES = 20;
const BOM = '\uFEFF';

/** Thrown inside `Vault.process` to leave the note alone: nothing is written, not even the same text. */
class LeaveAlone extends Error {}

export class ObsidianVault implements Vault {
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	async list(): Promise<readonly FileEntry[]> {
		return this.#app.vault.getFiles().map((file) => ({ path: pathOf(file), mtime: file.stat.mtime, size: file.stat.size }));
	}

	async read(path: VaultPath): Promise<NoteText | null> {
		const file = this.#find(path);
		const text = file && (await this.#textOf(file));
		return text === null ? null : noteText(text);
	}

	async process(path: VaultPath, change: (text: string) => string): Promise<NoteText> {
		for (let tries = 0; tries < CHANGE_TRIES; tries++) {
			const file = this.#existing(path);
			const text = await this.#textOf(file);
			if (text === null) throw missingNote(path);
			const written = await this.#changeOnce(file, text, change);
			if (written !== null) return noteText(written);
		}
		throw keepsChanging(path, 'written');
	}

	async create(path: VaultPath, text: string): Promise<NoteText> {
		this.#check(path);
		const written = decodeNote(encodeNote(text, path), path);
		await withVaultErrors(path, async () => {
			this.#checkFree(path);
			await this.#makeFolder(path);
			await this.#app.vault.create(path, text);
		});
		return noteText(written);
	}

	async rename(from: VaultPath, to: VaultPath): Promise<void> {
		this.#check(to);
		const file = this.#existing(from);
		if (from === to) return;
		await withVaultErrors(to, async () => {
			this.#checkFree(to);
			await this.#makeFolder(to);
			await this.#app.vault.rename(file, to);
		});
	}

	async trash(path: VaultPath): Promise<void> {
		const file = this.#existing(path);
		await withVaultErrors(path, () => this.#app.fileManager.trashFile(file));
	}

	/** The app tells of each file in a folder that is moved or deleted, so folders themselves are left out. */
	watch(listener: (change: VaultChange) => void): () => void {
		const { vault } = this.#app;
		const tell = (type: 'written' | 'removed', file: TAbstractFile): void => {
			if (file instanceof TFile) listener({ type, path: pathOf(file) });
		};
		const watching: EventRef[] = [
			vault.on('create', (file) => tell('written', file)),
			vault.on('modify', (file) => tell('written', file)),
			vault.on('delete', (file) => tell('removed', file)),
			vault.on('rename', (file, from) => {
				if (file instanceof TFile) listener({ type: 'renamed', path: pathOf(file), from: from as VaultPath });
			}),
		];
		return () => watching.forEach((each) => vault.offref(each));
	}

	/**
	 * The text written, or null when the note no longer held `text`. The app decodes bytes that are no text
	 * loosely: only a text that equals our strict reading is ever written back.
	 */
	async #changeOnce(file: TFile, text: string, change: (text: string) => string): Promise<string | null> {
		let result: { readonly written: string | null } | { readonly error: unknown } | undefined;
		try {
			await this.#app.vault.process(file, (data) => {
				const isSame = data === text || BOM + data === text;
				try {
					const next = isSame ? change(text) : null;
					const written = next === null ? null : decodeNote(encodeNote(next, file.path), file.path);
					result = { written };
					if (written === null || next === text) throw new LeaveAlone();
					return written;
				} catch (error) {
					if (!(error instanceof LeaveAlone)) result = { error };
					throw new LeaveAlone();
				}
			});
		} catch (error) {
			if (!(error instanceof LeaveAlone)) throw vaultError(error, file.path);
		}
		if (result === undefined) throw new PraxisError('internal', `"${file.path}" was not processed.`);
		if ('error' in result) throw result.error;
		return result.written;
	}

	/** Null when the file is gone though the app has not noticed. */
	async #textOf(file: TFile): Promise<string | null> {
		checkNoteSize(file.stat.size, file.path);
		try {
			return decodeNote(new Uint8Array(await this.#app.vault.readBinary(file)), file.path);
		} catch (error) {
			if (isAbsent(error)) return null;
			throw vaultError(error, file.path);
		}
	}

	#check(path: string): void {
		visiblePath(path, this.#app.vault.configDir);
	}

	#find(path: VaultPath): TFile | null {
		this.#check(path);
		return this.#app.vault.getFileByPath(path);
	}

	#existing(path: VaultPath): TFile {
		const file = this.#find(path);
		if (!file) throw missingNote(path);
		return file;
	}

	#checkFree(path: string): void {
		if (this.#app.vault.getAbstractFileByPath(path)) throw nameTaken(path);
	}

	async #makeFolder(path: string): Promise<void> {
		const { vault } = this.#app;
		for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
			if (vault.getFileByPath(folder)) throw new PraxisError('bad-path', `"${folder}" is a file, not a folder.`, { hint: 'Choose another folder.' });
		}
		const folder = folderOf(path);
		if (folder === '' || vault.getFolderByPath(folder)) return;
		try {
			await vault.createFolder(folder);
		} catch (error) {
			if (!vault.getFolderByPath(folder)) throw error; // else another caller made it at the same time
		}
	}
}

/** The app's own paths are already what `vaultPath` accepts. */
function pathOf(file: TAbstractFile): VaultPath {
	return file.path as VaultPath;
}

function noteText(text: string): NoteText {
	return { text, version: hashText(text) };
}

/** The app says in words what the disk says in codes. */
function vaultError(error: unknown, path: string): PraxisError {
	if (error instanceof PraxisError) return error;
	return error instanceof Error && /already exists/i.test(error.message) ? nameTaken(path, error) : diskError(error, path);
}

function withVaultErrors(path: string, work: () => Promise<void>): Promise<void> {
	return withDiskErrors(path, () =>
		work().catch((error: unknown) => {
			throw vaultError(error, path);
		}),
	);
}
