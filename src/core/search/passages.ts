/**
 * Cuts a note into passages: what is compared with a question, and what an answer quotes from.
 *
 * A passage never crosses a heading and never splits a block, so that it can be cited block by block. A block that
 * is very long (a transcript with a line for each turn is one paragraph) counts as several.
 */
import type { Block, Note, Span } from '../lib/note';

/** Around 700 characters: measured best for a mix of passage and whole-note scores. */
const TARGET_LENGTH = 700;
/** A short opening joins its neighbour even when both together pass the target. */
const MIN_LENGTH = 200;
/** A longer block is several: it wins 1.1 on meetings written as one paragraph. Shorter ones are what a person means by a paragraph. */
const LONG_BLOCK = 2_000;
/** Pieces are about so long and end with a line, or with a sentence where a line is longer. 500 loses 0.7 on meetings and 0.3 on chats, 800 loses 1 on meetings. */
const PIECE = 300;

export interface Passage {
	/** From the first thing in it (its heading, when it opens the section) to the end of its last block. */
	readonly span: Span;
	/** Index of the heading it stands under, -1 above the first. */
	readonly heading: number;
	/** What can be cited, in order; empty when a heading has nothing under it. */
	readonly blocks: readonly PassageBlock[];
}

export interface PassageBlock {
	readonly span: Span;
	readonly line: number;
	readonly id: string | null;
}

/** The passages of a note, in order of their start: its properties first, then its sections. */
export function cutPassages(text: string, note: Note): Passage[] {
	const passages: Passage[] = [];
	const properties = propertyBlocks(text, note);
	if (properties.length > 0) passages.push(passageOf(properties, -1, null));
	for (const section of sections(text, note)) {
		let open: PassageBlock[] = [];
		let lead = section.span;
		for (const block of section.blocks) {
			if (open.length > 0 && isFull(open, block)) {
				passages.push(passageOf(open, section.heading, lead));
				open = [];
				lead = null;
			}
			open.push({ span: block.span, line: block.line, id: block.id });
		}
		if (open.length > 0 || lead) passages.push(passageOf(open, section.heading, lead));
	}
	return passages;
}

interface Section {
	readonly heading: number;
	/** The heading's own span, null above the first heading. */
	readonly span: Span | null;
	readonly blocks: PassageBlock[];
}

function sections(text: string, note: Note): Section[] {
	const top: Section = { heading: -1, span: null, blocks: [] };
	const bySection: Section[] = note.headings.map((heading, index) => ({ heading: index, span: heading.span, blocks: [] }));
	for (const block of note.blocks) (bySection[block.heading] ?? top).blocks.push(...piecesOf(text, block));
	return top.blocks.length > 0 ? [top, ...bySection] : bySection;
}

/** A block as it can be cited: whole, or when it is long, piece by piece. */
function piecesOf(text: string, { span, line, id }: Block): PassageBlock[] {
	if (span.end - span.start <= LONG_BLOCK) return [{ span, line, id }];
	const pieces: PassageBlock[] = [];
	let own = line;
	for (let start = span.start; start < span.end; ) {
		const next = pieceEnd(text, start, span.end);
		const end = start + text.slice(start, next).trimEnd().length;
		if (end > start) pieces.push({ span: { start, end }, line: own, id });
		own += countLineEnds(text, start, next);
		start = next;
	}
	return pieces;
}

/** Where the piece that begins at `start` ends: after a line, else after a sentence, else where it is long enough. */
function pieceEnd(text: string, start: number, end: number): number {
	if (end - start <= PIECE + PIECE / 2) return end;
	const lineEnd = text.lastIndexOf('\n', start + PIECE);
	if (lineEnd > start) return lineEnd + 1;
	const within = text.slice(start, start + 2 * PIECE);
	const sentence = /^[\s\S]{250,}?(?:[.!?]["')\]]*\s+|[。！？]|\n)/u.exec(within)?.[0].length ?? 0;
	const word = within.lastIndexOf(' ') + 1;
	return Math.min(end, start + (sentence || word || within.length));
}

function isFull(open: readonly PassageBlock[], next: PassageBlock): boolean {
	const start = open[0]?.span.start ?? 0;
	const length = (open.at(-1)?.span.end ?? start) - start;
	return length >= MIN_LENGTH && next.span.end - start > TARGET_LENGTH;
}

function passageOf(blocks: readonly PassageBlock[], heading: number, lead: Span | null): Passage {
	const start = lead?.start ?? blocks[0]?.span.start ?? 0;
	const end = blocks.at(-1)?.span.end ?? lead?.end ?? start;
	return { span: { start, end }, heading, blocks };
}

/** Properties that say how a note is called, sorted or drawn, and nothing that answers. Aliases are a field of their own. */
const NAMES_ONLY = /^(?:aliases|alias|tags|tag|cssclasses|cssclass)\s*:/i;

/** Each property with its value, as typed: a fact such as "due: 2026-03-01" can be cited. */
function propertyBlocks(text: string, note: Note): PassageBlock[] {
	if (!note.frontMatter) return [];
	const { start, end } = note.frontMatter.yaml;
	const blocks: PassageBlock[] = [];
	let line = 1 + countLineEnds(text, 0, start);
	let at = start;
	for (const row of text.slice(start, end).split('\n')) {
		const length = row.trimEnd().length;
		const last = blocks.at(-1);
		if (length > 0 && /^[\s-]/.test(row) && last) blocks[blocks.length - 1] = { ...last, span: { start: last.span.start, end: at + length } };
		else if (length > 0) blocks.push({ span: { start: at, end: at + length }, line, id: null });
		at += row.length + 1;
		line++;
	}
	return blocks.filter(({ span }) => !NAMES_ONLY.test(text.slice(span.start, span.end)));
}

function countLineEnds(text: string, from: number, to: number): number {
	let count = 0;
	for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
	return count;
}
