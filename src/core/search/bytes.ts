/** Growing lists of numbers in typed arrays, and variable-length numbers in bytes: what the index is made of. */

/** A growing list of unsigned 32-bit numbers. `data` is longer than `length`, and another array after growth. */
export class GrowingU32 {
	data: Uint32Array;
	length = 0;

	constructor(capacity = 64) {
		this.data = new Uint32Array(capacity);
	}

	push(value: number): number {
		if (this.length === this.data.length) this.data = withRoom(this.data, this.length + 1);
		this.data[this.length] = value;
		return this.length++;
	}

	/** Exactly the numbers held. */
	trimmed(): Uint32Array {
		return this.data.slice(0, this.length);
	}
}

/** The same of numbers up to 65,535; larger ones are taken for that. */
export class GrowingU16 {
	data: Uint16Array = new Uint16Array(64);
	length = 0;

	push(value: number): number {
		if (this.length === this.data.length) this.data = withRoom(this.data, this.length + 1);
		this.data[this.length] = Math.min(value, 0xffff);
		return this.length++;
	}

	trimmed(): Uint16Array {
		return this.data.slice(0, this.length);
	}
}

/** A growing list of bytes. */
export class GrowingU8 {
	data: Uint8Array;
	length = 0;

	constructor(capacity = 256) {
		this.data = new Uint8Array(capacity);
	}

	push(value: number): void {
		if (this.length === this.data.length) this.data = withRoom(this.data, this.length + 1);
		this.data[this.length++] = value;
	}

	/** Adds a whole number from 0 to 2^53, seven bits a byte, low bits first. */
	varint(value: number): void {
		if (this.length + 8 > this.data.length) this.data = withRoom(this.data, this.length + 8);
		let rest = value;
		while (rest > 127) {
			this.data[this.length++] = (rest & 127) | 128;
			rest = rest < 0x40000000 ? rest >> 7 : Math.floor(rest / 128);
		}
		this.data[this.length++] = rest;
	}

	/** Adds a text: its length, then its UTF-16 units. */
	text(value: string): void {
		this.varint(value.length);
		for (let at = 0; at < value.length; at++) this.varint(value.charCodeAt(at));
	}

	/** Adds bytes as they are. */
	bytes(values: Uint8Array): void {
		this.data = withRoom(this.data, this.length + values.length);
		this.data.set(values, this.length);
		this.length += values.length;
	}

	trimmed(): Uint8Array {
		return this.data.slice(0, this.length);
	}
}

/** As many as a function may well be called with. */
const MAX_ARGUMENTS = 1_024;

/** Reads what `GrowingU8` wrote. Past the end everything is 0. */
export class ByteReader {
	constructor(
		private readonly data: Uint8Array,
		public at = 0,
	) {}

	byte(): number {
		return this.data[this.at++] ?? 0;
	}

	varint(): number {
		let byte = this.data[this.at++] ?? 0;
		if (byte < 128) return byte;
		let value = byte & 127;
		for (let shift = 128; byte >= 128; shift *= 128) {
			byte = this.data[this.at++] ?? 0;
			value += (byte & 127) * shift;
		}
		return value;
	}

	text(): string {
		let left = this.varint();
		if (left <= MAX_ARGUMENTS) return this.#piece(left);
		const pieces: string[] = [];
		for (; left > 0; left -= MAX_ARGUMENTS) pieces.push(this.#piece(Math.min(left, MAX_ARGUMENTS)));
		return pieces.join('');
	}

	#piece(length: number): string {
		const codes = new Array<number>(length);
		for (let index = 0; index < length; index++) codes[index] = this.varint();
		return String.fromCharCode(...codes);
	}
}

/** `array`, or a larger copy of it with room for at least `length` numbers. */
export function withRoom<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(array: T, length: number): T {
	if (array.length >= length) return array;
	const larger = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2));
	larger.set(array);
	return larger;
}
