/**
 * Cheap signs that a passage is about the question's words and still does not answer it.
 *
 * They lower confidence and never raise it. English only: in other languages they say nothing.
 */

const ASKS_AMOUNT = /\bhow (?:many|much|old|long|far|often|tall|big|large|high)\b|\bwhat (?:percent\w*|number|amount|price|ratio)\b/i;
const ASKS_TIME = /\bwhen\b|\b(?:what|which) (?:year|date|day|month|time|century|decade)\b/i;
const ASKS_NAME = /\b(?:who|whom|whose)\b/i;
const AMOUNT = /\p{N}[\p{N}.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|once|twice|dozens?|hundreds?|thousands?|millions?|billions?|none|no)\b/giu;
const TIME = /\p{N}+|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|century|\p{L}+day|tomorrow|spring|summer|autumn|winter|morning|evening|noon)\b/giu;
const NAME = /[\p{Lu}\p{Lo}@][\p{L}\p{M}]*/gu;
const NEGATION = /\b(?:not|cannot|never|nobody|nothing|none|without|except|unable|un(?:important|known|willing|likely|related|affected|successful)\w*)\b|n['’]t\b/i;

/** What a question asks for, read once: a long question is held against many passages. */
export interface Asked {
	/** What its answer names: an amount, a time or a person; null when it asks for something else. */
	readonly kind: RegExp | null;
	/** Its own words, lower case: they are no news. */
	readonly words: ReadonlySet<string>;
	readonly isDenying: boolean;
}

export function readAsked(question: string): Asked {
	const kind = ASKS_AMOUNT.test(question) ? AMOUNT : ASKS_TIME.test(question) ? TIME : ASKS_NAME.test(question) ? NAME : null;
	return { kind, words: new Set(question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []), isDenying: NEGATION.test(question) };
}

/** False when the question asks for an amount, a time or a person, and `passage` names none that the question did not. */
export function namesWhatIsAsked({ kind, words }: Asked, passage: string): boolean {
	return kind === null || (passage.match(kind) ?? []).some((word) => !words.has(word.toLowerCase()));
}

/** True when `passage` only asks: it may repeat the question and answers nothing. */
export function isAsking(passage: string): boolean {
	return /[?？؟]["'”’»)*_\s]*$/.test(passage);
}

/** True when the question denies something and `passage` denies nothing: it then speaks of the opposite. */
export function missesNegation({ isDenying }: Asked, passage: string): boolean {
	return isDenying && !NEGATION.test(passage);
}

/** True when `word` is a number, or is written with a capital inside a sentence of `question`. */
export function isNameOrNumber(question: string, word: string): boolean {
	if (/\p{N}/u.test(word)) return true;
	if (!/^\p{Lu}/u.test(word)) return false;
	const before = question.slice(0, Math.max(0, question.indexOf(word))).trimEnd();
	return before !== '' && !/[.!?:]$/.test(before);
}
