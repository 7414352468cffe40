/**
 * Scores blocks rather than notes: a turn of a chat, a line of minutes, an item of a journal.
 *
 * A block says little by itself: what stands beside it, the passage it is in and the note around it count too.
 */
import { idfOf, saturate } from './bm25';
import { isBlock as isBlockKind, UNIT } from './note-draft';
import { DEAD, firstWordOf, kindAt, NO_PASSAGE, type Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';
import { rangesOf } from './rank';
import { RANKING } from './ranking';
import type { TermForm } from './matches';
import type { Scores } from './scores';

/** Blocks are looked at in so many of the best notes. */
const NOTES = 500;

export interface ScoredBlock {
	readonly slot: number;
	/** Place of the note among the scores. */
	readonly at: number;
	/** Index into `Parts.all()`. */
	readonly part: number;
	readonly unit: number;
	readonly score: number;
}

/** The best blocks of the notes that were scored, best first; ties by path, then by place. Takes scores that kept their passages. */
export function bestBlocks(parts: Parts, scores: Scores, { limit }: { limit: number }): ScoredBlock[] {
	const all = parts.all();
	const blocks = new BlockScorer(parts, scores);
	const path = (slot: number): string => parts.catalog.paths[slot] ?? '';
	const compare = (a: ScoredBlock, b: ScoredBlock): number => b.score - a.score || (path(a.slot) < path(b.slot) ? -1 : path(a.slot) > path(b.slot) ? 1 : a.unit - b.unit);
	let found: ScoredBlock[] = [];
	let floor = -Infinity;
	all.forEach((part, index) => {
		for (const unit of blocks.candidates(part, index)) {
			const slot = part.unitSlot[unit] ?? DEAD;
			const at = blocks.placeOf(slot);
			const score = at < 0 ? -Infinity : blocks.mixed(part, { index, unit, slot, at });
			if (at < 0 || score < floor) continue;
			found.push({ slot, at, part: index, unit, score });
			// Sorting them all would take longer than scoring them.
			if (found.length < 4 * limit + MOST_UNSORTED) continue;
			found = found.sort(compare).slice(0, limit);
			floor = found.at(-1)?.score ?? -Infinity;
		}
	});
	return found.sort(compare).slice(0, limit);
}

const MOST_UNSORTED = 500;

/** How many blocks a part has that are not gone, and words in them; counted again when something was added or taken away. */
const COUNTED = new WeakMap<Part, { readonly units: number; readonly gone: number; readonly blocks: number; readonly length: number }>();

function blocksIn(part: Part): { readonly blocks: number; readonly length: number } {
	const known = COUNTED.get(part);
	if (known?.units === part.units && known.gone === part.deadUnits) return known;
	let [blocks, length] = [0, 0];
	for (let unit = 0; unit < part.units; unit++) {
		if (part.unitSlot[unit] === DEAD || !isBlock(part, unit)) continue;
		blocks++;
		length += part.unitLength[unit] ?? 0;
	}
	const counted = { units: part.units, gone: part.deadUnits, blocks, length };
	COUNTED.set(part, counted);
	return counted;
}

class BlockScorer {
	/** By part, what each block with a word of the query scores by itself. */
	readonly #own: Map<number, number>[];
	readonly #average: number;
	readonly #places = new Map<number, number>();
	readonly #rangesIn: ReturnType<typeof rangesOf>;
	readonly #postings = new Postings(AT_A_TIME);
	/** Forms of the query's words. */
	readonly #wanted = new Set<number>();
	#top = Number.EPSILON;

	constructor(
		private readonly parts: Parts,
		private readonly scores: Scores,
	) {
		const all = parts.all();
		const chosen = bestPlaces(scores);
		for (const at of chosen) this.#places.set(scores.slots[at] ?? 0, at);
		this.#rangesIn = rangesOf(parts, Uint32Array.from(chosen, (at) => scores.slots[at] ?? 0));
		let [blocks, length] = [0, 0];
		for (const part of all) {
			const counted = blocksIn(part);
			blocks += counted.blocks;
			length += counted.length;
		}
		this.#average = Math.max(1, length) / Math.max(1, blocks);
		this.#own = all.map(() => new Map<number, number>());
		for (const term of scores.terms) this.#addTerm(term, (term.share ?? 1) * idfOf(Math.min(term.blocks, blocks), blocks));
		for (const own of this.#own) for (const score of own.values()) this.#top = Math.max(this.#top, score);
	}

	/** Place of a note among the scores, -1 when it is not there. */
	placeOf(slot: number): number {
		return this.#places.get(slot) ?? -1;
	}

	/** Blocks with a word of the query, and those beside them: an answer seldom repeats its question. */
	candidates(part: Part, index: number): Set<number> {
		const wide = new Set<number>();
		for (const unit of this.#own[index]?.keys() ?? []) for (let other = unit - 1; other <= unit + 1; other++) if (isBlock(part, other)) wide.add(other);
		return wide;
	}

	#addTerm({ counted, forms }: Pick<Scores['terms'][number], 'counted' | 'forms'>, idf: number): void {
		for (const form of forms) this.#wanted.add(form);
		this.parts.all().forEach((part, index) => {
			const own = this.#own[index];
			for (const [unit, weight] of this.#weightsIn(part, counted)) own?.set(unit, (own.get(unit) ?? 0) + idf * saturate(weight * 2, (part.unitLength[unit] ?? 0) / this.#average, RANKING.blockB));
		});
	}

	/** By block of the notes chosen, how often it has the forms. */
	#weightsIn(part: Part, forms: readonly TermForm[]): Map<number, number> {
		const weights = new Map<number, number>();
		const postings = this.#postings;
		const { languages } = this.parts.catalog;
		postings.ranges = this.#rangesIn(part);
		for (const form of forms) {
			part.open(form.id, postings);
			while (part.next(postings)) {
				for (let at = 0; at < postings.length; at++) {
					const unit = postings.units[at] ?? 0;
					const slot = part.unitSlot[unit] ?? DEAD;
					if (this.#places.has(slot) && isBlock(part, unit) && (form.languages >> (languages[slot] ?? 0)) & 1) weights.set(unit, (weights.get(unit) ?? 0) + (postings.counts[at] ?? 0) * form.weight);
				}
			}
		}
		return weights;
	}

	mixed(part: Part, { index, unit, slot, at }: { index: number; unit: number; slot: number; at: number }): number {
		const own = this.#own[index];
		const beside = (other: number): number => (isBlock(part, other) && part.unitSlot[other] === slot ? (own?.get(other) ?? 0) : 0);
		const isAsked = isBlock(part, unit - 1) && kindAt(part, unit - 1) === UNIT.asking;
		const near = (isAsked ? RANKING.questionBefore : RANKING.neighbourBefore) * beside(unit - 1) + RANKING.neighbourAfter * beside(unit + 1) + RANKING.farNeighbour * (beside(unit - 2) + beside(unit + 2));
		const { scores } = this;
		const passage = scores.passages[index]?.get(part.unitPassage[unit] ?? NO_PASSAGE) ?? 0;
		const around = (RANKING.blockPassageShare * passage) / scores.topPassage + (RANKING.blockNoteShare * (scores.note[at] ?? 0)) / scores.topNote;
		const label = this.#wanted.has(firstWordOf(part, unit)) ? RANKING.labelBonus : 0;
		return (((own?.get(unit) ?? 0) + near) / this.#top + around) * (kindAt(part, unit) === UNIT.asking ? RANKING.askingFactor : 1) + label / this.#top;
	}
}

/** Places of the best notes among the scores. */
function bestPlaces({ note, factor, slots }: Scores): readonly number[] {
	const places = Array.from(slots, (_slot, at) => at);
	if (places.length <= NOTES) return places;
	// Numbers alone are sorted several times faster than by a function.
	const worths = Float64Array.from(slots, (_slot, at) => (note[at] ?? 0) * (factor[at] ?? 0));
	const least = worths.slice().sort()[worths.length - NOTES] ?? 0;
	return places.filter((at) => (worths[at] ?? 0) >= least);
}

function isBlock(part: Part, unit: number): boolean {
	if (unit < 0 || unit >= part.units) return false;
	return isBlockKind(kindAt(part, unit));
}
