/**
 * What can be done to a vault, as a value. Nothing here reads or writes: `plan.ts` turns changes into texts.
 *
 * Positions are UTF-16 offsets, and lines counted from 1, in the note as it stands when the plan is made; several
 * changes to one note all refer to that same text. Line ends may be given as "\n": the note's own are written.
 */
import type { VaultPath } from '../lib/vault-path';

export type Change = Create | Append | Insert | Replace | SetProperties | RemoveProperties | Rename | Trash;

/** Makes a note. When its name is taken: `new-name` (default) writes "Name 2.md", `skip` does nothing. */
export interface Create {
	readonly type: 'create';
	readonly path: VaultPath;
	readonly text: string;
	readonly ifExists?: 'new-name' | 'skip';
}

/**
 * Adds text at the end of the note, of the section under a heading (its sub-sections included), or after a block.
 * `heading` is its text, or a way through them: "Projects#Garden". `block` is an id without "^".
 * `spacing` says what stands between the old text and the new: a blank line (default), or only a line end (lists).
 */
export interface Append {
	readonly type: 'append';
	readonly path: VaultPath;
	readonly text: string;
	readonly under?: { readonly heading: string } | { readonly block: string };
	readonly spacing?: 'blank-line' | 'line';
}

/** Puts text at an offset as it is, or as whole lines before a line (the line after the last is the end). */
export interface Insert {
	readonly type: 'insert';
	readonly path: VaultPath;
	readonly at: { readonly offset: number } | { readonly line: number };
	readonly text: string;
}

/** Replaces a range, or a passage that stands in the note exactly once (white space may differ). */
export interface Replace {
	readonly type: 'replace';
	readonly path: VaultPath;
	readonly target: { readonly start: number; readonly end: number } | { readonly quote: string };
	readonly text: string;
	/** Keeps the text's own line ends instead of the note's: what came from elsewhere goes back byte for byte. */
	readonly asIs?: boolean;
}

export type PropertyScalar = string | number | boolean | null;
export type PropertyValue = PropertyScalar | readonly PropertyScalar[];

export interface SetProperties {
	readonly type: 'set-properties';
	readonly path: VaultPath;
	readonly properties: Readonly<Record<string, PropertyValue>>;
}

export interface RemoveProperties {
	readonly type: 'remove-properties';
	readonly path: VaultPath;
	readonly names: readonly string[];
}

/** Moves a note, and rewrites the links that lead to it. */
export interface Rename {
	readonly type: 'rename';
	readonly path: VaultPath;
	readonly to: VaultPath;
}

/** Moves a note to the trash. */
export interface Trash {
	readonly type: 'trash';
	readonly path: VaultPath;
}

/** Changes that edit the text of a note that is there. */
export type TextChange = Append | Insert | Replace | SetProperties | RemoveProperties;

export function isTextChange(change: Change): change is TextChange {
	return change.type !== 'create' && change.type !== 'rename' && change.type !== 'trash';
}
