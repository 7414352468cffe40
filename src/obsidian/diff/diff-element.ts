/** Draws the difference of one note: changed lines with the words that differ, context around them, the rest folded. */
import { linesOf, type Hunk } from '../../core/changes/hunks';
import { diffLinesOf, diffParts, type DiffLine, type DiffPart, type Piece } from '../../core/changes/word-diff';
import { GrowingList } from '../growing-list';
import { words } from '../words';
import { drawChip, drawRaw } from './raw-text';

const LINES_AT_ONCE = 200;
const PARTS_AT_ONCE = 60;
/** Of one line, in UTF-16 units: more stalls the layout. */
const MAX_LINE = 5000;

type ShownKind = DiffLine['kind'] | 'context';

/** A whole difference without anything to decide. */
export function drawDiff(parent: HTMLElement, before: string, hunks: readonly Hunk[]): void {
	const el = parent.createDiv({ cls: 'praxis-diff' });
	new GrowingList<DiffPart>(el, {
		items: diffParts(before, hunks),
		atOnce: PARTS_AT_ONCE,
		moreText: words.diff.moreChanges,
		draw: (at, part) => (part.kind === 'hunk' ? drawHunk(at.createDiv(), part.hunk) : drawUnchanged(at, part)),
	});
}

export function drawHunk(parent: HTMLElement, { before, after }: Pick<Hunk, 'before' | 'after'>): void {
	const lines = diffLinesOf({ before, after });
	const marksLineEnds = before !== '' && after !== '' && before.includes('\r\n') !== after.includes('\r\n');
	const marksMissingEnd = before !== '' && after !== '' && before.endsWith('\n') !== after.endsWith('\n');
	drawLines(parent, lines.map(({ kind, pieces }) => ({ kind, pieces, marksLineEnds, marksMissingEnd })));
}

/** Lines that are the same in both: context as it is, a fold behind its number of lines. */
export function drawUnchanged(parent: HTMLElement, part: Exclude<DiffPart, { kind: 'hunk' }>): void {
	if (part.kind === 'context') return drawText(parent.createDiv(), part.text);
	drawFold(parent, words.diff.unchanged(part.count), (at) => drawText(at, part.text));
}

/** Something behind a line of text, drawn when it is opened. */
export function drawFold(parent: HTMLElement, text: string, draw: (parent: HTMLElement) => void): void {
	const fold = parent.createEl('details', { cls: 'praxis-fold' });
	fold.createEl('summary', { text });
	fold.addEventListener('toggle', () => {
		if (fold.childElementCount === 1) draw(fold.createDiv());
	});
}

/** A text as it is, line by line. */
export function drawText(parent: HTMLElement, text: string): void {
	drawLines(parent, linesOf(text).map((line) => ({ kind: 'context' as const, pieces: [{ text: line, isChanged: false }] })));
}

interface ShownLine {
	readonly kind: ShownKind;
	readonly pieces: readonly Piece[];
	readonly marksLineEnds?: boolean;
	readonly marksMissingEnd?: boolean;
}

function drawLines(parent: HTMLElement, items: readonly ShownLine[]): void {
	parent.addClass('praxis-diff-lines');
	new GrowingList(parent, { items, atOnce: LINES_AT_ONCE, moreText: words.diff.moreLines, draw: drawLine });
}

const SIGNS: Readonly<Record<ShownKind, string>> = { removed: '−', added: '+', context: '' };
const TAGS = { removed: 'del', added: 'ins', context: 'span' } as const;

function drawLine(parent: HTMLElement, { kind, pieces, marksLineEnds = false, marksMissingEnd = false }: ShownLine): void {
	const el = parent.createDiv({ cls: `praxis-diff-line praxis-diff-${kind}` });
	el.createSpan({ cls: 'praxis-diff-sign', text: SIGNS[kind], attr: { 'aria-hidden': 'true' } });
	const textEl = el.createEl(TAGS[kind], { cls: 'praxis-diff-text', attr: { dir: 'auto' } });
	const whole = pieces.map(({ text }) => text).join('');
	const length = whole.replace(marksLineEnds ? /\n$/ : /\r?\n$/, '').length;
	const rest = length - MAX_LINE;
	drawRaw(textEl, cut(pieces, Math.min(length, MAX_LINE)));
	if (rest > 0) {
		const more = el.createEl('button', { cls: 'praxis-more', text: words.diff.moreText(rest) });
		more.addEventListener('click', () => {
			textEl.empty();
			drawRaw(textEl, cut(pieces, length));
			more.remove();
		});
	}
	if (marksMissingEnd && !whole.endsWith('\n')) drawChip(textEl, words.diff.noLineEnd, words.diff.noLineEndWhy);
}

function cut(pieces: readonly Piece[], length: number): Piece[] {
	let left = length;
	return pieces.flatMap(({ text, isChanged }) => {
		// Half of a character would look like a hidden one.
		const kept = text.slice(0, Math.max(0, left)).replace(left < text.length ? /[\uD800-\uDBFF]$/ : '', '');
		left -= text.length;
		return kept === '' ? [] : [{ text: kept, isChanged }];
	});
}
