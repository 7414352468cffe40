/** The difference between two texts, by hunk of whole lines, each of which can be accepted or rejected. Pure. */
import { diffArrays } from 'diff';

export interface Hunk {
	/** Unique in its plan. */
	readonly id: string;
	/** Offsets of `before` in the old text. */
	readonly start: number;
	readonly end: number;
	/** Line of the old text, from 1, at which it starts. */
	readonly line: number;
	/** Whole lines with their line ends; "" on one side for a pure addition or removal. */
	readonly before: string;
	readonly after: string;
}

/** Above this many differing lines the texts are shown as one hunk: a longer search would stall the app. */
const MAX_EDIT_LENGTH = 2000;

/** Hunks that turn `before` into `after`, in order, none adjacent to the next. */
export function hunksOf(before: string, after: string, prefix = ''): Hunk[] {
	if (before === after) return [];
	const parts = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MAX_EDIT_LENGTH });
	if (parts === undefined) return [{ id: `${prefix}0`, start: 0, end: before.length, line: 1, before, after }];
	const hunks: Hunk[] = [];
	let at = 0;
	let line = 1;
	let open: { start: number; line: number; before: string; after: string } | null = null;
	const close = () => {
		if (open) hunks.push({ id: `${prefix}${hunks.length}`, end: open.start + open.before.length, ...open });
		open = null;
	};
	for (const part of parts) {
		const text = part.value.join('');
		if (!part.added && !part.removed) {
			close();
		} else {
			open ??= { start: at, line, before: '', after: '' };
			if (part.added) open.after += text;
			else open.before += text;
		}
		if (!part.added) {
			at += text.length;
			line += part.value.length;
		}
	}
	close();
	return hunks;
}

/** The old text with these hunks of it made. */
export function applyHunks(before: string, hunks: readonly Hunk[]): string {
	let result = '';
	let at = 0;
	for (const hunk of hunks) {
		result += before.slice(at, hunk.start) + hunk.after;
		at = hunk.end;
	}
	return result + before.slice(at);
}

/** Lines with their line ends; the last may have none. `linesOf(text).join('') === text`. */
export function linesOf(text: string): string[] {
	return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}
