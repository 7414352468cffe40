/** Tells a person what went wrong: what happened, what to do about it; the details go to the developer console. */
import { Notice } from 'obsidian';
import { isPraxisError } from '../core/lib/errors';

/** `what` is a whole sentence that says what happened and what it means for the notes. */
export function tellError(what: string, error: unknown): void {
	console.error(`Praxis: ${what}`, error);
	new Notice(explainError(what, error));
}

/** The same sentence with the reason and the way out, as far as they are known. */
export function explainError(what: string, error: unknown): string {
	if (!isPraxisError(error)) return what;
	return [what, error.message, error.hint].filter((part) => part !== '').join(' ');
}
