/** The engines that are compared: each takes documents and answers with document ids, best first. */
import MiniSearch from 'minisearch';
import { stem } from 'porter2';
import { praxisFinder } from './praxis-engine';
import type { EvalDocument } from './retrieval-set';

/** `typing`: the queries are what a person has typed so far. */
export type Engine = (documents: readonly EvalDocument[], options: { readonly typing: boolean }) => (query: string, limit: number) => string[];

/** MiniSearch as it comes, and with the options that are popular with plugins. */
function minisearch(options: object): Engine {
	return (documents) => {
		const index = new MiniSearch({ fields: ['title', 'aliases', 'headings', 'body'], idField: 'id', searchOptions: options });
		index.addAll(documents.map((document) => ({ ...document, aliases: document.aliases.join(' '), headings: document.headings.join(' ') })));
		return (query, limit) => index.search(query).slice(0, limit).map(({ id }) => String(id));
	};
}

/** Lucene's BM25 with k1 0.9 and b 0.4 over one field, Porter2 stems, no stop words. */
const bm25: Engine = (documents) => {
	const postings = new Map<string, Map<number, number>>();
	const lengths = documents.map(({ title, aliases, body }, at) => {
		const terms = lexemes([title, ...aliases, body].join('\n'));
		for (const term of terms) {
			const posting = postings.get(term) ?? new Map<number, number>();
			posting.set(at, (posting.get(at) ?? 0) + 1);
			postings.set(term, posting);
		}
		return terms.length;
	});
	const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
	return (query, limit) => {
		const scores = new Map<number, number>();
		for (const term of lexemes(query)) {
			const posting = postings.get(term) ?? new Map<number, number>();
			const idf = Math.log(1 + (documents.length - posting.size + 0.5) / (posting.size + 0.5));
			for (const [at, count] of posting) {
				const score = (idf * count) / (count + 0.9 * (0.6 + (0.4 * (lengths[at] ?? 0)) / average));
				scores.set(at, (scores.get(at) ?? 0) + score);
			}
		}
		const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
		return best.map(([at]) => documents[at]?.id ?? '');
	};
};

function lexemes(text: string): string[] {
	return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(word));
}

export const ENGINES: Readonly<Record<string, Engine>> = {
	praxis: praxisFinder,
	bm25,
	minisearch: minisearch({}),
	'minisearch-prefix-fuzzy': minisearch({ prefix: true, fuzzy: 0.2 }),
};
