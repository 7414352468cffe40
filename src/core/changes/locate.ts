/** Finds a note that Praxis wrote, wherever the person has put it since. Reads only. */
import type { Vault } from '../host';
import { isNote, nameOf, type VaultPath } from '../lib/vault-path';
import { sharesMost } from './merge';
import { textAt } from './text-at';

/** Where `text` is now: at `path`, else the one note with exactly this text, else the one with this name and most of its lines; else null. */
export async function locate(path: VaultPath, text: string, vault: Vault): Promise<VaultPath | null> {
	const there = await textAt(path, vault);
	if (there !== null && (there === text || text === '' || sharesMost(there, text))) return path;
	const files = (await vault.list()).filter((file) => isNote(file.path) && file.path !== path);
	const size = new TextEncoder().encode(text).length;
	const same = await matching(files.filter((file) => file.size === size).map((file) => file.path), vault, (one) => one === text);
	const like = same.length > 0 ? same : await matching(files.map((file) => file.path).filter((one) => nameOf(one) === nameOf(path)), vault, (one) => sharesMost(one, text));
	const [only] = like;
	if (only !== undefined && like.length === 1) return only;
	return there === null ? null : path;
}

async function matching(paths: readonly VaultPath[], vault: Vault, isIt: (text: string) => boolean): Promise<VaultPath[]> {
	const found: VaultPath[] = [];
	for (const path of paths) {
		const text = await textAt(path, vault);
		if (text !== null && isIt(text)) found.push(path);
	}
	return found;
}
