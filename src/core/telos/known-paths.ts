/** The paths of the vault, and where links lead among them. Answers are kept until a path comes or goes: most edits change none. */
import { LinkIndex } from '../lib/links';
import { folderOf, type VaultPath } from '../lib/vault-path';

export class KnownPaths {
	private readonly index = new LinkIndex();
	private readonly answers = new Map<string, VaultPath | null>();

	add(path: VaultPath): void {
		if (this.index.has(path)) return;
		this.index.add(path);
		this.answers.clear();
	}

	remove(path: VaultPath): void {
		if (!this.index.has(path)) return;
		this.index.remove(path);
		this.answers.clear();
	}

	/** As `LinkIndex.resolve`, which looks at nothing of `from` but its folder, save for a link within the note. */
	resolve(target: string, from: string): VaultPath | null {
		if (target.trim() === '') return this.index.resolve(target, from);
		const question = `${folderOf(from)}\n${target}`;
		const known = this.answers.get(question);
		if (known !== undefined) return known;
		const answer = this.index.resolve(target, from);
		this.answers.set(question, answer);
		return answer;
	}
}
