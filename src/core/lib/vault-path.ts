/**
 * The one place where a `VaultPath` is made: relative to the vault, "/" between segments, no leading slash.
 *
 * A path is accepted or rejected as it stands, never repaired: a repaired path names another note than the
 * one that was asked for. What a *run* may touch is decided elsewhere; this only says what can be a path.
 */
import { PraxisError } from './errors';

declare const brand: unique symbol;
export type VaultPath = string & { readonly [brand]: 'VaultPath' };

const CONTROL = /\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;

/** `text` as a vault path. Throws `bad-path` when it cannot name a note inside the vault. */
export function vaultPath(text: string): VaultPath {
	const reason = whyNotAPath(text);
	if (reason) {
		throw new PraxisError('bad-path', `"${text}" is not a path in this vault: ${reason}.`, {
			hint: 'Give a path relative to the vault, such as "Projects/Garden.md".',
		});
	}
	return text as VaultPath;
}

/** The same, as a value: null when `text` is no path. */
export function asVaultPath(text: string): VaultPath | null {
	return whyNotAPath(text) === null ? (text as VaultPath) : null;
}

/**
 * A path that a `Vault` serves: one that `vaultPath` accepts, without a hidden segment (one that starts with
 * ".") and outside `configFolder`. Every host calls this at its door. Throws `bad-path`.
 */
export function visiblePath(text: string, configFolder = ''): VaultPath {
	const path = vaultPath(text);
	const isConfig = configFolder !== '' && isInFolder(path.toLowerCase(), configFolder.toLowerCase());
	if (isHidden(path) || isConfig) {
		throw new PraxisError('bad-path', `"${text}" is hidden or belongs to the configuration.`, {
			hint: 'Choose a path whose folders and name do not start with a dot.',
		});
	}
	return path;
}

/** True when a segment starts with ".". */
export function isHidden(path: string): boolean {
	return path.startsWith('.') || path.includes('/.');
}

function whyNotAPath(text: string): string | null {
	if (text === '') return 'it is empty';
	if (LONE_SURROGATE.test(text)) return 'it has half of a character';
	if (CONTROL.test(text)) return 'it has a control character';
	if (text.includes('\\')) return 'it has a backslash';
	if (text.startsWith('/') || /^[A-Za-z]:/.test(text)) return 'it is absolute';
	for (const segment of text.split('/')) {
		if (segment === '') return 'a folder name is empty';
		if (segment === '.' || segment === '..') return 'it has a dot segment';
	}
	return null;
}

/** The folder of a path, "" at the top of the vault. */
export function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '' : path.slice(0, slash);
}

/** The last segment, with its extension. */
export function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** The title of a note: its name without `.md`. */
export function titleOf(path: string): string {
	return nameOf(path).replace(/\.md$/i, '');
}

/** True for Markdown notes, by extension. */
export function isNote(path: string): boolean {
	return /\.md$/i.test(path);
}

/** True when `path` lies in `folder` or below it. The empty folder holds the whole vault. */
export function isInFolder(path: string, folder: string): boolean {
	const clean = plainFolder(folder);
	return clean === '' || path === clean || path.startsWith(`${clean}/`);
}

/** True when `path` lies in one of the folders or below. */
export function isInAny(path: string, folders: readonly string[]): boolean {
	return folders.some((folder) => isInFolder(path, folder));
}

/** A folder as a person may type it, without the slashes at its ends. */
export function plainFolder(typed: string): string {
	return typed.replace(/^\/+|\/+$/g, '');
}
