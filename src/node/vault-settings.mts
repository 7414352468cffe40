/** The settings that the plugin keeps for a vault, so that both hosts give the same answer; options add to them. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, isAbsent } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';
import { asVaultPath } from '../core/lib/vault-path';
import { readSettings } from '../core/settings';
import type { Settings } from '../core/settings';

interface FolderOptions {
	readonly excludedFolders: readonly string[];
	readonly privateFolders: readonly string[];
}

/**
 * Settings from `.obsidian/plugins/praxis/data.json` if it is there. Throws `bad-input` when that file is not JSON, or
 * an option names no folder of the vault: with a slip of the pen, private notes would pass for others.
 */
export async function readVaultSettings(vaultRoot: string, options: FolderOptions): Promise<Settings> {
	const stored = readSettings(await readStored(join(vaultRoot, '.obsidian/plugins/praxis/data.json')));
	const folders = async (typed: readonly string[], option: string): Promise<string[]> => Promise.all(typed.map((folder) => folderIn(vaultRoot, folder, option)));
	return {
		...stored,
		excludedFolders: [...stored.excludedFolders, ...(await folders(options.excludedFolders, '--exclude'))],
		privateFolders: [...stored.privateFolders, ...(await folders(options.privateFolders, '--private'))],
	};
}

/** The folder as its notes' paths begin: "./Home/" is "Home". */
async function folderIn(vaultRoot: string, typed: string, option: string): Promise<string> {
	const folder = typed.replace(/^(?:\.?\/)+|\/+$/g, '');
	if (asVaultPath(folder) !== null && (await isFolder(join(vaultRoot, folder)))) return folder;
	throw new PraxisError('bad-input', `There is no folder "${typed}" in this vault.`, { hint: `Give ${option} a folder by its path in the vault, such as "Journal/Private".` });
}

/** True for a folder with exactly this path: on some disks "HOME" opens "Home", whose notes are listed by its own name. */
async function isFolder(path: string): Promise<boolean> {
	try {
		return (await realpath(path)) === path && (await stat(path)).isDirectory();
	} catch (error) {
		if (isAbsent(error)) return false;
		throw diskError(error, path);
	}
}

async function readStored(path: string): Promise<unknown> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		// No plugin in this vault, or a bare folder of notes: the defaults hold.
		if (isAbsent(error)) return null;
		throw diskError(error, path);
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		// Guessing would drop the private folders named there.
		throw new PraxisError('bad-input', `The settings of Praxis in this vault cannot be read: ${path}`, { hint: 'Mend or remove that file, then try again.', cause: error });
	}
}
