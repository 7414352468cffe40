/** Writes postings as `postings.ts` tells. */
import { GrowingU8 } from './bytes';
import { UNIT } from './note-draft';
import { KIND_WEIGHT } from './part';
import { COMMON, HAS, SHAPE, TITLE_SHAPE } from './postings';
import type { SegmentArrays } from './segment';

/** Shape by weight, blocks and passages. */
const SHAPES = new Map(COMMON.slice(0, TITLE_SHAPE).map(([weight, blocks, passages], shape) => [keyOf(weight, blocks, passages), shape]));
const TITLE_WEIGHT = COMMON[TITLE_SHAPE]?.[0];
/** Blocks and passages of a plain record each take four bits, and its key stays one number. */
const MOST_PLAIN = 15;

function keyOf(weight: number, blocks: number, passages: number): number {
	return (weight * 16 + blocks) * 16 + passages;
}

/** Units that have a form, ascending, and how often each has it. */
interface FoundUnits {
	readonly units: Uint32Array;
	readonly counts: Uint32Array;
	readonly length: number;
}

export class PostingsWriter {
	/** Of the form being written. */
	readonly #records = new GrowingU8(4096);
	readonly #units = new GrowingU8(4096);
	readonly #recordOf: Uint32Array;
	/** Of the record being written: bits of `HAS`, and what the note scorer asks of its text. */
	#has = 0;
	#weight = 0;
	#blocks = 0;
	#passages = 0;
	readonly #links = new GrowingU8();

	/** Of the part whose postings these are. */
	constructor(private readonly part: Pick<SegmentArrays, 'recordUnits' | 'unitKind' | 'unitPassage'>) {
		const { recordUnits, unitKind } = part;
		this.#recordOf = new Uint32Array(unitKind.length);
		for (let record = 0; record + 1 < recordUnits.length; record++) this.#recordOf.fill(record, recordUnits[record], recordUnits[record + 1]);
	}

	/** Writes the postings of one form; there is a unit at least. */
	write(out: GrowingU8, found: FoundUnits): void {
		const recordOf = this.#recordOf;
		const { units, length } = found;
		this.#records.length = this.#units.length = 0;
		let last = 0;
		for (let at = 0; at < length; ) {
			const record = recordOf[units[at] ?? 0] ?? 0;
			let end = at + 1;
			while (end < length && recordOf[units[end] ?? 0] === record) end++;
			this.#writeUnits(found, at, end);
			const links = this.#sumUp(found, at, end);
			this.#writeFacts(record - last, links);
			last = record;
			at = end;
		}
		out.varint(this.#records.length);
		out.bytes(this.#records.data.subarray(0, this.#records.length));
		out.bytes(this.#units.data.subarray(0, this.#units.length));
	}

	/** The units of one record. */
	#writeUnits({ units, counts }: FoundUnits, from: number, end: number): void {
		const out = this.#units;
		let before = this.part.recordUnits[this.#recordOf[units[from] ?? 0] ?? 0] ?? 0;
		for (let at = from; at < end; at++) {
			const unit = units[at] ?? 0;
			const count = counts[at] ?? 1;
			out.varint(((unit - before) * 4 + Math.min(count - 1, 3)) * 2 + (at + 1 === end ? 1 : 0));
			if (count > 3) out.varint(count - 4);
			before = unit;
		}
	}

	/** What they come to; tells how many are texts of links, which are written apart. */
	#sumUp({ units, counts }: FoundUnits, from: number, end: number): number {
		const { recordUnits, unitKind, unitPassage } = this.part;
		this.#links.length = this.#has = this.#weight = this.#blocks = this.#passages = 0;
		let lastPassage = -1;
		let links = 0;
		for (let at = from; at < end; at++) {
			const unit = units[at] ?? 0;
			const kind = unitKind[unit] ?? 0;
			if (kind === UNIT.facets) this.#has |= HAS.facets;
			else if (kind === UNIT.link) {
				links++;
				this.#links.varint(unit - (recordUnits[this.#recordOf[unit] ?? 0] ?? 0));
				this.#links.varint(counts[at] ?? 1);
			} else {
				this.#has |= kind === UNIT.title || kind === UNIT.alias ? HAS.text | HAS.names : HAS.text;
				this.#weight += (counts[at] ?? 1) * (KIND_WEIGHT[kind] ?? 0);
				if (kind > UNIT.property) continue;
				if (kind !== UNIT.heading) this.#blocks++;
				const passage = unitPassage[unit] ?? 0;
				if (passage !== lastPassage) this.#passages++;
				lastPassage = passage;
			}
		}
		return links;
	}

	#writeFacts(step: number, links: number): void {
		const out = this.#records;
		const weight = this.#weight;
		const blocks = this.#blocks;
		const passages = this.#passages;
		const has = this.#has;
		const isShort = links === 0 && blocks <= MOST_PLAIN && passages <= MOST_PLAIN;
		const common = isShort && has === HAS.text ? SHAPES.get(keyOf(weight, blocks, passages)) : undefined;
		if (common !== undefined) out.varint(step * 8 + common);
		else if (isShort && has === HAS.facets) out.varint(step * 8 + SHAPE.facets);
		else if (isShort && has === (HAS.text | HAS.names) && weight === TITLE_WEIGHT) out.varint(step * 8 + TITLE_SHAPE);
		else if (isShort && has === HAS.text) {
			out.varint(step * 8 + SHAPE.plain);
			out.varint(weight);
			out.push(blocks * 16 + passages);
		} else {
			out.varint(step * 8 + SHAPE.mixed);
			out.varint(has);
			if (has & HAS.text) for (const fact of [weight, blocks, passages]) out.varint(fact);
			out.varint(links);
			out.bytes(this.#links.data.subarray(0, this.#links.length));
		}
	}
}
