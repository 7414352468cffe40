/**
 * What a TELOS item is: types only. An item is a note of its own, or an entry of a list note.
 *
 * Nothing here is derived from other notes: edges are still references as typed (`graph.ts` resolves them).
 */
import type { Problem } from '../lib/errors';
import type { Span } from '../lib/note';

export const ITEM_TYPES = [
	'problem', 'mission', 'narrative', 'goal', 'challenge', 'strategy', 'project', 'metric', 'belief', 'frame', 'model', 'idea',
	'prediction', 'trauma', 'lesson', 'wisdom', 'wrong', 'status', 'book', 'movie', 'log', 'history', 'risk',
	'bet', 'assumption', 'evidence', 'outcome',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** As written in properties; "Blocked By" in a list note is `blocked-by`. */
export const EDGE_KINDS = [
	'supports', 'addresses', 'enables', 'serves', 'goal', 'project', 'blocked-by', 'linked-goals', 'linked-strategies', 'linked-challenges',
	'strategy', 'metric', 'informs', 'related', 'rests-on', 'evidence-for', 'refutes', 'outcome-of', 'learned-from', 'mentions',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** A typed reference as it stands in a note; where it leads is not known yet. */
export interface Reference {
	readonly kind: EdgeKind;
	/** An id such as "M0", or a link's target as typed. */
	readonly target: { readonly id: string } | { readonly link: string };
	readonly source: 'property' | 'key' | 'wikilink' | 'table';
	readonly line: number;
}

/** An edge that a mapping table states between two ids. */
export interface TableEdge {
	readonly from: string;
	readonly kind: EdgeKind;
	readonly to: string;
	readonly line: number;
}

/** A day as "YYYY-MM-DD"; of a month or year, its last day. */
export type Day = string;

export interface DatedText {
	readonly day: Day;
	readonly text: string;
	/** The first number in the text, when it begins with one or says "is 81". */
	readonly value: number | null;
	readonly line: number;
}

export interface Milestone {
	readonly text: string;
	readonly isDone: boolean;
	/** From "✅ 2026-01-31", when it is written. */
	readonly doneOn: Day | null;
	readonly line: number;
}

export interface Item {
	/** Unique in a vault and stable while others change: the path, or "path#id", "path#id~2" for a repeated one. */
	readonly key: string;
	readonly path: string;
	/** Of its first line, from 1. */
	readonly line: number;
	/** The whole entry, or the whole note. */
	readonly span: Span;
	readonly form: 'note' | 'heading' | 'line';
	readonly type: ItemType;
	readonly id: string | null;
	readonly title: string;
	/** The prose, shortened to what a person reads at a glance. */
	readonly text: string;
	/** As typed; see `isOpen` in `vocabulary.ts`. */
	readonly status: string | null;
	readonly references: readonly Reference[];
	readonly due: Day | null;
	readonly made: Day | null;
	readonly done: Day | null;
	readonly reviewed: Day | null;
	/** 0 to 1. */
	readonly confidence: number | null;
	/** What came of it, as typed: "yes", "no", "pending", a sentence. */
	readonly outcome: string | null;
	readonly priority: number | null;
	readonly owner: string | null;
	readonly unit: string | null;
	readonly targetValue: number | null;
	/** Days between reviews; null leaves it to the type. */
	readonly cadenceDays: number | null;
	readonly isPrivate: boolean;
	readonly history: readonly DatedText[];
	readonly milestones: readonly Milestone[];
}

/** What one note contributes. A note without items still has links, which trace and activity follow. */
export interface TelosReading {
	readonly path: string;
	readonly items: readonly Item[];
	readonly tableEdges: readonly TableEdge[];
	/** Typed edges of a note that is no item itself, such as `serves:`. */
	readonly references: readonly Reference[];
	readonly problems: readonly Problem[];
}
