/** How a citation's place is named to a person: the note, then the headings above the block. */
import { titleOf } from '../../core/lib/vault-path';
import type { Citation } from '../../core/runs/outcome';
import { shortly } from '../memory/known-claim';
import { noteName } from '../note-name';
import { words } from '../words';

/** Every heading above the block: "Flat search › Rent › Deposit", or "Flat search › line 12" when it has none. */
export function placeName(citation: Citation): string {
	const title = noteName(citation.path, shortly(citation.quote));
	if (title !== titleOf(citation.path)) return title;
	return [title, ...(headingsOf(citation).length > 0 ? headingsOf(citation) : [words.citation.line(citation.line)])].join(' › ');
}

/** Only the nearest heading: "Flat search › Deposit". */
export function shortPlaceName(citation: Citation): string {
	return placeName({ ...citation, headings: headingsOf(citation).slice(-1) });
}

/** A first heading that repeats the note's title says nothing. */
function headingsOf({ path, headings }: Citation): string[] {
	return headings.filter((heading) => heading !== '' && heading !== titleOf(path));
}
