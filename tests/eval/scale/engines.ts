/** The engines measured at scale: ours, MiniSearch as it comes and with the options that are popular with plugins, and Lucene's BM25. */
import MiniSearch, { type SearchOptions } from 'minisearch';
import { stem } from 'porter2';
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
	/** Bytes written; null when it keeps nothing. */
	save(): Promise<number | null>;
	/** A new engine with what was saved; `onStep` is called often meanwhile. */
	load(onStep: () => void): Promise<ScaleEngine>;
	/** Searches blocks rather than notes. */
	blocks?(query: string): number;
	/** Forgets what earlier queries left behind. */
	forget?(): void;
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

	blocks(query: string): number {
		return this.index.findBlocks(query).hits.length;
	}

	forget(): void {
		this.index.put({ path: 'forget.md', text: '', version: '', note: readNote('forget.md', '') });
		this.index.remove('forget.md');
	}

	async load(onStep: () => void): Promise<ScaleEngine> {
		const index = new ContentIndex();
		const turn = (): null => {
			onStep();
			return null;
		};
		if ((await index.load(this.store, turn)) === null) throw new Error('What was saved could not be loaded.');
		return new Praxis(index, this.store);
	}
}

const OPTIONS = { fields: ['title', 'text'], idField: 'path' };

class Mini implements ScaleEngine {
	private saved = '';

	constructor(
		private readonly options: SearchOptions,
		private readonly index = new MiniSearch<{ path: string; title: string; text: string }>(OPTIONS),
	) {}

	put({ path, text }: MadeNote): void {
		const document = { path, title: path.slice(path.lastIndexOf('/') + 1), text };
		if (this.index.has(path)) this.index.replace(document);
		else this.index.add(document);
	}

	tend(): boolean {
		return false;
	}

	search(query: string, { typing }: { typing: boolean }): number {
		return this.index.search(query, typing ? { prefix: (_term, at, all) => at === all.length - 1, ...this.options } : this.options).slice(0, 20).length;
	}

	save(): Promise<number> {
		this.saved = JSON.stringify(this.index);
		return Promise.resolve(this.saved.length);
	}

	load(): Promise<ScaleEngine> {
		return Promise.resolve(new Mini(this.options, MiniSearch.loadJSON(this.saved, OPTIONS)));
	}
}

/** Lucene's BM25 (k1 0.9, b 0.4) in maps, as a plugin might keep it. It has no completions and keeps nothing. */
class Bm25 implements ScaleEngine {
	private readonly postings = new Map<string, Map<string, number>>();
	private readonly lengths = new Map<string, readonly string[]>();
	private total = 0;

	put({ path, text }: MadeNote): void {
		const before = this.lengths.get(path) ?? [];
		for (const term of before) this.postings.get(term)?.delete(path);
		const terms = lexemes(`${path}\n${text}`);
		for (const term of terms) {
			const posting = this.postings.get(term) ?? new Map<string, number>();
			this.postings.set(term, posting.set(path, (posting.get(path) ?? 0) + 1));
		}
		this.total += terms.length - before.length;
		this.lengths.set(path, terms);
	}

	tend(): boolean {
		return false;
	}

	search(query: string): number {
		const [notes, scores] = [this.lengths.size, new Map<string, number>()];
		for (const term of lexemes(query)) {
			const posting = this.postings.get(term) ?? new Map<string, number>();
			const idf = Math.log(1 + (notes - posting.size + 0.5) / (posting.size + 0.5));
			for (const [path, count] of posting) {
				const length = (this.lengths.get(path)?.length ?? 0) / (this.total / notes);
				scores.set(path, (scores.get(path) ?? 0) + (idf * count) / (count + 0.9 * (0.6 + 0.4 * length)));
			}
		}
		return [...scores].sort((a, b) => b[1] - a[1]).slice(0, 20).length;
	}

	save(): Promise<null> {
		return Promise.resolve(null);
	}

	load(): Promise<ScaleEngine> {
		return Promise.resolve(this);
	}
}

function lexemes(text: string): string[] {
	return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(word));
}

export const ENGINES: Readonly<Record<string, () => ScaleEngine>> = {
	praxis: () => new Praxis(),
	minisearch: () => new Mini({}),
	'minisearch-prefix-fuzzy': () => new Mini({ prefix: true, fuzzy: 0.2 }),
	bm25: () => new Bm25(),
};
