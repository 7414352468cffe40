/**
 * Characters that nobody sees: found, stripped or shown, while what languages and emoji need stays.
 *
 * Classes come from the engine's own Unicode tables; the few lists here are from the Unicode Standard 17.0.
 * Hidden *structure* (comments, titles, invisible HTML) is listed by hidden-passages.ts.
 */
import type { Span } from '../lib/note';

export interface HiddenRun extends Span {
	/** ASCII that the run spells in tag characters, variation selectors or zero-width bits; "" when it spells none. */
	readonly spells: string;
}

/** May be invisible: default-ignorable, format, private use, unassigned, control, half characters, blanks that are no space. */
const SUSPECT = /[\p{DI}\p{Cf}\p{Co}\p{Cn}\p{Cc}\p{Cs}\u2028\u2029\u2800]/u;
const SUSPECTS = new RegExp(SUSPECT.source, 'gu');
const ORDINARY = /[\t\n\r]/;
/** Format characters that are drawn: number signs and abbreviation marks that stand before digits or letters. */
const DRAWN = /[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]/u;
/** Emoji of a later Unicode than the engine's: kept free for them, and drawn. */
const LATER_EMOJI = /\p{ExtPict}/u;
/** Scripts whose spelling needs joiners; with the marks that stand on their letters. */
const JOINING = /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Mand}\p{scx=Mani}\p{scx=Phlp}\p{scx=Sogd}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Phag}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Bali}\p{scx=Java}\p{scx=Sund}\p{scx=Lana}\p{scx=Cakm}\p{scx=Newa}\p{scx=Gran}\p{scx=Tirh}\p{scx=Kthi}\p{scx=Shrd}\p{scx=Sidd}\p{scx=Modi}\p{scx=Takr}\p{scx=Mtei}\p{scx=Limb}\p{scx=Lepc}\p{scx=Khoj}\p{scx=Sind}\p{scx=Nand}\p{scx=Bhks}]/u;
const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Mand}\p{sc=Samr}\p{sc=Rohg}]/u;
/** Scripts written without spaces, where a zero-width space marks where a line may break. */
const UNSPACED = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
/** What the standardised variants 1 to 3 stand on (StandardizedVariants.txt 17.0), beside letters of Han. */
const VARIED = /[\p{sc=Han}\p{sc=Mymr}\p{sc=Phag}\p{sc=Mani}\p{sc=Egyp}\p{Sm}\u2018-\u201F\u3001\u3002\uFF01\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F0]/u;
/** Subdivisions as in the flags of England or Texas: a region and up to three letters or digits, closed. */
const FLAG_TAGS = /^[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}/u;
/** Marks, embeddings and isolates; overrides, which no text needs, are not among them. */
const DIRECTION = /[\u200E\u200F\u061C\u202A-\u202C\u2066-\u2069]/;
const TAG = /[\u{E0000}-\u{E007F}]/u;

interface Place {
	readonly text: string;
	/** Offset of the character. */
	readonly at: number;
	readonly character: string;
	readonly before: string;
	readonly after: string;
}

/** Every run of hidden characters, in order. Linear in the text. */
export function findHidden(text: string): HiddenRun[] {
	const runs: { start: number; end: number }[] = [];
	let flagEnd = 0;
	for (const match of text.matchAll(SUSPECTS)) {
		const [character] = match;
		const at = match.index;
		if (ORDINARY.test(character) || at < flagEnd) continue;
		const before = characterBefore(text, at);
		if (before === '\u{1F3F4}' && TAG.test(character)) {
			flagEnd = at + (FLAG_TAGS.exec(text.slice(at, at + 16))?.[0].length ?? 0);
			if (flagEnd > at) continue;
		}
		if (isNeeded({ text, at, character, before, after: characterAt(text, at + character.length) })) continue;
		const last = runs.at(-1);
		if (last && last.end === at) last.end += character.length;
		else runs.push({ start: at, end: at + character.length });
	}
	return runs.map(({ start, end }) => ({ start, end, spells: spelled(text.slice(start, end)) }));
}

/** The text without its hidden characters; the same string when it has none. */
export function stripHidden(text: string): string {
	return replaceHidden(text, () => '');
}

/** The text with each hidden character shown as ⟦U+200B⟧, and what a run spells as ⟦hidden: …⟧. */
export function revealHidden(text: string): string {
	return replaceHidden(text, (run) => (run.spells === '' ? Array.from(text.slice(run.start, run.end), nameOf).join('') : `⟦hidden: ${run.spells}⟧`));
}

function replaceHidden(text: string, replacement: (run: HiddenRun) => string): string {
	const parts: string[] = [];
	let at = 0;
	for (const run of findHidden(text)) {
		parts.push(text.slice(at, run.start), replacement(run));
		at = run.end;
	}
	return at === 0 && parts.length === 0 ? text : parts.join('') + text.slice(at);
}

/** Whether a language or an emoji needs the character where it stands. One of them at a time: a run needs none. */
function isNeeded(place: Place): boolean {
	const { at, character, before, after } = place;
	const code = character.codePointAt(0) ?? 0;
	if (code === 0xfeff) return at === 0;
	if (DRAWN.test(character) || LATER_EMOJI.test(character)) return true;
	if (code === 0x200c || code === 0x200d) return isJoinerNeeded(place);
	if (code === 0x200b) return !SUSPECT.test(before) && !SUSPECT.test(after) && (UNSPACED.test(before) || UNSPACED.test(after));
	if (DIRECTION.test(character)) return !isMark(before) && RIGHT_TO_LEFT.test(lineAround(place).replace(/\u061C/g, ''));
	if (isSelector(code)) return isSelectorNeeded(code, before);
	if (code === 0x34f) return /\p{M}/u.test(before) && /\p{M}/u.test(after);
	if (code === 0x115f) return /[\u1161-\u11A7]/.test(after);
	if (code === 0x1160) return /[\u1100-\u115E]/.test(before);
	if (code === 0x2800) return /[\u2801-\u28FF]/.test(before) || /[\u2801-\u28FF]/.test(after);
	return code >= 0x13430 && code <= 0x1345f && /\p{sc=Egyp}/u.test(before);
}

function isJoinerNeeded({ character, before, after }: Place): boolean {
	if (character === '\u200d' && /[\p{ExtPict}\p{EMod}\uFE0F]/u.test(before) && /\p{ExtPict}/u.test(after)) return true;
	if (SUSPECT.test(before) && !/\p{M}/u.test(before)) return false;
	return JOINING.test(before) || (JOINING.test(after) && !SUSPECT.test(after));
}

function isSelector(code: number): boolean {
	return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef) || (code >= 0x180b && code <= 0x180f);
}

function isSelectorNeeded(code: number, before: string): boolean {
	if (code >= 0x180b && code <= 0x180f) return /\p{sc=Mong}/u.test(before) && !SUSPECT.test(before);
	if (code >= 0xe0100) return /\p{sc=Han}/u.test(before);
	if (code >= 0xfe0e) return /[\p{Emoji}\p{S}]/u.test(before) && !SUSPECT.test(before);
	return code <= 0xfe06 && VARIED.test(before) && (code <= 0xfe02 || /\p{sc=Egyp}/u.test(before));
}

function isMark(character: string): boolean {
	return /[\u200E\u200F\u061C]/.test(character);
}

/** The line around a place, at most 200 characters to each side: direction is a matter of the neighbourhood. */
function lineAround({ text, at }: Place): string {
	const before = text.slice(Math.max(0, at - 200), at);
	const after = text.slice(at, at + 200);
	const end = after.indexOf('\n');
	return before.slice(before.lastIndexOf('\n') + 1) + (end < 0 ? after : after.slice(0, end));
}

function characterBefore(text: string, at: number): string {
	const low = text.charCodeAt(at - 1);
	return low >= 0xdc00 && low <= 0xdfff ? characterAt(text, at - 2) : text.charAt(at - 1);
}

function characterAt(text: string, at: number): string {
	const code = at < 0 ? undefined : text.codePointAt(at);
	return code === undefined ? '' : String.fromCodePoint(code);
}

function nameOf(character: string): string {
	return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** What a run says in the known ways of hiding ASCII; "" unless all of it is printable. */
function spelled(run: string): string {
	const codes = Array.from(run, (character) => character.codePointAt(0) ?? 0);
	const tags = codes.filter((code) => code > 0xe0000 && code < 0xe007f).map((code) => code - 0xe0000);
	const bytes = codes.filter((code) => isSelector(code) && code > 0xf000).map((code) => (code < 0xff00 ? code - 0xfe00 : code - 0xe0100 + 16));
	const bits = codes.filter((code) => code === 0x200b || code === 0x200c).map((code) => code - 0x200b);
	const octets = Array.from({ length: Math.floor(bits.length / 8) }, (_x, i) => bits.slice(i * 8, i * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
	return [tags, bytes, octets].map((values) => String.fromCharCode(...values.slice(0, 4000))).find((text) => text.length > 1 && /^[\n -~]+$/.test(text)) ?? '';
}
