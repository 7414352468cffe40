/** Makes one segment of several, without what is gone; in small steps, because a merge of large ones takes a second. */
import { GrowingU16, GrowingU32, GrowingU8, withRoom } from './bytes';
import { UNIT } from './note-draft';
import { DEAD } from './part';
import { Postings } from './postings';
import { Segment } from './segment';
import { PostingsWriter } from './write-postings';

export interface Merged {
	readonly segment: Segment;
	/** By record of the new segment: where it came from. */
	readonly origins: readonly { readonly source: Segment; readonly record: number }[];
}

/** Bytes copied or postings written between two yields: some tenths of a millisecond. */
const STEP = 65_536;
const STEP_POSTINGS = 8_192;

/**
 * Yields between steps; the sources may lose records meanwhile, but are not to be merged elsewhere.
 * The records of the result are still `DEAD`: the caller assigns those whose origin lives.
 */
export function* mergeSegments(sources: readonly Segment[]): Generator<void, Merged, void> {
	const copy = new Copy();
	for (const source of sources) yield* copy.take(source);
	const arrays = copy.arrays();
	yield;
	const { forms, offsets, postings } = yield* mergePostings(sources, copy.newUnits, new PostingsWriter(arrays));
	yield;
	const segment = new Segment({ ...arrays, forms, offsets, postings }, new Uint32Array(copy.origins.length).fill(DEAD));
	return { segment, origins: copy.origins };
}

class Copy {
	readonly origins: { source: Segment; record: number }[] = [];
	/** By source: the new number of each unit, `DEAD` for those left behind. */
	readonly newUnits: Uint32Array[] = [];
	readonly #recordUnits = new GrowingU32();
	readonly #recordLayout = new GrowingU32();
	readonly #layout = new GrowingU8();
	readonly #unitKind = new GrowingU8();
	readonly #unitLength = new GrowingU16();
	readonly #unitPassage = new GrowingU32();
	readonly #unitWords = new GrowingU32();
	readonly #words = new GrowingU8();
	readonly #passageLength = new GrowingU32();

	constructor() {
		this.#recordUnits.push(0);
		this.#unitWords.push(0);
	}

	*take(source: Segment): Generator<void, void, void> {
		const newUnits = new Uint32Array(source.units).fill(DEAD);
		this.newUnits.push(newUnits);
		let before = this.#words.length;
		for (let record = 0; record < source.records; record++) {
			if (source.recordSlot[record] !== DEAD) this.#takeRecord(source, record, newUnits);
			if (this.#words.length - before < STEP) continue;
			before = this.#words.length;
			yield;
		}
	}

	arrays() {
		return {
			recordUnits: this.#recordUnits.trimmed(),
			recordLayout: this.#recordLayout.trimmed(),
			layout: this.#layout.trimmed(),
			unitKind: this.#unitKind.trimmed(),
			unitLength: this.#unitLength.trimmed(),
			unitPassage: this.#unitPassage.trimmed(),
			unitWords: this.#unitWords.trimmed(),
			words: this.#words.trimmed(),
			passageLength: this.#passageLength.trimmed(),
		};
	}

	#takeRecord(source: Segment, record: number, newUnits: Uint32Array): void {
		this.origins.push({ source, record });
		this.#recordLayout.push(this.#layout.length);
		this.#layout.bytes(source.layout.subarray(source.recordLayout[record] ?? 0, source.recordLayout[record + 1] ?? source.layout.length));
		const [first, end] = [source.recordUnits[record] ?? 0, source.recordUnits[record + 1] ?? 0];
		let lastPassage = -1;
		for (let unit = first; unit < end; unit++) {
			newUnits[unit] = this.#unitLength.push(source.unitLength[unit] ?? 0);
			const kind = source.unitKind[unit] ?? 0;
			this.#unitKind.push(kind);
			const passage = source.unitPassage[unit] ?? 0;
			const isPart = kind <= UNIT.property;
			if (isPart && passage !== lastPassage) {
				this.#passageLength.push(source.passageLength[passage] ?? 0);
				lastPassage = passage;
			}
			this.#unitPassage.push(isPart ? this.#passageLength.length - 1 : passage);
			this.#words.bytes(source.words.subarray(source.unitWords[unit] ?? 0, source.unitWords[unit + 1] ?? 0));
			this.#unitWords.push(this.#words.length);
		}
		this.#recordUnits.push(this.#unitKind.length);
	}
}

interface MergedPostings {
	readonly forms: Uint32Array;
	readonly offsets: Uint32Array;
	readonly postings: Uint8Array;
}

function* mergePostings(sources: readonly Segment[], newUnits: readonly Uint32Array[], writer: PostingsWriter): Generator<void, MergedPostings, void> {
	const [forms, offsets, postings] = [new GrowingU32(1024), new GrowingU32(1024), new GrowingU8(65_536)];
	offsets.push(0);
	const next = sources.map(() => 0);
	const [read, merged] = [new Postings(), { units: new Uint32Array(1024), counts: new Uint32Array(1024), length: 0 }];
	let written = 0;
	for (;;) {
		if (written > STEP_POSTINGS) {
			written = 0;
			yield;
		}
		let form = DEAD;
		sources.forEach(({ arrays }, index) => (form = Math.min(form, arrays.forms[next[index] ?? 0] ?? DEAD)));
		if (form === DEAD) break;
		merged.length = 0;
		for (const [index, source] of sources.entries()) {
			written++;
			if (source.arrays.forms[next[index] ?? 0] !== form) continue;
			next[index] = (next[index] ?? 0) + 1;
			source.open(form, read);
			source.next(read);
			addRenumbered(merged, read, newUnits[index] ?? new Uint32Array());
		}
		if (merged.length === 0) continue;
		written += merged.length;
		writer.write(postings, merged);
		forms.push(form);
		offsets.push(postings.length);
	}
	return { forms: forms.trimmed(), offsets: offsets.trimmed(), postings: postings.trimmed() };
}

/** Adds what was read with its new numbers; what is left behind has none. */
function addRenumbered(to: { units: Uint32Array; counts: Uint32Array; length: number }, read: Postings, numbers: Uint32Array): void {
	if (to.length + read.length > to.units.length) {
		const size = 2 * (to.length + read.length);
		to.units = withRoom(to.units, size);
		to.counts = withRoom(to.counts, size);
	}
	for (let at = 0; at < read.length; at++) {
		const own = numbers[read.units[at] ?? 0] ?? DEAD;
		if (own === DEAD) continue;
		to.units[to.length] = own;
		to.counts[to.length++] = read.counts[at] ?? 1;
	}
}
