/**
 * A note cut into units, ready to be indexed: what each unit is, where it stands, and what words it gives.
 *
 * A unit is the smallest thing that is found: a block, a heading, the title, an alias, the text of one link to
 * another note, the tags, or the facets that filters ask for.
 */
import type { Note, Span } from '../lib/note';
import { titleOf } from '../lib/vault-path';
import { dayInProperties } from './dates';
import { cutPassages, type Passage } from './passages';
import { facetsOf, LINK_MARK } from './facets';

/** A note as it is handed to the index. */
export interface IndexedNote {
	readonly path: string;
	readonly text: string;
	/** The hash of the text on disk, which may be longer than `text` when the note was cut. */
	readonly version: string;
	readonly note: Note;
	/** Where the title is not the file's name. */
	readonly title?: string;
	/** Milliseconds since 1970 and bytes of the file, when known: they save reading it at the next start. */
	readonly mtime?: number;
	readonly size?: number;
}

/** `asking`: a block of the body that ends in a question. Up to `property` they are parts of passages. */
export const UNIT = { body: 0, heading: 1, asking: 2, property: 3, title: 4, alias: 5, tags: 6, link: 7, facets: 8 } as const;
export type UnitKind = (typeof UNIT)[keyof typeof UNIT];

/** True for what can be found and cited by itself. */
export function isBlock(kind: UnitKind): boolean {
	return kind === UNIT.body || kind === UNIT.asking || kind === UNIT.property;
}

export interface UnitDraft {
	readonly kind: UnitKind;
	/** The words of `text[start, end)`; facets are taken as they are. */
	readonly text: string;
	readonly start: number;
	readonly end: number;
	/** True when a passage begins here. */
	readonly opensPassage: boolean;
	readonly line: number;
	/** Index of the heading it stands under (or is), -1 above the first. */
	readonly heading: number;
	readonly id: string | null;
	/** Facets of the note, or the one target of a link. */
	readonly forms: readonly string[];
}

export interface NoteDraft {
	readonly path: string;
	readonly version: string;
	readonly ownTitle: string | null;
	readonly aliases: readonly string[];
	readonly headings: readonly { readonly text: string; readonly parent: number }[];
	/** Normal forms of the notes it links to, each once. */
	readonly targets: readonly string[];
	/** Days since 1970 of the date in its properties, null when there is none. */
	readonly day: number | null;
	readonly mtime: number;
	readonly size: number;
	readonly names: readonly UnitDraft[];
	readonly content: readonly UnitDraft[];
}

export function draftOf(indexed: IndexedNote): NoteDraft {
	const { note, path } = indexed;
	const links = linksOf(note);
	return {
		path,
		version: indexed.version,
		ownTitle: indexed.title ?? null,
		aliases: note.aliases,
		headings: note.headings.map(({ text, parent }) => ({ text, parent })),
		targets: [...new Set(links.map(({ target }) => target))],
		day: dayInProperties(note.frontMatter?.data ?? {}),
		mtime: indexed.mtime ?? 0,
		size: indexed.size ?? 0,
		names: namesOf(indexed.title ?? titleOf(path), note.aliases),
		content: [...blocksOf(indexed), ...linkUnits(links), ...tagUnits(note)],
	};
}

/** The units of what a note is called. */
export function namesOf(title: string, aliases: readonly string[]): UnitDraft[] {
	return [unit(UNIT.title, title), ...aliases.map((alias) => unit(UNIT.alias, alias))];
}

function unit(kind: UnitKind, text: string, forms: readonly string[] = []): UnitDraft {
	return { kind, text, start: 0, end: text.length, opensPassage: false, line: 1, heading: -1, id: null, forms };
}

function blocksOf({ text, note }: IndexedNote): UnitDraft[] {
	const bodyStart = note.frontMatter?.span.end ?? 0;
	return cutPassages(text, note).flatMap((passage) => passageUnits(text, { passage, note, bodyStart }));
}

function passageUnits(text: string, { passage, note, bodyStart }: { passage: Passage; note: Note; bodyStart: number }): UnitDraft[] {
	const units: UnitDraft[] = [];
	const { heading } = passage;
	// Written out: there is one for each block of the vault, and spreading objects would take half of the time.
	const add = (kind: UnitKind, { start, end }: Span, { line, id }: { line: number; id: string | null }): void => {
		units.push({ kind, text, start, end, opensPassage: units.length === 0, line, heading, id, forms: NO_FORMS });
	};
	const lead = note.headings[heading];
	if (lead && lead.span.start === passage.span.start) add(UNIT.heading, lead.span, { line: lead.line, id: null });
	for (const block of passage.blocks) add(block.span.start < bodyStart ? UNIT.property : endsAsking(text, block.span) ? UNIT.asking : UNIT.body, block.span, block);
	return units;
}

const NO_FORMS: readonly string[] = [];

/** So much of a block's end is looked at: a question, what it is marked with, and its block id or the caption of a picture. */
const ENDING = 300;
/** A question mark, then nothing but marks, one remark in brackets and a block id. */
const ASKING = /[?？؟]["'”’»)*_~\s]*(?:\[[^\]]*\]\s*)?(?:\^[\w-]+\s*)?$/u;

function endsAsking(text: string, { start, end }: Span): boolean {
	const ending = text.slice(Math.max(start, end - ENDING), end);
	return /[?？؟]/.test(ending) && ASKING.test(ending);
}

function linkUnits(links: readonly NoteLink[]): UnitDraft[] {
	const seen = new Set<string>();
	return links.flatMap(({ target, display }) => {
		const key = `${target}\n${display ?? ''}`;
		// A link that shows the name itself says nothing that the title does not.
		if (display === null || display.toLowerCase() === titleOf(target) || seen.has(key)) return [];
		seen.add(key);
		return [unit(UNIT.link, display, [LINK_MARK + target])];
	});
}

function tagUnits(note: Note): UnitDraft[] {
	const own = note.tags.filter(({ inFrontMatter }) => inFrontMatter).map(({ name }) => name);
	const facets = facetsOf(note);
	return [...(own.length > 0 ? [unit(UNIT.tags, own.join(' '))] : []), ...(facets.length > 0 ? [unit(UNIT.facets, '', facets)] : [])];
}

interface NoteLink {
	readonly target: string;
	readonly display: string | null;
}

/** Links to other notes, by the normal form of their target. */
function linksOf(note: Note): NoteLink[] {
	return note.links.flatMap(({ kind, target, display }) => {
		if (kind === 'url' || target === '' || /^[a-z][a-z0-9+.-]*:/i.test(target)) return [];
		return [{ target: linkKey(target), display }];
	});
}

const MAX_TARGET = 200;

/**
 * The normal form of a link's target: no extension, no leading slash or dots, one case, one Unicode form. It does
 * not hang on where the link stands, so that a note can be moved without being read.
 */
export function linkKey(target: string): string {
	const whole = target.trim().replace(/^(?:\.{0,2}\/)+/, '');
	return whole.replace(/\.md$/i, '').normalize('NFC').toLowerCase().slice(0, MAX_TARGET);
}
