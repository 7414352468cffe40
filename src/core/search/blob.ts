/**
 * Arrays of numbers in one blob and back: with a format number and a checksum, so that what was cut short, changed
 * or written by another version is known at once. Reading makes no copy where the bytes are aligned.
 */
import { inTurns, type Turn } from '../lib/turns';

type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Raised whenever words are cut, stemmed or stored in another way: what was saved before is made anew. */
export const FORMAT = 8;
const MAGIC = 0x49585250;
const HEADER = 4;

/** The sections one after the other, each at a multiple of eight bytes. */
export async function packBlob(sections: readonly Section[], turn: Turn): Promise<Uint8Array> {
	const head = new Uint32Array(padded((HEADER + sections.length) * 4) / 4);
	const total = sections.reduce((size, { byteLength }) => size + padded(byteLength), head.byteLength);
	const blob = new Uint8Array(total);
	let at = head.byteLength;
	for (const [index, section] of sections.entries()) {
		const pause = turn();
		if (pause) await pause;
		head[HEADER + index] = section.byteLength;
		blob.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
		at += padded(section.byteLength);
	}
	head[0] = MAGIC;
	head[1] = FORMAT;
	head[2] = sections.length;
	blob.set(new Uint8Array(head.buffer));
	new DataView(blob.buffer).setUint32(12, await inTurns(checksum(blob), turn), true);
	return blob;
}

/** The sections of a blob as bytes; null when it is not whole, or not of this version. */
export async function unpackBlob(bytes: Uint8Array | null, turn: Turn): Promise<Uint8Array[] | null> {
	if (!bytes || bytes.byteLength < HEADER * 4 || bytes.byteLength % 8 !== 0) return null;
	const blob = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
	const head = new Uint32Array(blob.buffer, blob.byteOffset, HEADER);
	const [magic, format, count = 0, sum] = head;
	if (magic !== MAGIC || format !== FORMAT || count > 64 || padded((HEADER + count) * 4) > blob.byteLength) return null;
	if ((await inTurns(checksum(blob), turn)) !== sum) return null;
	const lengths = new Uint32Array(blob.buffer, blob.byteOffset + HEADER * 4, count);
	const sections: Uint8Array[] = [];
	let at = padded((HEADER + count) * 4);
	for (const length of lengths) {
		sections.push(blob.subarray(at, at + length));
		at += padded(length);
	}
	return at === blob.byteLength ? sections : null;
}

/** The numbers of a section. */
export function asU32(section?: Uint8Array): Uint32Array {
	return as(Uint32Array, section);
}

export function asU16(section?: Uint8Array): Uint16Array {
	return as(Uint16Array, section);
}

export function asF64(section?: Uint8Array): Float64Array {
	return as(Float64Array, section);
}

interface Numbers<T> {
	readonly BYTES_PER_ELEMENT: number;
	new (buffer: ArrayBufferLike, offset: number, length: number): T;
}

function as<T>(kind: Numbers<T>, { buffer, byteOffset, byteLength }: Uint8Array = new Uint8Array()): T {
	return new kind(buffer, byteOffset, Math.floor(byteLength / kind.BYTES_PER_ELEMENT));
}

/** Words summed between two yields: well below a millisecond. */
const STEP = 131_072;

/**
 * Four lanes of multiply-and-turn over words of four bytes, so that the processor works on four at once; the sum's own
 * place counts as 0.
 */
function* checksum(blob: Uint8Array): Generator<void, number, void> {
	const words = new Int32Array(blob.buffer, blob.byteOffset, blob.byteLength >> 2);
	const lanes = Int32Array.of(0, 1, 2, 3).map((lane) => 0x9e3779b1 ^ words.length ^ (lane * 0x85ebca6b));
	const whole = words.length & ~3;
	sumInto(lanes, Int32Array.of(words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, 0), { from: 0, end: 4 });
	for (let from = 4; from < whole; from += STEP) {
		sumInto(lanes, words, { from, end: Math.min(whole, from + STEP) });
		yield;
	}
	// What is left, with zeros behind.
	sumInto(lanes, Int32Array.of(...words.subarray(whole), 0, 0, 0), { from: 0, end: 4 });
	let sum = 0;
	for (const lane of lanes) {
		sum = Math.imul(sum ^ lane ^ (lane >>> 15), 0x85ebca6b);
		sum ^= sum >>> 13;
	}
	return sum >>> 0;
}

/** `end` - `from` is a multiple of four. */
function sumInto(lanes: Int32Array, words: Int32Array, { from, end }: { from: number; end: number }): void {
	let [a = 0, b = 0, c = 0, d = 0] = lanes;
	for (let at = from; at < end; at += 4) {
		a = turned(a ^ (words[at] ?? 0));
		b = turned(b ^ (words[at + 1] ?? 0));
		c = turned(c ^ (words[at + 2] ?? 0));
		d = turned(d ^ (words[at + 3] ?? 0));
	}
	lanes.set([a, b, c, d]);
}

function turned(value: number): number {
	const product = Math.imul(value, 0x9e3779b1);
	return (product << 13) | (product >>> 19);
}

function padded(length: number): number {
	return (length + 7) & ~7;
}
