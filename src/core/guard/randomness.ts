/** Whether a value was drawn by a machine, or is a word, a path, a date or a stand-in that a person typed. */

const STAND_INS = /x{5}|\*{3}|\.{3}|#{4}|\$\{|\{\{|<|example|sample|placeholder|redacted|changeme|change_me|your[-_ ]?|insert|dummy|t(?:oken|his)string|put_your|here$/i;
const RUN = 'abcdefghijklmnopqrstuvwxyz0123456789012345678909876543210';
/** 1 where the second of two characters follows the first in RUN. */
const FOLLOWS = new Uint8Array(128 * 128);
for (let i = 0; i + 1 < RUN.length; i++) FOLLOWS[RUN.charCodeAt(i) * 128 + RUN.charCodeAt(i + 1)] = 1;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A stand-in for a value: "xxxxx", "your-key", one character repeated, the alphabet, the same part three times. */
export function isPlaceholder(value: string): boolean {
	if (STAND_INS.test(value) || /(.)\1{6}/.test(value)) return true;
	if (UUID.test(value)) return false;
	return hasSequence(value.toLowerCase(), 10) || /(?:^|[-_.])([A-Za-z0-9]{3,})(?:[-_.]\1){2}/.test(value);
}

/** True for a value with digits among its letters, or long and mixed, that is not made of words and numbers. */
export function looksRandom(value: string): boolean {
	if (value.length < 10 || isPlaceholder(value) || /^[$%@&]|:\/\/|^\/|\(\)/.test(value)) return false;
	if (UUID.test(value)) return true;
	if (/\.(?:md|png|jpe?g|gif|svg|pdf|js|mjs|ts|json|ya?ml|css|html?|txt|py|go|java|sh|zip|com|org|net|io)$/i.test(value)) return false;
	const digits = value.replace(/\D/g, '').length;
	if (digits === 0 && !(value.length >= 12 && /[a-z]/.test(value) && /[A-Z]/.test(value) && entropy(value) >= 3 && !isWords(value))) return false;
	if (isMixedHex(value) || isWords(value)) return false;
	return entropy(value) >= (value.length < 20 || /^[0-9a-f-]+$/.test(value) ? 2.4 : 3);
}

/** Shannon entropy of the characters, in bits each. */
export function entropy(value: string): number {
	let bits = 0;
	for (const count of counted(value)) if (count > 0) bits -= (count / value.length) * Math.log2(count / value.length);
	return bits;
}

/** How many different characters a value holds. */
export function different(value: string): number {
	let kinds = 0;
	for (const count of counted(value)) if (count > 0) kinds++;
	return kinds;
}

/** How often each character occurs, by the lower byte of its code: keys are ASCII, and a table is many times as fast as a map. */
function counted(value: string): Uint16Array {
	const counts = new Uint16Array(256);
	for (let i = 0; i < value.length; i++) {
		const code = value.charCodeAt(i) & 255;
		counts[code] = (counts[code] ?? 0) + 1;
	}
	return counts;
}

/** Machines print hexadecimal in one case. */
function isMixedHex(value: string): boolean {
	return value.length >= 24 && /^[0-9a-fA-F]+$/.test(value) && /[a-f]/.test(value) && /[A-F]/.test(value);
}

/** Words, numbers and camelCase joined by punctuation, such as a path, a date or a name in a program. */
function isWords(value: string): boolean {
	const parts = value.split(/[-_./:+=@#&%~!]+/).filter((part) => part !== '');
	return parts.every((part) => /^(?:[A-Za-z]{0,24}\d{0,4}|\d{1,8}[A-Za-z]{0,3})$/.test(part) && isWordLike(part)) && (parts.length > 1 || !/^\d{14,}$/.test(value));
}

/** Letters in the order of a language: vowels among them, capitals only where words begin. */
function isWordLike(part: string): boolean {
	const letters = part.replace(/\d/g, '');
	if (letters.length < 4) return true;
	const vowels = letters.replace(/[^aeiouyAEIOUY]/g, '').length / letters.length;
	const humps = (letters.match(/[a-z][A-Z]/g) ?? []).length;
	return vowels >= 0.2 && vowels <= 0.7 && humps * 4 <= letters.length;
}

function hasSequence(value: string, length: number): boolean {
	for (let i = 0, run = 1; i + 1 < value.length; i++) {
		run = FOLLOWS[(value.charCodeAt(i) & 127) * 128 + (value.charCodeAt(i + 1) & 127)] === 1 ? run + 1 : 1;
		if (run >= length) return true;
	}
	return false;
}
