/** Which notes hold phrases: words side by side. However many are looked for, a unit is read once. */
import { UNIT } from './note-draft';
import { DEAD, type Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';

/** Bits of a number that stay a small integer: words of the phrases that are looked for at once. A longer phrase is known by so many of its first words. */
const BITS = 30;
/** Forms of which every combination is worked out beforehand. */
const MOST_TABLED = 12;

export interface PhraseSearch {
	/** Each a run of forms; 16 at most. */
	readonly phrases: readonly (readonly string[])[];
	/** Bits of those without which a note is of no use. */
	readonly must: number;
	readonly isWanted: (slot: number) => boolean;
}

/** By slot, bit n for the nth of the phrases that the note holds. A note that is not wanted, or cannot hold all that it must, may have none. */
export function notesWithPhrases(parts: Parts, { phrases, must, isWanted }: PhraseSearch): Uint16Array {
	const held = new Uint16Array(parts.catalog.capacity);
	let group: Run[] = [];
	let size = 0;
	for (const [at, phrase] of phrases.entries()) {
		const run = { bit: 1 << at, ids: phrase.slice(0, BITS).map((form) => parts.dictionary.idOf(form)) };
		// A word that no note has.
		if (run.ids.includes(-1)) continue;
		if (size + run.ids.length > BITS) {
			new Seeker(parts, group).seek(held, must, isWanted);
			[group, size] = [[], 0];
		}
		group.push(run);
		size += run.ids.length;
	}
	if (group.length > 0) new Seeker(parts, group).seek(held, must, isWanted);
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
	/** The runs by forms of a unit, where it does not get large. */
	readonly #table: Uint16Array | null;
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
		this.#table = this.#ids.length > MOST_TABLED ? null : Uint16Array.from({ length: 1 << this.#ids.length }, (_value, forms) => this.#runsAmong(forms));
	}

	/** Adds to `held` what each note holds. */
	seek(held: Uint16Array, must: number, isWanted: (slot: number) => boolean): void {
		const formsIn = this.parts.all().map((part) => this.#findForms(part));
		const own = must & this.#runs.reduce((bits, { bit }) => bits | bit, 0);
		// By slot, what it may hold: most notes need not be read.
		const maybe = new Uint16Array(held.length);
		if (own !== 0) this.#eachFound(formsIn, (_part, _unit, { slot, runs }) => void (maybe[slot] = (maybe[slot] ?? 0) | runs));
		this.#eachFound(formsIn, (part, unit, { slot, runs }) => {
			if ((runs & ~(held[slot] ?? 0)) === 0 || ((maybe[slot] ?? 0) & own) !== own || !isWanted(slot)) return;
			const ended = this.#read(part, unit);
			if (ended !== 0) for (const { bit, last } of this.#runs) if (ended & last) held[slot] = (held[slot] ?? 0) | bit;
		});
	}

	/** Tells of each unit of the notes' own text that has all forms of a run. */
	#eachFound(formsIn: readonly Uint32Array[], tell: (part: Part, unit: number, found: { slot: number; runs: number }) => void): void {
		const found = { slot: 0, runs: 0 };
		for (const [index, part] of this.parts.all().entries()) {
			const has = formsIn[index] ?? new Uint32Array();
			for (let unit = 0; unit < has.length; unit++) {
				const forms = has[unit] ?? 0;
				if (forms === 0) continue;
				found.slot = part.unitSlot[unit] ?? DEAD;
				found.runs = this.#runsWith(forms);
				if (found.runs !== 0 && isOwnText(part.unitKind[unit] ?? 0)) tell(part, unit, found);
			}
		}
	}

	/** By unit, a bit for each of the forms that it has. */
	#findForms(part: Part): Uint32Array {
		const has = new Uint32Array(part.units);
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
		return has;
	}

	/** Bits of the runs that a unit with these forms may hold. */
	#runsWith(forms: number): number {
		return this.#table?.[forms] ?? this.#runsAmong(forms);
	}

	#runsAmong(forms: number): number {
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
