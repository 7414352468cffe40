/** A segment whose forms have other numbers: made with one dictionary, to be used with another. */
import { ByteReader, GrowingU32, GrowingU8 } from './bytes';
import { UNIT } from './note-draft';
import { renumberTargets } from './record';
import type { SegmentArrays } from './segment';

/** `idOf`: by number in the one dictionary, that in the other. Records alternate: names, content. */
export function renumbered(arrays: SegmentArrays, idOf: Uint32Array): SegmentArrays {
	return { ...arrays, ...words(arrays, idOf), ...layouts(arrays, idOf), ...postings(arrays, idOf), unitPassage: linkTargets(arrays, idOf) };
}

function words({ words: before, unitWords }: SegmentArrays, idOf: Uint32Array): Pick<SegmentArrays, 'words' | 'unitWords'> {
	const [out, starts] = [new GrowingU8(before.length + (before.length >> 2) + 16), new Uint32Array(unitWords.length)];
	const reader = new ByteReader(before);
	for (let unit = 0; unit + 1 < unitWords.length; unit++) {
		const end = unitWords[unit + 1] ?? 0;
		while (reader.at < end) {
			out.varint(idOf[reader.varint()] ?? 0);
			const step = reader.varint();
			out.varint(step);
			if (step & 1) out.varint(reader.varint());
		}
		starts[unit + 1] = out.length;
	}
	return { words: out.trimmed(), unitWords: starts };
}

function layouts({ layout, recordLayout }: SegmentArrays, idOf: Uint32Array): Pick<SegmentArrays, 'layout' | 'recordLayout'> {
	const [out, starts] = [new GrowingU8(layout.length + 16), new GrowingU32(recordLayout.length + 1)];
	recordLayout.forEach((from, record) => {
		starts.push(out.length);
		const bytes = layout.subarray(from, recordLayout[record + 1] ?? layout.length);
		if (record % 2 === 0) out.bytes(bytes);
		else renumberTargets(out, bytes, idOf);
	});
	return { layout: out.trimmed(), recordLayout: starts.trimmed() };
}

function postings({ forms, offsets, postings: before }: SegmentArrays, idOf: Uint32Array): Pick<SegmentArrays, 'forms' | 'offsets' | 'postings'> {
	const order = Array.from(forms, (form, at) => ({ id: idOf[form] ?? 0, at })).sort((a, b) => a.id - b.id);
	const [starts, out] = [new Uint32Array(offsets.length), new Uint8Array(before.length)];
	let length = 0;
	order.forEach(({ at }, index) => {
		const bytes = before.subarray(offsets[at] ?? 0, offsets[at + 1] ?? 0);
		out.set(bytes, length);
		length += bytes.length;
		starts[index + 1] = length;
	});
	return { forms: Uint32Array.from(order, ({ id }) => id), offsets: starts, postings: out };
}

function linkTargets({ unitPassage, unitKind }: SegmentArrays, idOf: Uint32Array): Uint32Array {
	return unitPassage.map((value, unit) => (unitKind[unit] === UNIT.link ? (idOf[value] ?? 0) : value));
}
