/**
 * Which names are of one subject: “Ann” is Anna Berg where her note has it for an alias. Only notes that are the person's own
 * join two names, since a joined name lets a claim take another's place; an alias of two people joins none.
 */
import type { Label } from '../guard/labels';
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { NotedPerson } from './people/noted';
import { foldSubject } from './subject';

export interface SubjectsOptions {
	readonly people: () => readonly NotedPerson[];
	/** Of a note as the index has it. */
	readonly versionOf: (path: string) => string | null;
	readonly labelOf: (path: VaultPath) => Promise<Label | null>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
}

/** Aliases are looked up anew so often at most. */
const FRESH_MS = 1_000;

export class Subjects {
	#keys: ReadonlyMap<string, string> = new Map();
	#names: ReadonlyMap<string, readonly string[]> = new Map();
	#owned = new Map<VaultPath, { readonly version: string | null; readonly isOwn: boolean }>();
	#readAt = -Infinity;
	#reading: Promise<void> = Promise.resolve();

	constructor(private readonly options: SubjectsOptions) {}

	/** The same for all names of one subject. */
	key(subject: string): string {
		const folded = foldSubject(subject);
		return this.#keys.get(folded) ?? folded;
	}

	/** All names of the subject, folded; itself alone where nothing tells of others. */
	names(subject: string): readonly string[] {
		const key = this.key(subject);
		return this.#names.get(key) ?? [key];
	}

	/** Looks at the notes of people as they are now. */
	refresh(): Promise<void> {
		const now = this.options.clock();
		if (now - this.#readAt >= FRESH_MS) {
			this.#readAt = now;
			this.#reading = this.#read();
		}
		return this.#reading;
	}

	/** Whose words a note holds may have changed: of one note, or of all. */
	labelsChanged(path?: VaultPath): void {
		if (path === undefined) this.#owned.clear();
		else if (!this.#owned.delete(path)) return;
		this.#readAt = -Infinity;
	}

	async #read(): Promise<void> {
		const people = this.options.people();
		const titles = new Set(people.map(({ name }) => foldSubject(name)));
		const holders = new Map<string, Set<string>>();
		for (const { name, path, aliases } of people) {
			if (aliases.length === 0 || !(await this.#isOwn(path))) continue;
			for (const alias of aliases.map(foldSubject)) if (alias !== '' && !titles.has(alias)) holders.set(alias, (holders.get(alias) ?? new Set()).add(foldSubject(name)));
		}
		const keys = new Map([...holders].flatMap(([alias, names]) => (names.size === 1 ? [[alias, [...names][0] ?? ''] as const] : [])));
		const names = new Map<string, string[]>();
		for (const [alias, key] of keys) names.set(key, [...(names.get(key) ?? [key]), alias]);
		[this.#keys, this.#names] = [keys, names];
	}

	async #isOwn(path: VaultPath): Promise<boolean> {
		const version = this.options.versionOf(path);
		const known = this.#owned.get(path);
		if (known && known.version === version) return known.isOwn;
		const label = await this.options.labelOf(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
		const isOwn = label?.integrity === 'trusted';
		this.#owned.set(path, { version, isOwn });
		return isOwn;
	}
}
