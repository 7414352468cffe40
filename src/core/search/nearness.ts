/**
 * How near the words of a few keywords stand to each other: in a note's best passage and around it, or in one of its names.
 *
 * Whoever types some words of what was once read remembers one place, and scores by word know none. Not for questions,
 * whose words seldom stand together in what answers them. Asked of the best notes only.
 */
import { idfOf } from './bm25';
import { UNIT } from './note-draft';
import { eachUnitForm, unitsOfPassage, unitsOfRecord, type Part } from './part';
import type { Parts } from './parts';
import type { Place } from './places';
import type { Query } from './query';
import { RANKING } from './ranking';
import type { ScoredTerm } from './scores';

/** The words that are looked for near each other. */
export interface Sought {
	/** By form: twice the number of the word, and one more for the form that was typed. */
	readonly wordOf: ReadonlyMap<number, number>;
	/** By word, its idf over passages. */
	readonly weights: Float64Array;
}

/** Words without meaning are sought too: they are remembered with the others. Null when the words are too few to say a place. */
export function soughtBy({ dictionary, passages }: Parts, terms: readonly ScoredTerm[], { words }: Query): Sought | null {
	const wordOf = new Map<number, number>();
	const weights = terms.map(({ passageIdf }) => passageIdf);
	terms.forEach(({ form, forms }, word) => {
		const typed = dictionary.idOf(form);
		for (const id of forms) wordOf.set(id, word * 2 + (id === typed ? 1 : 0));
	});
	for (const word of words) {
		const id = dictionary.idOf(word);
		const uses = id < 0 || wordOf.has(id) ? 0 : dictionary.usesOf(id);
		// A word stands in as many passages as it has uses, or in fewer.
		if (uses > 0) wordOf.set(id, weights.push(idfOf(Math.min(passages, uses), passages)) * 2 - 1);
	}
	return weights.length < RANKING.nearFrom ? null : { wordOf, weights: Float64Array.from(weights) };
}

/** Where a note is looked at: its names, and a unit of its best passage. */
export interface NearPlaces {
	readonly names: Place | null;
	readonly part: Part | undefined;
	readonly unit: number;
}

/** What the score of a note is multiplied with: from 1 to 1 + `nearShare`, when all words stand near each other as typed. */
export function nearnessLift({ names, part, unit }: NearPlaces, sought: Sought): number {
	const inText = part ? mostNear(part, unitsAround(part, unit), sought) : 0;
	const inNames = names ? mostNear(names.part, unitsOfRecord(names), sought) : 0;
	const whole = sought.weights.reduce((sum, weight) => sum + weight, Number.EPSILON);
	return 1 + RANKING.nearShare * (Math.max(inText, inNames) / whole) ** RANKING.nearPower;
}

/** The passage and so much on either side as may be near it: what is remembered keeps to no border of ours. */
function unitsAround(part: Part, unit: number): number[] {
	const units = unitsOfPassage(part, unit);
	const [first, last] = [units[0] ?? unit, units.at(-1) ?? unit];
	const isIn = (other: number): boolean => part.unitSlot[other] === part.unitSlot[unit] && (part.unitKind[other] ?? UNIT.facets) <= UNIT.property;
	for (let other = first - 1, left = RANKING.nearWords; other >= 0 && left > 0 && isIn(other); other--) {
		units.unshift(other);
		left -= part.unitLength[other] ?? 0;
	}
	for (let other = last + 1, left = RANKING.nearWords; other < part.units && left > 0 && isIn(other); other++) {
		units.push(other);
		left -= part.unitLength[other] ?? 0;
	}
	return units;
}

/** The most weight that stands within `nearWords` of the units. */
function mostNear(part: Part, units: readonly number[], { wordOf, weights }: Sought): number {
	// By word, where it stood last: in any form, and as typed.
	const last = new Int32Array(weights.length).fill(-RANKING.nearWords);
	const typed = new Int32Array(weights.length).fill(-RANKING.nearWords);
	let [at, most] = [0, 0];
	const onWord = (form: number): void => {
		at++;
		const found = wordOf.get(form);
		if (found === undefined) return;
		last[found >> 1] = at;
		if (found & 1) typed[found >> 1] = at;
		const oldest = at - RANKING.nearWords;
		let near = 0;
		for (let word = 0; word < weights.length; word++) {
			if ((last[word] ?? 0) < oldest) continue;
			near += (weights[word] ?? 0) * ((typed[word] ?? 0) < oldest ? 1 - RANKING.nearTypedShare : 1);
		}
		most = Math.max(most, near);
	};
	for (const unit of units) eachUnitForm(part, unit, onWord);
	return most;
}
