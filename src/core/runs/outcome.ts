/** How a run can end, and what it hands back: types only. */
import type { Span } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';

/** Every run ends in exactly one of these. `unknown` is a success: the vault does not say. */
export type Outcome = 'answered' | 'partial' | 'unknown' | 'conflicting' | 'needs-user' | 'refused' | 'failed';

/** A passage quoted literally: `quote` is the note's text at `span`, in the version that was read. */
export interface Citation {
	readonly path: VaultPath;
	/** SHA-256 of the note's text when it was read. */
	readonly version: string;
	readonly span: Span;
	readonly line: number;
	readonly quote: string;
	/** The block's own id, without `^`, when it has one. */
	readonly blockId: string | null;
	/** The headings above the block, outermost first. */
	readonly headings: readonly string[];
	/** From a private note: what is made of it stays private too. */
	readonly isPrivate: boolean;
	/** Why its words may not be the person's own, one clause: "lies in the folder Clippings". Absent for their own notes. */
	readonly foreign?: string;
}

/** The goal of the person's that a run serves. */
export interface RunGoal {
	/** `chosen` by the person, `inferred` from the agent's note or by the run; `none`: it serves no named goal. */
	readonly how: 'chosen' | 'inferred' | 'none';
	readonly title: string;
	/** The note that holds it; "" for none, and where it is not known. */
	readonly path: string;
	/** What an inferred one follows from: the agent's own note, or what the run said it served. */
	readonly from?: 'agent' | 'run';
}

/** What a run has read that the person should know of, whether it quotes it or not. */
export interface RunLabels {
	/** Texts that are not the person's: a path, an address or a tool, and why, as a clause. */
	readonly foreign: readonly { readonly name: string; readonly reason: string }[];
	readonly isPrivate: boolean;
}

/** What of earlier answers, and of the person's rules, a run was told. */
export interface Learned {
	readonly used: readonly UsedLesson[];
	/** Of the same kind, but beyond the budget, or from text that is not the person's. */
	readonly leftOut: number;
}

export interface UsedLesson {
	readonly kind: 'rule' | 'correction' | 'learning';
	/** The note that holds it. */
	readonly path: string;
	/** In short: a line. */
	readonly text: string;
}

/** Claims of the memory that a run was told before it began. */
export interface ToldClaims {
	readonly used: readonly UsedClaim[];
	/** Pinned ones beyond the budget. */
	readonly leftOut: number;
}

export interface UsedClaim {
	readonly id: string;
	/** The note that holds it. */
	readonly path: string;
	/** In short: a line. */
	readonly text: string;
	/** Told to every run, by the person's wish. */
	readonly isPinned: boolean;
}

/** A claim that a run proposes to remember: nothing is written before the person accepts it. "" for what is not told. */
export interface ProposedClaim {
	readonly text: string;
	readonly type: string;
	readonly subject: string;
	/** A path of a note, and literal words of it. */
	readonly source: string;
	readonly quote: string;
	readonly validFrom: string;
	readonly validTo: string;
}

export interface Answer {
	readonly outcome: Outcome;
	/** Markdown. `[^1]` refers to `citations[0]`, and so on. */
	readonly text: string;
	readonly citations: readonly Citation[];
	/** Words of the question for which nothing was found, as the person typed them. */
	readonly missing: readonly string[];
	/** What was tried, in plain words: "Searched 82 notes for …". */
	readonly searched: string;
	/** What would settle it, when the outcome is not `answered`; else "". */
	readonly resolve: string;
	/** One of the person's own limits, in the settings, ended it. */
	readonly atLimit?: true;
	/** Absent where no agent ran. */
	readonly goal?: RunGoal;
	/** Absent where an agent read nothing of the kind, or none ran. */
	readonly labels?: RunLabels;
	/** Absent where nothing was learned for runs of its kind. */
	readonly learned?: Learned;
	/** Absent where the memory told it nothing. */
	readonly told?: ToldClaims;
	/** Absent where it proposes nothing to remember. */
	readonly proposed?: readonly ProposedClaim[];
}
