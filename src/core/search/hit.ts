/** What a search finds: types only. */
import type { Span } from '../lib/note';

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
	/** The query's words within the block, as offsets into the note, in order. */
	readonly matches: readonly Span[];
	/** The part of the block to show, some 200 characters; begins and ends with a word. Null without a block. */
	readonly snippet: Span | null;
	/** Where the query's words were found, best place first; each word in one place only. */
	readonly reasons: readonly HitReason[];
	/** Further blocks of the note with words of the query, best first; as many as were asked for. */
	readonly others: readonly FoundBlock[];
}

/** A block that was found, with what to show of it; see `Hit`. */
export interface FoundBlock extends Pick<Hit, 'headings' | 'matches'> {
	readonly block: HitBlock;
	readonly snippet: Span;
}

export interface HitBlock {
	readonly span: Span;
	readonly line: number;
	readonly id: string | null;
}

/** `link`: in the text of links from other notes. */
export type HitPlace = 'title' | 'alias' | 'heading' | 'tag' | 'text' | 'link';

export interface HitReason {
	readonly place: HitPlace;
	/** As typed. */
	readonly words: readonly string[];
}

/** A word that no note has, and the words of the vault that were searched in its place. */
export interface Repair {
	readonly typed: string;
	readonly meant: readonly string[];
}

export interface RelatedHit {
	readonly path: string;
	/** 0 to 1, the best being near 1. */
	readonly score: number;
	/** Strongest first; never empty. */
	readonly reasons: readonly RelatedReason[];
}

export type RelatedReason =
	| { readonly kind: 'shared-words'; /** Folded, the most telling first. */ readonly words: readonly string[] }
	| { readonly kind: 'links-to' | 'linked-from' }
	| { readonly kind: 'shared-links'; /** Notes that both link to. */ readonly paths: readonly string[] }
	| { readonly kind: 'same-day' };
