/**
 * What a person asks of the notes, for both hosts: notes by what they say, by what they are called, and those that belong
 * to what is being read or written. What it hands out is for the person's own eyes: private notes are among it, and say so.
 */
import type { Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import { turnsOf } from '../lib/turns';
import type { Span } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';
import type { ContentIndex, RelatedHit, RelatedReason, RelatedTo, SearchResult } from './content-index';
import type { Hit } from './hit';
import { NameFeed, type NameFeedDeps } from './name-feed';

export interface SearchDeskDeps extends NameFeedDeps {
	readonly index: NameFeedDeps['index'] & Pick<ContentIndex, 'findSteps' | 'relatedSteps'>;
	readonly vault: Pick<Vault, 'watch' | 'read'>;
	/** Whether a note is private; null when there is none. */
	readonly isPrivate: (path: VaultPath) => Promise<boolean>;
	/** The goal that a note serves by its links, by name; null when it serves none or that is not known yet. */
	readonly goalOf: (path: string) => string | null;
}

/** A block as it reads now, cut to what is shown. */
export interface Quote {
	readonly text: string;
	/** Words of the query, within `text`. */
	readonly matches: readonly Span[];
	/** More of the block stands before or after. */
	readonly isCut: { readonly before: boolean; readonly after: boolean };
}

export interface FindOptions {
	readonly limit: number;
	/** The last word may be unfinished, unless told. */
	readonly typing?: boolean;
}

export type DeskReason = RelatedReason | { readonly kind: 'same-goal'; readonly goal: string };

export interface RelatedNote extends Omit<RelatedHit, 'reasons'> {
	/** Strongest first; never empty. */
	readonly reasons: readonly DeskReason[];
}

/** So many texts are kept for the next key, if they are not long. */
const KEPT_TEXTS = 48;
const MAX_KEPT = 200_000;
const OTHER_BLOCKS = 3;
/** The thread is given back after so long, or so many steps should the clock stand still; a step may overrun it. */
const SLICE_MS = 5;
const SLICE_STEPS = 16;
/** Notes that serve one goal stand before notes that share as much and do not. */
const SAME_GOAL = 0.15;
/** Where fewer notes than these share more than one word, that one word is told too. */
const FEW = 3;

export class SearchDesk {
	/** Things by their names. */
	readonly names: NameFeed;
	readonly #texts = new Map<string, { readonly version: string; readonly text: string }>();

	constructor(private readonly deps: SearchDeskDeps) {
		this.names = new NameFeed(deps);
	}

	/** The notes that answer a query best, each with its best blocks; see `ContentIndex.find`. Worked out in slices; null when `signal` was aborted. */
	find(query: string, options: FindOptions): Promise<SearchResult>;
	find(query: string, options: FindOptions & { readonly signal: AbortSignal }): Promise<SearchResult | null>;
	async find(query: string, { limit, typing = true, signal }: FindOptions & { readonly signal?: AbortSignal }): Promise<SearchResult | null> {
		const { index, yieldToHost, clock } = this.deps;
		const steps = index.findSteps(query, { limit, typing, others: OTHER_BLOCKS });
		const turn = turnsOf({ yieldToHost, clock, ms: SLICE_MS, steps: SLICE_STEPS });
		for (;;) {
			const step = steps.next();
			if (step.done) return step.value;
			const pause = turn();
			if (pause) await pause;
			if (signal?.aborted) return null;
		}
	}

	/** What to show of a block that was found. Null when the note is gone or not what was indexed: it is being indexed again. */
	async quote({ path, version }: Pick<Hit, 'path' | 'version'>, { snippet, matches, block }: Pick<Hit, 'snippet' | 'matches' | 'block'>): Promise<Quote | null> {
		const text = snippet && block ? await this.#textOf(path as VaultPath, version) : null;
		if (text === null || !snippet || !block) return null;
		const { start, end } = snippet;
		const within = matches.filter((match) => match.start >= start && match.end <= end).map((match) => ({ start: match.start - start, end: match.end - start }));
		return { text: text.slice(start, end), matches: within, isCut: { before: start > block.span.start, after: end < block.span.end } };
	}

	/** The notes that belong to a note or a text, best first. Worked out in slices; null when `signal` was aborted. */
	async related(what: RelatedTo, { limit, signal }: { readonly limit: number; readonly signal: AbortSignal }): Promise<readonly RelatedNote[] | null> {
		const { index, yieldToHost, goalOf } = this.deps;
		const steps = index.relatedSteps(what, { limit: limit * 2 });
		for (;;) {
			await yieldToHost();
			if (signal.aborted) return null;
			const step = steps.next();
			if (!step.done) continue;
			await yieldToHost();
			const goal = what.path === undefined ? null : goalOf(what.path);
			const notes = step.value.map((hit): RelatedNote => (goal !== null && goalOf(hit.path) === goal ? { ...hit, score: hit.score + SAME_GOAL, reasons: [...hit.reasons, { kind: 'same-goal', goal }] } : hit));
			const telling = notes.filter(({ reasons: [first, ...more] }) => more.length > 0 || first?.kind !== 'shared-words' || first.words.length > 1);
			return signal.aborted ? null : (telling.length < FEW ? notes : telling).sort((a, b) => b.score - a.score).slice(0, limit);
		}
	}

	/** Whether a note is private. A note that cannot be read now is not said to be. */
	async isPrivate(path: string): Promise<boolean> {
		return this.deps.isPrivate(path as VaultPath).catch(whenUnread(false));
	}

	close(): void {
		this.names.close();
	}

	async #textOf(path: VaultPath, version: string): Promise<string | null> {
		const kept = this.#texts.get(path);
		if (kept?.version === version) return kept.text;
		const read = await this.deps.vault.read(path).catch(whenUnread(null));
		if (read?.version !== version) return null;
		this.#texts.delete(path);
		if (read.text.length <= MAX_KEPT) this.#texts.set(path, read);
		for (const [oldest] of this.#texts) if (this.#texts.size > KEPT_TEXTS) this.#texts.delete(oldest);
		return read.text;
	}
}

function whenUnread<T>(instead: T): (error: unknown) => T {
	return (error) => {
		if (isPraxisError(error)) return instead;
		throw error;
	};
}
