/**
 * Which passages hold which word, how much each weighs, and how long everything is: the numbers of BM25F.
 *
 * Each note begins with a passage of its own for title and aliases, so that the title can be scored both as a
 * field of the note and by itself. A removed note leaves its postings behind, which are skipped and swept when
 * they outnumber the living. No score depends on what was swept or when.
 */
import { words } from './analyse';
import { Dictionary } from './dictionary';
import { eachPackedWord, PASSAGE_FIELDS, titleIn, type NoteEntry } from './note-entry';

/** Field weights title 3, heading 1.5, body 1 (measured), in halves so that sums are whole numbers. */
const TITLE_WEIGHT = 6;
const HEADING_WEIGHT = 3;
const BODY_WEIGHT = 2;
const MAX_WEIGHT = 0xffff;
/** A posting is one number: passage * STEP + weight. */
const STEP = MAX_WEIGHT + 1;
const SWEEP_AFTER = 2_000;

export class Postings {
	readonly dictionary = new Dictionary();
	/** By slot; null where a note was removed. */
	notes: (NoteEntry | null)[] = [];
	/** By slot: weighted length of the note, and its title passage. The passages of the note follow that one. */
	noteLength: number[] = [];
	titlePassage: number[] = [];
	/** By passage: its slot and its weighted length. */
	passageSlot: number[] = [];
	passageLength: number[] = [];
	liveNotes = 0;
	livePassages = 0;
	totalNoteLength = 0;
	totalTitleLength = 0;
	private lists: number[][] = [];
	private counts = new Map<number, number>();

	/** Takes a note in and tells its slot. */
	add(entry: NoteEntry): number {
		const slot = this.notes.push(entry) - 1;
		const title = this.addPassage(slot, (count) => {
			for (const { form } of words([titleIn(entry), ...entry.aliases].join('\n'))) count(this.dictionary.add(form), TITLE_WEIGHT);
		});
		this.titlePassage.push(title);
		const size = entry.passages.length / PASSAGE_FIELDS;
		for (let index = 0; index < size; index++) {
			this.addPassage(slot, (count) => {
				eachPackedWord(entry, index, (form, _start, _length, isHeading) => count(form, isHeading ? HEADING_WEIGHT : BODY_WEIGHT));
			});
		}
		let length = 0;
		for (let passage = title; passage <= title + size; passage++) length += this.passageLength[passage] ?? 0;
		this.noteLength.push(length);
		this.tally(slot, 1);
		return slot;
	}

	remove(slot: number): void {
		this.tally(slot, -1);
		this.notes[slot] = null;
	}

	/** True when the dead outnumber the living, and sweeping pays. */
	get needsSweep(): boolean {
		return this.passageSlot.length > 2 * this.livePassages + SWEEP_AFTER;
	}

	/** Drops what removed notes left behind. Slots change; returns the notes by their new slot. */
	sweep(): readonly NoteEntry[] {
		const living = this.notes.filter((entry): entry is NoteEntry => entry !== null);
		this.notes = [];
		this.noteLength = [];
		this.titlePassage = [];
		this.passageSlot = [];
		this.passageLength = [];
		this.lists = [];
		this.liveNotes = this.livePassages = this.totalNoteLength = this.totalTitleLength = 0;
		for (const entry of living) this.add(entry);
		return living;
	}

	/** Tells of each passage of a living note that holds the form, with the weight of the word there. */
	each(form: number, onPosting: (passage: number, slot: number, weight: number) => void): void {
		for (const posting of this.lists[form] ?? []) {
			const passage = Math.floor(posting / STEP);
			const slot = this.passageSlot[passage] ?? 0;
			if (this.notes[slot]) onPosting(passage, slot, posting % STEP);
		}
	}

	private addPassage(slot: number, fill: (count: (form: number, weight: number) => void) => void): number {
		const passage = this.passageSlot.push(slot) - 1;
		let length = 0;
		this.counts.clear();
		fill((form, weight) => {
			length += weight;
			this.counts.set(form, (this.counts.get(form) ?? 0) + weight);
		});
		this.passageLength.push(length);
		for (const [form, weight] of this.counts) {
			const posting = passage * STEP + Math.min(weight, MAX_WEIGHT);
			const list = this.lists[form];
			if (list) list.push(posting);
			else this.lists[form] = [posting];
		}
		return passage;
	}

	private tally(slot: number, sign: 1 | -1): void {
		const entry = this.notes[slot];
		if (!entry) return;
		this.liveNotes += sign;
		this.livePassages += sign * (1 + entry.passages.length / PASSAGE_FIELDS);
		this.totalNoteLength += sign * (this.noteLength[slot] ?? 0);
		this.totalTitleLength += sign * (this.passageLength[this.titlePassage[slot] ?? 0] ?? 0);
	}
}
