/** Content hashes. SHA-256, because a hash here decides whether a text may be overwritten or is accepted. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Recent } from './recent';

/** UTF-16 units of the texts whose hashes are at hand: a search reads the same notes again and again. */
const KEPT = { most: 4_000_000, largest: 500_000 };
const KNOWN = new Recent<string, string>(KEPT);

/** SHA-256 of bytes, as 64 hex digits. */
function hashBytes(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}

/** SHA-256 of a text's UTF-8 bytes, as 64 hex digits. Lone surrogates hash as U+FFFD, as they would be written. */
export function hashText(text: string): string {
	const known = KNOWN.get(text);
	if (known !== undefined) return known;
	const hash = hashBytes(new TextEncoder().encode(text));
	KNOWN.keep(text, hash, text.length);
	return hash;
}
