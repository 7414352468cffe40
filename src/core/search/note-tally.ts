/**
 * Sums up what a word weighs in each note that has it, form after form. Postings are summed as they are decoded: for
 * the frequent words of a large vault nothing of a query costs more.
 */
import { FOUND, type PostedNotes } from './note-postings';
import { COMMON, DEAD, HAS, SHAPE, TITLE_SHAPE, varintAt } from './postings';
import type { Scratch } from './scratch';
import type { TermForm } from './scores';

const EVERYWHERE = 0xff;
const WEIGHTS = Uint8Array.from(COMMON, ([weight]) => weight);
const BLOCKS = Uint8Array.from(COMMON, ([, blocks]) => blocks);
const PASSAGES = Uint8Array.from(COMMON, ([, , passages]) => passages);

/** What one place of a note, or a link, has of a word. */
export interface FoundWord {
	/** Of `FOUND`. */
	readonly place: number;
	/** In halves of a body word. */
	readonly weight: number;
	readonly blocks?: number;
	readonly passages?: number;
	/** Of a link, the form of its target. */
	readonly target?: number;
}

/** What is asked of notes, and of the forms by which links name them. */
export interface KnownNotes {
	/** By slot. */
	readonly languages: Uint8Array;
	/** The note that links with this form lead to, -1 when there is none. */
	readonly slotOf: (target: number) => number;
}

/** Fills `whole`, `names` and `touched` of the tables it is given; whoever reads them empties them. */
export class NoteTally {
	/** Notes that have the word, and those that have it in a name. */
	notes = 0;
	named = 0;
	/** Blocks and passages that have it. */
	blocks = 0;
	passages = 0;
	#wanted = EVERYWHERE;
	#worth = 1;
	/** In the bytes being read: where, and the record. */
	#at = 0;
	#record = 0;

	constructor(
		private readonly known: KnownNotes,
		private readonly scratch: Pick<Scratch, 'whole' | 'names' | 'touched'>,
	) {}

	/** Begins another word. */
	begin(): void {
		this.notes = this.named = this.blocks = this.passages = 0;
	}

	/** What is added from now on is this form. */
	setForm({ languages, weight }: Pick<TermForm, 'languages' | 'weight'>): void {
		this.#wanted = languages;
		this.#worth = weight;
	}

	/** Adds all that is told of a form's records where its postings begin. */
	addRecords(part: PostedNotes, from: number): void {
		const { value: bytes, next } = varintAt(part.postings, from);
		const end = next + bytes;
		[this.#at, this.#record] = [next, 0];
		while (this.#at < end) if (this.#addCommon(part, end) === SHAPE.mixed) this.#addMixed(part);
	}

	/** Records until one that is mixed: gives back the shape of the last. Runs for every note that has a word. */
	#addCommon({ postings: bytes, recordSlot }: PostedNotes, end: number): number {
		const { whole, names, touched } = this.scratch;
		const { languages } = this.known;
		const [wanted, worth] = [this.#wanted, this.#worth];
		let [at, record, shape] = [this.#at, this.#record, 0];
		let [notes, blocks, passages] = [this.notes, 0, 0];
		while (at < end) {
			let value = bytes[at++] ?? 0;
			if (value > 127) {
				value &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = bytes[at++] ?? 0;
					value |= (byte & 127) << shift;
				}
			}
			record += value >>> 3;
			shape = value & 7;
			if (shape === SHAPE.mixed) break;
			let weight = 0;
			let counted = 0;
			if (shape === SHAPE.plain) {
				weight = bytes[at++] ?? 0;
				if (weight > 127) {
					weight &= 127;
					for (let shift = 7, byte = 128; byte > 127; shift += 7) {
						byte = bytes[at++] ?? 0;
						weight |= (byte & 127) << shift;
					}
				}
				counted = bytes[at++] ?? 0;
			}
			const slot = recordSlot[record] ?? DEAD;
			if (slot === DEAD || shape === SHAPE.facets || (wanted !== EVERYWHERE && ((wanted >> (languages[slot] ?? 0)) & 1) === 0)) continue;
			if (shape === SHAPE.plain) {
				blocks += counted >> 4;
				passages += counted & 15;
			} else {
				weight = WEIGHTS[shape] ?? 0;
				blocks += BLOCKS[shape] ?? 0;
				passages += PASSAGES[shape] ?? 0;
			}
			weight *= worth;
			if (shape === TITLE_SHAPE) {
				if (names[slot] === 0) this.named++;
				names[slot] = (names[slot] ?? 0) + weight;
			}
			const before = whole[slot] ?? 0;
			if (before === 0) touched[notes++] = slot;
			whole[slot] = before + weight;
		}
		[this.#at, this.#record, this.notes] = [at, record, notes];
		this.blocks += blocks;
		this.passages += passages;
		return shape;
	}

	/** A record with words in several places: its links follow, as units after its first, and counts. */
	#addMixed({ postings: bytes, recordSlot, recordUnits, unitPassage }: PostedNotes): void {
		const has = this.#varint(bytes);
		const slot = recordSlot[this.#record] ?? DEAD;
		if (has & HAS.text) {
			const [weight, blocks, passages] = [this.#varint(bytes), this.#varint(bytes), this.#varint(bytes)];
			this.add(slot, { place: has & HAS.names ? FOUND.names : FOUND.text, weight, blocks, passages });
		}
		for (let left = this.#varint(bytes); left > 0; left--) {
			const unit = (recordUnits[this.#record] ?? 0) + this.#varint(bytes);
			this.add(slot, { place: FOUND.link, weight: this.#varint(bytes) * 2, target: unitPassage[unit] ?? 0 });
		}
	}

	/** Adds what a note has of the form in one place; nothing for a note that is gone or that has another language. */
	add(slot: number, { place, weight: own, blocks = 0, passages = 0, target = 0 }: FoundWord): void {
		const { whole, names, touched } = this.scratch;
		if (slot === DEAD || place === FOUND.facets || ((this.#wanted >> (this.known.languages[slot] ?? 0)) & 1) === 0) return;
		const to = place === FOUND.link ? this.known.slotOf(target) : slot;
		if (to < 0) return;
		const weight = own * this.#worth;
		if (place === FOUND.names) {
			if (names[to] === 0) this.named++;
			names[to] = (names[to] ?? 0) + weight;
		}
		this.blocks += blocks;
		this.passages += passages;
		const before = whole[to] ?? 0;
		if (before === 0) touched[this.notes++] = to;
		whole[to] = before + weight;
	}

	#varint(bytes: Uint8Array): number {
		let [value, shift, byte] = [0, 0, 128];
		for (; byte > 127; shift += 7) {
			byte = bytes[this.#at++] ?? 0;
			value |= (byte & 127) << shift;
		}
		return value;
	}
}
