/** What of a note is embedded: its passages, each with the words that say where it stands. */
import type { Note } from '../../lib/note';
import { titleOf } from '../../lib/vault-path';
import { indexedPart } from '../indexed-part';
import { cutPassages } from '../passages';
import type { Embeddable } from './vector-table';

export interface PassageText extends Embeddable {
	readonly text: string;
}

/** UTF-16 units of one passage: small embedding models read 512 tokens. */
const LONGEST = 1600;

/** `hash` names a text: equal texts are embedded once. */
export function embeddable(text: string, note: Note, hash: (text: string) => string): PassageText[] {
	const part = indexedPart(text);
	return cutPassages(part, note)
		.filter(({ blocks, span }) => blocks.length > 0 && span.end <= part.length)
		.map(({ span, heading }) => {
			const above = note.headings[heading]?.text ?? '';
			const words = [titleOf(note.path), above, part.slice(span.start, span.end)].filter((one) => one !== '').join('\n').slice(0, LONGEST);
			return { key: hash(words).slice(0, 32), span, text: words.replace(/[\uD800-\uDBFF]$/, '') };
		});
}
