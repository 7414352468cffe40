/** Where the Node host keeps what is not in the vault: the conventions of each system, and how to change them. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, relative, resolve, isAbsolute } from 'node:path';
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

/** Throws `bad-input` when `folder` lies in the vault, where it would be synced and read as notes are. */
export function checkOutside(folder: string, vaultRoot: string, variable: string): void {
	const way = relative(vaultRoot, folder);
	const isOutside = way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way);
	if (isOutside) return;
	throw new PraxisError('bad-input', `"${folder}" lies in the vault; secrets and records must not.`, { hint: `Set ${variable} to a folder outside the vault.` });
}

/** Relative values of these variables are to be ignored (XDG Base Directory Specification). */
function absoluteOr(value: string | undefined, fallback: string): string {
	return value !== undefined && isAbsolute(value) ? value : fallback;
}
