/** Turns hits into citations by reading each note again: what is shown is what the note says now. */
import type { Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { EvidenceBlock } from '../models/extractive-types';
import type { Hit, WeighedTerm } from './content-index';
import { evidenceIn } from './evidence';
import type { SearchHit } from './index-status';

export interface CiteDeps {
	readonly vault: Pick<Vault, 'read'>;
	readonly isPrivate: (path: VaultPath) => boolean;
}

/** In the order of `hits`. A note that is gone, cannot be read, or has nothing to quote any more is left out. */
export async function citeHits(hits: readonly Hit[], terms: readonly WeighedTerm[], deps: CiteDeps): Promise<SearchHit[]> {
	const cited = await Promise.all(hits.map((hit) => citeHit(hit, terms, deps)));
	return cited.filter((hit) => hit !== null);
}

async function citeHit(hit: Hit, terms: readonly WeighedTerm[], deps: CiteDeps): Promise<SearchHit | null> {
	const path = hit.path as VaultPath;
	const read = await deps.vault.read(path).catch((error: unknown) => {
		if (isPraxisError(error)) return null;
		throw error;
	});
	if (!read) return null;
	const isPrivate = deps.isPrivate(path);
	if (read.version === hit.version && hit.block) {
		const { span, line, id } = hit.block;
		const quote = read.text.slice(span.start, span.end);
		const citation = { path, version: read.version, span, line, quote, blockId: id, headings: hit.headings, isPrivate };
		return { citation, score: hit.score, matches: hit.matches.map(({ start, end }) => ({ start: start - span.start, end: end - span.start })) };
	}
	return bestNow(evidenceIn({ path, read, isPrivate, rank: 1 }, terms), hit.score, terms);
}

/** The best block of a note that changed after it was indexed. */
function bestNow(evidence: ReturnType<typeof evidenceIn>, score: number, terms: readonly WeighedTerm[]): SearchHit | null {
	const weigh = ({ matches }: EvidenceBlock): number => [...new Set(matches.map(({ term }) => term))].reduce((sum, term) => sum + (terms[term]?.idf ?? 0), 0);
	const all = evidence.flatMap((passage) => passage.blocks.map((block) => ({ passage, block, weight: weigh(block) })));
	const best = all.reduce<(typeof all)[number] | null>((top, one) => (one.weight > (top?.weight ?? 0) ? one : top), null);
	if (!best) return null;
	const { path, version, headings, isPrivate } = best.passage;
	const { span, line, text, blockId, matches } = best.block;
	const citation = { path, version, span, line, quote: text, blockId, headings, isPrivate };
	return { citation, score, matches: matches.map(({ start, end }) => ({ start: start - span.start, end: end - span.start })) };
}
