/**
 * What a block says by its form, in chats, minutes and journals: who speaks, whether it asks or answers, whether it tells
 * a time. Reads the text around a block; knows nothing of what is asked beyond its words. Pure.
 */
import { words } from '../../search/analyse';
import type { Span } from '../../lib/note';
import { TELLS_TIME } from './time-words';

export interface Spoken {
	/** Folded words of the speaker's name; empty for a block that nobody speaks. */
	readonly speaker: readonly string[];
	/** It ends in a question mark. */
	readonly asks: boolean;
	/** The block before it asks, and is another's. */
	readonly answers: boolean;
	readonly tellsTime: boolean;
}

/** "**Anna:** …", "Anna Meyer: …", "- Anna: …", "[09:14] Anna: …". */
const SPEAKER = /^[\s>*+-]*(?:\[[^\]\n]{1,30}\]\s*)?[*_]{0,2}(\p{L}[\p{L}\p{N} .'’_-]{0,40}?)[*_]{0,2}\s?[:：](?![/\d])/u;
const ASKS = /[?？؟]["'”’»)\]*_]*$/u;
const MARK = /(?:\^[\w-]+|\[[^\]\n]*\])\s*$/;
/** So much of what stands before a block is looked at. */
const BEFORE = 1_200;

export function readSpoken(text: string, { start, end }: Span, { readsTime = true }: { readonly readsTime?: boolean } = {}): Spoken {
	const own = text.slice(start, end);
	const speaker = speakerOf(own);
	const said = withoutMark(own);
	const before = withoutMark(text.slice(Math.max(0, start - BEFORE), start));
	const previous = before.slice(Math.max(before.lastIndexOf('\n\n'), before.lastIndexOf('\n')) + 1);
	return {
		speaker,
		asks: ASKS.test(said),
		answers: ASKS.test(previous) && !(speaker.length > 0 && speaker.join(' ') === speakerOf(previous).join(' ')),
		tellsTime: readsTime && words(own.slice(0, 4_000)).some(({ form }) => TELLS_TIME.has(form) || /^(?:19|20)\d\d$/.test(form)),
	};
}

/** Of a transcript that is one paragraph, the line with most words of the question; any other block whole. */
export function turnOf(text: string, span: Span, matches: readonly Span[]): Span {
	const own = text.slice(span.start, span.end);
	const lines = own.includes('\n') ? own.split('\n') : [];
	if (lines.length < 2 || lines.filter((line) => speakerOf(line).length > 0).length < 2) return span;
	let [best, most, start] = [span, 0, span.start];
	for (const line of lines) {
		const end = start + line.length;
		const here = new Set(matches.filter((match) => match.start >= start && match.end <= end).map((match) => text.slice(match.start, match.end).toLowerCase()));
		// The name of whoever speaks says less than what is said.
		const weight = [...here].reduce((sum, word) => sum + (speakerOf(line).includes(word) ? 0.5 : 1), 0);
		if (weight > most) [best, most] = [{ start, end: start + line.trimEnd().length }, weight];
		start = end + 1;
	}
	return best;
}

function speakerOf(text: string): readonly string[] {
	const [, name] = SPEAKER.exec(text.slice(0, 120)) ?? [];
	return name === undefined ? [] : words(name).map(({ form }) => form);
}

/** Without block ids and what describes a picture, which stand after what was said. */
function withoutMark(text: string): string {
	let left = text.slice(-BEFORE).trimEnd();
	for (let i = 0; i < 3 && /[\]\w-]$/.test(left) && MARK.test(left); i++) left = left.replace(MARK, '').trimEnd();
	return left;
}
