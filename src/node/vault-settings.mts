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
	/** An absolute path; undefined for none. */
	readonly settingsFile?: string | undefined;
}

/**
 * Settings from `.obsidian/plugins/praxis/data.json` if it is there, with those of `settingsFile` laid over them, name by
 * name; no key comes in by either. Throws `bad-input` when a file is not JSON, the second is not there, or an option names no folder of the vault: with a slip of the pen, private notes would pass for others.
 */
export async function readVaultSettings(vaultRoot: string, options: FolderOptions): Promise<Settings> {
	const kept = await readStored(join(vaultRoot, '.obsidian/plugins/praxis/data.json'));
	const stored = readSettings(options.settingsFile === undefined ? kept : { ...asObject(kept), ...asObject(await readGiven(options.settingsFile)) });
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
	const text = await readText(path);
	// No plugin in this vault, or a bare folder of notes: the defaults hold. Else guessing would drop the private folders named there.
	return text === null ? null : parse(text, `The settings of Praxis in this vault cannot be read: ${path}`);
}

async function readGiven(path: string): Promise<unknown> {
	const text = await readText(path);
	if (text === null) throw new PraxisError('bad-input', `There is no file "${path}".`, { hint: 'Give --settings a JSON file, such as {"providers": []}.' });
	return parse(text, `The settings in "${path}" cannot be read.`);
}

async function readText(path: string): Promise<string | null> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if (isAbsent(error)) return null;
		throw diskError(error, path);
	}
}

function parse(text: string, message: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new PraxisError('bad-input', message, { hint: 'Mend or remove that file, then try again.', cause: error });
	}
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
