/** A pattern: one prompt with a name, and how it is fed and where its result goes. Types, and their plain defaults. */
import type { Problem } from '../lib/errors';

/** What a pattern takes as its data. */
export const INPUTS = ['selection', 'block', 'section', 'note', 'linked-notes', 'folder', 'search', 'clipboard', 'url', 'none'] as const;
export type InputKind = (typeof INPUTS)[number];

/** Where its result goes. */
export const OUTPUTS = ['cursor', 'replace', 'append', 'prepend', 'new-note', 'property', 'chat', 'clipboard'] as const;
export type OutputKind = (typeof OUTPUTS)[number];

export const VARIABLE_TYPES = ['text', 'number', 'date', 'choice', 'note', 'toggle'] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export interface Variable {
	/** As in `{{name}}`. */
	readonly name: string;
	readonly type: VariableType;
	/** For people; the name when there is none. */
	readonly label: string;
	readonly default: string;
	/** For `choice`. */
	readonly options: readonly string[];
	readonly required: boolean;
}

/** What code expects of the result. */
export interface OutputContract {
	/** Headings that must stand in it, in this order. */
	readonly sections: readonly string[];
	readonly minWords: number | null;
	readonly maxWords: number | null;
	/** `same`: that of the input. A code such as `de`; null when any will do. */
	readonly language: string | null;
}

/** What goes along with the input. */
export interface PatternContext {
	/** The digest of the person's goals. */
	readonly telos: boolean;
	/** Notes and folders by path. */
	readonly notes: readonly string[];
	readonly memory: boolean;
	/** Names and descriptions of patterns that may fit. */
	readonly patterns: boolean;
}

export interface Pattern {
	/** Unique in a library: Fabric's folder name, or the note's. */
	readonly name: string;
	readonly description: string;
	readonly tags: readonly string[];
	/** A role, or the ref of a model; null for the standard role. */
	readonly model: string | null;
	/** 0 to 1; null leaves it to the model. */
	readonly temperature: number | null;
	/** Name of a strategy; "" for none. */
	readonly strategy: string;
	readonly variables: readonly Variable[];
	readonly context: PatternContext;
	/** In the order in which they are tried: the first that there is. */
	readonly input: readonly InputKind[];
	readonly output: OutputKind;
	/** The heading under which the result is put, or the property it becomes; "" for none. */
	readonly outputPlace: string;
	/** A note that new notes of its result are made after; "" for none. */
	readonly template: string;
	readonly result: OutputContract;
	/** `device`: only models on this device. */
	readonly privacy: 'any' | 'device';
	/** What the model is told, `{{…}}` not yet filled. */
	readonly instructions: string;
	/** The text as it stands in the file, byte for byte. */
	readonly source: string;
	/** Vault path, or the asset's; "" for one made in memory. */
	readonly path: string;
}

export interface ReadPattern {
	/** Null when it cannot be used. */
	readonly pattern: Pattern | null;
	readonly problems: readonly Problem[];
}

export const NO_CONTRACT: OutputContract = { sections: [], minWords: null, maxWords: null, language: null };
export const NO_CONTEXT: PatternContext = { telos: false, notes: [], memory: false, patterns: false };
export const USUAL_INPUT: readonly InputKind[] = ['selection', 'note'];
