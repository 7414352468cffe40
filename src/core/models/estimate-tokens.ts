/**
 * How many tokens a text will take, without any vendor's tokenizer: for previews and budgets, and rather too many than
 * too few. Tokenizers are learned mostly from English: other scripts fall into smaller pieces, down to single bytes.
 */
import type { ModelMessage, ModelRequest } from './model';

/** Tokens per UTF-16 unit. English prose has 3.5 to 4.5 characters a token; the margin covers the newer, finer tokenizers. */
const LETTER = 0.36;
const DIGIT = 0.7;
const MARK = 0.9;
const SPACE = 0.12;
/** Latin with accents, Greek, Cyrillic. */
const NEAR_SCRIPT = 0.6;
/** Hebrew, Arabic, the scripts of India and South-East Asia, and others that are seldom learned. */
const FAR_SCRIPT = 1;
/** Han, kana, Hangul: often one token a character, two for rarer ones. */
const DENSE_SCRIPT = 1.4;
/** Half of an astral character: emoji take two to four. */
const SURROGATE = 1.6;
/** What a wire writes around each message and part. */
const ENVELOPE = 8;
/** Anthropic scales images down to about this many; others take fewer. */
const IMAGE = 1600;

export function estimateTokens(text: string): number {
	let tokens = 0;
	for (let i = 0; i < text.length; i++) tokens += weightOf(text.charCodeAt(i));
	return Math.ceil(tokens);
}

/** The input tokens of a whole request. */
export function estimateRequest({ system, messages, tools }: Pick<ModelRequest, 'system' | 'messages' | 'tools'>): number {
	const parts = [...system.map(({ text }) => text), ...tools.map((tool) => JSON.stringify(tool))];
	return parts.reduce((sum, text) => sum + ENVELOPE + estimateTokens(text), 0) + messages.reduce((sum, message) => sum + estimateMessage(message), 0);
}

export function estimateMessage({ parts }: ModelMessage): number {
	let tokens = ENVELOPE;
	for (const part of parts) {
		if (part.type === 'image') tokens += IMAGE;
		else if (part.type === 'tool-call') tokens += ENVELOPE + estimateTokens(part.tool + part.rawInput);
		else tokens += ENVELOPE + estimateTokens(part.text) + (part.type === 'tool-result' ? (part.images?.length ?? 0) * IMAGE : 0);
	}
	return tokens;
}

function weightOf(code: number): number {
	if (code < 0x80) {
		if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) return LETTER;
		if (code === 0x20) return SPACE;
		return code >= 0x30 && code <= 0x39 ? DIGIT : MARK;
	}
	if (code < 0x530) return NEAR_SCRIPT;
	if (code >= 0xd800 && code <= 0xdfff) return SURROGATE;
	const isDense = (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xffef);
	return isDense ? DENSE_SCRIPT : FAR_SCRIPT;
}
