/**
 * Markdown that is inert by itself, looked at where it will stand: behind a code block that has no end, the end of a
 * block of its own would let out what follows. Only what agents and patterns write comes here, not the person's own words.
 */
import type { Plan } from '../changes/changes';
import { PraxisError } from '../lib/errors';
import { isNote, titleOf } from '../lib/vault-path';
import { safeMarkdown } from './safe-markdown';

/** Throws `refused` when a note that is changed would load or run something that it did not before. */
export function checkPlaced({ notes }: Pick<Plan, 'notes'>): void {
	for (const note of notes) {
		if (note.kind !== 'write' || !isNote(note.path)) continue;
		const live = liveIn(note.after);
		const had = live.length === 0 ? [] : liveIn(note.before);
		if (!live.some((part) => !had.includes(part))) continue;
		throw new PraxisError('refused', `Where it would stand in “${titleOf(note.path)}” it would load or run something: a code block or comment there has no end.`, { hint: 'Nothing was done. End the code block in the note first, or write somewhere else.' });
	}
}

function liveIn(text: string): readonly string[] {
	return safeMarkdown(text, { isWholeNote: true }).findings.filter(({ isChanged }) => isChanged).map(({ kind, found }) => `${kind} ${found}`);
}
