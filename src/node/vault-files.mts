/**
 * The files of a vault folder as the vault sees them: visible regular files, reached by the very path they
 * are listed under. Symbolic links are neither listed nor followed: what they point at inside the vault is
 * listed at its own place, and nothing outside is reached.
 */
import type { Dirent, Stats } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { FileEntry } from '../core/host';
import { diskError, errorCode, isAbsent } from '../core/lib/disk-error';
import { PraxisError, type Problem } from '../core/lib/errors';
import { checkNoteSize } from '../core/lib/note-bytes';
import { oneLine } from '../core/lib/one-line';
import { keepsChanging } from '../core/lib/vault-errors';
import { asVaultPath, isNote, visiblePath, type VaultPath } from '../core/lib/vault-path';
import { isTemporary, removeLeftover, type FileSystem } from './durable-file.mts';

/** Tries at a note that another program keeps writing. */
const READ_TRIES = 5;
const STATS_AT_ONCE = 32;
/** Names that mean something else to Windows: devices, streams, and names whose end it drops. */
const NOT_FOR_WINDOWS = /[<>:"|?*]|[. ](\/|$)|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(\/|$)/i;

export interface FoundFile extends FileEntry {
	readonly inode: number;
}

export interface FileBytes {
	readonly bytes: Uint8Array;
	readonly stat: Stats;
}

export class VaultFiles {
	readonly fs: FileSystem;
	/** The vault's real path: no links in it. */
	readonly root: string;
	/** What the last walk through the whole vault passed over. */
	leftOut: readonly Problem[] = [];

	constructor(fs: FileSystem, root: string) {
		this.fs = fs;
		this.root = root;
	}

	/** Where a path is on disk, whether or not something is there. Throws `bad-path`. */
	absolute(path: string): string {
		visiblePath(path);
		if (process.platform === 'win32' && NOT_FOR_WINDOWS.test(path)) {
			throw new PraxisError('bad-path', `"${path}" has a name that Windows does not take.`, { hint: 'Leave out < > : " | ? * and a dot or space at the end.' });
		}
		return join(this.root, ...path.split('/'));
	}

	/** The state of the regular file listed under exactly this path, else null: another case, normal form or a link is no match. */
	async find(path: string): Promise<Stats | null> {
		const absolute = this.absolute(path);
		try {
			if ((await this.fs.realpath(absolute)) !== absolute) return null;
			const stat = await this.fs.lstat(absolute);
			return stat.isFile() ? stat : null;
		} catch (error) {
			if (isAbsent(error) || errorCode(error) === 'ELOOP') return null;
			throw error;
		}
	}

	/** A file's bytes, all from one moment; null when it is not there. Throws `too-large` before reading. */
	async read(path: string): Promise<FileBytes | null> {
		for (let tries = 1; ; tries++) {
			const before = await this.find(path);
			if (!before) return null;
			checkNoteSize(before.size, path);
			try {
				const bytes = await this.fs.readFile(this.absolute(path));
				const stat = await this.fs.lstat(this.absolute(path));
				if (isSameState(before, stat) && bytes.length === stat.size) return { bytes, stat };
			} catch (error) {
				if (!isAbsent(error)) throw error;
			}
			if (tries === READ_TRIES) throw keepsChanging(path, 'read');
		}
	}

	/** Refuses to make something below a link or a file. Folders that are missing are fine. */
	async checkFoldersAbove(path: string): Promise<void> {
		for (let folder = dirname(this.absolute(path)); folder.length > this.root.length; folder = dirname(folder)) {
			try {
				if ((await this.fs.realpath(folder)) === folder) {
					if ((await this.fs.lstat(folder)).isDirectory()) return;
					throw new PraxisError('bad-path', `"${path}" goes through a file as if it were a folder.`, { hint: 'Choose another folder.' });
				}
			} catch (error) {
				if (errorCode(error) === 'ENOENT') {
					if (await this.#isDanglingLink(folder)) throw linkError(path);
					continue;
				}
				throw error;
			}
			throw linkError(path);
		}
	}

	/**
	 * Every visible file in `folder` ("" is the vault) and below. Leftovers of a crash are removed on the way.
	 * Left out, and told in `leftOut`: notes whose names cannot be a `VaultPath`, and folders that may not be opened.
	 * `onFolder` hears of each folder read.
	 */
	async walk(folder = '', onFolder: (absolute: string) => void = () => undefined): Promise<FoundFile[]> {
		const found: FoundFile[] = [];
		const leftOut: Problem[] = [];
		const folders = [folder === '' ? this.root : this.absolute(folder)];
		for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
			onFolder(next);
			const paths: string[] = [];
			for (const entry of await this.#entries(next, leftOut)) {
				if (isTemporary(entry.name)) await removeLeftover(this.fs, next, entry.name);
				if (entry.name.startsWith('.')) continue;
				if (entry.isDirectory()) folders.push(join(next, entry.name));
				else if (entry.isFile()) paths.push(join(next, entry.name));
				if (entry.isFile() && isNote(entry.name) && this.#pathOf(join(next, entry.name)) === null) leftOut.push(this.#passedOver(join(next, entry.name), 'Its name holds a character that no note can have. Rename the file to have it searched.'));
			}
			for (let at = 0; at < paths.length; at += STATS_AT_ONCE) {
				const entries = await Promise.all(paths.slice(at, at + STATS_AT_ONCE).map((path) => this.entry(path)));
				for (const entry of entries) if (entry) found.push(entry);
			}
		}
		if (folder === '') this.leftOut = leftOut;
		return found;
	}

	#pathOf(absolute: string): VaultPath | null {
		return asVaultPath(relative(this.root, absolute).split(sep).join('/'));
	}

	#passedOver(absolute: string, message: string): Problem {
		return { path: oneLine(relative(this.root, absolute).split(sep).join('/')), line: 1, message };
	}

	/** The entry of a regular file by its absolute path; null when it is none, or its name cannot be a path. */
	async entry(absolute: string): Promise<FoundFile | null> {
		const path = this.#pathOf(absolute);
		if (path === null) return null;
		try {
			const stat = await this.fs.lstat(absolute);
			return stat.isFile() ? { path, mtime: Math.floor(stat.mtimeMs), size: stat.size, inode: stat.ino } : null;
		} catch (error) {
			if (isAbsent(error)) return null;
			throw diskError(error, path);
		}
	}

	/** True for a real folder of the vault, not for a link to one. */
	async isFolder(path: string): Promise<boolean> {
		try {
			return (await this.fs.lstat(this.absolute(path))).isDirectory();
		} catch (error) {
			if (isAbsent(error)) return false;
			throw error;
		}
	}

	async #entries(folder: string, leftOut: Problem[]): Promise<Dirent[]> {
		try {
			return await this.fs.readdir(folder, { withFileTypes: true });
		} catch (error) {
			if (folder === this.root) throw diskError(error, folder);
			if (isAbsent(error)) return [];
			if (['EACCES', 'EPERM'].includes(errorCode(error))) {
				leftOut.push(this.#passedOver(folder, 'The folder may not be opened, so its notes are not searched. Check its permissions.'));
				return [];
			}
			throw diskError(error, folder);
		}
	}

	async #isDanglingLink(absolute: string): Promise<boolean> {
		try {
			return (await this.fs.lstat(absolute)).isSymbolicLink();
		} catch (error) {
			if (isAbsent(error)) return false;
			throw error;
		}
	}
}

/** True when a file is the same one and was not written in between, as far as its state tells. */
function isSameState(a: Stats, b: Stats): boolean {
	return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

function linkError(path: string): PraxisError {
	return new PraxisError('bad-path', `"${path}" goes through a symbolic link.`, { hint: 'Choose a folder that is really in the vault.' });
}
