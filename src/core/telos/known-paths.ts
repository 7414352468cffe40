/** The paths of the vault, and where links lead among them. Answers are kept until a path of that name comes or goes. */
import { LinkIndex } from '../lib/links';
import { folderOf, nameOf, type VaultPath } from '../lib/vault-path';

export class KnownPaths {
	readonly #index = new LinkIndex();
	/** By the name that a link ends in, as `linkName` gives it; then by folder and target. */
	readonly #answers = new Map<string, Map<string, VaultPath | null>>();

	/** False when the path was known. */
	add(path: VaultPath): boolean {
		if (this.#index.has(path)) return false;
		this.#index.add(path);
		this.#answers.delete(linkName(path));
		return true;
	}

	/** False when the path was not known. */
	remove(path: VaultPath): boolean {
		if (!this.#index.has(path)) return false;
		this.#index.remove(path);
		this.#answers.delete(linkName(path));
		return true;
	}

	/** As `LinkIndex.resolve`, which looks at nothing of `from` but its folder, save for a link within the note. */
	resolve(target: string, from: string): VaultPath | null {
		if (target.trim() === '') return this.#index.resolve(target, from);
		const name = linkName(target);
		const question = `${folderOf(from)}\n${target}`;
		const known = this.#answers.get(name) ?? new Map<string, VaultPath | null>();
		const answer = known.get(question) ?? (known.has(question) ? null : this.#index.resolve(target, from));
		this.#answers.set(name, known.set(question, answer));
		return answer;
	}
}

/** The name that a link's target or a path ends in: a link leads only to paths of its own name. */
export function linkName(target: string): string {
	return nameOf(target.trim()).normalize('NFC').toLowerCase().replace(/(?:\.md)+$/, '');
}
