/** Draws text exactly as it stands: never rendered, each hidden character as a labelled chip. */
import type { Piece } from '../../core/changes/word-diff';
import { findHidden, type HiddenRun } from '../../core/guard/hidden-text';
import { words } from '../words';

/** What people know these by; others show their code alone. */
const NAMES: Readonly<Record<number, string>> = {
	0x00ad: 'soft hyphen',
	0x200b: 'zero-width space',
	0x200c: 'zero-width non-joiner',
	0x200d: 'zero-width joiner',
	0x200e: 'left-to-right mark',
	0x200f: 'right-to-left mark',
	0x2028: 'line separator',
	0x2029: 'paragraph separator',
	0x202a: 'left-to-right embedding',
	0x202b: 'right-to-left embedding',
	0x202c: 'end of direction',
	0x202d: 'left-to-right override',
	0x202e: 'right-to-left override',
	0x2060: 'word joiner',
	0x2066: 'left-to-right isolate',
	0x2067: 'right-to-left isolate',
	0x2069: 'end of isolate',
	0x3164: 'Hangul filler',
	0xfeff: 'byte order mark',
};

/** Draws the pieces of one line, its line end left out. */
export function drawRaw(parent: HTMLElement, pieces: readonly Piece[]): void {
	// Found in the whole: whether a character is hidden depends on its neighbours.
	const runs = findHidden(pieces.map(({ text }) => text).join(''));
	let at = 0;
	for (const { text, isChanged } of pieces) {
		const end = at + text.length;
		const el = isChanged ? parent.createSpan({ cls: 'praxis-diff-word' }) : parent;
		let drawn = at;
		for (const run of runs) {
			if (run.end <= at || run.start >= end) continue;
			const [from, to] = [Math.max(run.start, at), Math.min(run.end, end)];
			drawVisible(el, text.slice(drawn - at, from - at));
			drawHidden(el, run, { text: text.slice(from - at, to - at), isFirst: from === run.start });
			drawn = to;
		}
		drawVisible(el, text.slice(drawn - at));
		at = end;
	}
}

/** A chip that is no part of the text. */
export function drawChip(parent: HTMLElement, text: string, why: string): void {
	parent.createSpan({ cls: 'praxis-chip', text, attr: { title: why, role: 'img', 'aria-label': why } });
}

function drawVisible(parent: HTMLElement, text: string): void {
	for (const [index, part] of text.split('\r').entries()) {
		if (index > 0) drawChip(parent, words.diff.carriageReturn, words.diff.carriageReturnWhy);
		parent.appendText(part);
	}
}

function drawHidden(parent: HTMLElement, run: HiddenRun, { text, isFirst }: { text: string; isFirst: boolean }): void {
	if (run.spells !== '') {
		if (isFirst) drawChip(parent, words.diff.spells(run.spells), `${words.diff.spellsWhy} ${run.spells}`);
		return;
	}
	const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
	for (let index = 0; index < codes.length; ) {
		const code = codes[index] ?? 0;
		let times = 1;
		while (codes[index + times] === code) times++;
		const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
		drawChip(parent, times === 1 ? name : words.diff.hiddenRun(name, times), words.diff.hidden(name, NAMES[code] ?? ''));
		index += times;
	}
}
