import fc from 'fast-check';
import { hashText } from '../../../src/core/lib/hash';
import { readNote } from '../../../src/core/lib/markdown';
import { ContentIndex, type IndexedNote } from '../../../src/core/search/content-index';

function indexed(path: string, text: string): IndexedNote {
	return { path, text, version: hashText(text), note: readNote(path, text) };
}

function indexOf(notes: Readonly<Record<string, string>>): ContentIndex {
	const index = new ContentIndex();
	for (const [path, text] of Object.entries(notes)) index.put(indexed(path, text));
	return index;
}

const found = (index: ContentIndex, query: string): string[] => index.search(query).map(({ path }) => path);

const VOCABULARY = ['rent', 'lease', 'leases', 'garden', 'pump', '# Heading', '\n\n', '- item', 'résumé', '合同', '2026', '"', 'the', '^id', '---\nkey: rent\n---\n'];
const someText = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 25 }).map((parts) => parts.join(' '));
const somePath = fc.constantFrom('a.md', 'b.md', 'Rent.md', 'folder/Garden pump.md', 'z.md');
const someQuery = fc.oneof(fc.constantFrom('rent', 'leases', 'garden pump', 'what is the lease of 2026?', '"garden pump"', 'rent -lease', '合同'), someText);

describe('an index', () => {
	it('prefers the note whose title says it, then the one that says it most', () => {
		const index = indexOf({ 'Lease.md': 'Signed in June.', 'Home.md': 'The lease. The lease again.', 'Other.md': 'A long note about trees that names the lease once among many other things it says.' });
		expect(found(index, 'lease')).toEqual(['Lease.md', 'Home.md', 'Other.md']);
	});

	it('finds inflections, aliases, properties and words of any case', () => {
		const index = indexOf({ 'Flat.md': '---\naliases: [Apartment]\ndue: 2026-03-01\n---\nWe were moving.' });
		for (const query of ['moved', 'APARTMENTS', '2026-03-01']) expect(found(index, query)).toEqual(['Flat.md']);
	});

	it('keeps phrases together and leaves excluded words out, in titles too', () => {
		const index = indexOf({ 'Pump.md': 'The garden pump.', 'Plot.md': 'A pump for the garden.', 'Garden pump.md': 'See there.' });
		expect(found(index, '"garden pump"').sort()).toEqual(['Garden pump.md', 'Pump.md']);
		expect(found(index, 'pump -garden')).toEqual([]);
	});

	it('cites a property by its own lines', () => {
		const text = '---\r\ntitle: x\r\ndue: soon\r\n  and late\r\n---\r\nBody.';
		const block = indexOf({ 'a.md': text }).search('late')[0]?.block;
		expect(block?.line).toBe(3);
		expect(text.slice(block?.span.start, block?.span.end)).toBe('due: soon\r\n  and late');
	});

	it('follows a rename without reading the note again', () => {
		const index = indexOf({ 'Old name.md': 'Body words.', 'taken.md': 'Gone.' });
		index.rename('Old name.md', 'taken.md');
		expect(found(index, 'taken')).toEqual(['taken.md']);
		expect(found(index, 'body')).toEqual(['taken.md']);
		expect([found(index, 'old'), found(index, 'gone')]).toEqual([[], []]);
	});

	it.each(['', '   ', '?!…', '😀', '"', '""', '"unbalanced', '-', '-rent', '\ud800', 'the of and', `${'rent '.repeat(20_000)}`, 'x'.repeat(100_000), '"'.repeat(1_000)])('answers the query %.20j without a throw', (query) => {
		expect(() => indexOf({ 'a.md': 'The rent of it.' }).search(query)).not.toThrow();
	});

	it('finds words that only ask when nothing else was typed', () => {
		expect(found(indexOf({ 'Who.md': 'A band.', 'b.md': 'Nothing.' }), 'the who')).toEqual(['Who.md']);
	});

	it('that was updated answers as one that was built anew', () => {
		const step = fc.oneof(
			fc.record({ do: fc.constant('put' as const), path: somePath, text: someText }),
			fc.record({ do: fc.constant('remove' as const), path: somePath }),
			fc.record({ do: fc.constant('rename' as const), path: somePath, to: somePath }),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), fc.array(someQuery, { minLength: 1, maxLength: 4 }), (steps, queries) => {
				const updated = new ContentIndex();
				const notes = new Map<string, string>();
				for (const one of steps) {
					const held = notes.get(one.path);
					if (one.do === 'put') {
						updated.put(indexed(one.path, one.text));
						notes.set(one.path, one.text);
					} else if (one.do === 'remove') {
						updated.remove(one.path);
						notes.delete(one.path);
					} else if (one.path !== one.to) {
						updated.rename(one.path, one.to);
						if (held !== undefined) notes.set(one.to, held).delete(one.path);
					}
				}
				const anew = indexOf(Object.fromEntries([...notes].sort()));
				expect(updated.size).toBe(anew.size);
				for (const query of queries) expect(updated.find(query).hits).toEqual(anew.find(query).hits);
			}),
		);
	});

	it('answers the same after it has swept what thousands of updates left behind', () => {
		const updated = indexOf({ 'a.md': 'The rent.', 'b.md': 'The lease.' });
		for (let round = 0; round < 1_200; round++) updated.put(indexed('c.md', `Rent number ${round}.\n\n# Lease\n\nmore`));
		const anew = indexOf({ 'a.md': 'The rent.', 'b.md': 'The lease.', 'c.md': 'Rent number 1199.\n\n# Lease\n\nmore' });
		expect(updated.search('rent lease')).toEqual(anew.search('rent lease'));
	});

	it('names places that hold: matches lie in the block, the block lies in the note, for any note and query', () => {
		fc.assert(
			fc.property(someText, someQuery, (text, query) => {
				for (const { block, matches } of indexOf({ 'a.md': text, 'b.md': 'rent' }).search(query).filter(({ path }) => path === 'a.md')) {
					if (!block) continue;
					const { span, line } = block;
					expect(span.end).toBeLessThanOrEqual(text.length);
					expect(text.slice(span.start, span.end).trim()).not.toBe('');
					expect(text.slice(0, span.start).split('\n').length).toBe(line);
					for (const match of matches) expect(match.start >= span.start && match.end <= span.end && match.end > match.start).toBe(true);
				}
			}),
		);
	});
});
