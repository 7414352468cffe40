/** Where the words of a query occur: the forms that count for a word, and the notes that have them. */
import { NotePostings } from './note-postings';
import type { Parts } from './parts';
import type { TermForm } from './scores';

export type { TermForm } from './scores';

/** Tells of each living note that has one of the forms: its slot, in which of the places `FOUND` names, and of a link the form of its target. A note may be told of more than once. */
export function eachNoteWith(parts: Parts, forms: readonly Pick<TermForm, 'id' | 'languages'>[], tell: (slot: number, place: number, target: number) => void): void {
	const { languages } = parts.catalog;
	const found = new NotePostings();
	for (const part of parts.all()) {
		for (const form of forms) {
			part.openNotes(form.id, found);
			while (part.nextNotes(found)) {
				for (let at = 0; at < found.length; at++) {
					const slot = found.slots[at] ?? 0;
					if ((form.languages >> (languages[slot] ?? 0)) & 1) tell(slot, found.places[at] ?? 0, found.targets[at] ?? 0);
				}
			}
		}
	}
}
