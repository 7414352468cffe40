/** Files as one archive that every system opens: stored, not compressed, as APPNOTE 6.3 describes it. It reads none. */

export interface ZippedFile {
	/** With "/" between folders, none at the start. */
	readonly path: string;
	readonly bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** 1 January 1980: the archive of the same files is the same bytes. */
const DATE = 0x0021;

/** For fewer than 65,536 files and 4 GiB. */
export function zipOf(files: readonly ZippedFile[]): Uint8Array {
	const parts: Uint8Array[] = [];
	const central: Uint8Array[] = [];
	let offset = 0;
	for (const { path, bytes } of files) {
		const name = new TextEncoder().encode(path);
		const about = [20, UTF8, 0, 0, DATE] as const;
		const sizes = [crc32(bytes), bytes.length, bytes.length];
		const local = concat([numbers([LOCAL], 4), numbers(about, 2), numbers(sizes, 4), numbers([name.length, 0], 2), name, bytes]);
		central.push(concat([numbers([CENTRAL], 4), numbers([20], 2), numbers(about, 2), numbers(sizes, 4), numbers([name.length, 0, 0, 0, 0], 2), numbers([0, offset], 4), name]));
		parts.push(local);
		offset += local.length;
	}
	const directory = concat(central);
	return concat([...parts, directory, numbers([END], 4), numbers([0, 0, files.length, files.length], 2), numbers([directory.length, offset], 4), numbers([0], 2)]);
}

let table: Uint32Array | null = null;

/** The checksum of ISO 3309. */
export function crc32(bytes: Uint8Array): number {
	table ??= Uint32Array.from({ length: 256 }, (_one, n) => {
		let value = n;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
		return value;
	});
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

/** Little endian, `width` bytes each. */
function numbers(values: readonly number[], width: 2 | 4): Uint8Array {
	const bytes = new Uint8Array(values.length * width);
	values.forEach((value, i) => {
		for (let at = 0; at < width; at++) bytes[i * width + at] = (value >>> (8 * at)) & 0xff;
	});
	return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
