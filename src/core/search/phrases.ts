/** Which notes hold a phrase: words side by side. */
import { UNIT } from './note-draft';
import { kindAt, type Part } from './part';
import type { Parts } from './parts';
import { Postings } from './postings';

/** Finds the notes that hold runs of forms, 1 by slot; only those that `isWanted`. What it decodes into is used again. */
export function phraseFinder(parts: Parts): (phrase: readonly string[], isWanted: (slot: number) => boolean) => Uint8Array {
	const [held, next] = [new Postings(), new Postings()];
	return (phrase, isWanted) => {
		const found = new Uint8Array(parts.catalog.capacity);
		const ids = phrase.map((form) => parts.dictionary.idOf(form));
		if (ids.length === 0 || ids.includes(-1)) return found;
		const rarestFirst = [...new Set(ids)].sort((a, b) => parts.dictionary.usesOf(a) - parts.dictionary.usesOf(b));
		const run = new Run(ids);
		for (const part of parts.all()) {
			for (const [index, id] of rarestFirst.entries()) {
				const read = index === 0 ? held : next;
				part.open(id, read);
				part.next(read);
				if (index > 0) keepCommon(held, next);
			}
			for (let at = 0; at < held.length; at++) {
				const unit = held.units[at] ?? 0;
				const slot = part.unitSlot[unit] ?? 0;
				if (found[slot] === 0 && isOwnText(kindAt(part, unit)) && isWanted(slot) && run.isIn(part, unit)) found[slot] = 1;
			}
		}
		return found;
	};
}

/** Words of the note itself: what others call it does not count. */
export function isOwnText(kind: number): boolean {
	return kind !== UNIT.link && kind !== UNIT.facets;
}

/** Keeps of `held` the units that `other` has too. Both ascend. */
function keepCommon(held: Postings, other: Postings): void {
	let [kept, from] = [0, 0];
	for (let at = 0; at < held.length; at++) {
		const unit = held.units[at] ?? 0;
		while (from < other.length && (other.units[from] ?? 0) < unit) from++;
		if (from < other.length && other.units[from] === unit) held.units[kept++] = unit;
	}
	held.length = kept;
}

/** Bits of a number that stay a small integer. */
const BITS = 30;

/**
 * Looks for a run of forms in the words of a unit by shift-and (Baeza-Yates and Gonnet, "A new approach to text
 * searching", 1992): bit n of `alive` says that the run's first n + 1 forms end at the place before. Forms that begin
 * at one place stand for each other.
 */
class Run {
	/** By chunk of the run, bits of the places where a form stands in it. */
	readonly #bits = new Map<number, Int32Array>();
	readonly #chunks: number;
	readonly #alive: Int32Array;
	readonly #present: Int32Array;
	readonly #last: number;

	constructor(run: readonly number[]) {
		this.#chunks = Math.ceil(run.length / BITS);
		this.#alive = new Int32Array(this.#chunks);
		this.#present = new Int32Array(this.#chunks);
		this.#last = 1 << ((run.length - 1) % BITS);
		run.forEach((form, at) => {
			const bits = this.#bits.get(form) ?? new Int32Array(this.#chunks);
			const chunk = Math.floor(at / BITS);
			bits[chunk] = (bits[chunk] ?? 0) | (1 << (at % BITS));
			this.#bits.set(form, bits);
		});
	}

	isIn({ words, unitWords }: Part, unit: number): boolean {
		this.#alive.fill(0);
		this.#present.fill(0);
		const end = unitWords[unit + 1] ?? 0;
		let at = unitWords[unit] ?? 0;
		const varint = (): number => {
			let byte = words[at++] ?? 0;
			if (byte < 128) return byte;
			let value = byte & 127;
			for (let shift = 128; byte >= 128; shift *= 128) {
				byte = words[at++] ?? 0;
				value += (byte & 127) * shift;
			}
			return value;
		};
		while (at < end) {
			const form = varint();
			const step = varint();
			if (step & 1) varint();
			if (step > 1 && this.#ends()) return true;
			const bits = this.#bits.get(form);
			if (bits) for (let chunk = 0; chunk < this.#chunks; chunk++) this.#present[chunk] = (this.#present[chunk] ?? 0) | (bits[chunk] ?? 0);
		}
		return this.#ends();
	}

	/** Goes on to the next place; true when the run ended at the one before. */
	#ends(): boolean {
		for (let chunk = this.#chunks - 1; chunk >= 0; chunk--) {
			const carried = chunk === 0 ? 1 : ((this.#alive[chunk - 1] ?? 0) >> (BITS - 1)) & 1;
			this.#alive[chunk] = (((this.#alive[chunk] ?? 0) << 1) | carried) & (this.#present[chunk] ?? 0);
			this.#present[chunk] = 0;
		}
		return ((this.#alive[this.#chunks - 1] ?? 0) & this.#last) !== 0;
	}
}
