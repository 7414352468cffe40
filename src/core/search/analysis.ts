/** What is said between the index and the thread that reads notes for it: types only. Each message can be cloned. */
import type { Problem } from '../lib/errors';
import type { Language } from './languages';
import type { SegmentArrays } from './segment';

/** Raised with every change of what is said: an updated plugin on disk may be newer than the one that runs. */
export const PROTOCOL = 2;

/** A note to be read; `text` is all that is indexed of it. */
export interface NoteToRead {
	readonly path: string;
	readonly text: string;
	readonly version: string;
	readonly mtime: number;
	readonly size: number;
}

/** Notes as a full part: of each note first the record of its names, then that of its content. */
export interface AnalysedNotes {
	readonly arrays: SegmentArrays;
	readonly notes: readonly AnalysedNote[];
	/** How often the notes of a language use each form. */
	readonly uses: readonly { readonly language: Language; readonly forms: Uint32Array; readonly counts: Uint32Array }[];
	/** Form, language and hash of the stem: what the thread lists for the first time. */
	readonly listed: Uint32Array;
}

export interface AnalysedNote {
	readonly path: string;
	readonly mtime: number;
	readonly size: number;
	readonly problems: readonly Problem[];
}

/** Forms that the thread sees for the first time, one after the other. */
export interface NewForms {
	readonly chars: Uint16Array;
	readonly lengths: Uint8Array;
}

export type ToAnalyst =
	| { readonly kind: 'read'; readonly notes: readonly NoteToRead[] }
	/** The index's numbers of the forms asked for, in their order. */
	| { readonly kind: 'numbers'; readonly ids: Uint32Array };

/** Of each `read` first `forms`, which `numbers` answers, then `analysed`; in the order of asking. */
export type FromAnalyst =
	| { readonly kind: 'ready'; readonly protocol: number }
	| ({ readonly kind: 'forms' } & NewForms)
	| ({ readonly kind: 'analysed' } & AnalysedNotes)
	| { readonly kind: 'failed'; readonly message: string };
