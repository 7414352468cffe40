/** Where the words of a query occur: the forms that count for a word, and their postings over all parts. */
import type { Part } from './part';
import type { Parts } from './parts';
import { AT_A_TIME, Postings } from './postings';
import type { TermForm } from './scores';

export type { TermForm } from './scores';

/** Tells of each living unit that has one of the forms, part after part, form after form. */
export function eachPosting(parts: Parts, forms: readonly TermForm[], onPosting: (part: Part, at: Readonly<{ unit: number; index: number; weight: number }>) => void): void {
	const { languages } = parts.catalog;
	const postings = new Postings(AT_A_TIME);
	// One for all: there may be a million.
	const posting = { unit: 0, index: 0, weight: 0 };
	parts.all().forEach((part, index) => {
		posting.index = index;
		for (const form of forms) {
			part.open(form.id, postings);
			while (part.next(postings)) {
				for (let at = 0; at < postings.length; at++) {
					posting.unit = postings.units[at] ?? 0;
					posting.weight = (postings.counts[at] ?? 0) * form.weight;
					if ((form.languages >> (languages[part.unitSlot[posting.unit] ?? 0] ?? 0)) & 1) onPosting(part, posting);
				}
			}
		}
	});
}
