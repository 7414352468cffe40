/** The index of words as agents and the search are given it: with a way to let vectors have a say in what it found. */
import type { ContentIndex } from '../content-index';
import type { VectorDesk } from './vector-desk';

export type RankedIndex = Pick<ContentIndex, 'find' | 'search' | 'size' | 'countWith' | 'withFacet'> & Pick<VectorDesk, 'rank'>;

export function rankedIndex(index: Pick<ContentIndex, 'find' | 'search' | 'size' | 'countWith' | 'withFacet'>, vectors: Pick<VectorDesk, 'rank'>): RankedIndex {
	return {
		find: (query, options) => index.find(query, options),
		search: (query, options) => index.search(query, options),
		get size() {
			return index.size;
		},
		countWith: (property, value) => index.countWith(property, value),
		withFacet: (facets) => index.withFacet(facets),
		rank: (query, hits, options) => vectors.rank(query, hits, options),
	};
}
