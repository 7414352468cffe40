/** Where the words of a query occur: the postings of each word over all parts, decoded once and scored from there. */
import type { Part, PostingSink } from './part';
import type { Parts } from './parts';

/** The forms that count for one word of the query. */
export interface TermForm {
	readonly id: number;
	/** Languages (bits) of the notes in which it counts. */
	readonly languages: number;
	/** Against the word itself: 1, or less for completions and repairs. */
	readonly weight: number;
	/** Exactly the form that was typed. */
	readonly isExact: boolean;
}

/** Postings of one word: living units, part after part. */
export interface TermMatches {
	readonly units: Uint32Array;
	readonly weights: Float32Array;
	/** 1 where the unit has the word exactly as typed. */
	readonly exact: Uint8Array;
	/** By part: where its postings begin; one more for the end. */
	readonly starts: readonly number[];
}

class Matches implements PostingSink {
	units = new Uint32Array(1024);
	weights = new Float32Array(1024);
	exact = new Uint8Array(1024);
	length = 0;
	/** Of the form and the part that are being read. */
	#form: TermForm = { id: 0, languages: 0, weight: 1, isExact: false };
	#unitSlot: Uint32Array = new Uint32Array();

	constructor(private readonly languages: Uint8Array) {}

	read(part: Part, form: TermForm): void {
		this.#form = form;
		this.#unitSlot = part.unitSlot;
		part.read(form.id, this);
	}

	push(unit: number, count: number): void {
		const { languages, weight, isExact } = this.#form;
		if (((languages >> (this.languages[this.#unitSlot[unit] ?? 0] ?? 0)) & 1) === 0) return;
		if (this.length === this.units.length) this.#grow();
		this.units[this.length] = unit;
		this.weights[this.length] = count * weight;
		this.exact[this.length++] = isExact ? 1 : 0;
	}

	#grow(): void {
		const size = this.length * 2;
		const [units, weights, exact] = [new Uint32Array(size), new Float32Array(size), new Uint8Array(size)];
		units.set(this.units);
		weights.set(this.weights);
		exact.set(this.exact);
		[this.units, this.weights, this.exact] = [units, weights, exact];
	}
}

/** All that the forms match, part after part. */
export function matchesOf(parts: Parts, all: readonly Part[], forms: readonly TermForm[]): TermMatches {
	const found = new Matches(parts.catalog.languages);
	const starts = [0];
	for (const part of all) {
		for (const form of forms) found.read(part, form);
		starts.push(found.length);
	}
	return { units: found.units, weights: found.weights, exact: found.exact, starts };
}
