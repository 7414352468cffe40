/** What a note's records hold besides words: enough to show a hit, follow a rename, and know what is stale. */
import { ByteReader, type GrowingU8 } from './bytes';
import type { NoteDraft, UnitDraft } from './note-draft';

const SHA256_BYTES = 32;
const SHA256 = /^[0-9a-f]{64}$/;

export interface NamesRecord {
	readonly path: string;
	readonly ownTitle: string | null;
	readonly aliases: readonly string[];
}

/** `path`, title where it is not the file's name, aliases. */
export function writeNames(out: GrowingU8, { path, ownTitle, aliases }: NamesRecord): void {
	out.text(path);
	out.varint(ownTitle === null ? 0 : 1);
	if (ownTitle !== null) out.text(ownTitle);
	out.varint(aliases.length);
	for (const alias of aliases) out.text(alias);
}

export function readNames(layout: Uint8Array, at: number): NamesRecord {
	const reader = new ByteReader(layout, at);
	const path = reader.text();
	const ownTitle = reader.varint() === 1 ? reader.text() : null;
	return { path, ownTitle, aliases: list(reader, () => reader.text()) };
}

export interface ContentHead {
	readonly version: string;
	readonly language: number;
	readonly day: number | null;
	/** Forms of the notes it links to. */
	readonly targets: readonly number[];
}

export interface UnitPlace {
	readonly start: number;
	readonly end: number;
	readonly line: number;
	/** Index in `headings`, -1 above the first. */
	readonly heading: number;
	readonly id: string | null;
}

export interface ContentRecord extends ContentHead {
	readonly headings: readonly { readonly text: string; readonly parent: number }[];
	/** One a unit of the record, in order. */
	readonly places: readonly UnitPlace[];
}

export function writeContent(out: GrowingU8, head: ContentHead, draft: Pick<NoteDraft, 'headings' | 'content'>): void {
	writeVersion(out, head.version);
	out.varint(head.language);
	// Days before 1970 are even, others odd, so that 0 can mean none.
	out.varint(head.day === null ? 0 : head.day < 0 ? -head.day * 2 : head.day * 2 + 1);
	out.varint(head.targets.length);
	for (const target of head.targets) out.varint(target);
	out.varint(draft.headings.length);
	for (const { text, parent } of draft.headings) {
		out.text(text);
		out.varint(parent + 1);
	}
	out.varint(draft.content.length);
	for (const unit of draft.content) writePlace(out, unit);
}

/** Writes the bytes of a content record again, with other numbers for the notes it links to. */
export function renumberTargets(out: GrowingU8, bytes: Uint8Array, idOf: Uint32Array): void {
	const reader = new ByteReader(bytes);
	if (reader.byte() === 1) reader.at += SHA256_BYTES;
	else reader.text();
	// Language and day.
	reader.varint();
	reader.varint();
	out.bytes(bytes.subarray(0, reader.at));
	const count = reader.varint();
	out.varint(count);
	for (let left = count; left > 0; left--) out.varint(idOf[reader.varint()] ?? 0);
	out.bytes(bytes.subarray(reader.at));
}

function writePlace(out: GrowingU8, { start, end, line, heading, id }: UnitDraft): void {
	out.varint(start);
	out.varint(end - start);
	out.varint(line * 2 + (id === null ? 0 : 1));
	out.varint(heading + 1);
	if (id !== null) out.text(id);
}

/** What is needed of a note without asking where its blocks are. */
export function readContentHead(layout: Uint8Array, at: number): ContentHead {
	return readHead(new ByteReader(layout, at));
}

/** The head without the version, which takes longest: read for many notes at once. */
export function readFacts(layout: Uint8Array, at: number): Omit<ContentHead, 'version'> {
	const reader = new ByteReader(layout, at);
	if (reader.byte() === 1) reader.at += SHA256_BYTES;
	else reader.text();
	return readRest(reader);
}

/** Whether a content record links to a note by one of these forms. */
export function hasTarget(layout: Uint8Array, at: number, forms: ReadonlySet<number>): boolean {
	const reader = new ByteReader(layout, at);
	if (reader.byte() === 1) reader.at += SHA256_BYTES;
	else reader.text();
	// Language and day.
	reader.varint();
	reader.varint();
	for (let left = reader.varint(); left > 0; left--) if (forms.has(reader.varint())) return true;
	return false;
}

export function readContent(layout: Uint8Array, at: number): ContentRecord {
	const reader = new ByteReader(layout, at);
	const head = readHead(reader);
	const headings = list(reader, () => ({ text: reader.text(), parent: reader.varint() - 1 }));
	return { ...head, headings, places: list(reader, () => readPlace(reader)) };
}

function readHead(reader: ByteReader): ContentHead {
	return { version: readVersion(reader), ...readRest(reader) };
}

function readRest(reader: ByteReader): Omit<ContentHead, 'version'> {
	const language = reader.varint();
	const day = reader.varint();
	const targets = list(reader, () => reader.varint());
	return { language, day: day === 0 ? null : day % 2 === 0 ? -day / 2 : (day - 1) / 2, targets };
}

function readPlace(reader: ByteReader): UnitPlace {
	const start = reader.varint();
	const end = start + reader.varint();
	const line = reader.varint();
	const heading = reader.varint() - 1;
	return { start, end, line: line >> 1, heading, id: line & 1 ? reader.text() : null };
}

function list<T>(reader: ByteReader, read: () => T): T[] {
	const items: T[] = [];
	for (let left = reader.varint(); left > 0; left--) items.push(read());
	return items;
}

/** A SHA-256 takes its 32 bytes, anything else is a text. */
function writeVersion(out: GrowingU8, version: string): void {
	if (!SHA256.test(version)) {
		out.push(0);
		out.text(version);
		return;
	}
	out.push(1);
	for (let at = 0; at < 64; at += 2) out.push(parseInt(version.slice(at, at + 2), 16));
}

function readVersion(reader: ByteReader): string {
	if (reader.byte() === 0) return reader.text();
	let version = '';
	for (let index = 0; index < SHA256_BYTES; index++) version += reader.byte().toString(16).padStart(2, '0');
	return version;
}
