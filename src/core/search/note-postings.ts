/** Which notes have a form, and where: what filters and reasons read of the postings. What it weighs in them, `note-tally.ts` sums up. */
import { AT_A_TIME, DEAD, HAS, SHAPE, TITLE_SHAPE, type PostedRecords } from './postings';

/** Where a note has the form: in its text, headings and tags; in what it is called; in a link's text, which counts for the note it leads to; among its facets. */
export const FOUND = { text: 0, names: 1, link: 2, facets: 3 } as const;

export interface PostedNotes extends PostedRecords {
	readonly unitPassage: Uint32Array;
}

/** Decoded some at a time. A note may come more than once: its names and its text are told of apart, and so is each of its links. One is used for form after form. */
export class NotePostings {
	slots = new Uint32Array(AT_A_TIME);
	/** Of `FOUND`. */
	places = new Uint8Array(AT_A_TIME);
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
		const { slots, places, targets } = this;
		[this.slots, this.places, this.targets] = [new Uint32Array(size), new Uint8Array(size), new Uint32Array(size)];
		this.slots.set(slots);
		this.places.set(places);
		this.targets.set(targets);
	}

	/** Decodes the next living records from where it stands. */
	decode(part: PostedNotes): void {
		const { postings: bytes } = part;
		this.length = 0;
		while (this.at < this.end && this.length < AT_A_TIME) if (this.#decodeCommon(bytes, part.recordSlot) === SHAPE.mixed) this.#addMixed(part);
	}

	/** Records until one that is mixed, or there is no room: gives back the shape of the last. Runs for every note that has a form. */
	#decodeCommon(bytes: Uint8Array, recordSlot: Uint32Array): number {
		const { end, slots, places } = this;
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
			if (shape === SHAPE.plain) {
				while ((bytes[at++] ?? 0) > 127);
				at++;
			}
			const slot = recordSlot[record] ?? DEAD;
			if (slot === DEAD) continue;
			slots[length] = slot;
			places[length++] = shape === TITLE_SHAPE ? FOUND.names : shape === SHAPE.facets ? FOUND.facets : FOUND.text;
		}
		[this.at, this.length, this.#record] = [at, length, record];
		return shape;
	}

	/** Takes in a record: `links` are texts of links as units after the record's first, and counts. */
	#addMixed({ postings: bytes, recordSlot, recordUnits, unitPassage }: PostedNotes): void {
		const has = this.#varint(bytes);
		const slot = recordSlot[this.#record] ?? DEAD;
		if (has & HAS.text) for (let left = 3; left > 0; left--) this.#varint(bytes);
		const links = this.#varint(bytes);
		this.makeRoom(this.length + links + 2);
		if (has & HAS.text) this.add(slot, has & HAS.names ? FOUND.names : FOUND.text);
		if (has & HAS.facets) this.add(slot, FOUND.facets);
		for (let left = links; left > 0; left--) {
			const unit = (recordUnits[this.#record] ?? 0) + this.#varint(bytes);
			this.#varint(bytes);
			this.add(slot, FOUND.link, unitPassage[unit] ?? 0);
		}
	}

	/** Adds one where there is room; none for what is gone. */
	add(slot: number, place: number, target = 0): void {
		if (slot === DEAD) return;
		this.slots[this.length] = slot;
		this.places[this.length] = place;
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
