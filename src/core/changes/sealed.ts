/** Values as bytes that tell when they are damaged. Pure. */
import { hashText } from '../lib/hash';

export type Sealed<T> = { readonly isThere: boolean; readonly isValid: false } | { readonly isThere: true; readonly isValid: true; readonly value: T };

/** The value as bytes that tell when they are damaged: 64 hex digits of SHA-256, a line end, JSON. */
export function sealed(value: unknown): Uint8Array {
	const json = JSON.stringify(value);
	return new TextEncoder().encode(`${hashText(json)}\n${json}`);
}

/** The other way round; `isValid` is false for bytes that are torn, changed or of another kind. */
export function unsealed<T>(bytes: Uint8Array): Sealed<T> {
	const text = new TextDecoder().decode(bytes);
	const json = text.slice(65);
	if (text[64] !== '\n' || text.slice(0, 64) !== hashText(json)) return { isThere: true, isValid: false };
	return { isThere: true, isValid: true, value: JSON.parse(json) as T };
}
