/**
 * The patterns that there are: those that ship with Praxis, and notes or Fabric folders in the person's vault, which win
 * over a built-in one of the same name. Follows the vault.
 */
import type { Vault, VaultChange } from '../host';
import type { Problem } from '../lib/errors';
import { NoteShelf } from '../lib/note-shelf';
import { isInAny, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import type { Pattern } from './pattern';
import { readPattern } from './read-pattern';

/** Where patterns lie. */
export const PATTERN_FOLDERS: readonly string[] = ['Patterns', 'Praxis/Patterns'];
/** Files beside a pattern that are none: Fabric's folders have them. */
const NO_PATTERNS = /(?:^|\/)(?:readme|user)\.md$/i;

export interface ListedPattern extends Pattern {
	readonly isBuiltIn: boolean;
}

export interface PatternShelfOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** Patterns that ship with the product, as notes. */
	readonly builtIns: readonly { readonly path: string; readonly text: string }[];
}

export class PatternShelf {
	readonly #notes: NoteShelf<Pattern>;
	readonly #builtIns: readonly Pattern[];

	constructor({ vault, builtIns }: PatternShelfOptions) {
		this.#builtIns = builtIns.flatMap(({ path, text }) => readPattern(path, text).pattern ?? []);
		this.#notes = new NoteShelf({
			vault,
			isKeptAt: isPatternPath,
			read: (path, text) => {
				const { pattern, problems } = readPattern(path, text);
				return { item: pattern, problems };
			},
		});
	}

	/** By name. */
	list(): readonly ListedPattern[] {
		const own = this.#own();
		const builtIn = this.#builtIns.filter(({ name }) => !own.some((pattern) => isSame(pattern.name, name)));
		return [...own.map((pattern) => ({ ...pattern, isBuiltIn: false })), ...builtIn.map((pattern) => ({ ...pattern, isBuiltIn: true }))].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
	}

	/** By name, without regard to case; null when there is none. */
	get(name: string): ListedPattern | null {
		return this.list().find((pattern) => isSame(pattern.name, name)) ?? null;
	}

	/** What is wrong with notes of patterns, in the order of their paths. */
	problems(): readonly Problem[] {
		const used = this.#own();
		return this.#notes.entries().flatMap(([path, { item, problems }]) => {
			const winner = item && used.find(({ name }) => isSame(name, item.name));
			if (!winner || winner.path === path) return problems;
			return [...problems, { path, line: 1, message: `“${titleOf(winner.path)}” in ${winner.path} has the name “${item?.name ?? ''}” already and is used instead.` }];
		});
	}

	/** Tells when the list or its problems may have changed. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#notes.onChange(listener);
	}

	ready(): Promise<void> {
		return this.#notes.ready();
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): Promise<void> {
		return this.#notes.noteChanged(change);
	}

	#own(): readonly Pattern[] {
		const taken = new Set<string>();
		return this.#notes.entries().flatMap(([, { item }]) => {
			const key = item?.name.toLowerCase() ?? '';
			if (!item || taken.has(key)) return [];
			taken.add(key);
			return [item];
		});
	}
}

function isPatternPath(path: VaultPath): boolean {
	return isNote(path) && isInAny(path, PATTERN_FOLDERS) && !NO_PATTERNS.test(path);
}

function isSame(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
