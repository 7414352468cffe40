/** What the extractive engine is given: the question's words and the passages that may answer. Types only. */
import type { Span } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';

export interface Question {
	readonly text: string;
	/** Distinct, in order of typing, without words that only ask. */
	readonly terms: readonly QuestionTerm[];
	/** How many notes were searched. */
	readonly notes: number;
}

export interface QuestionTerm {
	/** As typed. */
	readonly text: string;
	/** What it weighs in this vault: inverse document frequency. */
	readonly idf: number;
}

/** A passage of a note as it reads now. */
export interface Evidence {
	readonly path: VaultPath;
	readonly version: string;
	readonly isPrivate: boolean;
	/** The headings above it, outermost first. */
	readonly headings: readonly string[];
	/** Indices of the question's terms in the note's title, aliases and the headings above. */
	readonly context: readonly number[];
	/** Of the whole note, 0 to 1, relative to the best. */
	readonly rank: number;
	readonly blocks: readonly EvidenceBlock[];
}

export interface EvidenceBlock {
	/** The note's text at `span`. */
	readonly text: string;
	readonly span: Span;
	readonly line: number;
	readonly blockId: string | null;
	/** A property of the note rather than a part of its body. */
	readonly isProperty: boolean;
	/** Where the question's terms stand, as offsets into the note, in order. */
	readonly matches: readonly { readonly term: number; readonly start: number; readonly end: number }[];
}
