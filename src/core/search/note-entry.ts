/**
 * What the index keeps of a note: its words with their places, and the blocks that can be cited, in packed form.
 *
 * The text itself is not kept. From the words all else can be made again: postings, neighbours, matched ranges.
 */
import type { Note } from '../lib/note';
import { titleOf } from '../lib/vault-path';
import { eachWord } from './analyse';
import type { Dictionary } from './dictionary';
import { cutPassages, type Passage } from './passages';

/** A note as it is handed to the index. */
export interface IndexedNote {
	readonly path: string;
	readonly text: string;
	/** The hash of the text on disk, which may be longer than `text` when the note was cut. */
	readonly version: string;
	readonly note: Note;
	/** Where the title is not the file's name. */
	readonly title?: string;
}

export interface NoteEntry {
	readonly path: string;
	readonly version: string;
	/** Given by the note's owner; null when it is the file's name. */
	readonly ownTitle: string | null;
	readonly aliases: readonly string[];
	/** `PASSAGE_FIELDS` numbers a passage: start, first block, end of blocks, heading + 1, offset of its words. */
	readonly passages: Uint32Array;
	/** `BLOCK_FIELDS` numbers a block: start, end, line. */
	readonly blocks: Uint32Array;
	readonly blockIds: ReadonlyMap<number, string>;
	readonly headings: readonly { readonly text: string; readonly parent: number }[];
	/** Per word: form, distance from the last start, length * 2 + 1 in a heading. Variable-length numbers. */
	readonly words: Uint8Array;
}

/** What the note is called. */
export function titleIn(entry: NoteEntry): string {
	return entry.ownTitle ?? titleOf(entry.path);
}

export const PASSAGE_FIELDS = 5;
export const BLOCK_FIELDS = 3;

/** Packs a note. Adds its words to `dictionary`. */
export function packNote(indexed: IndexedNote, dictionary: Dictionary): NoteEntry {
	const { note, text } = indexed;
	const cut = cutPassages(text, note);
	const passages = new Uint32Array(cut.length * PASSAGE_FIELDS);
	const blocks: number[] = [];
	const blockIds = new Map<number, string>();
	const packer = new Packer();
	cut.forEach((passage, index) => {
		const firstBlock = blocks.length / BLOCK_FIELDS;
		for (const block of passage.blocks) {
			if (block.id !== null) blockIds.set(blocks.length / BLOCK_FIELDS, block.id);
			blocks.push(block.span.start, block.span.end, block.line);
		}
		passages.set([passage.span.start, firstBlock, blocks.length / BLOCK_FIELDS, passage.heading + 1, packer.length], index * PASSAGE_FIELDS);
		packWords(packer, { text, passage, headingEnd: headingEnd(note, passage), dictionary });
	});
	return {
		path: indexed.path,
		version: indexed.version,
		ownTitle: indexed.title ?? null,
		aliases: note.aliases,
		passages,
		blocks: Uint32Array.from(blocks),
		blockIds,
		headings: note.headings.map(({ text: heading, parent }) => ({ text: heading, parent })),
		words: packer.bytes(),
	};
}

/** End of the heading that opens the passage; its start when none does. */
function headingEnd(note: Note, passage: Passage): number {
	const heading = note.headings[passage.heading];
	return heading && heading.span.start === passage.span.start ? heading.span.end : passage.span.start;
}

interface PassageWords {
	readonly text: string;
	readonly passage: Passage;
	readonly headingEnd: number;
	readonly dictionary: Dictionary;
}

function packWords(packer: Packer, { text, passage, headingEnd: end, dictionary }: PassageWords): void {
	const offset = passage.span.start;
	let last = 0;
	eachWord(text.slice(offset, passage.span.end), (form, from, to) => {
		packer.add(dictionary.add(form));
		packer.add(from - last);
		packer.add((to - from) * 2 + (offset + from < end ? 1 : 0));
		last = from;
	});
}


export type PackedWordListener = (form: number, start: number, length: number, isHeading: boolean) => void;

/** Reads the words of a passage back, in order. */
export function eachPackedWord(entry: NoteEntry, passage: number, onWord: PackedWordListener): void {
	const { words, passages } = entry;
	const row = passage * PASSAGE_FIELDS;
	const end = passages[row + PASSAGE_FIELDS + 4] ?? words.length;
	let at = passages[row + 4] ?? 0;
	let start = passages[row] ?? 0;
	const next = (): number => {
		let value = 0;
		for (let shift = 1; ; shift *= 128) {
			const byte = words[at++] ?? 0;
			value += (byte & 127) * shift;
			if (byte < 128) return value;
		}
	};
	while (at < end) {
		const form = next();
		start += next();
		const length = next();
		onWord(form, start, length >> 1, (length & 1) === 1);
	}
}

/** A growing list of variable-length numbers, seven bits a byte, low bits first. */
class Packer {
	private buffer = new Uint8Array(256);
	length = 0;

	add(value: number): void {
		if (this.length + 5 > this.buffer.length) {
			const larger = new Uint8Array(this.buffer.length * 2);
			larger.set(this.buffer);
			this.buffer = larger;
		}
		let rest = value;
		while (rest > 127) {
			this.buffer[this.length++] = (rest & 127) | 128;
			rest = Math.floor(rest / 128);
		}
		this.buffer[this.length++] = rest;
	}

	bytes(): Uint8Array {
		return this.buffer.slice(0, this.length);
	}
}
