/**
 * What a word that the vault does not know was probably meant to be: known words at the smallest edit distance,
 * neighbours swapped counting as one edit, or two known words written together.
 */
import type { Dictionary } from './dictionary';
import { isFacet } from './facets';
import { isStemmable } from './stems';

/** One edit is forgiven in words from this length, two from that. */
const ONE_EDIT_FROM = 4;
const TWO_EDITS_FROM = 8;
const MAX_REPAIRS = 3;
/** Numbers and codes are what they are; a name may have some digits. */
const FOUR_LETTERS = /(?:\p{L}[^\p{L}]*){4}/u;

/** The nearest known forms, the most used first. Empty for short words and numbers, where a slip makes another word. */
export function repairsOf(dictionary: Dictionary, form: string): number[] {
	const most = form.length >= TWO_EDITS_FROM ? 2 : form.length >= ONE_EDIT_FROM ? 1 : 0;
	if (most === 0 || !FOUR_LETTERS.test(form)) return [];
	const found: { id: number; distance: number; uses: number; text: string }[] = [];
	dictionary.eachOfLength(form.length - most, form.length + most, letterSet(form), most * 2, (id) => {
		const text = dictionary.textOf(id);
		if (isFacet(text)) return;
		const distance = distanceWithin(form, text, most);
		if (distance <= most) found.push({ id, distance, uses: dictionary.usesOf(id), text });
	});
	const least = found.reduce((best, { distance }) => Math.min(best, distance), Infinity);
	const nearest = found.filter(({ distance }) => distance === least);
	nearest.sort((a, b) => Number(b.text[0] === form[0]) - Number(a.text[0] === form[0]) || b.uses - a.uses || (a.text < b.text ? -1 : 1));
	return nearest.slice(0, MAX_REPAIRS).map(({ id }) => id);
}

/** A part of a compound has so many letters at least: shorter ones stand in any word ("sea" and "son" in "season"). */
const SHORTEST_PART = 4;
/** Compounds are not longer: what one word can cost is bounded. */
const LONGEST_COMPOUND = 40;

/**
 * The two known words that an unknown one was written together from ("smartwatch"), in any inflection: one form for
 * each. Empty when there are none; where a word can be cut in several ways, by the cut nearest to its middle.
 */
export function compoundParts(dictionary: Dictionary, form: string): number[] {
	const { length } = form;
	if (length > LONGEST_COMPOUND || !isStemmable(form)) return [];
	const cuts = Array.from({ length: Math.max(0, length - 2 * SHORTEST_PART + 1) }, (_value, index) => index + SHORTEST_PART);
	cuts.sort((a, b) => Math.abs(2 * a - length) - Math.abs(2 * b - length) || a - b);
	for (const cut of cuts) {
		const first = knownFormOf(dictionary, form.slice(0, cut));
		const second = first < 0 ? -1 : knownFormOf(dictionary, form.slice(cut));
		if (second >= 0) return [first, second];
	}
	return [];
}

/** The most used inflection of a word, -1 when living notes have none. */
function knownFormOf(dictionary: Dictionary, form: string): number {
	let [best, most] = [-1, 0];
	for (const id of dictionary.kin(form).keys()) {
		const uses = dictionary.usesOf(id);
		if (uses > most || (uses === most && uses > 0 && dictionary.textOf(id) < dictionary.textOf(best))) [best, most] = [id, uses];
	}
	return best;
}

/** A bit for each letter that occurs: words at distance n differ in 2n bits at most. */
export function letterSet(form: string): number {
	let set = 0;
	for (let at = 0; at < form.length; at++) set |= 1 << (form.charCodeAt(at) & 31);
	return set;
}

/** Edit distance with swaps (optimal string alignment), `most` + 1 when it is larger than `most`. */
export function distanceWithin(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_value, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const change = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
			let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
			const isSwap = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
			if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			row.push(cost);
			least = Math.min(least, cost);
		}
		if (least > most) return most + 1;
		[before, last] = [last, row];
	}
	return last[b.length] ?? most + 1;
}
