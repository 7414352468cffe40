/** A search for people: each hit with the block that fits best, quoted from the note as it reads now. */
import type { Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';
import type { ContentIndex, Hit } from './content-index';
import { indexedPart } from './indexed-part';
import type { SearchHit } from './index-status';
import type { RankedIndex } from './vectors/ranked-index';

export interface SearchDeps {
	readonly vault: Pick<Vault, 'read'>;
	readonly index: Pick<ContentIndex, 'search'> & Partial<Pick<RankedIndex, 'rank'>>;
	readonly isPrivate: (note: Note) => boolean;
}

/** At most `limit` hits, best first. A note that changed since it was indexed, or is gone, is left out until it is indexed again. */
export async function searchNotes(query: string, limit: number, deps: SearchDeps): Promise<SearchHit[]> {
	const found = deps.index.search(query, { limit });
	const ranked = (await deps.index.rank?.(query, found, { limit })) ?? found;
	const hits = await Promise.all(ranked.map((hit) => quoted(hit, deps)));
	return hits.filter((hit) => hit !== null);
}

async function quoted(hit: Hit, deps: SearchDeps): Promise<SearchHit | null> {
	const path = hit.path as VaultPath;
	const read = await deps.vault.read(path).catch((error: unknown) => {
		// It could be read when it was indexed; the index will report what is wrong with it now.
		if (isPraxisError(error)) return null;
		throw error;
	});
	if (read?.version !== hit.version) return null;
	const span = hit.block?.span ?? { start: 0, end: 0 };
	return {
		citation: {
			path,
			version: hit.version,
			span,
			line: hit.block?.line ?? 1,
			quote: read.text.slice(span.start, span.end),
			blockId: hit.block?.id ?? null,
			headings: hit.headings,
			isPrivate: deps.isPrivate(readNote(path, indexedPart(read.text))),
		},
		score: hit.score,
		matches: hit.matches.map(({ start, end }) => ({ start: start - span.start, end: end - span.start })),
	};
}
