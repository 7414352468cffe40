/** Edits as replaced ranges of one text, and how appends, inserts and replacements become them. Pure. */
import { PraxisError } from '../lib/errors';
import { readNote } from '../lib/markdown';
import type { Heading, Note } from '../lib/note';
import type { Append, Insert, Replace } from './change';
import { findPassage } from './passage';

/** `text.slice(start, end)` becomes `insert`. */
export interface TextEdit {
	readonly start: number;
	readonly end: number;
	readonly insert: string;
}

/** The text with all edits made. Throws `bad-input` when two edits overlap; inserts at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.start - b.edit.start || a.order - b.order);
	let result = '';
	let at = 0;
	for (const { edit } of sorted) {
		if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
			throw new PraxisError('bad-input', 'Two changes touch the same words, or lie outside the note.', {
				hint: 'Give one change for each passage, with positions inside the note.',
			});
		}
		result += text.slice(at, edit.start) + edit.insert;
		at = edit.end;
	}
	return result + text.slice(at);
}

/** The note's own line end: the first one found, "\n" when there is none. */
export function eolOf(text: string): '\n' | '\r\n' {
	const newline = text.indexOf('\n');
	return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

export function withEol(text: string, eol: string): string {
	return text.replace(/\r\n|\n/g, eol);
}

export function replaceEdit(text: string, change: Replace): TextEdit {
	const target = 'quote' in change.target ? findPassage(text, change.target.quote) : change.target;
	return { start: target.start, end: target.end, insert: change.asIs === true ? change.text : withEol(change.text, eolOf(text)) };
}

export function insertEdit(text: string, change: Insert): TextEdit {
	const insert = withEol(change.text, eolOf(text));
	if ('offset' in change.at) return { start: change.at.offset, end: change.at.offset, insert };
	const start = lineStart(text, change.at.line);
	const eol = eolOf(text);
	if (start === text.length && text !== '' && !text.endsWith('\n')) {
		return { start, end: start, insert: eol + trimLineEnd(insert) };
	}
	return { start, end: start, insert: trimLineEnd(insert) + eol };
}

export function appendEdit(text: string, change: Append): TextEdit {
	const place = change.under === undefined ? { from: bodyStart(text), to: text.length } : placeUnder(text, change);
	const eol = eolOf(text);
	const before = text.slice(place.from, place.to);
	const end = place.from + contentLength(before);
	const body = trimLineEnd(withEol(change.text, eol));
	const head = text.slice(0, end);
	const rest = text.slice(end, place.to);
	const isSpaced = (change.spacing ?? 'blank-line') === 'blank-line';
	const gap = head === '' || head === '\uFEFF' ? '' : isSpaced ? eol + eol : eol;
	// The note's own ending, and the blank lines before the next section, stay behind the new text.
	const after = /^\s*/.exec(text.slice(end))?.[0] ?? '';
	const lacking = isSpaced && end + after.length < text.length ? Math.max(0, 2 - countLineEnds(after)) : 0;
	const tail = gap === '' && rest === '' ? eol : eol.repeat(lacking);
	return { start: end, end, insert: gap + body + tail };
}

function placeUnder(text: string, change: Append): { from: number; to: number } {
	const note = readNote(change.path, text);
	const under = change.under;
	if (under !== undefined && 'heading' in under) return sectionOf(text, note, under.heading);
	const id = under?.block ?? '';
	const found = note.blocks.filter((block) => block.id === id);
	const [block] = found;
	if (block === undefined || found.length > 1) {
		throw new PraxisError(block ? 'ambiguous' : 'bad-input', `${block ? 'More than one block has' : 'No block has'} the id ^${id} in ${change.path}.`, {
			hint: found.map((one) => `line ${one.line}`).join(', ') || 'Name a block that the note has.',
		});
	}
	return { from: block.span.start, to: block.span.end };
}

function sectionOf(text: string, note: Note, wanted: string): { from: number; to: number } {
	const heading = findHeading(note, wanted);
	const index = note.headings.indexOf(heading);
	const next = note.headings.slice(index + 1).find((one) => one.level <= heading.level);
	return { from: heading.span.start, to: next ? next.span.start : text.length };
}

/** The heading named by its text, or by a way of headings joined with "#". Throws `ambiguous` or `bad-input`. */
export function findHeading(note: Note, wanted: string): Heading {
	const parts = wanted.split('#').map((part) => part.trim()).filter((part) => part !== '');
	const exact = note.headings.filter((heading) => matchesWay(note, heading, parts, (text) => text.trim()));
	const found = exact.length > 0 ? exact : note.headings.filter((heading) => matchesWay(note, heading, parts, (text) => text.trim().toLowerCase()));
	const [heading] = found;
	if (heading !== undefined && found.length === 1) return heading;
	const listed = (heading === undefined ? note.headings : found).map((one) => `"${one.text}" (line ${one.line})`).join(', ');
	throw new PraxisError(heading ? 'ambiguous' : 'bad-input', `${heading ? 'More than one heading' : 'No heading'} in ${note.path} is named "${wanted}".`, {
		hint: listed === '' ? 'The note has no headings.' : `It has: ${listed}.`,
	});
}

function matchesWay(note: Note, heading: Heading, parts: readonly string[], fold: (text: string) => string): boolean {
	let current: Heading | undefined = heading;
	for (let part = parts.length - 1; part >= 0; part--) {
		const name = fold(parts[part] ?? '');
		if (part === parts.length - 1) {
			if (fold(heading.text) !== name) return false;
			continue;
		}
		do current = current && current.parent >= 0 ? note.headings[current.parent] : undefined;
		while (current && fold(current.text) !== name);
		if (!current) return false;
	}
	return parts.length > 0;
}

/** Length of `text` without the line ends and blank lines it closes with. */
function contentLength(text: string): number {
	let end = text.length;
	while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
	const lineEnd = text.indexOf('\n', end);
	// Spaces at the end of the last line are the person's: keep them before what is added.
	if (lineEnd < 0) return text.length;
	return text[lineEnd - 1] === '\r' && lineEnd > end ? lineEnd - 1 : Math.max(lineEnd, end);
}

function bodyStart(text: string): number {
	return text.startsWith('\uFEFF') ? 1 : 0;
}

function trimLineEnd(text: string): string {
	return text.replace(/[\r\n]+$/, '');
}

function countLineEnds(text: string): number {
	return text.split('\n').length - 1;
}

function lineStart(text: string, line: number): number {
	let start = 0;
	for (let at = 1; at < line; at++) {
		const newline = text.indexOf('\n', start);
		if (newline < 0) {
			if (at === line - 1) return text.length;
			throw new PraxisError('bad-input', `The note has no line ${line}.`, { hint: `It has ${at} lines.` });
		}
		start = newline + 1;
	}
	return start;
}
