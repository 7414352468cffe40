/**
 * Opens a note that was found and marks the question's words in it, passage by passage.
 *
 * Reads the text given, not the index: what is quoted is what the note says now.
 */
import { readNote } from '../lib/markdown';
import type { Heading, Note } from '../lib/note';
import { titleOf, type VaultPath } from '../lib/vault-path';
import type { NoteText } from '../host';
import type { Evidence, EvidenceBlock } from '../models/extractive-types';
import { eachWord, words } from './analyse';
import { indexedPart } from './indexed-part';
import { languageOf, SAMPLE_WORDS, type Language } from './languages';
import { cutPassages, type PassageBlock } from './passages';
import type { QueryTerm } from './query';
import { stemOf } from './stems';

interface Marker {
	readonly language: Language;
	/** By stem in that language, the term's index. */
	readonly termOf: ReadonlyMap<string, number>;
}

export interface FoundNote {
	readonly path: VaultPath;
	readonly read: NoteText;
	readonly isPrivate: (note: Note) => boolean;
	/** 0 to 1, relative to the best note. */
	readonly rank: number;
}

/** The note's passages that hold a term in their blocks. Terms are named by their index in `terms`. */
export function evidenceIn(found: FoundNote, terms: readonly QueryTerm[]): Evidence[] {
	const { path, read, rank } = found;
	const text = indexedPart(read.text);
	const note = readNote(path, text);
	const isPrivate = found.isPrivate(note);
	const language = languageOfText(text.slice(note.frontMatter?.span.end ?? 0));
	const marker: Marker = { language, termOf: new Map(terms.map(({ form }, index) => [stemOf(form, language), index])) };
	const title = matchesIn([titleOf(path), ...note.aliases].join('\n'), marker).map(({ term }) => term);
	return cutPassages(text, note).flatMap((passage) => {
		const bodyStart = note.frontMatter?.span.end ?? 0;
		const blocks = passage.blocks.map((block) => ({ ...markBlock(text, block, marker), isProperty: block.span.start < bodyStart }));
		if (blocks.every(({ matches }) => matches.length === 0)) return [];
		const headings = headingsAbove(note, passage.heading);
		const above = matchesIn(headings.join('\n'), marker).map(({ term }) => term);
		return [{ path, version: read.version, isPrivate, rank, headings, context: [...new Set([...title, ...above])], blocks }];
	});
}

/** The headings above a place, outermost first. */
export function headingsAbove(note: Note, heading: number): string[] {
	const above: string[] = [];
	for (let at: Heading | undefined = note.headings[heading]; at; at = note.headings[at.parent]) above.unshift(at.text);
	return above;
}

function markBlock(text: string, { span, line, id }: PassageBlock, marker: Marker): Omit<EvidenceBlock, 'isProperty'> {
	const own = text.slice(span.start, span.end);
	const matches = matchesIn(own, marker).map(({ term, start, end }) => ({ term, start: start + span.start, end: end + span.start }));
	return { text: own, span, line, blockId: id, matches };
}

function matchesIn(text: string, { language, termOf }: Marker): { term: number; start: number; end: number }[] {
	const found: { term: number; start: number; end: number }[] = [];
	eachWord(text, (form, start, end) => {
		const term = termOf.get(stemOf(form, language));
		if (term !== undefined) found.push({ term, start, end });
	});
	return found;
}

/** So much of a text is looked at. */
const SAMPLE_LENGTH = 2_000;

/** The language that the beginning of a text speaks for. */
function languageOfText(text: string): Language {
	return languageOf(words(text.slice(0, SAMPLE_LENGTH)).slice(0, SAMPLE_WORDS).map(({ form }) => form));
}
