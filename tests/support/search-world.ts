/** Notes, edits and queries for the properties of the index. For tests only. */
import fc from 'fast-check';
import { hashText } from '../../src/core/lib/hash';
import { readNote } from '../../src/core/lib/markdown';
import { ContentIndex, type IndexedNote } from '../../src/core/search/content-index';

export function indexed(path: string, text: string): IndexedNote {
	return { path, text, version: hashText(text), note: readNote(path, text) };
}

export function indexOf(notes: Readonly<Record<string, string>>): ContentIndex {
	const index = new ContentIndex();
	for (const [path, text] of Object.entries(notes)) index.put(indexed(path, text));
	return index;
}

export const found = (index: ContentIndex, query: string): string[] => index.search(query).map(({ path }) => path);

const VOCABULARY = [
	'rent', 'lease', 'leases', 'garden', 'pump', '# Heading', '\n\n', '- item', 'résumé', '合同到期', '2026-03-01', '"', 'the', '^id', '#home/flat',
	'---\nkey: rent\naliases: [Nest]\n---\n', '[[Rent]]', '[[folder/Garden pump|the machine]]', '[[b|garden]]', 'und der die das ist Häuser', 'x'.repeat(70),
];
export const someText = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 25 }).map((parts) => parts.join(' '));
export const somePath = fc.constantFrom('a.md', 'b.md', 'Rent.md', 'folder/Garden pump.md', 'z 2026-03-02.md');
export const someQuery = fc.oneof(
	fc.constantFrom(
		'rent', 'leases', 'garden pump', 'what is the lease of 2026?', '"garden pump"', 'rent -lease', '合同', 'gardn', 'leas', 'machine', 'nest', 'Haus',
		'tag:home', 'rent [key:rent]', 'path:folder pump', 'links-to:Rent', 'date:2026-03', '-"garden pump" rent', 'after:2026-03-02 rent',
	),
	someText,
);

type Step = { readonly do: 'put'; readonly path: string; readonly text: string } | { readonly do: 'remove'; readonly path: string } | { readonly do: 'rename'; readonly path: string; readonly to: string } | { readonly do: 'tend' } | { readonly do: 'seal' };

/** Edits in any order, with the tidying that may come between. */
export const someSteps = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), path: somePath, text: someText }) },
		fc.record({ do: fc.constant('remove' as const), path: somePath }),
		fc.record({ do: fc.constant('rename' as const), path: somePath, to: somePath }),
		fc.record({ do: fc.constant('tend' as const) }),
		fc.record({ do: fc.constant('seal' as const) }),
	),
	{ maxLength: 30 },
);

/** Does the steps to an index and to a plain map of texts. `seal` is what saving begins with. */
export function follow(steps: readonly Step[], index: ContentIndex, notes: Map<string, string>): void {
	for (const one of steps) {
		if (one.do === 'tend') index.tend(() => true);
		else if (one.do === 'seal') index.seal();
		else if (one.do === 'put') {
			index.put(indexed(one.path, one.text));
			notes.set(one.path, one.text);
		} else if (one.do === 'remove') {
			index.remove(one.path);
			notes.delete(one.path);
		} else if (one.path !== one.to) {
			const held = notes.get(one.path);
			index.rename(one.path, one.to);
			if (held !== undefined) notes.set(one.to, held).delete(one.path);
		}
	}
}

/** Everything that is told of a query, and of what is related to a note. */
export function answers(index: ContentIndex, queries: readonly string[]): unknown {
	return [
		...queries.map((query) => [index.find(query).hits, index.find(query, { typing: true }).hits, index.findBlocks(query).hits, index.find(query).repairs]),
		...[...index.paths()].sort().map((path) => [path, index.versionOf(path), index.relatedTo({ path })]),
	];
}
