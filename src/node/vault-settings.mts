/** The settings that the plugin keeps for a vault, so that both hosts give the same answer; options add to them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PraxisError } from '../core/lib/errors';
import { readSettings } from '../core/settings';
import type { Settings } from '../core/settings';

interface FolderOptions {
	readonly excludedFolders: readonly string[];
	readonly privateFolders: readonly string[];
}

/** Settings from `.obsidian/plugins/praxis/data.json` if it is there. Throws `bad-input` when that file is not JSON. */
export async function readVaultSettings(vaultRoot: string, options: FolderOptions): Promise<Settings> {
	const stored = readSettings(await readStored(join(vaultRoot, '.obsidian/plugins/praxis/data.json')));
	return {
		...stored,
		excludedFolders: [...stored.excludedFolders, ...options.excludedFolders],
		privateFolders: [...stored.privateFolders, ...options.privateFolders],
	};
}

async function readStored(path: string): Promise<unknown> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		// No plugin in this vault, or a bare folder of notes: the defaults hold.
		if (isMissing(error)) return null;
		throw error;
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		// Guessing would drop the private folders named there.
		throw new PraxisError('bad-input', `The settings of Praxis in this vault cannot be read: ${path}`, { hint: 'Mend or remove that file, then try again.', cause: error });
	}
}

function isMissing(error: unknown): boolean {
	const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
	return code === 'ENOENT' || code === 'ENOTDIR';
}
