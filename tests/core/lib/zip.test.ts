/** Given any files, when they are one archive, then its directory names each and its bytes stand there unchanged. */
import fc from 'fast-check';
import { crc32, zipOf } from '../../../src/core/lib/zip';

interface Entry {
	readonly path: string;
	readonly bytes: number[];
	readonly crc: number;
}

function entriesOf(zip: Uint8Array): Entry[] {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
	const end = zip.length - 22;
	expect(view.getUint32(end, true)).toBe(0x06054b50);
	let at = view.getUint32(end + 16, true);
	return Array.from({ length: view.getUint16(end + 10, true) }, () => {
		expect(view.getUint32(at, true)).toBe(0x02014b50);
		const [crc, size, name, local] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true), view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
		const path = new TextDecoder().decode(zip.slice(at + 46, at + 46 + name));
		expect(view.getUint32(local, true)).toBe(0x04034b50);
		const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
		at += 46 + name;
		return { path, crc, bytes: [...zip.slice(start, start + size)] };
	});
}

test('given any files, then the archive holds them byte for byte', () => {
	fc.assert(
		fc.property(fc.array(fc.record({ path: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), bytes: fc.uint8Array({ maxLength: 200 }) }), { maxLength: 8 }), (files) => {
			expect(entriesOf(zipOf(files))).toEqual(files.map(({ path, bytes }) => ({ path: new TextDecoder().decode(new TextEncoder().encode(path)), crc: crc32(bytes), bytes: [...bytes] })));
		}),
	);
});

test('given the check value of the standard, then the checksum is it', () => {
	expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
