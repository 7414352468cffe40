/** Which notes have a form, and what it weighs in each: what scoring whole notes reads of the postings. */
import { AT_A_TIME, COMMON, DEAD, HAS, SHAPE, TITLE_SHAPE, type PostedRecords } from './postings';

/** Where a note has the form: in its text, headings and tags; in what it is called; in a link's text, which counts for the note it leads to; among its facets. */
export const FOUND = { text: 0, names: 1, link: 2, facets: 3 } as const;

export interface LinkingRecords extends PostedRecords {
	readonly unitPassage: Uint32Array;
}

const WEIGHTS = Uint8Array.from(COMMON, ([weight]) => weight);
const BLOCKS = Uint8Array.from(COMMON, ([, blocks]) => blocks);
const PASSAGES = Uint8Array.from(COMMON, ([, , passages]) => passages);

/** Decoded some at a time. A note may come more than once: its names and its text are told of apart, and so is each of its links. One is used for form after form. */
export class NotePostings {
	slots = new Uint32Array(AT_A_TIME);
	/** Of `FOUND`. */
	places = new Uint8Array(AT_A_TIME);
	/** In halves of a body word. */
	weights = new Uint32Array(AT_A_TIME);
	/** How many blocks and passages of the note's text have it. */
	blocks = new Uint32Array(AT_A_TIME);
	passages = new Uint32Array(AT_A_TIME);
	/** Of a link, the form of its target. */
	targets = new Uint32Array(AT_A_TIME);
	length = 0;
	/** Of the part that reads: where it is, and where it ends. */
	at = 0;
	end = 0;
	#record = 0;

	/** Holds nothing; reading begins in a part's bytes. */
	begin(bytes: Uint8Array, at: number, end: number): void {
		this.length = this.#record = 0;
		[this.at, this.end] = [at, at];
		if (at === end) return;
		const records = this.#varint(bytes);
		this.end = this.at + records;
	}

	/** Makes room for so many, and keeps what is held. */
	makeRoom(count: number): void {
		if (count <= this.slots.length) return;
		const size = Math.max(count, this.slots.length * 2);
		const larger = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
			const array = new Uint32Array(size);
			array.set(old);
			return array;
		};
		for (const name of ['slots', 'weights', 'blocks', 'passages', 'targets'] as const) this[name] = larger(this[name]);
		const places = new Uint8Array(size);
		places.set(this.places);
		this.places = places;
	}

	/** Decodes the next living records from where it stands. Runs for every note that has a word. */
	decode(part: LinkingRecords): void {
		const { postings: bytes, recordSlot } = part;
		this.length = 0;
		while (this.at < this.end && this.length < AT_A_TIME) {
			const shape = this.#decodeCommon(bytes, recordSlot);
			if (shape === SHAPE.mixed) this.#addMixed(part);
		}
	}

	/** Records of a common shape, until one that is not, or there is no room: gives back the shape of the last. */
	#decodeCommon(bytes: Uint8Array, recordSlot: Uint32Array): number {
		const { end, slots, places, weights, blocks, passages } = this;
		let { at, length } = this;
		let record = this.#record;
		let shape = 0;
		while (at < end && length < AT_A_TIME) {
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
			let weight = WEIGHTS[shape] ?? 0;
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
			if (slot === DEAD) continue;
			slots[length] = slot;
			weights[length] = weight;
			places[length] = shape < TITLE_SHAPE || shape === SHAPE.plain ? FOUND.text : shape === TITLE_SHAPE ? FOUND.names : FOUND.facets;
			blocks[length] = shape === SHAPE.plain ? counted >> 4 : (BLOCKS[shape] ?? 0);
			passages[length++] = shape === SHAPE.plain ? counted & 15 : (PASSAGES[shape] ?? 0);
		}
		[this.at, this.length, this.#record] = [at, length, record];
		return shape;
	}

	/** Takes in a record: `links` are texts of links as units after the record's first, and counts. */
	#addMixed({ postings: bytes, recordSlot, recordUnits, unitPassage }: LinkingRecords): void {
		const has = this.#varint(bytes);
		const slot = recordSlot[this.#record] ?? DEAD;
		const text = has & HAS.text ? [this.#varint(bytes), this.#varint(bytes), this.#varint(bytes)] : null;
		const links = this.#varint(bytes);
		this.makeRoom(this.length + links + 2);
		const [weight = 0, blocks = 0, passages = 0] = text ?? [];
		if (text) this.add(slot, { place: has & HAS.names ? FOUND.names : FOUND.text, weight, blocks, passages });
		if (has & HAS.facets) this.add(slot, { place: FOUND.facets });
		for (let left = links; left > 0; left--) {
			const unit = (recordUnits[this.#record] ?? 0) + this.#varint(bytes);
			this.add(slot, { place: FOUND.link, weight: this.#varint(bytes) * 2, target: unitPassage[unit] ?? 0 });
		}
	}

	/** Adds one where there is room; none for what is gone. */
	add(slot: number, { place, weight = 0, blocks = 0, passages = 0, target = 0 }: { place: number; weight?: number; blocks?: number; passages?: number; target?: number }): void {
		if (slot === DEAD) return;
		this.slots[this.length] = slot;
		this.places[this.length] = place;
		this.weights[this.length] = weight;
		this.blocks[this.length] = blocks;
		this.passages[this.length] = passages;
		this.targets[this.length++] = target;
	}

	#varint(bytes: Uint8Array): number {
		let [value, shift, byte] = [0, 0, 128];
		for (; byte > 127; shift += 7) {
			byte = bytes[this.at++] ?? 0;
			value |= (byte & 127) << shift;
		}
		return value;
	}
}
