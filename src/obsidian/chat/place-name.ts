/** How a citation's place is named to a person: the note, then the headings above the block. */
import { titleOf } from '../../core/lib/vault-path';
import type { Citation } from '../../core/runs/outcome';
import { words } from '../words';

/** "Flat search › Rent", or "Flat search › line 12" when the block has no heading of its own. */
export function placeName(citation: Citation): string {
	const title = titleOf(citation.path);
	const headings = citation.headings.filter((heading) => heading !== '' && heading !== title);
	return [title, ...(headings.length > 0 ? headings : [words.citation.line(citation.line)])].join(' › ');
}
