/**
 * Postings as bytes and back: which units have a form, ascending, and how often.
 *
 * A variable-length number each: distance to the unit before * 4 + the count less one, or + 3 when a count of four or
 * more follows, less four. Most counts are small, so that reading seldom has to ask what comes next.
 */
import type { GrowingU8 } from './bytes';

/** As many postings as stay in the cache of a processor. */
export const AT_A_TIME = 2_048;
/** No unit is so high. */
const END = 0x3fffffff;
/** All units. */
const ALL_UNITS = Int32Array.of(0, END);

/** Postings of one form in one part, decoded some at a time. One is used for form after form. */
export class Postings {
	units = new Uint32Array(0);
	/** How often each unit has the form. */
	counts = new Uint32Array(0);
	length = 0;
	/** Of the part that reads: where it is, where it ends, the unit before, and the range at hand. */
	at = 0;
	end = 0;
	unit = 0;
	range = 0;
	/** First unit and end of each range that is wanted, ascending. Units outside may be among what is read, but cost time. */
	ranges: Int32Array = ALL_UNITS;

	/** `most` at a time; all at once unless told. */
	constructor(private readonly most = Infinity) {}

	/** Holds nothing; reading begins in a part's bytes. */
	begin(at: number, end: number): void {
		this.length = this.unit = this.range = 0;
		[this.at, this.end] = [at, end];
	}

	/** Makes room for so many. */
	makeRoom(count: number): void {
		if (count <= this.units.length) return;
		const size = Math.max(count, Math.min(this.most, this.units.length * 2));
		this.units = new Uint32Array(size);
		this.counts = new Uint32Array(size);
	}

	/** Decodes the next from where it stands. */
	decode(bytes: Uint8Array): void {
		const { end, ranges } = this;
		// A posting takes a byte at least.
		const room = Math.min(end - this.at, this.most);
		this.makeRoom(room);
		const { units, counts } = this;
		let { at, unit, range } = this;
		let from = ranges[range] ?? END;
		let to = ranges[range + 1] ?? END;
		let length = 0;
		while (at < end && length < room) {
			let value = bytes[at++] ?? 0;
			if (value > 127) {
				value &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = bytes[at++] ?? 0;
					value |= (byte & 127) << shift;
				}
			}
			unit += value >>> 2;
			let count = (value & 3) + 1;
			if (count === 4) {
				let more = bytes[at++] ?? 0;
				if (more > 127) {
					more &= 127;
					for (let shift = 7, byte = 128; byte > 127; shift += 7) {
						byte = bytes[at++] ?? 0;
						more |= (byte & 127) << shift;
					}
				}
				count += more;
			}
			while (unit >= to) {
				range += 2;
				from = ranges[range] ?? END;
				to = ranges[range + 1] ?? END;
			}
			if (unit < from) continue;
			units[length] = unit;
			counts[length++] = count;
		}
		[this.at, this.unit, this.range, this.length] = [at, unit, range, length];
	}
}

/** `step`: distance to the unit before. */
export function writePosting(out: GrowingU8, step: number, count: number): void {
	out.varint(step * 4 + Math.min(count - 1, 3));
	if (count > 3) out.varint(count - 4);
}
