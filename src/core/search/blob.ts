/**
 * Arrays of numbers in one blob and back: with a format number and a checksum, so that what was cut short, changed
 * or written by another version is known at once. Reading makes no copy where the bytes are aligned.
 */
import { inTurns, type Turn } from '../lib/turns';

type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Raised whenever words are cut, stemmed or stored in another way: what was saved before is made anew. */
export const FORMAT = 4;
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
export function asU32(section: Uint8Array | undefined): Uint32Array {
	return section ? new Uint32Array(section.buffer, section.byteOffset, section.byteLength >> 2) : new Uint32Array();
}

export function asU16(section: Uint8Array | undefined): Uint16Array {
	return section ? new Uint16Array(section.buffer, section.byteOffset, section.byteLength >> 1) : new Uint16Array();
}

export function asF64(section: Uint8Array | undefined): Float64Array {
	return section ? new Float64Array(section.buffer, section.byteOffset, section.byteLength >> 3) : new Float64Array();
}

/** Words summed between two yields: well below a millisecond. */
const STEP = 131_072;

/** Of all but the place where it stands itself. Two multiply-and-turn lanes over words of four bytes. */
function* checksum(blob: Uint8Array): Generator<void, number, void> {
	const words = new Uint32Array(blob.buffer, blob.byteOffset, blob.byteLength >> 2);
	let [a, b] = [0x9e3779b1 ^ words.length, 0x85ebca6b];
	for (let from = 0; from < words.length; from += STEP) {
		const end = Math.min(words.length, from + STEP);
		for (let at = from; at < end; at++) {
			if (at === 3) continue;
			a = Math.imul(a ^ (words[at] ?? 0), 0x9e3779b1);
			a = (a << 13) | (a >>> 19);
			b = (b + a) | 0;
		}
		yield;
	}
	a = Math.imul(a ^ (b >>> 15) ^ b, 0x85ebca6b);
	return (a ^ (a >>> 13)) >>> 0;
}

function padded(length: number): number {
	return (length + 7) & ~7;
}
