/** Content hashes. SHA-256, because a hash here decides whether a text may be overwritten or is accepted. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of bytes, as 64 hex digits. */
function hashBytes(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}

/** SHA-256 of a text's UTF-8 bytes, as 64 hex digits. Lone surrogates hash as U+FFFD, as they would be written. */
export function hashText(text: string): string {
	return hashBytes(new TextEncoder().encode(text));
}
