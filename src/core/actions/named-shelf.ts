/**
 * Things with a name that ship with Praxis or are kept as notes in the person's vault, which win over a built-in one of
 * the same name. Follows the vault. Patterns and strategies are such.
 */
import type { Vault, VaultChange } from '../host';
import type { Problem } from '../lib/errors';
import { NoteShelf, type Shelved } from '../lib/note-shelf';
import { titleOf, type VaultPath } from '../lib/vault-path';

export interface NamedShelfOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** What ships with the product, as notes. */
	readonly builtIns: readonly { readonly path: string; readonly text: string }[];
}

export interface NamedNotes<T> {
	readonly isKeptAt: (path: VaultPath) => boolean;
	readonly read: (path: string, text: string) => Shelved<T>;
	/** Whether the note belongs to another one and is none itself. `has`: whether there is a note at a path in lower case. */
	readonly isBeside?: (path: VaultPath, has: (path: string) => boolean) => boolean;
}

export type Listed<T> = T & { readonly isBuiltIn: boolean };

export class NamedShelf<T extends { readonly name: string }> {
	readonly #notes: NoteShelf<T>;
	readonly #builtIns: readonly T[];

	readonly #isBeside: NonNullable<NamedNotes<T>['isBeside']>;

	constructor({ vault, builtIns }: NamedShelfOptions, { isKeptAt, read, isBeside = () => false }: NamedNotes<T>) {
		this.#isBeside = isBeside;
		this.#builtIns = builtIns.flatMap(({ path, text }) => read(path, text).item ?? []);
		this.#notes = new NoteShelf({ vault, isKeptAt, read });
	}

	/** By name. */
	list(): readonly Listed<T>[] {
		const own = [...this.#own().values()].map(({ item }) => item);
		const builtIn = this.#builtIns.filter(({ name }) => !own.some((one) => isSame(one.name, name)));
		return [...own.map((one) => ({ ...one, isBuiltIn: false })), ...builtIn.map((one) => ({ ...one, isBuiltIn: true }))].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
	}

	/** By name, without regard to case; null when there is none. */
	get(name: string): Listed<T> | null {
		return this.list().find((one) => isSame(one.name, name)) ?? null;
	}

	/** What is wrong with the notes, in the order of their paths. */
	problems(): readonly Problem[] {
		const used = this.#own();
		return this.#entries().flatMap(([path, { item, problems }]) => {
			const winner = item && used.get(item.name.toLowerCase());
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

	#entries(): readonly (readonly [VaultPath, Shelved<T>])[] {
		const entries = this.#notes.entries();
		const paths = new Set(entries.map(([path]) => path.toLowerCase()));
		return entries.filter(([path]) => !this.#isBeside(path, (other) => paths.has(other)));
	}

	/** The first of each name, by the name in lower case. */
	#own(): ReadonlyMap<string, { readonly path: VaultPath; readonly item: T }> {
		const own = new Map<string, { readonly path: VaultPath; readonly item: T }>();
		for (const [path, { item }] of this.#entries()) if (item && !own.has(item.name.toLowerCase())) own.set(item.name.toLowerCase(), { path, item });
		return own;
	}
}

function isSame(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
