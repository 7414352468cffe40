/** Which notes hold phrases: words side by side. Each phrase is looked for in the notes that hold those before it. */
import { UNIT } from './note-draft';
import { DEAD, type Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';

/** Bits of a number that stay a small integer: words of the phrases that are looked for at once. A longer phrase is known by so many of its first words. */
const BITS = 30;
/** Forms of which every combination is worked out beforehand. */
const MOST_TABLED = 12;
/** What reading a word of a note costs against passing over one in the postings. */
const READING = 2;

export interface PhraseSearch {
	/** Each a run of forms. */
	readonly phrases: readonly (readonly string[])[];
	/** Whoever holds one of these is out. */
	readonly excluded: readonly (readonly string[])[];
	/** A phrase that none of the notes left holds is let be: a question names things in quotes that no note calls so. */
	readonly asks: boolean;
	readonly isWanted: (slot: number) => boolean;
}

/** 1 by slot for the notes that are wanted and hold the phrases. */
export function notesWithPhrases(parts: Parts, { phrases, excluded, asks, isWanted }: PhraseSearch): Uint8Array {
	const { paths } = parts.catalog;
	const left = new Uint8Array(paths.length);
	for (let slot = 0; slot < left.length; slot++) if (paths[slot] !== '' && isWanted(slot)) left[slot] = 1;
	const wanted = runsOf(parts, phrases);
	const runs = asks ? wanted.filter(isKnown) : rarestFirst(parts, wanted);
	if (!runs.every(isKnown)) return left.fill(0);
	// By itself, so that the others are looked for in few notes.
	for (const group of [runs.slice(0, 1), ...groupsOf(runs.slice(1))]) {
		if (group.length === 0) continue;
		const held = new Seeker(parts, group).seek(left, { isAnyEnough: false });
		const all = asks ? togetherIn(held, group.length) : (1 << group.length) - 1;
		for (let slot = 0; slot < left.length; slot++) if (((held[slot] ?? 0) & all) !== all) left[slot] = 0;
	}
	for (const group of groupsOf(runsOf(parts, excluded).filter(isKnown))) leaveOut(left, new Seeker(parts, group).seek(left, { isAnyEnough: true }));
	return left;
}

function leaveOut(left: Uint8Array, held: Uint32Array): void {
	for (let slot = 0; slot < left.length; slot++) if (held[slot] !== 0) left[slot] = 0;
}

/** Of some runs, one after the other, those that a note holds together with those before it. */
function togetherIn(held: Uint32Array, runs: number): number {
	let all = 0;
	for (let at = 0; at < runs; at++) {
		const together = all | (1 << at);
		if (held.some((bits) => (bits & together) === together)) all = together;
	}
	return all;
}

function isKnown(run: readonly number[]): boolean {
	return !run.includes(-1);
}

/** The number of each form; -1 for a word that no note has. */
function runsOf({ dictionary }: Parts, phrases: readonly (readonly string[])[]): number[][] {
	return phrases.map((phrase) => phrase.slice(0, BITS).map((form) => dictionary.idOf(form)));
}

/** By the rarest of their words: few notes are left for those that follow. */
function rarestFirst({ dictionary }: Parts, runs: readonly number[][]): number[][] {
	const usesOf = (run: readonly number[]): number => Math.min(...run.map((id) => (id < 0 ? 0 : dictionary.usesOf(id))));
	return runs.slice().sort((a, b) => usesOf(a) - usesOf(b));
}

/** Runs that are looked for at once. */
function groupsOf(runs: readonly number[][]): number[][][] {
	const groups: number[][][] = [];
	let size = BITS;
	for (const run of runs) {
		if (size + run.length > BITS) groups.push([]);
		size = size + run.length > BITS ? run.length : size + run.length;
		groups.at(-1)?.push(run);
	}
	return groups;
}

/** Notes to look into, 1 by slot; what was found, by slot a bit for each run; whether one run is enough. */
interface Seeking {
	readonly among: Uint8Array;
	readonly held: Uint32Array;
	readonly isAnyEnough: boolean;
}

/**
 * Looks for runs of forms in the words of units by shift-and (Baeza-Yates and Gonnet, "A new approach to text
 * searching", 1992): the runs stand one behind the other in a number, and a bit of `alive` says that a run's forms up
 * to that one end at the place before. Forms that begin at one place stand for each other.
 */
class Seeker {
	/** By form, bits of the places where it stands in the runs. */
	readonly #bitsOf: Uint32Array;
	/** Of each run: bits of its forms among those of all, and the bit of its end. */
	readonly #runs: readonly { readonly needs: number; readonly last: number }[];
	readonly #ids: readonly number[];
	/** By forms of a unit the runs that it may hold, where that does not get large. */
	readonly #table: Uint32Array | null;
	#starts = 0;

	constructor(
		private readonly parts: Parts,
		runs: readonly (readonly number[])[],
	) {
		this.#bitsOf = new Uint32Array(parts.dictionary.size);
		this.#ids = [...new Set(runs.flat())];
		let at = 0;
		this.#runs = runs.map((ids) => {
			this.#starts |= 1 << at;
			for (const id of ids) this.#bitsOf[id] = (this.#bitsOf[id] ?? 0) | (1 << at++);
			return { needs: ids.reduce((bits, id) => bits | (1 << this.#ids.indexOf(id)), 0), last: 1 << (at - 1) };
		});
		this.#table = this.#ids.length > MOST_TABLED ? null : Uint32Array.from({ length: 1 << this.#ids.length }, (_value, forms) => this.#runsAmong(forms));
	}

	/** By slot, bit n for the nth of the runs, for those of the notes that hold any; `isAnyEnough`: one of them, whichever is found first. */
	seek(among: Uint8Array, { isAnyEnough }: { isAnyEnough: boolean }): Uint32Array {
		const { dictionary, catalog } = this.parts;
		let words = 0;
		for (let slot = 0; slot < among.length; slot++) if (among[slot] === 1) words += (catalog.lengths[slot] ?? 0) / 2;
		const uses = this.#ids.reduce((sum, id) => sum + dictionary.usesOf(id), 0);
		const held = new Uint32Array(among.length);
		if (READING * words < uses) this.#seekInNotes({ among, held, isAnyEnough });
		else for (const part of this.parts.all()) this.#seekInPart(part, { among, held, isAnyEnough });
		return held;
	}

	/** Reads all units of the notes. */
	#seekInNotes({ among, held, isAnyEnough }: Seeking): void {
		const { catalog } = this.parts;
		const all = (1 << this.#runs.length) - 1;
		for (let slot = 0; slot < among.length; slot++) {
			if (among[slot] !== 1) continue;
			for (const place of [catalog.names(slot), catalog.contents(slot)]) {
				if (!place) continue;
				const { part, record } = place;
				for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
					const before = held[slot] ?? 0;
					if (before === all || (isAnyEnough && before !== 0)) break;
					if (isOwnText(part.unitKind[unit] ?? 0)) held[slot] = before | this.#runsIn(part, unit, all & ~before);
				}
			}
		}
	}

	/** Reads the units that have all forms of a run. */
	#seekInPart(part: Part, { among, held, isAnyEnough }: Seeking): void {
		const { unitSlot, unitKind } = part;
		const has = this.#findForms(part);
		const table = this.#table;
		for (let unit = 0; unit < has.length; unit++) {
			const forms = has[unit] ?? 0;
			if (forms === 0) continue;
			const slot = unitSlot[unit] ?? DEAD;
			if (among[slot] !== 1) continue;
			const before = held[slot] ?? 0;
			if (isAnyEnough && before !== 0) continue;
			const left = (table ? (table[forms] ?? 0) : this.#runsAmong(forms)) & ~before;
			if (left !== 0 && isOwnText(unitKind[unit] ?? 0)) held[slot] = before | this.#runsIn(part, unit, left);
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
	#runsAmong(forms: number): number {
		let bits = 0;
		this.#runs.forEach(({ needs }, at) => (forms & needs) === needs && (bits |= 1 << at));
		return bits;
	}

	/** Which of the runs that are wanted stand in a unit. */
	#runsIn(part: Part, unit: number, wanted: number): number {
		let lasts = 0;
		for (let at = 0; at < this.#runs.length; at++) if ((wanted >> at) & 1) lasts |= this.#runs[at]?.last ?? 0;
		const ended = this.#endsIn(part, unit, lasts);
		let found = 0;
		for (let at = 0; ended !== 0 && at < this.#runs.length; at++) if (ended & (this.#runs[at]?.last ?? 0)) found |= 1 << at;
		return found;
	}

	/** Where runs end in a unit, of those ends that are wanted. The bytes are read here, without a reader: for the most frequent words these are most of the vault. */
	#endsIn({ words, unitWords }: Part, unit: number, wanted: number): number {
		const bitsOf = this.#bitsOf;
		const starts = this.#starts;
		const end = unitWords[unit + 1] ?? 0;
		let at = unitWords[unit] ?? 0;
		let alive = 0;
		let present = 0;
		let ended = 0;
		while (at < end && (ended & wanted) !== wanted) {
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
		return (ended | (((alive << 1) | starts) & present)) & wanted;
	}
}

/** Words of the note itself: what others call it does not count. */
function isOwnText(kind: number): boolean {
	return kind !== UNIT.link && kind !== UNIT.facets;
}
