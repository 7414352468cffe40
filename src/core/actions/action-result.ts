/** A result as it waits to be written, and what is asked to write it. Types, and what a written result says of its origin. */
import type { Change } from '../changes/change';
import type { VaultPath } from '../lib/vault-path';
import type { Outcome } from '../runs/outcome';
import { inputVersion, sectionsIn, type ResultSection, type SectionAbout } from './result-section';

export interface ActionResult {
	readonly runId: string;
	readonly pattern: string;
	readonly model: string;
	readonly at: string;
	readonly outcome: Outcome;
	/** Safe Markdown. */
	readonly text: string;
	/** The notes it was made from. */
	readonly sources: readonly VaultPath[];
	/** The text that it was made from. */
	readonly input: string;
	readonly isPrivate: boolean;
	/** A link to the goal that it serves; "" for none. */
	readonly goal?: string;
}

export interface Planning {
	/** The text of a note; null when there is none. */
	readonly textOf: (path: VaultPath) => Promise<string | null>;
	/** How a note is linked: "[[Talk]]". */
	readonly linkTo: (path: VaultPath) => string;
}

export interface ResultChanges {
	readonly changes: readonly Change[];
	/** An earlier result of this pattern is replaced; `isSameInput`: it was made from the same text. */
	readonly replaces: { readonly isSameInput: boolean } | null;
}

export function aboutOf({ pattern, runId, model, input, at, sources, goal = '' }: ActionResult, { linkTo }: Pick<Planning, 'linkTo'>): SectionAbout {
	return { pattern, run: runId, model, input: inputVersion(input), created: at, source: sources.map(linkTo), goal };
}

/** The last part that this pattern wrote in the note; null when there is none. */
export function ownSection(text: string, pattern: string): ResultSection | null {
	return sectionsIn(text).filter((section) => section.pattern === pattern).at(-1) ?? null;
}
