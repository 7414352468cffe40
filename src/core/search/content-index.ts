/**
 * The content index: what the notes say, ready to be asked. In memory, updated note by note.
 *
 * An index that was updated answers exactly as one built from the same notes anew. It knows nothing of files;
 * see `indexer.ts`. Texts are not kept: a hit names places, and whoever shows a quote reads the note.
 */
import type { Span } from '../lib/note';
import { words } from './analyse';
import { BLOCK_FIELDS, eachPackedWord, packNote, PASSAGE_FIELDS, titleIn, type IndexedNote, type NoteEntry } from './note-entry';
import { Postings } from './postings';
import { readQuery, type Query } from './query';
import { rank, type RankedNote, type WeighedTerm } from './rank';

export type { IndexedNote } from './note-entry';
export type { WeighedTerm } from './rank';

export interface Hit {
	readonly path: string;
	/** Version of the note that was indexed: the spans hold for this one only. */
	readonly version: string;
	/** Comparable within one query only. */
	readonly score: number;
	/** The block that answers best; null when only the title matched and the note has no block. */
	readonly block: HitBlock | null;
	/** The headings above the block, outermost first. */
	readonly headings: readonly string[];
	/** The query's words within the block, as offsets into the note. */
	readonly matches: readonly Span[];
}

export interface HitBlock {
	readonly span: Span;
	readonly line: number;
	readonly id: string | null;
}

export interface SearchOptions {
	/** Most notes to return; 20 unless told. */
	readonly limit?: number;
}

export interface SearchResult {
	readonly hits: readonly Hit[];
	readonly query: Query;
	/** The query's words with their weight in this vault. */
	readonly terms: readonly WeighedTerm[];
}

const DEFAULT_LIMIT = 20;

export class ContentIndex {
	private readonly postings = new Postings();
	private slots = new Map<string, number>();

	/** How many notes it holds. */
	get size(): number {
		return this.slots.size;
	}

	has(path: string): boolean {
		return this.slots.has(path);
	}

	/** Paths of all notes held, in no promised order. */
	paths(): Iterable<string> {
		return this.slots.keys();
	}

	/** Version of the note as indexed, null when it is not held. */
	versionOf(path: string): string | null {
		return this.entryAt(path)?.version ?? null;
	}

	/** Takes a note in, in place of what was held at its path. */
	put(note: IndexedNote): void {
		this.remove(note.path);
		this.insert(packNote(note, this.postings.dictionary));
	}

	/** Forgets a note; nothing happens when it is not held. */
	remove(path: string): void {
		const slot = this.slots.get(path);
		if (slot === undefined) return;
		this.postings.remove(slot);
		this.slots.delete(path);
		if (this.postings.needsSweep) this.slots = new Map(this.postings.sweep().map((entry, index) => [entry.path, index]));
	}

	/** Moves a note without reading it again. What was held at `to` is forgotten. */
	rename(from: string, to: string): void {
		const entry = this.entryAt(from);
		if (!entry || from === to) return;
		this.remove(from);
		this.remove(to);
		this.insert({ ...entry, path: to });
	}

	/** The notes that answer best, best first. Any text is a query; one without words finds nothing. */
	search(query: string, options: SearchOptions = {}): Hit[] {
		return [...this.find(query, options).hits];
	}

	/** `search`, with what it understood of the query. */
	find(typed: string, options: SearchOptions = {}): SearchResult {
		const query = readQuery(typed);
		const { ranked, terms } = rank(this.postings, query);
		const limit = options.limit ?? DEFAULT_LIMIT;
		const hits: Hit[] = [];
		const forms = new Map(terms.flatMap((term) => term.forms.map((form) => [form, term] as const)));
		for (const note of ranked) {
			if (hits.length >= limit) break;
			const entry = this.postings.notes[note.slot];
			if (entry && this.isAllowed(entry, query)) hits.push(hitOf(entry, note, forms));
		}
		return { hits, query, terms };
	}

	private entryAt(path: string): NoteEntry | null {
		const slot = this.slots.get(path);
		return slot === undefined ? null : (this.postings.notes[slot] ?? null);
	}

	private insert(entry: NoteEntry): void {
		this.slots.set(entry.path, this.postings.add(entry));
	}

	/** Phrases are there, excluded words are not. */
	private isAllowed(entry: NoteEntry, query: Query): boolean {
		if (query.phrases.length === 0 && query.excluded.length === 0) return true;
		const excluded = new Set(query.excluded.flatMap((stem) => this.postings.dictionary.formsOf(stem)));
		const phrases = query.phrases.map((phrase) => phrase.map((form) => this.postings.dictionary.idOf(form)));
		const missing = new Set(phrases);
		let isClean = true;
		for (const forms of this.runs(entry)) {
			if (forms.some((form) => excluded.has(form))) isClean = false;
			for (const phrase of missing) if (hasRun(forms, phrase)) missing.delete(phrase);
		}
		return isClean && missing.size === 0;
	}

	/** The words that stand side by side: those of the title, of each alias, of each passage. */
	private *runs(entry: NoteEntry): Generator<readonly number[]> {
		for (const name of [titleIn(entry), ...entry.aliases]) yield words(name).map(({ form }) => this.postings.dictionary.idOf(form));
		for (let passage = 0; passage < entry.passages.length / PASSAGE_FIELDS; passage++) {
			const forms: number[] = [];
			eachPackedWord(entry, passage, (form) => forms.push(form));
			yield forms;
		}
	}
}

function hasRun(forms: readonly number[], run: readonly number[]): boolean {
	for (let at = forms.indexOf(run[0] ?? -1); at >= 0; at = forms.indexOf(run[0] ?? -1, at + 1)) {
		if (run.every((form, index) => forms[at + index] === form)) return true;
	}
	return false;
}

function hitOf(entry: NoteEntry, ranked: RankedNote, terms: ReadonlyMap<number, WeighedTerm>): Hit {
	const passage = Math.max(0, ranked.passage);
	const row = passage * PASSAGE_FIELDS;
	const found: { span: Span; term: WeighedTerm }[] = [];
	eachPackedWord(entry, passage, (form, start, length) => {
		const term = terms.get(form);
		if (term) found.push({ term, span: { start, end: start + length } });
	});
	let best: { block: HitBlock | null; matches: Span[]; weight: number } = { block: null, matches: [], weight: -1 };
	for (let index = entry.passages[row + 1] ?? 0; index < (entry.passages[row + 2] ?? 0); index++) {
		const block = blockAt(entry, index);
		const within = found.filter(({ span }) => span.start >= block.span.start && span.end <= block.span.end);
		const weight = [...new Set(within.map(({ term }) => term))].reduce((sum, { idf }) => sum + idf, 0);
		if (weight > best.weight) best = { block, matches: within.map(({ span }) => span), weight };
	}
	const headings = headingsAbove(entry, (entry.passages[row + 3] ?? 0) - 1);
	return { path: entry.path, version: entry.version, score: ranked.score, block: best.block, headings, matches: best.matches };
}

function blockAt(entry: NoteEntry, index: number): HitBlock {
	const [start = 0, end = 0, line = 1] = entry.blocks.subarray(index * BLOCK_FIELDS);
	return { span: { start, end }, line, id: entry.blockIds.get(index) ?? null };
}

function headingsAbove(entry: NoteEntry, heading: number): string[] {
	const above: string[] = [];
	for (let at = heading; at >= 0; at = entry.headings[at]?.parent ?? -1) above.unshift(entry.headings[at]?.text ?? '');
	return above;
}
