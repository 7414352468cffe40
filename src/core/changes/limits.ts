/** How much one run may do. A run that would do more stops before it begins. */
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { isNote } from '../lib/vault-path';
import type { PlannedNote } from './planned';

export interface Limits {
	/** Notes that one run may touch. */
	readonly notes: number;
	/** Notes that one run may remove or shrink. */
	readonly removals: number;
	/** The same as a share of the vault's notes; the smaller of the two holds, and one note is always allowed. */
	readonly removalShare: number;
}

export const DEFAULT_LIMITS: Limits = { notes: 20, removals: 5, removalShare: 0.01 };

/** A note has shrunk when it loses more than this share of its text. */
const SHRUNK_SHARE = 0.1;

/** Throws `over-limit`. */
export async function checkLimits(notes: readonly PlannedNote[], limits: Limits, vault: Vault): Promise<void> {
	const touched = new Set(notes.map((note) => note.path)).size;
	if (touched > limits.notes) {
		throw new PraxisError('over-limit', `This would touch ${touched} notes; one run may touch ${limits.notes}.`, { hint: 'Do it in smaller parts.' });
	}
	const shrinking = notes.filter(shrinks);
	if (shrinking.length <= 1) return;
	const total = (await vault.list()).filter((file) => isNote(file.path)).length;
	const allowed = Math.min(limits.removals, Math.max(1, Math.floor(total * limits.removalShare)));
	if (shrinking.length > allowed) {
		throw new PraxisError('over-limit', `This would remove or shrink ${shrinking.length} of ${total} notes; one run may do so to ${allowed}.`, {
			hint: 'Do it in smaller parts, or remove the notes by hand.',
		});
	}
}

function shrinks(note: PlannedNote): boolean {
	if (note.kind === 'trash') return true;
	return note.kind === 'write' && note.after.length < note.before.length * (1 - SHRUNK_SHARE);
}
