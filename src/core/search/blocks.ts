/**
 * Scores blocks rather than notes: a turn of a chat, a line of minutes, an item of a journal.
 *
 * A block says little by itself: what stands beside it, the passage it is in and the note around it count too.
 */
import { BlockTable } from './block-table';
import { idfOf } from './bm25';
import { isBlock } from './note-draft';
import { DEAD, firstWordOf, kindAt, type Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';
import { nthLargest, rangesOf } from './rank';
import { RANKING } from './ranking';
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
	const places = bestPlaces(scores);
	const tables = tablesOf(parts, scores, places);
	const top = tables.reduce((most, table) => Math.max(most, table.top), Number.EPSILON);
	const ofNote = (slot: number): number => (RANKING.blockNoteShare * (scores.note[places.get(slot) ?? 0] ?? 0)) / scores.topNote;
	const all = tables.flatMap((table, part) => table.score({ top, ofNote, ofPassage: (passage) => (RANKING.blockPassageShare * (scores.passages[part]?.get(passage) ?? 0)) / scores.topPassage }));
	const label = RANKING.labelBonus / top;
	// Looked up only where it may still lift a block among the best.
	const least = all.length <= limit ? -Infinity : nthLargest(new Float64Array(all), { count: all.length, n: limit }) - label;
	const wanted = new Set(scores.terms.flatMap(({ counted }) => counted.map(({ id }) => id)));
	const found: (readonly [part: number, unit: number, score: number])[] = [];
	tables.forEach((table, part) => table.eachFrom(least, (unit, score) => found.push([part, unit, score + (wanted.has(firstWordOf(table.part, unit)) ? label : 0)])));
	const last = found.length <= limit ? -Infinity : nthLargest(new Float64Array(found.map(([, , score]) => score)), { count: found.length, n: limit });
	const best = found.filter(([, , score]) => score >= last).map(([part, unit, score]): ScoredBlock => {
		const slot = tables[part]?.part.unitSlot[unit] ?? DEAD;
		return { slot, at: places.get(slot) ?? 0, part, unit, score };
	});
	const path = ({ slot }: ScoredBlock): string => parts.catalog.paths[slot] ?? '';
	return best.sort((a, b) => b.score - a.score || (path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : a.unit - b.unit)).slice(0, limit);
}

/** By part, the blocks of the notes chosen with what they score by themselves. */
function tablesOf(parts: Parts, { terms }: Scores, places: ReadonlyMap<number, number>): BlockTable[] {
	const all = parts.all();
	const rangesIn = rangesOf(parts, [...places.keys()]);
	const tables = all.map((part) => new BlockTable(part, rangesIn(part)));
	let [blocks, length] = [0, 0];
	for (const part of all) {
		const counted = blocksIn(part);
		blocks += counted.blocks;
		length += counted.length;
	}
	const average = Math.max(1, length) / Math.max(1, blocks);
	const postings = new Postings(AT_A_TIME);
	for (const { counted, share = 1, blocks: own } of terms) {
		const idf = share * idfOf(Math.min(own, blocks), blocks);
		for (const table of tables) table.add({ counted, idf, average, languages: parts.catalog.languages, postings });
	}
	return tables;
}

/** How many blocks a part has that are not gone, and words in them; counted again when something was added or taken away. */
const COUNTED = new WeakMap<Part, { readonly units: number; readonly gone: number; readonly blocks: number; readonly length: number }>();

function blocksIn(part: Part): { readonly blocks: number; readonly length: number } {
	const known = COUNTED.get(part);
	if (known?.units === part.units && known.gone === part.deadUnits) return known;
	let [blocks, length] = [0, 0];
	for (let unit = 0; unit < part.units; unit++) {
		if (part.unitSlot[unit] === DEAD || !isBlock(kindAt(part, unit))) continue;
		blocks++;
		length += part.unitLength[unit] ?? 0;
	}
	const counted = { units: part.units, gone: part.deadUnits, blocks, length };
	COUNTED.set(part, counted);
	return counted;
}

/** The best notes, with their places among the scores. */
function bestPlaces({ note, factor, slots }: Scores): ReadonlyMap<number, number> {
	// `Float64Array.from` with a function takes ten times as long.
	const worths = new Float64Array(slots.length);
	for (let at = 0; at < worths.length; at++) worths[at] = (note[at] ?? 0) * (factor[at] ?? 0);
	const least = worths.length <= NOTES ? -Infinity : nthLargest(worths.slice(), { count: worths.length, n: NOTES });
	const places = new Map<number, number>();
	worths.forEach((worth, at) => {
		if (worth >= least) places.set(slots[at] ?? 0, at);
	});
	return places;
}
