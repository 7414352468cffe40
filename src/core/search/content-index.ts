/**
 * The content index: what the notes say, ready to be asked. In memory, updated note by note.
 *
 * An index that was updated answers exactly as one built from the same notes anew. It knows nothing of files;
 * see `indexer.ts`. Texts are not kept: a hit names places, and whoever shows a quote reads the note.
 */
import { atOnce, inTurns, type Turn } from '../lib/turns';
import { adoptAnalysed } from './adoption';
import type { AnalysedNotes, NewForms } from './analysis';
import { bestBlocks } from './blocks';
import { blockHitOf, hitAt, hitMaker, hitOf } from './hits';
import { propertyFacet } from './facets';
import { allowedBy, notesWithFacet } from './filters';
import { titleOf } from '../lib/vault-path';
import { UNIT, type IndexedNote } from './note-draft';
import { eachUnitWord, kindAt } from './part';
import { Parts } from './parts';
import { readQuery, type Query } from './query';
import { scoreNotes, scoreSteps, type ScoringOptions } from './rank';
import { bestNotes, exponentOf, newestNotes } from './best-notes';
import { calledBy } from './name-lift';
import type { Scores, WeighedTerm } from './scores';
import { Snapshot, type CacheStore } from './snapshot';
import { formsFor } from './term-forms';

import type { Span } from '../lib/note';
import type { Hit, RelatedHit, Repair } from './hit';
import { relatedSteps, type RelatedTo } from './related';

export type { Hit, HitBlock, HitPlace, HitReason, RelatedHit, RelatedReason, Repair } from './hit';
export type { RelatedTo } from './related';
export type { IndexedNote } from './note-draft';
export type { WeighedTerm } from './scores';

export interface SearchOptions {
	/** Most notes to return; 20 unless told. */
	readonly limit?: number;
	/** The last word may be unfinished. */
	readonly typing?: boolean;
	/** `find` only: how many further blocks of each note to tell of; none unless told. */
	readonly others?: number;
	/** False: why a note was found is not told, which takes a third of the time of a hit. */
	readonly reasons?: boolean;
}

export interface NoteNames {
	readonly title: string;
	readonly aliases: readonly string[];
	readonly headings: readonly string[];
	/** As `facetsOf` makes them. */
	readonly facets: readonly string[];
}

export interface SearchResult {
	readonly hits: readonly Hit[];
	readonly query: Query;
	/** The query's words with their weight in this vault. */
	readonly terms: readonly WeighedTerm[];
	/** What unknown words were read as. */
	readonly repairs: readonly Repair[];
}

const DEFAULT_LIMIT = 20;

export class ContentIndex {
	#parts = new Parts();
	#snapshot: Snapshot | null = null;

	/** How many notes it holds. */
	get size(): number {
		return this.#parts.catalog.size;
	}

	has(path: string): boolean {
		return this.#parts.catalog.slotOf(path) >= 0;
	}

	/** How many notes have this value in this property. */
	countWith(property: string, value: string): number {
		return this.pathsWith(propertyFacet(property, value)).length;
	}

	/** Paths of the notes that have this facet, in no promised order. */
	pathsWith(facet: string): string[] {
		const { catalog } = this.#parts;
		return [...notesWithFacet(this.#parts, facet)].flatMap((slot) => catalog.paths[slot] || []);
	}

	/** Paths of the notes that have one of these facets, as `facets.ts` makes them; what changed last comes first. */
	withFacet(facets: readonly string[]): string[] {
		const { catalog } = this.#parts;
		const slots = new Set(facets.flatMap((facet) => [...notesWithFacet(this.#parts, facet)]));
		return [...slots].filter((slot) => catalog.paths[slot]).sort((a, b) => catalog.stat(b).mtime - catalog.stat(a).mtime || a - b).map((slot) => catalog.paths[slot] ?? '');
	}

	/** Another number after each change. */
	get changes(): number {
		return this.#parts.changes;
	}

	/** Paths of all notes held, in no promised order. */
	paths(): Iterable<string> {
		return this.#parts.catalog.allPaths();
	}

	/** Version of the note as indexed, null when it is not held. */
	versionOf(path: string): string | null {
		const slot = this.#parts.catalog.slotOf(path);
		return slot < 0 ? null : this.#parts.versionOf(slot);
	}

	/** Takes a note in, in place of what was held at its path. */
	put(note: IndexedNote): void {
		this.remove(note.path);
		this.#parts.add(note);
	}

	/** The numbers of forms that another thread found, to write its notes with. */
	numbersOf(forms: NewForms, turn: Turn = atOnce): Promise<Uint32Array> {
		return inTurns(this.#parts.dictionary.takeForms(forms), turn);
	}

	/** Takes in notes read on another thread, in place of what is held at their paths; those that `isWanted` still names at the last moment. */
	adopt(analysed: AnalysedNotes, { isWanted, turn = atOnce }: { isWanted: (note: number) => boolean; turn?: Turn }): Promise<void> {
		return inTurns(adoptAnalysed(this.#parts, analysed, isWanted), turn);
	}

	/** Forgets a note; nothing happens when it is not held. */
	remove(path: string): void {
		const slot = this.#parts.catalog.slotOf(path);
		if (slot >= 0) this.#parts.remove(slot);
	}

	/** Moves a note without reading it again. What was held at `to` is forgotten. */
	rename(from: string, to: string): void {
		const slot = this.#parts.catalog.slotOf(from);
		if (slot < 0 || from === to) return;
		this.remove(to);
		this.#parts.rename(slot, to);
	}

	/** When the file of a note was last seen changed, and its bytes; zeros when that is not known. */
	statOf(path: string): { readonly mtime: number; readonly size: number } {
		const slot = this.#parts.catalog.slotOf(path);
		return slot < 0 ? { mtime: 0, size: 0 } : this.#parts.catalog.stat(slot);
	}

	/** The note was read again and is what it was: its file is known by this from now on. */
	setStat(path: string, stat: { readonly mtime: number; readonly size: number }): void {
		const slot = this.#parts.catalog.slotOf(path);
		if (slot >= 0) this.#parts.catalog.setStat(slot, stat);
	}

	/**
	 * Takes what was saved in place of what is held. Gives back the note that was saved with it; null when there was
	 * nothing whole, and then nothing changes.
	 */
	async load(store: CacheStore, turn: Turn = atOnce): Promise<string | null> {
		const snapshot = new Snapshot(store);
		const loaded = await snapshot.load(turn);
		if (!loaded) return null;
		loaded.parts.changes += this.#parts.changes + 1;
		this.#parts = loaded.parts;
		this.#snapshot = snapshot;
		return loaded.note;
	}

	/** Saves what changed since it was loaded or saved, with a note of the caller's. Not to be called again before it is done. */
	async save(store: CacheStore, note: string, turn: Turn = atOnce): Promise<void> {
		this.#snapshot ??= new Snapshot(store);
		await this.#snapshot.save(this.#parts, note, turn);
	}

	/** Closes the part that grows; saving does so, and it costs a few milliseconds. */
	seal(): void {
		this.#parts.seal();
	}

	/** Keeps the index small and quick: merges what many changes left behind. In small steps while `mayGoOn`; true when there is more to do. */
	tend(mayGoOn: () => boolean): boolean {
		return this.#parts.tend(mayGoOn);
	}

	/**
	 * The notes that answer best, best first. Any text is a query (`query.ts` tells what it may hold); filters without
	 * words find all that pass, newest first; a text without either finds nothing. Never throws.
	 */
	search(query: string, options: SearchOptions = {}): Hit[] {
		return [...this.find(query, options).hits];
	}

	/** `search`, with what it understood of the query. */
	find(typed: string, options: SearchOptions = {}): SearchResult {
		return lastOf(this.findSteps(typed, options));
	}

	/** `find` in steps of some milliseconds, between which others may have their turn, and the index may change. */
	*findSteps(typed: string, { limit = DEFAULT_LIMIT, typing = false, others = 0, reasons = true }: SearchOptions = {}): Generator<void, SearchResult, void> {
		const query = readQuery(typed);
		const parts = this.#parts;
		const isAllowed = allowedBy(parts, query);
		yield;
		const scores = yield* scoreSteps(parts, query.terms, { formsOf: formsOf(parts, query, typing), exponent: exponentOf(query), isAllowed });
		const best = query.terms.length === 0 && query.filters.length > 0 ? newestNotes(parts, { limit, isAllowed }) : bestNotes(parts, scores, { limit, query, called: calledBy(parts, query, { typed, typing }) });
		const maker = hitMaker(parts, scores, reasons);
		const hits: Hit[] = [];
		const { changes } = parts;
		for (const note of best) {
			hits.push(hitOf(maker, note, others));
			yield;
			// What was scored stands elsewhere now.
			if (parts.changes !== changes) return this.find(typed, { limit, typing, others, reasons });
		}
		return { hits, query, terms: scores.terms, repairs: repairsIn(parts, scores) };
	}

	/** The blocks that answer best, best first: what stands beside each, and the note around it, count too. `notes`: how many notes to tell of beside them, as `find` ranks them. */
	findBlocks(typed: string, { limit = DEFAULT_LIMIT, typing = false, reasons = true, notes = 0 }: SearchOptions & { readonly notes?: number } = {}): SearchResult & { readonly notes: readonly Pick<Hit, 'path' | 'score'>[] } {
		const query = readQuery(typed);
		const parts = this.#parts;
		const scores = scoreNotes(parts, query.terms, { formsOf: formsOf(parts, query, typing), exponent: exponentOf(query), isAllowed: allowedBy(parts, query), keepsPassages: true });
		const best = bestBlocks(parts, scores, { limit });
		const maker = hitMaker(parts, scores, reasons);
		const ranked = notes === 0 ? [] : bestNotes(parts, scores, { limit: notes, query, called: calledBy(parts, query, { typed, typing }) });
		return { hits: best.map((block) => blockHitOf(maker, block)), notes: ranked.map(({ slot, score }) => ({ path: parts.catalog.paths[slot] ?? '', score })), query, terms: scores.terms, repairs: repairsIn(parts, scores) };
	}

	/** A hit for a place that was found by other means than words; null when the note is not held in this version. */
	hitAt(place: { readonly path: string; readonly version: string; readonly at: Span; readonly score: number }): Hit | null {
		return hitAt(this.#parts, place);
	}

	/** The notes that belong to a note, a selection or a text being written, best first, with their reasons. */
	relatedTo(what: RelatedTo, { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {}): RelatedHit[] {
		return lastOf(this.relatedSteps(what, { limit }));
	}

	/** `relatedTo` in steps of a millisecond or so, between which others may have their turn, and the index may change. */
	relatedSteps(what: RelatedTo, { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {}): Generator<void, RelatedHit[], void> {
		return relatedSteps(this.#parts, what, limit);
	}

	/** What a note is called and what it is filed under; null when it is not held. */
	describe(path: string): NoteNames | null {
		const slot = this.#parts.catalog.slotOf(path);
		return slot < 0 ? null : namesAt(this.#parts, slot);
	}

	/** How many links lead to a note. */
	inlinksOf(path: string): number {
		const slot = this.#parts.catalog.slotOf(path);
		return slot < 0 ? 0 : (this.#parts.catalog.inlinks[slot] ?? 0);
	}
}

/** What steps come to, taken one after the other. */
function lastOf<T>(steps: Generator<void, T, void>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

function formsOf({ dictionary }: Parts, query: Query, typing: boolean): ScoringOptions['formsOf'] {
	const unfinished = typing && query.endsInWord ? query.terms.at(-1) : null;
	return (term, mayRepair) => formsFor(dictionary, term, { isUnfinished: term === unfinished, mayRepair });
}

function namesAt(parts: Parts, slot: number): NoteNames {
	const { path, ownTitle, aliases } = parts.namesOf(slot);
	const facets: string[] = [];
	const place = parts.catalog.contents(slot);
	for (let unit = place?.part.recordUnits[place.record] ?? 0; place && unit < (place.part.recordUnits[place.record + 1] ?? 0); unit++) {
		if (kindAt(place.part, unit) === UNIT.facets) eachUnitWord(place.part, unit, (form) => facets.push(parts.dictionary.textOf(form)));
	}
	return { title: ownTitle ?? titleOf(path), aliases, headings: parts.contentOf(slot)?.headings.map(({ text }) => text) ?? [], facets };
}

function repairsIn({ dictionary }: Parts, { terms }: Scores): Repair[] {
	return terms.flatMap(({ text, repairs }) => (repairs.length === 0 ? [] : [{ typed: text, meant: repairs.map((id) => dictionary.textOf(id)) }]));
}
