/** Which notes hold phrases: words side by side. However many are looked for, a unit is read once. */
import { UNIT } from './note-draft';
import { DEAD, type Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';

/** Bits of a number that stay a small integer: words of the phrases that are looked for at once. A longer phrase is known by so many of its first words. */
const BITS = 30;

/** By slot, bit n for the nth of the phrases (16 at most) that the note holds, each a run of forms; only for notes that `isWanted`. */
export function notesWithPhrases(parts: Parts, phrases: readonly (readonly string[])[], isWanted: (slot: number) => boolean): Uint16Array {
	const held = new Uint16Array(parts.catalog.capacity);
	let group: Run[] = [];
	let size = 0;
	for (const [at, phrase] of phrases.entries()) {
		const run = { bit: 1 << at, ids: phrase.slice(0, BITS).map((form) => parts.dictionary.idOf(form)) };
		// A word that no note has.
		if (run.ids.includes(-1)) continue;
		if (size + run.ids.length > BITS) {
			new Seeker(parts, group).seek(held, isWanted);
			[group, size] = [[], 0];
		}
		group.push(run);
		size += run.ids.length;
	}
	if (group.length > 0) new Seeker(parts, group).seek(held, isWanted);
	return held;
}

interface Run {
	readonly bit: number;
	readonly ids: readonly number[];
}

/**
 * Looks for runs of forms in the words of units by shift-and (Baeza-Yates and Gonnet, "A new approach to text
 * searching", 1992): the runs stand one behind the other in a number, and a bit of `alive` says that a run's forms up
 * to that one end at the place before. Forms that begin at one place stand for each other.
 */
class Seeker {
	/** By form, bits of the places where it stands in the runs. */
	readonly #bitsOf: Uint32Array;
	/** Of each run: bits of its forms among those of all, what tells that it was found, and where it ends. */
	readonly #runs: { readonly needs: number; readonly bit: number; readonly last: number }[] = [];
	readonly #ids: readonly number[];
	#starts = 0;
	#lasts = 0;

	constructor(
		private readonly parts: Parts,
		runs: readonly Run[],
	) {
		this.#bitsOf = new Uint32Array(parts.dictionary.size);
		this.#ids = [...new Set(runs.flatMap(({ ids }) => ids))];
		let at = 0;
		for (const { ids, bit } of runs) {
			this.#starts |= 1 << at;
			for (const id of ids) this.#bitsOf[id] = (this.#bitsOf[id] ?? 0) | (1 << at++);
			const last = 1 << (at - 1);
			this.#lasts |= last;
			this.#runs.push({ needs: ids.reduce((bits, id) => bits | (1 << this.#ids.indexOf(id)), 0), bit, last });
		}
	}

	/** Adds to `held` what each note holds. */
	seek(held: Uint16Array, isWanted: (slot: number) => boolean): void {
		const all = this.parts.all();
		const has = new Uint32Array(all.reduce((most, { units }) => Math.max(most, units), 0));
		for (const part of all) {
			this.#findForms(part, has);
			for (let unit = 0; unit < part.units; unit++) {
				const bits = has[unit] ?? 0;
				if (bits === 0) continue;
				has[unit] = 0;
				const slot = part.unitSlot[unit] ?? DEAD;
				const sought = this.#soughtIn(bits) & ~(held[slot] ?? 0);
				if (sought === 0 || !isOwnText(part.unitKind[unit] ?? 0) || !isWanted(slot)) continue;
				const ended = this.#read(part, unit);
				if (ended !== 0) for (const { bit, last } of this.#runs) if (ended & last) held[slot] = (held[slot] ?? 0) | bit;
			}
		}
	}

	/** By unit, a bit for each of the forms that it has. */
	#findForms(part: Part, has: Uint32Array): void {
		const postings = new Postings(AT_A_TIME);
		for (const [at, id] of this.#ids.entries()) {
			part.open(id, postings);
			while (part.next(postings)) {
				const { units, length } = postings;
				for (let index = 0; index < length; index++) {
					const unit = units[index] ?? 0;
					has[unit] = (has[unit] ?? 0) | (1 << at);
				}
			}
		}
	}

	/** Bits of the runs that a unit with these forms may hold. */
	#soughtIn(forms: number): number {
		let bits = 0;
		for (const { needs, bit } of this.#runs) if ((forms & needs) === needs) bits |= bit;
		return bits;
	}

	/** Where runs end in a unit. The bytes are read here, without a reader: for the most frequent words these are most of the vault. */
	#read({ words, unitWords }: Part, unit: number): number {
		const bitsOf = this.#bitsOf;
		const starts = this.#starts;
		const end = unitWords[unit + 1] ?? 0;
		let at = unitWords[unit] ?? 0;
		let alive = 0;
		let present = 0;
		let ended = 0;
		while (at < end) {
			let form = words[at++] ?? 0;
			if (form > 127) {
				let byte = words[at++] ?? 0;
				form = (form & 127) | ((byte & 127) << 7);
				for (let shift = 14; byte > 127; shift += 7) {
					byte = words[at++] ?? 0;
					form |= (byte & 127) << shift;
				}
			}
			// Of the step only what it ends in, and whether it is none, is asked.
			const step = words[at++] ?? 0;
			if (step > 127) while ((words[at++] ?? 0) > 127);
			if (step & 1) while ((words[at++] ?? 0) > 127);
			if (step > 1) {
				alive = ((alive << 1) | starts) & present;
				ended |= alive;
				present = 0;
			}
			present |= bitsOf[form] ?? 0;
		}
		return (ended | (((alive << 1) | starts) & present)) & this.#lasts;
	}
}

/** Words of the note itself: what others call it does not count. */
function isOwnText(kind: number): boolean {
	return kind !== UNIT.link && kind !== UNIT.facets;
}
