/** What is asked of the memory, and what it answers. Types and figures; the rules are in `memory-desk.ts`. */
import type { RunOptions } from '../guard/guard';
import type { Label } from '../guard/labels';
import type { VaultPath } from '../lib/vault-path';
import type { ClaimType, SourceKind, Tier } from './claim';

/** A claim that is to be remembered. */
export interface ClaimDraft {
	/** One statement, in words. */
	readonly text: string;
	/** `fact` unless told. */
	readonly type?: ClaimType;
	/** Who or what it is about: a name or the text of a link. */
	readonly subject?: string;
	/** The subject's property that it gives a value for, such as "lives in"; found in the words when not told. */
	readonly attribute?: string;
	/** Texts of links, the quote's note first: "2026-11-20 Standup#^k3", or an address. */
	readonly sources?: readonly string[];
	/** Literal words of the first source. */
	readonly quote?: string;
	readonly sourceKind: SourceKind;
	/** 0 to 1; never above what its kind of source allows. */
	readonly confidence?: number;
	/** 1 to 5. */
	readonly importance?: number;
	/** ISO date or time. */
	readonly validFrom?: string;
	readonly validTo?: string;
	readonly isPrivate?: boolean;
	/** Ids of claims that it takes the place of. */
	readonly supersedes?: readonly string[];
	readonly tier?: Tier;
	/** ISO day on which the words were said, for "yesterday"; the source's own date or today unless told. */
	readonly saidOn?: string;
}

export interface RememberOptions {
	/** Of the text that the claims were made from: the person's own words unless told. The sources' labels join it. */
	readonly label?: Label;
	/** "" or absent for the person. */
	readonly agent?: string;
	/** The run that made them; at most `MOST_A_RUN` of one run are written. */
	readonly runId?: string;
	/** Asks the person where the guard has to. */
	readonly approve?: RunOptions['approve'];
	/** Shown in the list of changes. */
	readonly reason?: string;
	/** The person has looked at each of them: they may be as many as they are. */
	readonly isReviewed?: boolean;
}

/** One for each draft, in their order. */
export interface Remembered {
	/** `inbox`: written, and not believed before the person endorses it. `known`: it says nothing new. */
	readonly kind: 'written' | 'known' | 'refused' | 'inbox';
	/** Of the claim written or known. */
	readonly path?: VaultPath;
	readonly id?: string;
	/** One sentence for the person. */
	readonly why: string;
	/** Ids of claims that it may contradict; nothing was superseded for it. */
	readonly mayContradict?: readonly string[];
}

export const MOST_A_RUN = 20;
/** UTF-16 units: a claim is a statement, not a page. */
export const LONGEST_CLAIM = 2_000;

/** What a claim may be held for at most, and is unless told. */
export const CONFIDENCE: Readonly<Record<SourceKind, number>> = { user: 1, note: 0.9, web: 0.9, mcp: 0.9, inference: 0.5 };
export const USUAL_IMPORTANCE = 3;
