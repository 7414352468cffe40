/** Says what went wrong on disk in the words of Praxis, from the codes that every system gives its errors (POSIX `errno.h`). */
import { PraxisError, type ErrorCode } from './errors';

const MEANINGS: Readonly<Record<string, readonly [code: ErrorCode, what: string, hint: string]>> = {
	EACCES: ['no-permission', 'is not open to you', 'Check who owns the file and its folder, and their permissions.'],
	EPERM: ['no-permission', 'is not open to you', 'Check who owns the file and its folder, and their permissions.'],
	EROFS: ['no-permission', 'is on a disk that cannot be written', 'Make the disk writable, or use another folder.'],
	ENOSPC: ['disk-full', 'does not fit: the disk is full', 'Free some space, then try again. Nothing was changed.'],
	EDQUOT: ['disk-full', 'does not fit: your share of the disk is used up', 'Free some space, then try again. Nothing was changed.'],
	EFBIG: ['too-large', 'is larger than this disk allows', 'Split the note.'],
	ENAMETOOLONG: ['bad-path', 'has a name too long for this disk', 'Choose a shorter name: most disks take 255 bytes for each part.'],
	EINVAL: ['bad-path', 'has a name that this disk does not take', 'Choose a name without special characters.'],
	EILSEQ: ['bad-path', 'has a name that this disk does not take', 'Choose a name without special characters.'],
	ENOTDIR: ['bad-path', 'goes through a file as if it were a folder', 'Choose another folder.'],
	EISDIR: ['bad-path', 'is a folder', 'Give the path of a note.'],
	ELOOP: ['bad-path', 'goes through a link', 'Give the path where the note really is.'],
	EEXIST: ['note-exists', 'exists already', 'Choose another name.'],
	ENOENT: ['missing-note', 'is not there', 'It may have been moved or deleted. Check its name.'],
	EBUSY: ['no-permission', 'is in use by another program', 'Close the other program, then try again.'],
	EMFILE: ['internal', 'could not be opened: too many files are open', 'Try again with less work at once.'],
	EIO: ['internal', 'could not be read or written: the disk reports a fault', 'Check the disk and your backups.'],
};

/** A `PraxisError` about `name` (a vault path or a plain word such as "The secrets file") for an error of the file system. */
export function diskError(error: unknown, name: string): PraxisError {
	if (error instanceof PraxisError) return error;
	const [code, what, hint] = MEANINGS[errorCode(error)] ?? ['internal', 'could not be read or written', 'See the cause for what the system said.'];
	return new PraxisError(code, `"${name}" ${what}.`, { hint, cause: error });
}

/** Runs `work` and passes its errors through `diskError`. */
export async function withDiskErrors<T>(name: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw diskError(error, name);
	}
}

/** The system's code of an error, such as "ENOENT", which some hosts give in the message alone; "" when it has none. */
export function errorCode(error: unknown): string {
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
	if (typeof code === 'string' && code !== '') return code;
	return error instanceof Error ? (/^(E[A-Z]{3,}):/.exec(error.message)?.[1] ?? '') : '';
}

/** True for the two ways in which the disk says that nothing has this path. */
export function isAbsent(error: unknown): boolean {
	return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
}
