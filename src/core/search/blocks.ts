/**
 * Scores blocks rather than notes: a turn of a chat, a line of minutes, an item of a journal.
 *
 * A block says little by itself: what stands beside it, the passage it is in and the note around it count too.
 */
import { UNIT } from './note-draft';
import { DEAD, kindAt, NO_PASSAGE, type Part } from './part';
import type { Parts } from './parts';
import { idfOf, saturate, type Scores } from './rank';
import { RANKING } from './ranking';

export interface ScoredBlock {
	readonly slot: number;
	/** Index into `Parts.all()`. */
	readonly part: number;
	readonly unit: number;
	readonly score: number;
}

/** The best blocks, best first; ties by path, then by place. Takes scores that kept their passages. */
export function bestBlocks(parts: Parts, scores: Scores, { limit, isAllowed }: { limit: number; isAllowed: (slot: number) => boolean }): ScoredBlock[] {
	const all = parts.all();
	const blocks = new BlockScorer(parts, scores);
	const found: ScoredBlock[] = [];
	all.forEach((part, index) => blocks.score(part, index));
	all.forEach((part, index) => {
		for (const unit of blocks.candidates(part, index)) {
			const slot = part.unitSlot[unit] ?? DEAD;
			if (slot !== DEAD && isAllowed(slot)) found.push({ slot, part: index, unit, score: blocks.mixed(part, { index, unit, slot }) });
		}
	});
	const path = (slot: number): string => parts.catalog.paths[slot] ?? '';
	found.sort((a, b) => b.score - a.score || (path(a.slot) < path(b.slot) ? -1 : path(a.slot) > path(b.slot) ? 1 : a.unit - b.unit));
	return found.slice(0, limit);
}

class BlockScorer {
	readonly #own: Float64Array[] = [];
	readonly #touched: Set<number>[] = [];
	readonly #idf: readonly number[];
	readonly #average: number;
	#top = Number.EPSILON;

	constructor(
		parts: Parts,
		private readonly scores: Scores,
	) {
		const all = parts.all();
		let [blocks, length] = [0, 0];
		for (const part of all) {
			for (let unit = 0; unit < part.units; unit++) {
				if (!isBlock(part, unit) || part.unitSlot[unit] === DEAD) continue;
				blocks++;
				length += part.unitLength[unit] ?? 0;
			}
		}
		this.#average = Math.max(1, length) / Math.max(1, blocks);
		this.#idf = scores.terms.map(({ matches }) => {
			let found = 0;
			all.forEach((part, index) => {
				for (let at = matches.starts[index] ?? 0; at < (matches.starts[index + 1] ?? 0); at++) if (isBlock(part, matches.units[at] ?? 0)) found++;
			});
			return idfOf(Math.min(found, blocks), blocks);
		});
	}

	score(part: Part, index: number): void {
		const own = new Float64Array(part.units);
		const touched = new Set<number>();
		this.scores.terms.forEach(({ matches }, term) => {
			const weights = new Map<number, number>();
			for (let at = matches.starts[index] ?? 0; at < (matches.starts[index + 1] ?? 0); at++) {
				const unit = matches.units[at] ?? 0;
				if (isBlock(part, unit)) weights.set(unit, (weights.get(unit) ?? 0) + (matches.weights[at] ?? 0));
			}
			for (const [unit, weight] of weights) {
				touched.add(unit);
				own[unit] = (own[unit] ?? 0) + (this.#idf[term] ?? 0) * saturate(weight * 2, (part.unitLength[unit] ?? 0) / this.#average, RANKING.blockB);
				this.#top = Math.max(this.#top, own[unit] ?? 0);
			}
		});
		this.#own.push(own);
		this.#touched.push(touched);
	}

	/** Blocks with a word of the query, and those beside them: an answer seldom repeats its question. */
	candidates(part: Part, index: number): Set<number> {
		const wide = new Set<number>();
		for (const unit of this.#touched[index] ?? []) for (const other of [unit - 1, unit, unit + 1]) if (isBlock(part, other)) wide.add(other);
		return wide;
	}

	mixed(part: Part, { index, unit, slot }: { index: number; unit: number; slot: number }): number {
		const own = this.#own[index];
		const beside = (other: number): number => (isBlock(part, other) && part.unitSlot[other] === slot ? (own?.[other] ?? 0) : 0);
		const near = RANKING.neighbourBefore * beside(unit - 1) + RANKING.neighbourAfter * beside(unit + 1) + RANKING.farNeighbour * (beside(unit - 2) + beside(unit + 2));
		const { scores } = this;
		const passage = scores.passages[index]?.[part.unitPassage[unit] ?? NO_PASSAGE] ?? 0;
		const around = (RANKING.blockPassageShare * passage) / scores.topPassage + (RANKING.blockNoteShare * (scores.note[slot] ?? 0)) / scores.topNote;
		return ((own?.[unit] ?? 0) + near) / this.#top + around;
	}
}

function isBlock(part: Part, unit: number): boolean {
	if (unit < 0 || unit >= part.units) return false;
	const kind = kindAt(part, unit);
	return kind === UNIT.body || kind === UNIT.property;
}
