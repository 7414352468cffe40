/**
 * Keeps the finder in step: with the names in the content index as it is built and as notes change, and with whatever else
 * has a name (patterns, commands). It reads no notes: the index has read them.
 */
import type { Vault, VaultChange } from '../host';
import { folderOf, nameOf } from '../lib/vault-path';
import type { ContentIndex } from './content-index';
import { Finder, type FindOptions, type FoundKind, type FoundName, type NamedThing } from './finder';
import type { IndexHandle } from './index-status';

export interface NameFeedDeps {
	readonly index: Pick<ContentIndex, 'paths' | 'has' | 'describe' | 'statOf' | 'inlinksOf'>;
	readonly progress: Pick<IndexHandle, 'status' | 'onStatus' | 'settled'>;
	readonly vault: Pick<Vault, 'watch'>;
	/** The patterns there are now. */
	readonly patterns: () => readonly { readonly name: string; readonly description: string }[];
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
	readonly now: () => Date;
}

/** The thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
/** Of each note: more headings than these are a list, and longer ones sentences. Bounds what the finder holds. */
const MAX_HEADINGS = 40;
const MAX_HEADING = 80;
const MAX_ALIASES = 20;
const PEOPLE_FOLDER = /^(?:people|persons|contacts)$/i;
const PEOPLE = /^(?:#(?:person|people|contact)|\[type=(?:person|contact))$/;

export class NameFeed {
	readonly #finder: Finder;
	/** The tags of each note that is held. */
	readonly #known = new Map<string, readonly string[]>();
	/** How many notes have a tag or lie in a folder. */
	readonly #uses = new Map<string, number>();
	readonly #dirty = new Set<string>();
	/** When a note was last seen to change: what the index knows of it may be older. */
	readonly #touched = new Map<string, number>();
	#given: readonly NamedThing[] = [];
	#running: Promise<void> | null = null;
	#isStale = true;
	#isClosed = false;
	readonly #ends: readonly (() => void)[];

	constructor(private readonly deps: NameFeedDeps) {
		const { index } = deps;
		this.#finder = new Finder({ standingOf: (path) => ({ mtime: this.#touched.get(path) ?? index.statOf(path).mtime, inlinks: index.inlinksOf(path) }), now: () => deps.now().getTime() });
		this.#ends = [deps.vault.watch((change) => this.#follow(change)), deps.progress.onStatus(({ state }) => state !== 'building' && this.#running === null && this.#isOutOfStep() && this.#wake())];
	}

	/** What fits best of all that is known by now; see `Finder`. Never throws. */
	find(typed: string, options: FindOptions = {}): FoundName[] {
		if (this.#isOutOfStep()) this.#wake();
		return this.#finder.find(typed, options);
	}

	/** Resolves when all names in the index are known. Never rejects. */
	async ready(): Promise<void> {
		this.#isStale = true;
		this.#wake();
		while (this.#running) await this.#running;
	}

	/** Things of one kind that the host has, in place of those it gave before. */
	give(kind: FoundKind, things: readonly { readonly id: string; readonly name: string }[]): void {
		for (const { path } of this.#given.filter((one) => one.kind === kind)) this.#finder.remove(kind, path);
		const added = things.map(({ id, name }): NamedThing => ({ kind, path: id, name, aliases: [], headings: [] }));
		for (const thing of added) this.#finder.put(thing);
		this.#given = [...this.#given.filter((one) => one.kind !== kind), ...added];
	}

	close(): void {
		this.#isClosed = true;
		for (const end of this.#ends) end();
	}

	#follow(change: VaultChange): void {
		this.#touched.set(change.path, this.deps.now().getTime());
		for (const path of change.type === 'renamed' ? [change.from, change.path] : [change.path]) this.#dirty.add(path);
		this.#isStale = true;
		// Until it is asked for the first time nothing is held, so there is nothing to follow.
		if (this.#known.size > 0) this.#wake();
	}

	#isOutOfStep(): boolean {
		return this.#isStale || this.deps.progress.status.notes !== this.#known.size;
	}

	#wake(): void {
		if (this.#running || this.#isClosed) return;
		this.#running = this.#catchUp().finally(() => {
			this.#running = null;
		});
	}

	async #catchUp(): Promise<void> {
		const { deps } = this;
		// What was told until now is in the index then.
		await deps.progress.settled();
		do {
			this.#isStale = false;
			this.give('pattern', deps.patterns().map(({ name }) => ({ id: name, name })));
			const changed = new Set(this.#dirty);
			this.#dirty.clear();
			const gone = [...this.#known.keys()].filter((path) => !deps.index.has(path));
			const fresh = [...deps.index.paths()].filter((path) => !this.#known.has(path) || changed.has(path));
			let end = deps.clock() + SLICE_MS;
			for (const path of [...gone, ...fresh]) {
				this.#take(path);
				if (deps.clock() < end) continue;
				await deps.yieldToHost();
				if (this.#isClosed) return;
				end = deps.clock() + SLICE_MS;
			}
			await deps.progress.settled();
		} while (this.#isStale && !this.#isClosed);
	}

	/** Puts the note at a path into the finder as the index has it now, or takes it away. */
	#take(path: string): void {
		const described = this.deps.index.describe(path);
		const before = this.#known.get(path);
		if (before) this.#use([...before.map((tag) => `tag ${tag}`), ...foldersAbove(path).map((folder) => `folder ${folder}`)], -1);
		if (!described) {
			this.#known.delete(path);
			this.#finder.remove('note', path);
			return;
		}
		const tags = described.facets.filter((facet) => facet.startsWith('#')).map((facet) => facet.slice(1));
		this.#known.set(path, tags);
		this.#use([...tags.map((tag) => `tag ${tag}`), ...foldersAbove(path).map((folder) => `folder ${folder}`)], 1);
		const kind = PEOPLE_FOLDER.test(nameOf(folderOf(path))) || described.facets.some((facet) => PEOPLE.test(facet)) ? 'person' : 'note';
		const headings = [...new Set(described.headings.slice(0, MAX_HEADINGS).map((heading) => heading.slice(0, MAX_HEADING)))].filter((heading) => heading !== described.title);
		this.#finder.put({ kind, path: path, name: described.title, aliases: described.aliases.slice(0, MAX_ALIASES), headings });
	}

	/** `keys`: "tag name" or "folder path". The first use makes it known, the last one ends it. */
	#use(keys: readonly string[], by: 1 | -1): void {
		for (const key of keys) {
			const count = (this.#uses.get(key) ?? 0) + by;
			const kind = key.startsWith('tag ') ? 'tag' : 'folder';
			const path = key.slice(kind.length + 1);
			if (count > 0) this.#uses.set(key, count);
			else {
				this.#uses.delete(key);
				this.#finder.remove(kind, path);
			}
			if (count === 1 && by === 1) this.#finder.put({ kind, path, name: kind === 'tag' ? path : nameOf(path), aliases: [], headings: [] });
		}
	}
}

function foldersAbove(path: string): string[] {
	const folders: string[] = [];
	for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder);
	return folders;
}
