/** The engines measured at scale: ours, and MiniSearch with the options it comes with. */
import MiniSearch from 'minisearch';
import { memoryHost } from '../../support/memory-host';
import { readNote } from '../../../src/core/lib/markdown';
import { ContentIndex } from '../../../src/core/search/content-index';
import type { Store } from '../../../src/core/host';
import type { MadeNote } from './mixed-notes';

export interface ScaleEngine {
	put(note: MadeNote): void;
	/** Called between slices of the build, as the host does. */
	tend(mayGoOn: () => boolean): boolean;
	search(query: string, options: { readonly typing: boolean }): number;
	/** Bytes written. */
	save(): Promise<number>;
	/** A new engine with what was saved. */
	load(): Promise<ScaleEngine>;
}

class Praxis implements ScaleEngine {
	constructor(
		private readonly index = new ContentIndex(),
		private readonly store: Store = memoryHost({}).store,
	) {}

	put({ path, text }: MadeNote): void {
		this.index.put({ path, text, version: '', note: readNote(path, text) });
	}

	tend(mayGoOn: () => boolean): boolean {
		return this.index.tend(mayGoOn);
	}

	search(query: string, { typing }: { typing: boolean }): number {
		return this.index.search(query, { typing }).length;
	}

	async save(): Promise<number> {
		await this.index.save(this.store, '');
		let bytes = 0;
		for (const key of await this.store.keys('index/')) bytes += (await this.store.read(key))?.byteLength ?? 0;
		return bytes;
	}

	async load(): Promise<ScaleEngine> {
		const index = new ContentIndex();
		if ((await index.load(this.store)) === null) throw new Error('What was saved could not be loaded.');
		return new Praxis(index, this.store);
	}
}

const OPTIONS = { fields: ['title', 'text'], idField: 'path' };

class Mini implements ScaleEngine {
	private saved = '';

	constructor(private readonly index = new MiniSearch<{ path: string; title: string; text: string }>(OPTIONS)) {}

	put({ path, text }: MadeNote): void {
		const document = { path, title: path.slice(path.lastIndexOf('/') + 1), text };
		if (this.index.has(path)) this.index.replace(document);
		else this.index.add(document);
	}

	tend(): boolean {
		return false;
	}

	search(query: string, { typing }: { typing: boolean }): number {
		return this.index.search(query, typing ? { prefix: (_term, at, all) => at === all.length - 1 } : {}).slice(0, 20).length;
	}

	save(): Promise<number> {
		this.saved = JSON.stringify(this.index);
		return Promise.resolve(this.saved.length);
	}

	load(): Promise<ScaleEngine> {
		return Promise.resolve(new Mini(MiniSearch.loadJSON(this.saved, OPTIONS)));
	}
}

export const ENGINES: Readonly<Record<string, () => ScaleEngine>> = { praxis: () => new Praxis(), minisearch: () => new Mini() };
