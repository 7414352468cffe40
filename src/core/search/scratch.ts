/**
 * The tables in which notes are scored. As large as the vault, so they are made once and lent to one search at a time;
 * whoever fills a table empties it again, by what it touched.
 */
import { AT_A_TIME, Postings } from './postings';

export class Scratch {
	readonly postings = new Postings(AT_A_TIME);
	/** By slot, of the word at hand: weight in all fields, and in names. */
	whole = new Float32Array(0);
	names = new Float32Array(0);
	/** By slot: score, and sum of the idf of the words it has. */
	note = new Float64Array(0);
	covered = new Float64Array(0);
	/** By slot: place + 1 among the candidates. */
	place = new Uint32Array(0);
	/** Slots that have the word at hand; by place among them the weight of the exact form, and what the word is worth. Slots that have any word. */
	touched = new Uint32Array(0);
	exact = new Float32Array(0);
	scores = new Float32Array(0);
	matched = new Uint32Array(0);
	/** By place in `matched`: what it is chosen by. */
	worth = new Float64Array(0);
	order = new Float64Array(0);
	/** By passage of the part at hand. */
	passage = new Float64Array(0);
	passageCovered = new Float64Array(0);
	passageWeight = new Float32Array(0);
	passageUnit = new Uint32Array(0);
	/** Passages that have the word at hand. */
	passageOwn = new Uint32Array(0);
	/** By form: see `PassageWords`. */
	entryOf = new Uint16Array(0);

	/** Makes room for so many slots, and passages of one part. */
	fit({ slots, passages }: { readonly slots: number; readonly passages: number }): void {
		if (slots > this.whole.length) {
			const size = roomFor(slots);
			for (const name of ['whole', 'exact', 'names', 'scores'] as const) this[name] = new Float32Array(size);
			for (const name of ['note', 'covered', 'worth', 'order'] as const) this[name] = new Float64Array(size);
			for (const name of ['place', 'touched', 'matched'] as const) this[name] = new Uint32Array(size);
		}
		if (passages <= this.passage.length) return;
		const size = roomFor(passages);
		this.passage = new Float64Array(size);
		this.passageCovered = new Float64Array(size);
		this.passageWeight = new Float32Array(size);
		this.passageUnit = new Uint32Array(size);
		this.passageOwn = new Uint32Array(size);
	}

	/** Makes room for so many forms. */
	fitForms(forms: number): void {
		if (forms > this.entryOf.length) this.entryOf = new Uint16Array(roomFor(forms));
	}
}

/** The one that is free, else another: a search that gives way may meet the next. */
export class ScratchShelf {
	#free: Scratch | null = null;

	lend(): Scratch {
		const scratch = this.#free ?? new Scratch();
		this.#free = null;
		return scratch;
	}

	/** Only what is empty again. */
	giveBack(scratch: Scratch): void {
		this.#free = scratch;
	}
}

function roomFor(count: number): number {
	return Math.ceil(count * 1.1) + 64;
}
