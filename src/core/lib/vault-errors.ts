/** What every host says of a note in the same words. Errors of the disk are in `disk-error.ts`. */
import { PraxisError } from './errors';

/** `missing-note`. */
export function missingNote(path: string): PraxisError {
	return new PraxisError('missing-note', `There is no note "${path}".`, { hint: 'It may have been moved or deleted. Check its name.' });
}

/** `note-exists`. */
export function nameTaken(path: string, cause?: unknown): PraxisError {
	return new PraxisError('note-exists', `"${path}" exists already.`, { hint: 'Choose another name.', cause });
}

/** `conflict`: another program writes the note faster than it can be read or written. */
export function keepsChanging(path: string, during: 'read' | 'written'): PraxisError {
	return new PraxisError('conflict', `"${path}" kept changing while it was ${during}.`, { hint: 'Wait until the other program has finished, then try again.' });
}
