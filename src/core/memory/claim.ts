/** What a claim is: one thing that is held to be so, in a note of its own, with the words it stands on. Not how it is read or written. */
import type { VaultPath } from '../lib/vault-path';

export const CLAIM_TYPES = ['fact', 'preference', 'event', 'procedure', 'decision', 'opinion', 'unknown', 'retraction'] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

/** Where the words come from: the person themselves, a note, a page, another program, or a conclusion. */
export const SOURCE_KINDS = ['user', 'note', 'web', 'mcp', 'inference'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Hot: loaded into every run. Warm: found when asked for. Cold: put away, found only on request. */
export const TIERS = ['hot', 'warm', 'cold'] as const;
export type Tier = (typeof TIERS)[number];

export interface Claim {
	/** A ULID; of two notes with one id the one that bears it as its name keeps it, else the first path; the other is known by its path. */
	readonly id: string;
	readonly path: VaultPath;
	/** Of the note it was read from. */
	readonly version: string;
	/** The claim in words: the note's text without front matter. */
	readonly text: string;
	readonly type: ClaimType;
	/** Who or what it is about, as the person writes it, without brackets: "Anna Meyer". "" when not told. */
	readonly subject: string;
	/** Which of the subject's properties it gives a value for, such as "lives in"; "" when not told. */
	readonly attribute: string;
	/** Link texts without brackets: "2026-11-20 Standup#^k3". */
	readonly sources: readonly string[];
	/** Literal words of the first source; "" for what the person told. */
	readonly quote: string;
	readonly sourceKind: SourceKind;
	/** 0 to 1. */
	readonly confidence: number;
	/** 1 to 5. */
	readonly importance: number;
	/** ISO 8601, when it was written down. */
	readonly recorded: string;
	/** ISO date or time from which it holds; null for always. */
	readonly validFrom: string | null;
	/** ISO date or time at which it stops to hold; null for never. */
	readonly validTo: string | null;
	/** Ids of claims that it takes the place of. */
	readonly supersedes: readonly string[];
	readonly tier: Tier;
	readonly isPrivate: boolean;
	/** "" for the person. */
	readonly agent: string;
	/** "" for none. */
	readonly run: string;
}
