/** A link to the place of a quote in a note: its block where that has an id, else the heading above it. */
import { writeLink, type LinkIndex } from '../../lib/links';
import { readNote } from '../../lib/markdown';
import type { VaultPath } from '../../lib/vault-path';
import { stands } from './evidence';

export interface QuotedPlace {
	readonly path: VaultPath;
	readonly text: string;
	readonly quote: string;
}

/** With its brackets. `from`: the note that the link is written into. */
export function linkToQuote({ path, text, quote }: QuotedPlace, links: Pick<LinkIndex, 'linkText'>, from: string): string {
	const note = readNote(path, text);
	const block = note.blocks.find(({ span }) => stands(quote, text.slice(span.start, span.end)));
	const heading = block && block.heading >= 0 ? note.headings[block.heading]?.text : undefined;
	return writeLink(links.linkText(path, from), { subpath: block?.id ? `^${block.id}` : (heading ?? null) });
}
