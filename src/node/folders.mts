/** Where the Node host keeps what is not in the vault: the conventions of each system, and how to change them. */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { diskError, isAbsent } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of the secrets file: $XDG_CONFIG_HOME/praxis, ~/.config/praxis, on Windows %APPDATA%\praxis. */
export function configFolder(environment: Environment): string {
	const base = process.platform === 'win32' ? environment.APPDATA : environment.XDG_CONFIG_HOME;
	return join(absoluteOr(base, join(homedir(), '.config')), 'praxis');
}

/**
 * The folder of one vault's records: named by its id below $PRAXIS_STATE_DIR, $XDG_STATE_HOME/praxis,
 * ~/.local/state/praxis, or on Windows %LOCALAPPDATA%\praxis.
 */
export function stateFolder(environment: Environment, vaultRoot: string): string {
	const base = process.platform === 'win32' ? environment.LOCALAPPDATA : environment.XDG_STATE_HOME;
	const all = environment.PRAXIS_STATE_DIR ? resolve(environment.PRAXIS_STATE_DIR) : join(absoluteOr(base, join(homedir(), '.local', 'state')), 'praxis');
	return join(all, vaultId(vaultRoot));
}

/** 32 hex digits of the SHA-256 of the vault's real path: another folder is another vault. */
export function vaultId(vaultRoot: string): string {
	return createHash('sha256').update(vaultRoot).digest('hex').slice(0, 32);
}

/** Throws `bad-input` when `folder`, links followed, lies in the vault, where it would be synced and read as notes are. */
export async function checkOutside(folder: string, vaultRoot: string, variable: string): Promise<void> {
	const way = relative(vaultRoot, await realPlace(folder));
	const isOutside = way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way);
	if (isOutside) return;
	throw new PraxisError('bad-input', `"${folder}" lies in the vault; secrets and records must not.`, { hint: `Set ${variable} to a folder outside the vault.` });
}

/** The real path of a folder that may not have been made yet: that of the nearest one above, and the rest. */
async function realPlace(folder: string): Promise<string> {
	try {
		return await realpath(folder);
	} catch (error) {
		if (!isAbsent(error) || dirname(folder) === folder) throw diskError(error, folder);
		return join(await realPlace(dirname(folder)), basename(folder));
	}
}

/** Relative values of these variables are to be ignored (XDG Base Directory Specification). */
function absoluteOr(value: string | undefined, fallback: string): string {
	return value !== undefined && isAbsolute(value) ? value : fallback;
}
