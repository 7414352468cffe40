/** Between a note's text and its bytes, so that every host reads and refuses alike. Nothing is repaired on the way. */
import { PraxisError } from './errors';

/** A note above this is not read: 64 MiB. No text that a person wrote comes near; an export of a program may. */
export const MAX_NOTE_BYTES = 64 * 1024 * 1024;

/** The text of UTF-8 bytes, BOM and line ends kept. Throws `not-text` or `too-large`. */
export function decodeNote(bytes: Uint8Array, path: string): string {
	checkNoteSize(bytes.length, path);
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch (error) {
		throw new PraxisError('not-text', `"${path}" is not a text in UTF-8.`, {
			hint: 'Its bytes were left as they are. If it is a note, save it again with the encoding UTF-8.',
			cause: error,
		});
	}
}

/** UTF-8 bytes of a text. Half a surrogate pair has no UTF-8 form and becomes U+FFFD. Throws `too-large`. */
export function encodeNote(text: string, path: string): Uint8Array {
	const bytes = new TextEncoder().encode(text);
	checkNoteSize(bytes.length, path);
	return bytes;
}

/** Throws `too-large` for more than `MAX_NOTE_BYTES`; for a size known before the bytes are read. */
export function checkNoteSize(size: number, path: string): void {
	if (size <= MAX_NOTE_BYTES) return;
	throw new PraxisError('too-large', `"${path}" has ${Math.ceil(size / 2 ** 20)} MB; notes are read up to ${MAX_NOTE_BYTES / 2 ** 20} MB.`, {
		hint: 'Split the note, or leave it out.',
	});
}
