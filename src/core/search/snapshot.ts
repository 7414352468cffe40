/**
 * The index on disk: a blob for each full part, one for each addition to the dictionary, and a manifest.
 *
 * Parts and additions never change, so saving writes what is new and the manifest, last. They are named by what is
 * in them: a save that was cut short, or one of another window, leaves the manifest pointing at what it was made
 * of. Whatever is missing, cut or changed makes `load` give null, and the index is built from the notes again.
 */
import type { Store } from '../host';
import { asU16, asU32, packBlob, unpackBlob } from './blob';
import { ByteReader, GrowingU8 } from './bytes';
import type { DictionaryMarks } from './dictionary';
import { Parts } from './parts';
import { DEAD } from './part';
import { Segment } from './segment';

export type CacheStore = Pick<Store, 'read' | 'write' | 'remove' | 'keys'>;

const FOLDER = 'index/';
const MANIFEST = `${FOLDER}manifest`;
/** So many additions are written together anew. */
const MAX_CHUNKS = 24;

/** What a snapshot remembers between saves; one for each index. */
export class Snapshot {
	private readonly saved = new WeakMap<Segment, string>();
	private chunks: { key: string; marks: DictionaryMarks }[] = [];

	constructor(private readonly store: CacheStore) {}

	/** Writes what is new. `note` is kept with it and given back by `load`: what the index itself does not know. */
	async save(parts: Parts, note: string): Promise<void> {
		parts.seal();
		// Nothing below may look at the index after the first wait: it may have changed.
		const segments = [...parts.segments];
		const fresh = segments.filter((segment) => !this.saved.has(segment)).map((segment) => ({ segment, blob: packSegment(segment) }));
		const words = this.packWords(parts);
		const keyOf = new Map(fresh.map(({ segment, blob }) => [segment, keyFor('part', blob)]));
		const keys = segments.map((segment) => this.saved.get(segment) ?? keyOf.get(segment) ?? '');
		const manifest = packManifest(parts, { note, segments, keys, chunks: words.chunks });
		for (const { segment, blob } of fresh) {
			await this.store.write(keyOf.get(segment) ?? '', blob);
			this.saved.set(segment, keyOf.get(segment) ?? '');
		}
		if (words.blob) await this.store.write(words.chunks.at(-1)?.key ?? '', words.blob);
		this.chunks = words.chunks;
		await this.store.write(MANIFEST, manifest);
		await this.tidy(new Set([MANIFEST, ...keys, ...words.chunks.map(({ key }) => key)]));
	}

	/** What was saved, null when there is nothing whole. */
	async load(): Promise<{ parts: Parts; note: string } | null> {
		const manifest = readManifest(unpackBlob(await this.store.read(MANIFEST)));
		if (!manifest) return null;
		const parts = new Parts();
		for (const { key, marks } of manifest.chunks) {
			const sections = unpackBlob(await this.store.read(key));
			if (!sections) return null;
			parts.dictionary.take({ chars: asU16(sections[0]), lengths: sections[1] ?? new Uint8Array(), listed: asU32(sections[2]) });
			if (parts.dictionary.marks.forms !== marks.forms || parts.dictionary.marks.listings !== marks.listings) return null;
		}
		const segments: Segment[] = [];
		for (const { key, slots } of manifest.segments) {
			const segment = readSegment(unpackBlob(await this.store.read(key)), slots);
			if (!segment) return null;
			segments.push(segment);
			this.saved.set(segment, key);
		}
		parts.dictionary.setUses(manifest.uses);
		parts.adopt(segments, (slot) => manifest.stats.get(slot) ?? { mtime: 0, size: 0 });
		this.chunks = manifest.chunks;
		return { parts, note: manifest.note };
	}

	private packWords({ dictionary }: Parts): { chunks: { key: string; marks: DictionaryMarks }[]; blob: Uint8Array | null } {
		const { marks } = dictionary;
		const kept = this.chunks.length >= MAX_CHUNKS ? [] : this.chunks;
		const since = kept.at(-1)?.marks ?? { forms: 0, listings: 0 };
		if (since.forms === marks.forms && since.listings === marks.listings) return { chunks: kept, blob: null };
		const { chars, lengths, listed } = dictionary.since(since);
		const blob = packBlob([chars, lengths, listed]);
		return { chunks: [...kept, { key: keyFor('words', blob), marks }], blob };
	}

	private async tidy(used: ReadonlySet<string>): Promise<void> {
		for (const key of await this.store.keys(FOLDER)) if (!used.has(key)) await this.store.remove(key);
	}
}

function keyFor(kind: string, blob: Uint8Array): string {
	const sum = new DataView(blob.buffer, blob.byteOffset).getUint32(12, true);
	return `${FOLDER}${kind}-${sum.toString(16).padStart(8, '0')}-${blob.byteLength.toString(16)}`;
}

function packSegment({ arrays }: Segment): Uint8Array {
	return packBlob([
		arrays.recordUnits, arrays.recordLayout, arrays.layout, arrays.unitKind, arrays.unitLength, arrays.unitPassage,
		arrays.unitWords, arrays.words, arrays.passageLength, arrays.forms, arrays.offsets, arrays.postings,
	]);
}

function readSegment(sections: readonly Uint8Array[] | null, slots: Uint32Array): Segment | null {
	if (sections?.length !== 12) return null;
	const [recordUnits, recordLayout, layout, unitKind, unitLength, unitPassage, unitWords, words, passageLength, forms, offsets, postings] = sections;
	if (!layout || !unitKind || !words || !postings || asU32(recordLayout).length !== slots.length) return null;
	return new Segment(
		{
			recordUnits: asU32(recordUnits),
			recordLayout: asU32(recordLayout),
			layout,
			unitKind,
			unitLength: asU32(unitLength),
			unitPassage: asU32(unitPassage),
			unitWords: asU32(unitWords),
			words,
			passageLength: asU32(passageLength),
			forms: asU32(forms),
			offsets: asU32(offsets),
			postings,
		},
		slots,
	);
}

interface ManifestDraft {
	readonly note: string;
	readonly segments: readonly Segment[];
	readonly keys: readonly string[];
	readonly chunks: readonly { readonly key: string; readonly marks: DictionaryMarks }[];
}

function packManifest({ catalog, dictionary }: Parts, { note, segments, keys, chunks }: ManifestDraft): Uint8Array {
	const out = new GrowingU8();
	out.text(note);
	out.varint(chunks.length);
	for (const { key, marks } of chunks) {
		out.text(key);
		out.varint(marks.forms);
		out.varint(marks.listings);
	}
	out.varint(segments.length);
	segments.forEach((segment, index) => {
		out.text(keys[index] ?? '');
		out.varint(segment.records);
		// The largest number a record can have is no slot: it is written as 0.
		for (const slot of segment.recordSlot) out.varint(slot === DEAD ? 0 : slot + 1);
	});
	for (let slot = 0; slot < catalog.capacity; slot++) {
		if (!catalog.paths[slot]) continue;
		const { mtime, size } = catalog.stat(slot);
		out.varint(slot + 1);
		out.varint(Math.max(0, Math.round(mtime)));
		out.varint(Math.max(0, size));
	}
	out.varint(0);
	return packBlob([out.trimmed(), ...dictionary.uses()]);
}

interface Manifest {
	readonly note: string;
	readonly chunks: { key: string; marks: DictionaryMarks }[];
	readonly segments: readonly { readonly key: string; readonly slots: Uint32Array }[];
	readonly stats: ReadonlyMap<number, { mtime: number; size: number }>;
	readonly uses: readonly Uint32Array[];
}

function readManifest(sections: readonly Uint8Array[] | null): Manifest | null {
	const [bytes, ...uses] = sections ?? [];
	if (!bytes) return null;
	const reader = new ByteReader(bytes);
	const note = reader.text();
	const chunks = Array.from({ length: reader.varint() }, () => ({ key: reader.text(), marks: { forms: reader.varint(), listings: reader.varint() } }));
	const segments = Array.from({ length: reader.varint() }, () => {
		const key = reader.text();
		const slots = new Uint32Array(reader.varint());
		for (let record = 0; record < slots.length; record++) {
			const slot = reader.varint();
			slots[record] = slot === 0 ? DEAD : slot - 1;
		}
		return { key, slots };
	});
	const stats = new Map<number, { mtime: number; size: number }>();
	for (let slot = reader.varint(); slot > 0; slot = reader.varint()) stats.set(slot - 1, { mtime: reader.varint(), size: reader.varint() });
	return { note, chunks, segments, stats, uses: uses.map(asU32) };
}
