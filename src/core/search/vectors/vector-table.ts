/**
 * Vectors of passages, eight bits a number: which note has which, and which are near a question. It knows nothing of
 * models and asks nobody; equal passages share one vector.
 */
import { inTurns, type Turn } from '../../lib/turns';
import { asU32, packBlob, unpackBlob } from '../blob';
import type { Span } from '../../lib/note';

/** A passage of a note, by the hash of what was embedded. */
export interface Embeddable {
	readonly key: string;
	readonly span: Span;
}

export interface NearNote {
	readonly path: string;
	/** Version of the note whose passages these are. */
	readonly version: string;
	/** Of its nearest passage. */
	readonly span: Span;
	/** Cosine, -1 to 1. */
	readonly nearness: number;
}

interface HeldNote {
	readonly version: string;
	readonly rows: readonly number[];
	/** Start and end of each passage, in turn. */
	readonly spans: readonly number[];
}

interface Head {
	readonly model: string;
	readonly dimensions: number;
	readonly keys: readonly string[];
	readonly notes: readonly (readonly [path: string, version: string, passages: number])[];
}

const LARGEST = 127;
const FIRST_ROWS = 256;
/** Rows compared between two chances to give way: around a millisecond at 768 numbers each. */
const ROWS_A_STEP = 1024;

export class VectorTable {
	#dimensions = 0;
	#numbers = new Int8Array();
	#norms = new Float32Array();
	readonly #rows = new Map<string, number>();
	readonly #free: number[] = [];
	readonly #uses: number[] = [];
	readonly #notes = new Map<string, HeldNote>();

	/** `model`: whose vectors these are; those of two models cannot be compared. */
	constructor(readonly model: string) {}

	/** Notes whose passages are all held. */
	get size(): number {
		return this.#notes.size;
	}

	/** Vectors held. */
	get vectors(): number {
		return this.#rows.size;
	}

	paths(): Iterable<string> {
		return this.#notes.keys();
	}

	versionOf(path: string): string | null {
		return this.#notes.get(path)?.version ?? null;
	}

	has(key: string): boolean {
		return this.#rows.has(key);
	}

	/** Takes a vector in. Throws `RangeError` when it is not as long as those held. */
	add(key: string, vector: Float32Array): void {
		if (this.#rows.has(key)) return;
		if (this.#rows.size === 0) this.#begin(vector.length);
		if (vector.length !== this.#dimensions) throw new RangeError(`The model makes vectors of ${vector.length} numbers, before they had ${this.#dimensions}. Choose “Forget”, then make them anew.`);
		const row = this.#free.pop() ?? this.#uses.length;
		this.#grow(row + 1);
		const { numbers, norm } = quantised(vector);
		this.#numbers.set(numbers, row * this.#dimensions);
		this.#norms[row] = norm;
		this.#uses[row] = 0;
		this.#rows.set(key, row);
	}

	/** The note has these passages from now on, in place of what it had; all their vectors must be held. */
	put(path: string, version: string, passages: readonly Embeddable[]): void {
		const rows = passages.map(({ key }) => this.#rowOf(key));
		for (const row of rows) this.#uses[row] = (this.#uses[row] ?? 0) + 1;
		this.remove(path);
		this.#notes.set(path, { version, rows, spans: passages.flatMap(({ span }) => [span.start, span.end]) });
	}

	rename(from: string, to: string): void {
		const held = this.#notes.get(from);
		if (!held || from === to) return;
		this.remove(to);
		this.#notes.delete(from);
		this.#notes.set(to, held);
	}

	remove(path: string): void {
		for (const row of this.#notes.get(path)?.rows ?? []) this.#uses[row] = (this.#uses[row] ?? 1) - 1;
		this.#notes.delete(path);
	}

	/** Lets go of vectors that no note has. */
	sweep(): void {
		for (const [key, row] of this.#rows) {
			if ((this.#uses[row] ?? 0) > 0) continue;
			this.#rows.delete(key);
			this.#free.push(row);
		}
	}

	/** The notes with the nearest passages, nearest first, in one pass over all vectors. */
	nearest(vector: Float32Array, limit: number, turn: Turn): Promise<NearNote[]> {
		return inTurns(this.#nearest(vector, limit), turn);
	}

	/** All of it as one blob. */
	save(turn: Turn): Promise<Uint8Array> {
		this.sweep();
		const kept = [...this.#rows];
		const newRow = new Map(kept.map(([, row], at) => [row, at]));
		const [d, notes] = [this.#dimensions, [...this.#notes]];
		const numbers = new Uint8Array(kept.length * d);
		kept.forEach(([, row], at) => numbers.set(new Uint8Array(this.#numbers.buffer, row * d, d), at * d));
		const head: Head = { model: this.model, dimensions: d, keys: kept.map(([key]) => key), notes: notes.map(([path, { version, rows }]) => [path, version, rows.length]) };
		const places = notes.flatMap(([, { rows, spans }]) => rows.flatMap((row, at) => [newRow.get(row) ?? 0, spans[2 * at] ?? 0, spans[2 * at + 1] ?? 0]));
		return packBlob([new TextEncoder().encode(JSON.stringify(head)), Uint32Array.from(places), numbers], turn);
	}

	/** What was saved; null when it is not whole, or of another model. */
	static async load(blob: Uint8Array | null, model: string, turn: Turn): Promise<VectorTable | null> {
		const sections = await unpackBlob(blob, turn);
		const [headBytes, placeBytes, numbers] = sections ?? [];
		if (!headBytes || !placeBytes || !numbers) return null;
		const head = JSON.parse(new TextDecoder().decode(headBytes)) as Head;
		if (head.model !== model || numbers.length !== head.keys.length * head.dimensions) return null;
		const table = new VectorTable(model);
		table.#dimensions = head.dimensions;
		table.#grow(head.keys.length);
		table.#numbers.set(new Int8Array(numbers.buffer, numbers.byteOffset, numbers.length));
		head.keys.forEach((key, row) => {
			table.#rows.set(key, row);
			table.#uses[row] = 0;
			table.#norms[row] = normOf(table.#numbers.subarray(row * head.dimensions, (row + 1) * head.dimensions));
		});
		const places = asU32(placeBytes);
		let at = 0;
		for (const [path, version, passages] of head.notes) {
			const own = Array.from({ length: passages }, (_, i) => ({ key: head.keys[places[at + 3 * i] ?? 0] ?? '', span: { start: places[at + 3 * i + 1] ?? 0, end: places[at + 3 * i + 2] ?? 0 } }));
			table.put(path, version, own);
			at += 3 * passages;
		}
		return table;
	}

	*#nearest(vector: Float32Array, limit: number): Generator<void, NearNote[], void> {
		if (vector.length !== this.#dimensions) return [];
		const { numbers: asked, norm } = quantised(vector);
		const nearness = new Float32Array(this.#uses.length);
		for (let row = 0; row < nearness.length; row++) {
			if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
			nearness[row] = this.#dot(asked, row) / Math.max(Number.EPSILON, norm * (this.#norms[row] ?? 0));
		}
		yield;
		const near: NearNote[] = [];
		for (const [path, { version, rows, spans }] of this.#notes) {
			let best = -1;
			for (let at = 0; at < rows.length; at++) if (best < 0 || (nearness[rows[at] ?? 0] ?? 0) > (nearness[rows[best] ?? 0] ?? 0)) best = at;
			if (best >= 0) near.push({ path, version, span: { start: spans[2 * best] ?? 0, end: spans[2 * best + 1] ?? 0 }, nearness: nearness[rows[best] ?? 0] ?? 0 });
		}
		yield;
		return near.sort((a, b) => b.nearness - a.nearness || (a.path < b.path ? -1 : 1)).slice(0, limit);
	}

	#dot(asked: Int8Array, row: number): number {
		const numbers = this.#numbers;
		let sum = 0;
		for (let i = 0, at = row * asked.length; i < asked.length; i++, at++) sum += (asked[i] ?? 0) * (numbers[at] ?? 0);
		return sum;
	}

	#rowOf(key: string): number {
		const row = this.#rows.get(key);
		if (row === undefined) throw new RangeError('A passage without a vector.');
		return row;
	}

	/** Nothing is held: vectors of another length may come. */
	#begin(dimensions: number): void {
		this.#dimensions = dimensions;
		[this.#numbers, this.#norms] = [new Int8Array(), new Float32Array()];
		this.#free.length = this.#uses.length = 0;
	}

	#grow(rows: number): void {
		if (rows <= this.#norms.length) return;
		const room = Math.max(FIRST_ROWS, rows, this.#norms.length * 2);
		const numbers = new Int8Array(room * this.#dimensions);
		numbers.set(this.#numbers);
		const norms = new Float32Array(room);
		norms.set(this.#norms);
		[this.#numbers, this.#norms] = [numbers, norms];
	}
}

/** The largest number becomes 127: nearness is a cosine, so the scale itself is not needed. */
function quantised(vector: Float32Array): { readonly numbers: Int8Array; readonly norm: number } {
	let largest = 0;
	for (const number of vector) largest = Math.max(largest, Math.abs(number));
	const numbers = Int8Array.from(vector, (number) => (largest === 0 ? 0 : Math.round((number / largest) * LARGEST)));
	return { numbers, norm: normOf(numbers) };
}

function normOf(numbers: Int8Array): number {
	let sum = 0;
	for (const number of numbers) sum += number * number;
	return Math.sqrt(sum);
}
