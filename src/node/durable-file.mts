/**
 * Files that are whole or not there: write beside, flush, then put in place in one step.
 * Used for notes, the store and the secrets; knows nothing of any of them.
 */
import { randomBytes } from 'node:crypto';
import fsp from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, isAbsent } from '../core/lib/disk-error';

/** What is used of the file system. An argument, so that a test can fill the disk. */
export type FileSystem = Pick<
	typeof fsp,
	'chmod' | 'link' | 'lstat' | 'mkdir' | 'open' | 'readdir' | 'readFile' | 'realpath' | 'rename' | 'unlink'
>;
export const realFileSystem: FileSystem = fsp;

const TEMPORARY = /^\.praxis-[0-9a-f]{16}\.tmp$/;
/** A write takes milliseconds: a temporary file older than this (10 minutes) was left behind by a crash. */
const LEFTOVER_MS = 600_000;
const LINKS_UNSUPPORTED = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

export interface Ownership {
	readonly mode: number;
	readonly uid: number;
	readonly gid: number;
}

export interface ReplaceOptions {
	/** Permissions and owner of the new file; 0600 and ours when left out. */
	readonly like?: Ownership;
	/** Asked when the bytes are ready, at the last moment: false leaves `target` alone. */
	readonly mayReplace?: () => Promise<boolean>;
}

/** True for names of temporary files, made by any version and process of Praxis. */
export function isTemporary(name: string): boolean {
	return TEMPORARY.test(name);
}

/** Puts `bytes` at `target` in one step, over what is there. False when `mayReplace` said no. The folder must exist. */
export async function replaceFile(fs: FileSystem, target: string, bytes: Uint8Array, options: ReplaceOptions = {}): Promise<boolean> {
	const temporary = await writeTemporary(fs, dirname(target), bytes, options.like);
	let isPlaced = false;
	try {
		if (options.mayReplace && !(await options.mayReplace())) return false;
		await fs.rename(temporary, target);
		isPlaced = true;
	} finally {
		if (!isPlaced) await removeIfThere(fs, temporary);
	}
	await flushFolder(fs, dirname(target));
	return true;
}

/** Makes `target` with `bytes` in one step; rejects with EEXIST when anything has that name. The folder must exist. */
export async function createFile(fs: FileSystem, target: string, bytes: Uint8Array): Promise<void> {
	const temporary = await writeTemporary(fs, dirname(target), bytes, null);
	try {
		await fs.link(temporary, target);
	} catch (error) {
		if (!LINKS_UNSUPPORTED.has(errorCode(error))) throw error;
		await createDirectly(fs, target, bytes);
	} finally {
		await removeIfThere(fs, temporary);
	}
	await flushFolder(fs, dirname(target));
}

/**
 * Moves a file to a free name: rejects with EEXIST when `to` is taken, also by another program at the same
 * moment, because an empty file holds the name first. A crash in between leaves that empty file at `to`.
 */
export async function moveFile(fs: FileSystem, from: string, to: string): Promise<void> {
	const place = await fs.open(to, 'wx').catch(async (error: unknown) => {
		// A disk that ignores case sees the new name as the old one: then the move is safe without a placeholder.
		if (errorCode(error) === 'EEXIST' && (await isOneFile(fs, from, to))) return null;
		throw error;
	});
	await place?.close();
	let isMoved = false;
	try {
		await fs.rename(from, to);
		isMoved = true;
	} finally {
		if (!isMoved && place) await removeIfThere(fs, to);
	}
	await flushFolder(fs, dirname(to));
	if (dirname(from) !== dirname(to)) await flushFolder(fs, dirname(from));
}

/** Removes a file for good; nothing happens when it is not there. */
export async function removeFile(fs: FileSystem, path: string): Promise<void> {
	try {
		await fs.unlink(path);
	} catch (error) {
		if (isAbsent(error)) return;
		throw error;
	}
	await flushFolder(fs, dirname(path));
}

/** Makes a folder and those above it, so that they survive a crash. */
export async function makeFolder(fs: FileSystem, folder: string, mode = 0o777): Promise<void> {
	const first = await fs.mkdir(folder, { recursive: true, mode });
	if (first === undefined) return;
	for (let made = folder; ; made = dirname(made)) {
		await flushFolder(fs, dirname(made));
		if (made === first || dirname(made) === made) return;
	}
}

/** Removes the temporary file `name` of `folder` when it was left behind by a crash. */
export async function removeLeftover(fs: FileSystem, folder: string, name: string): Promise<void> {
	const path = join(folder, name);
	try {
		if (Date.now() - (await fs.lstat(path)).mtimeMs > LEFTOVER_MS) await fs.unlink(path);
	} catch {
		return; // its writer was quicker, or we may not: it is hidden and does no harm
	}
}

async function writeTemporary(fs: FileSystem, folder: string, bytes: Uint8Array, like: Ownership | null | undefined): Promise<string> {
	const path = join(folder, `.praxis-${randomBytes(8).toString('hex')}.tmp`);
	const file = await fs.open(path, 'wx', like === null ? 0o666 : 0o600);
	try {
		await file.writeFile(bytes);
		if (like) await takeOver(file, like);
		await file.sync();
	} catch (error) {
		await file.close();
		await removeIfThere(fs, path);
		throw error;
	}
	await file.close();
	return path;
}

async function takeOver(file: fsp.FileHandle, like: Ownership): Promise<void> {
	const own = await file.stat();
	if (own.uid !== like.uid || own.gid !== like.gid) {
		// Only the system's administrator may give a file away; for others it becomes theirs, as in any editor.
		await file.chown(like.uid, like.gid).catch(() => undefined);
	}
	if ((own.mode & 0o7777) !== (like.mode & 0o7777)) await file.chmod(like.mode & 0o7777);
}

/** For disks without hard links (FAT): exclusive all the same, but a crash can leave a part of the file. */
async function createDirectly(fs: FileSystem, target: string, bytes: Uint8Array): Promise<void> {
	const file = await fs.open(target, 'wx');
	let isWritten = false;
	try {
		await file.writeFile(bytes);
		await file.sync();
		isWritten = true;
	} finally {
		await file.close();
		if (!isWritten) await removeIfThere(fs, target);
	}
}

async function flushFolder(fs: FileSystem, folder: string): Promise<void> {
	if (process.platform === 'win32') return; // Windows cannot open a folder, and orders these writes itself
	const handle = await fs.open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function isOneFile(fs: FileSystem, a: string, b: string): Promise<boolean> {
	if (a === b || a.normalize('NFC').toLowerCase() !== b.normalize('NFC').toLowerCase()) return a === b;
	const [first, second] = await Promise.all([fs.lstat(a), fs.lstat(b)]);
	return first.dev === second.dev && first.ino === second.ino && first.nlink === 1;
}

async function removeIfThere(fs: FileSystem, path: string): Promise<void> {
	try {
		await fs.unlink(path);
	} catch {
		return; // the error that brought us here matters more, and a leftover is removed at a later start
	}
}
