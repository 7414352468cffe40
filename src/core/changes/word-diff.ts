/** How a difference is shown: the words that differ within changed lines, and unchanged lines folded away. Pure. */
import { diffArrays } from 'diff';
import { linesOf, type Hunk } from './hunks';

export interface Piece {
	readonly text: string;
	/** Differs from the other side. Never set where the sides have too little in common to be compared by words. */
	readonly isChanged: boolean;
}

export interface DiffLine {
	readonly kind: 'removed' | 'added';
	/** Together the whole line with its line end. */
	readonly pieces: readonly Piece[];
}

/** A part of a note seen with its hunks: `text` is whole unchanged lines, `line` the number of the first, from 1. */
export type DiffPart =
	| { readonly kind: 'context'; readonly line: number; readonly text: string }
	| { readonly kind: 'fold'; readonly line: number; readonly text: string; readonly count: number }
	| { readonly kind: 'hunk'; readonly hunk: Hunk };

/** Unchanged lines shown around a hunk. */
const CONTEXT_LINES = 3;
/** Beyond these a comparison by words stalls the window, and its result is confetti. */
const MAX_TOKENS = 4000;
const MAX_WORD_EDITS = 600;
/** Share of the longer side that must be the same for single words to be marked. */
const MIN_ALIKE = 0.3;
/** A word, one character of a script written without spaces, a run of blanks, or any one character. */
const TOKENS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])[\p{L}\p{N}\p{M}_])+|[^\S\n]+|[^]/gu;

/** The lines of a hunk, removed ones first, with the words that differ. */
export function diffLinesOf({ before, after }: Pick<Hunk, 'before' | 'after'>): DiffLine[] {
	const words = before === '' || after === '' ? null : (byWords(before, after) ?? byPairs(before, after));
	const [old, fresh] = words ?? [[plain(before)], [plain(after)]];
	return [...cutAtLineEnds(old, 'removed'), ...cutAtLineEnds(fresh, 'added')];
}

/** The note's old text cut at its hunks, with context around each and the rest folded. Nothing is left out. */
export function diffParts(before: string, hunks: readonly Hunk[]): DiffPart[] {
	const parts: DiffPart[] = [];
	let at = 0;
	let line = 1;
	for (const [index, hunk] of [...hunks, null].entries()) {
		const gap = linesOf(before.slice(at, hunk?.start ?? before.length));
		parts.push(...unchanged(gap, line, { after: index === 0 ? 0 : CONTEXT_LINES, before: hunk ? CONTEXT_LINES : 0 }));
		if (!hunk) break;
		parts.push({ kind: 'hunk', hunk });
		at = hunk.end;
		line += gap.length + linesOf(hunk.before).length;
	}
	return parts;
}

function unchanged(lines: readonly string[], line: number, keep: { after: number; before: number }): DiffPart[] {
	const count = lines.length - keep.after - keep.before;
	// Folding a single line hides it behind a line.
	if (count < 2) return lines.length === 0 ? [] : [{ kind: 'context', line, text: lines.join('') }];
	const cut = lines.length - keep.before;
	const parts: DiffPart[] = [
		{ kind: 'context', line, text: lines.slice(0, keep.after).join('') },
		{ kind: 'fold', line: line + keep.after, text: lines.slice(keep.after, cut).join(''), count },
		{ kind: 'context', line: line + cut, text: lines.slice(cut).join('') },
	];
	return parts.filter((part) => part.kind !== 'context' || part.text !== '');
}

type Sides = readonly [old: Piece[], fresh: Piece[]];

function byWords(before: string, after: string): Sides | null {
	const old = before.match(TOKENS) ?? [];
	const fresh = after.match(TOKENS) ?? [];
	if (old.length + fresh.length > MAX_TOKENS) return null;
	const parts = diffArrays(old, fresh, { maxEditLength: MAX_WORD_EDITS });
	if (parts === undefined) return null;
	const pieces = parts.map(({ value, added, removed }) => ({ text: value.join(''), added, removed }));
	const alike = pieces.reduce((sum, { text, added, removed }) => (added || removed ? sum : sum + inkOf(text)), 0);
	if (alike < MIN_ALIKE * Math.max(inkOf(before), inkOf(after))) return [[plain(before)], [plain(after)]];
	const side = (other: 'added' | 'removed'): Piece[] => joined(pieces.filter((piece) => !piece[other]).map(({ text, added, removed }) => ({ text, isChanged: added || removed })));
	return [side('added'), side('removed')];
}

/** A hunk too long for one comparison, as many lines before as after: each line compared with its fellow. */
function byPairs(before: string, after: string): Sides | null {
	const old = linesOf(before);
	const fresh = linesOf(after);
	if (old.length !== fresh.length || old.length === 1) return null;
	const pairs = old.map((line, index) => byWords(line, fresh[index] ?? '') ?? ([[plain(line)], [plain(fresh[index] ?? '')]] as const));
	return [pairs.flatMap(([pieces]) => pieces), pairs.flatMap(([, pieces]) => pieces)];
}

/** Blanks between two changed words are marked with them: one stretch reads better than many. */
function joined(pieces: readonly Piece[]): Piece[] {
	const result: Piece[] = [];
	for (const [index, piece] of pieces.entries()) {
		const isBridge = !piece.isChanged && /^[^\S\n]+$/.test(piece.text) && Boolean(pieces[index - 1]?.isChanged && pieces[index + 1]?.isChanged);
		const isChanged = piece.isChanged || isBridge;
		const last = result.at(-1);
		if (last && last.isChanged === isChanged) result[result.length - 1] = { text: last.text + piece.text, isChanged };
		else result.push({ text: piece.text, isChanged });
	}
	return result;
}

function cutAtLineEnds(pieces: readonly Piece[], kind: DiffLine['kind']): DiffLine[] {
	const lines: Piece[][] = [];
	let open: Piece[] = [];
	for (const { text, isChanged } of pieces) {
		for (const cut of linesOf(text)) {
			open.push({ text: cut, isChanged });
			if (!cut.endsWith('\n')) continue;
			lines.push(open);
			open = [];
		}
	}
	if (open.length > 0) lines.push(open);
	return lines.map((line) => ({ kind, pieces: line }));
}

function plain(text: string): Piece {
	return { text, isChanged: false };
}

/** How much there is to read in it: characters that are not blank. */
function inkOf(text: string): number {
	return text.replace(/\s+/g, '').length;
}
