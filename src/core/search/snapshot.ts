/**
 * The index on disk: a blob for each full part, one for each addition to the dictionary, and a manifest.
 *
 * Parts and additions never change, so saving writes what is new and the manifest, last. They are named by what is
 * in them: a save that was cut short, or one of another window, leaves the manifest pointing at what it was made
 * of. Whatever is missing, cut or changed makes `load` give null, and the index is built from the notes again.
 */
import type { Store } from '../host';
import { inTurns, type Turn } from '../lib/turns';
import { adoptSaved, type SavedNotes } from './adoption';
import { asF64, asU16, asU32, packBlob, unpackBlob } from './blob';
import { ByteReader, GrowingU8 } from './bytes';
import type { SavedFacts } from './catalog';
import type { DictionaryMarks } from './dictionary';
import { Parts } from './parts';
import { readPieces, removeAllBut, writePieces } from './pieces';
import { Segment } from './segment';

export type CacheStore = Pick<Store, 'read' | 'write' | 'remove' | 'keys'>;

const FOLDER = 'index/';
const MANIFEST = `${FOLDER}manifest`;
/** So many additions are written together anew. */
const MAX_CHUNKS = 24;

interface WordsChunk {
	readonly key: string;
	readonly marks: DictionaryMarks;
}

/** What a snapshot remembers between saves; one for each index. */
export class Snapshot {
	readonly #saved = new WeakMap<Segment, string>();
	#chunks: readonly WordsChunk[] = [];

	constructor(private readonly store: CacheStore) {}

	/** Writes what is new. `note` is kept with it and given back by `load`: what the index itself does not know. */
	async save(parts: Parts, note: string, turn: Turn): Promise<void> {
		parts.seal();
		// Nothing below this line may look at the index: it may have changed.
		const taken = takenOf(parts, this.#chunksToKeep());
		const keys: string[] = [];
		for (const segment of taken.segments) {
			const key = this.#saved.get(segment) ?? (await this.#write('part', sectionsOf(segment), turn));
			this.#saved.set(segment, key);
			keys.push(key);
		}
		const chunks = [...taken.kept];
		if (taken.words) chunks.push({ key: await this.#write('words', taken.words, turn), marks: taken.marks });
		this.#chunks = chunks;
		await this.store.write(MANIFEST, await packBlob(manifestOf(taken, { note, keys, chunks }), turn));
		await removeAllBut(this.store, FOLDER, [MANIFEST, ...keys, ...chunks.map(({ key }) => key)]);
	}

	/** What was saved, null when there is nothing whole. */
	async load(turn: Turn): Promise<{ parts: Parts; note: string } | null> {
		const manifest = readManifest(await unpackBlob(await this.store.read(MANIFEST), turn));
		if (!manifest) return null;
		const parts = new Parts();
		for (const { key, marks } of manifest.chunks) {
			const sections = await this.#read(key, turn);
			if (!sections) return null;
			const [chars, lengths = new Uint8Array(), hashes, listed] = sections;
			await inTurns(parts.dictionary.restore({ chars: asU16(chars), lengths, hashes: asU32(hashes), listed: asU32(listed) }), turn);
			if (parts.dictionary.marks.forms !== marks.forms || parts.dictionary.marks.listings !== marks.listings) return null;
		}
		const segments: Segment[] = [];
		for (const { key, slots } of manifest.segments) {
			const segment = readSegment(await this.#read(key, turn), slots);
			if (!segment) return null;
			segments.push(segment);
			this.#saved.set(segment, key);
		}
		parts.dictionary.setUses(manifest.uses);
		await inTurns(adoptSaved(parts, segments, manifest), turn);
		this.#chunks = manifest.chunks;
		return { parts, note: manifest.note };
	}

	#chunksToKeep(): readonly WordsChunk[] {
		return this.#chunks.length >= MAX_CHUNKS ? [] : this.#chunks;
	}

	async #write(kind: string, sections: Parameters<typeof packBlob>[0], turn: Turn): Promise<string> {
		const blob = await packBlob(sections, turn);
		const key = keyFor(kind, blob);
		await writePieces(this.store, { key, blob, turn });
		return key;
	}

	async #read(key: string, turn: Turn): Promise<Uint8Array[] | null> {
		return unpackBlob(await readPieces(this.store, { key, size: sizeIn(key), turn }), turn);
	}
}

function keyFor(kind: string, blob: Uint8Array): string {
	const sum = new DataView(blob.buffer, blob.byteOffset).getUint32(12, true);
	return `${FOLDER}${kind}-${sum.toString(16).padStart(8, '0')}-${blob.byteLength.toString(16)}`;
}

/** Bytes of the blob that a key names. */
function sizeIn(key: string): number {
	return parseInt(key.slice(key.lastIndexOf('-') + 1), 16);
}

/** What is saved, as it was at one moment. */
interface Taken extends SavedNotes {
	readonly segments: readonly Segment[];
	/** By segment, then by record; it is what of a segment changes. */
	readonly slots: readonly Uint32Array[];
	readonly kept: readonly WordsChunk[];
	/** What the dictionary has beyond `kept`. */
	readonly words: readonly (Uint8Array | Uint16Array | Uint32Array)[] | null;
	readonly marks: DictionaryMarks;
	readonly uses: readonly Uint32Array[];
}

function takenOf({ segments, dictionary, catalog, links, passages }: Parts, kept: readonly WordsChunk[]): Taken {
	const { marks } = dictionary;
	const since = kept.at(-1)?.marks ?? { forms: 0, listings: 0 };
	const isSame = since.forms === marks.forms && since.listings === marks.listings;
	const { chars, lengths, hashes, listed } = dictionary.since(since);
	return { segments: [...segments], slots: segments.map(({ recordSlot }) => recordSlot.slice()), kept, words: isSame ? null : [chars, lengths, hashes, listed], marks, uses: dictionary.uses(), facts: catalog.saved(), links: links.saved(), passages };
}

function sectionsOf({ arrays }: Segment): Parameters<typeof packBlob>[0] {
	return [
		arrays.recordUnits, arrays.recordLayout, arrays.layout, arrays.unitKind, arrays.unitLength, arrays.unitPassage,
		arrays.unitWords, arrays.words, arrays.passageLength, arrays.forms, arrays.offsets, arrays.postings,
	];
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
			unitLength: asU16(unitLength),
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

interface Manifest extends SavedNotes {
	readonly note: string;
	readonly chunks: readonly WordsChunk[];
	readonly segments: readonly { readonly key: string; readonly slots: Uint32Array }[];
	readonly uses: readonly Uint32Array[];
}

/** What is small as numbers and texts, then the notes of all records, what is known of notes and of links, and uses by language. */
function manifestOf({ slots, facts, links, passages, uses }: Taken, { note, keys, chunks }: { note: string; keys: readonly string[]; chunks: readonly WordsChunk[] }): Parameters<typeof packBlob>[0] {
	const out = new GrowingU8();
	out.text(note);
	out.varint(passages);
	out.varint(chunks.length);
	for (const { key, marks } of chunks) {
		out.text(key);
		out.varint(marks.forms);
		out.varint(marks.listings);
	}
	out.varint(keys.length);
	keys.forEach((key, index) => {
		out.text(key);
		out.varint(slots[index]?.length ?? 0);
	});
	const all = new Uint32Array(slots.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const of of slots) {
		all.set(of, at);
		at += of.length;
	}
	return [out.trimmed(), all, ...facts, ...links, ...uses];
}

function readManifest(sections: readonly Uint8Array[] | null): Manifest | null {
	const [bytes, slots, languages, lengths, nameLengths, inlinks, days, mtimes, sizes, forms, leads, counts, names, notes, ...uses] = sections ?? [];
	if (!bytes || !languages) return null;
	const reader = new ByteReader(bytes);
	const note = reader.text();
	const passages = reader.varint();
	const chunks = Array.from({ length: reader.varint() }, () => ({ key: reader.text(), marks: { forms: reader.varint(), listings: reader.varint() } }));
	let at = 0;
	const segments = Array.from({ length: reader.varint() }, () => {
		const key = reader.text();
		const from = at;
		at += reader.varint();
		return { key, slots: asU32(slots).subarray(from, at) };
	});
	const facts: SavedFacts = [languages, asU32(lengths), asU32(nameLengths), asU32(inlinks), asU32(days), asF64(mtimes), asF64(sizes)];
	return { note, passages, chunks, segments, facts, links: [asU32(forms), asU32(leads), asU32(counts), asU32(names), asU32(notes)], uses: uses.map(asU32) };
}
