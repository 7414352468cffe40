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

/** Bits of a number that stay a small integer. A longer phrase is known by so many of its first words. */
const BITS = 30;

/**
 * Looks for a run of forms in the words of a unit by shift-and (Baeza-Yates and Gonnet, "A new approach to text
 * searching", 1992): bit n of `alive` says that the run's first n + 1 forms end at the place before. Forms that begin
 * at one place stand for each other.
 */
class Run {
	readonly #forms: Uint32Array;
	/** By place in `forms`, bits of the places where the form stands in the run. */
	readonly #bits: Int32Array;
	readonly #last: number;

	constructor(run: readonly number[]) {
		const first = run.slice(0, BITS);
		this.#forms = Uint32Array.from(new Set(first));
		this.#bits = new Int32Array(this.#forms.length);
		first.forEach((form, at) => {
			const place = this.#forms.indexOf(form);
			this.#bits[place] = (this.#bits[place] ?? 0) | (1 << at);
		});
		this.#last = 1 << (first.length - 1);
	}

	/** Runs for every unit that has all the forms: the bytes are read here, without a reader. */
	isIn({ words, unitWords }: Part, unit: number): boolean {
		const [forms, bits, last] = [this.#forms, this.#bits, this.#last];
		const count = forms.length;
		const end = unitWords[unit + 1] ?? 0;
		let at = unitWords[unit] ?? 0;
		let alive = 0;
		let present = 0;
		while (at < end) {
			let form = words[at++] ?? 0;
			if (form > 127) {
				form &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = words[at++] ?? 0;
					form |= (byte & 127) << shift;
				}
			}
			// Of the step only what it ends in, and whether it is none, is asked.
			const step = words[at++] ?? 0;
			if (step > 127) while ((words[at++] ?? 0) > 127);
			if (step & 1) while ((words[at++] ?? 0) > 127);
			if (step > 1) {
				alive = ((alive << 1) | 1) & present;
				if (alive & last) return true;
				present = 0;
			}
			for (let place = 0; place < count; place++) if (forms[place] === form) present |= bits[place] ?? 0;
		}
		return ((((alive << 1) | 1) & present) & last) !== 0;
	}
}
