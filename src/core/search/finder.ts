/**
 * Finds things by what they are called: notes, headings, people, tags, folders, patterns, commands. Tolerant of typos and
 * of unfinished words, in any script; what was changed lately and what many notes link to stands first among equals.
 *
 * It knows names and nothing of texts; `content-index.ts` knows those. It holds what it is given: see `name-feed.ts`.
 */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { Span } from '../lib/note';
import { bestRow, lookOf, marksIn, nameWords, plainName, type FoundKind, type NamedThing, type Row } from './names';

export type { FoundKind, NamedThing } from './names';

export interface FoundName {
	readonly kind: FoundKind;
	/** What was found: a title, an alias, a heading, a tag without "#". */
	readonly name: string;
	/** Of a note, the one with the heading, or a folder; else the tag, or the id of the pattern or command. */
	readonly path: string;
	/** Ranges of `name` to be marked. */
	readonly matches: readonly Span[];
}

export interface FindOptions {
	/** All kinds unless told. */
	readonly kinds?: readonly FoundKind[];
	/** 30 unless told. */
	readonly limit?: number;
}

/** What speaks for a note beside its name. */
export interface Standing {
	/** Milliseconds since 1970, 0 when it is not known. */
	readonly mtime: number;
	readonly inlinks: number;
}

const DEFAULT_LIMIT = 30;
/** Longer texts are no names. */
const MAX_QUERY = 200;
const MAX_WORDS = 8;
/** So many candidates are looked at closely. */
const CANDIDATES = 80;
/** Fewer hits than these, and slips of the finger are forgiven. */
const ENOUGH = 3;
const DAY_MS = 86_400_000;
/** A note changed now is worth this much, half of it a month later; ln(1 + links) times the other. A step of nearness is worth 1. */
const RECENCY = 0.6;
const LINKS = 0.1;

interface Held extends NamedThing {
	readonly id: number;
	/** Its names folded, each after a line end and a space: "a word begins so" is one `includes`. */
	readonly look: string;
}

interface Candidate {
	readonly thing: Held;
	/** How well its words fit; 0 where the name itself was looked at. */
	readonly score: number;
	readonly inHeadings: boolean;
}

const LINE_END = 10;

export class Finder {
	readonly #held = new Map<number, Held>();
	readonly #ids = new Map<string, number>();
	#nextId = 0;
	readonly #index = new MiniSearch<Held>({
		fields: ['title', 'also', 'headings'],
		extractField: (thing, field) => (field === 'id' ? String(thing.id) : field === 'title' ? thing.name : field === 'also' ? thing.aliases.join('\n') : thing.headings.join('\n')),
		tokenize: nameWords,
		processTerm: (term) => term,
		searchOptions: { boost: { title: 3, also: 2.5, headings: 0.8 } },
	});

	constructor(private readonly options: { readonly standingOf: (path: string) => Standing; readonly now: () => number }) {}

	/** How many things it knows. */
	get size(): number {
		return this.#held.size;
	}

	has(kind: FoundKind, path: string): boolean {
		return this.#ids.has(key(kind, path));
	}

	/** Takes a thing in, in place of what was held of that kind at that path. */
	put(thing: NamedThing): void {
		const known = this.#held.get(this.#ids.get(key(thing.kind, thing.path)) ?? -1);
		if (known && known.name === thing.name && known.aliases.join('\n') === thing.aliases.join('\n') && known.headings.join('\n') === thing.headings.join('\n')) return;
		this.remove(thing.kind, thing.path);
		const id = this.#nextId++;
		const held = { ...thing, id, look: lookOf(thing) };
		this.#held.set(id, held);
		this.#ids.set(key(thing.kind, thing.path), id);
		this.#index.add(held);
	}

	remove(kind: FoundKind, path: string): void {
		const id = this.#ids.get(key(kind, path)) ?? -1;
		const held = this.#held.get(id);
		if (!held) return;
		this.#index.remove(held);
		this.#held.delete(id);
		this.#ids.delete(key(kind, path));
	}

	/** The best first; without a word what was changed last. Any text is a query; never throws. */
	find(typed: string, { kinds, limit = DEFAULT_LIMIT }: FindOptions = {}): FoundName[] {
		const query = typed.trim().slice(0, MAX_QUERY);
		const wanted = kinds ? new Set(kinds) : null;
		const isWanted = ({ kind }: Held): boolean => wanted === null || wanted.has(kind) || ((kind === 'note' || kind === 'person') && wanted.has('heading'));
		const rows = query === '' ? this.#newest(isWanted, limit) : this.#ranked(query, isWanted);
		const shown = rows.filter(({ kind }) => wanted === null || wanted.has(kind));
		return shown.slice(0, limit).map(({ kind, name, thing, terms }) => ({ kind, name, path: thing.path, matches: marksIn(name, terms) }));
	}

	#newest(isWanted: (thing: Held) => boolean, limit: number): Row<Held>[] {
		const dated = [...this.#held.values()].filter(isWanted).map((thing) => ({ thing, mtime: this.#standing(thing).mtime }));
		dated.sort((a, b) => b.mtime - a.mtime || a.thing.id - b.thing.id);
		return dated.slice(0, limit).map(({ thing }) => ({ thing, kind: thing.kind, name: thing.name, terms: [], nearness: 0 }));
	}

	#ranked(query: string, isWanted: (thing: Held) => boolean): Row<Held>[] {
		const terms = nameWords(query).slice(0, MAX_WORDS);
		const plain = plainName(query);
		const found = new Map<Held, Candidate>();
		const add = (candidates: readonly Candidate[]): void => {
			for (const candidate of candidates) if (!found.has(candidate.thing) && found.size < CANDIDATES) found.set(candidate.thing, candidate);
		};
		// One letter begins a part of all words there are: the names are looked through instead.
		const isShort = plain.length <= 1 || (terms.length <= 1 && /^[\x21-\x7f]{1,2}$/.test(plain));
		add(this.#beginning(plain, isWanted));
		// Enough names begin so: the next key tells more than headings would.
		if (!isShort && found.size < CANDIDATES / 2) add(this.#looked(terms, { isWanted, isFuzzy: false }));
		if (!isShort && found.size < ENOUGH) add(this.#looked(terms, { isWanted, isFuzzy: true }));
		if (found.size < ENOUGH) add(this.#holding(plain === '' ? query : plain, { isWanted, asTyped: plain === '' }));
		let most = Number.EPSILON;
		for (const { score } of found.values()) most = Math.max(most, score);
		const rows = [...found.values()].map(({ thing, score, inHeadings }) => {
			const row = bestRow(thing, { look: thing.look, terms, plain, inHeadings });
			return { row, score: score / most + row.nearness + this.#worth(thing) };
		});
		return rows.sort((a, b) => b.score - a.score || (a.row.name < b.row.name ? -1 : 1)).map(({ row }) => row);
	}

	/** Names that begin so, or in which a word does; the best known first, so that a cut takes the rest. */
	#beginning(plain: string, isWanted: (thing: Held) => boolean): Candidate[] {
		if (plain === '') return [];
		const [first, inside]: [Held[], Held[]] = [[], []];
		for (const thing of this.#held.values()) {
			const at = thing.look.indexOf(` ${plain}`);
			if (at >= 0 && isWanted(thing)) (thing.look.charCodeAt(at - 1) === LINE_END ? first : inside).push(thing);
		}
		const sorted = [first, inside].flatMap((some) => some.map((thing) => ({ thing, worth: this.#worth(thing) })).sort((a, b) => b.worth - a.worth));
		return sorted.slice(0, CANDIDATES / 2).map(({ thing }) => ({ thing, score: 0, inHeadings: false }));
	}

	/** Names with the text anywhere in them. */
	#holding(text: string, { isWanted, asTyped }: { isWanted: (thing: Held) => boolean; asTyped: boolean }): Candidate[] {
		const found: Candidate[] = [];
		for (const thing of this.#held.values()) {
			if ((asTyped ? thing.name : thing.look).includes(text) && isWanted(thing)) found.push({ thing, score: 0, inHeadings: false });
			if (found.length === CANDIDATES) break;
		}
		return found;
	}

	/** Things that hold all the words; with slips forgiven, and nothing found, those that hold some. */
	#looked(terms: readonly string[], { isWanted, isFuzzy }: { isWanted: (thing: Held) => boolean; isFuzzy: boolean }): Candidate[] {
		// A single letter that is being typed says little and costs much.
		const telling = terms.filter((term, at) => at < terms.length - 1 || terms.length === 1 || !/^[\x21-\x7f]$/.test(term));
		const search = (combineWith: 'AND' | 'OR'): SearchResult[] =>
			this.#index.search(telling.join(' '), {
				tokenize: () => [...telling],
				combineWith,
				prefix: (term) => term.length > 1 || !/^[\x21-\x7f]$/.test(term),
				fuzzy: (term) => isFuzzy && (term.length > 5 ? 2 : term.length > 3 ? 1 : false),
			});
		const all = search('AND');
		const hits = all.length > 0 || !isFuzzy || telling.length < 2 ? all : search('OR');
		const things: Candidate[] = [];
		for (const { id, score, match } of hits) {
			const thing = this.#held.get(Number(id));
			if (thing && isWanted(thing)) things.push({ thing, score, inHeadings: Object.values(match).some((fields) => fields.includes('headings')) });
			if (things.length === CANDIDATES) break;
		}
		return things;
	}

	#worth(thing: Held): number {
		const { mtime, inlinks } = this.#standing(thing);
		const days = mtime > 0 ? Math.max(0, this.options.now() - mtime) / DAY_MS : Infinity;
		return RECENCY / (1 + days / 30) + LINKS * Math.log1p(inlinks);
	}

	#standing({ kind, path }: Held): Standing {
		return kind === 'note' || kind === 'person' ? this.options.standingOf(path) : NO_STANDING;
	}
}

const NO_STANDING: Standing = { mtime: 0, inlinks: 0 };

function key(kind: FoundKind, path: string): string {
	// A note stays one thing when it turns out to be about a person.
	return `${kind === 'person' ? 'note' : kind} ${path}`;
}
