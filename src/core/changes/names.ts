/** Names for notes that Praxis makes beside others. Pure. */
import { vaultPath, type VaultPath } from '../lib/vault-path';

/** "Folder/Note.md" with words added to its title: "Folder/Note (words).md". */
export function besideName(path: string, words: string): VaultPath {
	const { stem, extension } = split(path);
	return vaultPath(`${stem} (${words})${extension}`);
}

/** The name itself, then "Name 2.md", "Name 3.md" and so on. */
export function* namesLike(path: VaultPath): Generator<VaultPath> {
	yield path;
	const { stem, extension } = split(path);
	for (let count = 2; ; count++) yield vaultPath(`${stem} ${count}${extension}`);
}

/** "2026-11-22 0914", in the device's time zone: fit for a file name on every system. */
export function stamp(at: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`;
}

function split(path: string): { stem: string; extension: string } {
	const dot = path.lastIndexOf('.');
	return dot > path.lastIndexOf('/') + 1 ? { stem: path.slice(0, dot), extension: path.slice(dot) } : { stem: path, extension: '' };
}
