import fc from 'fast-check';
import { ContentIndex } from '../../../src/core/search/content-index';
import { answers, follow, found, indexed, indexOf, someQuery, someSteps, someText } from '../../support/search-world';

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

	it('asks about what a question names in quotes, whether or not a note says it so', () => {
		const index = indexOf({ 'Pump.md': 'The garden pump was bought in May.', 'Plot.md': 'A pump for the garden, bought later.' });
		expect(found(index, 'When was the "garden pump" bought?')).toEqual(['Pump.md']);
		expect(found(index, 'When was the "pump in the garden" bought?').sort()).toEqual(['Plot.md', 'Pump.md']);
		expect(found(index, 'bought "pump in the garden"')).toEqual([]);
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

	it('tells of further blocks of a note, the one with more of the words first', () => {
		const text = '# Flat\n\nThe lease and the rent.\n\nNo word of it.\n\n## Later\n\nRent, late.\n\nThe rent of the lease again, and the deposit.';
		const index = indexOf({ 'Flat.md': text });
		const [hit] = index.find('lease rent deposit', { others: 5 }).hits;
		const quotes = [...(hit ? [hit, ...hit.others] : [])].map(({ block }) => text.slice(block?.span.start, block?.span.end));
		expect(quotes).toEqual(['The rent of the lease again, and the deposit.', 'The lease and the rent.', 'Rent, late.']);
		expect(hit?.others[1]?.headings).toEqual(['Flat', 'Later']);
		expect(hit?.others[1]?.matches.map(({ start, end }) => text.slice(start, end))).toEqual(['Rent']);
		expect(index.find('lease', { others: 1 }).hits[0]?.others).toHaveLength(1);
		expect(index.search('lease')[0]?.others).toEqual([]);
	});

	it('describes a note by its names and what it is filed under', () => {
		const index = indexOf({ 'People/Ana.md': '---\naliases: [Anna]\ntype: person\n---\n# Work\n#friend/old\n\n## Home', 'b.md': '[[Ana]]' });
		expect(index.describe('People/Ana.md')).toEqual({ title: 'Ana', aliases: ['Anna'], headings: ['Work', 'Home'], facets: expect.arrayContaining(['#friend', '#friend/old', '[type=person']) as string[] });
		expect([index.describe('gone.md'), index.inlinksOf('People/Ana.md'), index.inlinksOf('gone.md')]).toEqual([null, 1, 0]);
	});

	it('steps through what is related to the same end, whatever happens between the steps', () => {
		const index = indexOf(Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`n${i}.md`, `Pump ${i % 7}. [[n${(i + 1) % 700}]]`])));
		const steps = index.relatedSteps({ path: 'n3.md' });
		let [count, step] = [0, steps.next()];
		for (; !step.done; step = steps.next()) count++;
		expect(count).toBeGreaterThan(2);
		expect(step.value).toEqual(index.relatedTo({ path: 'n3.md' }));
		const broken = index.relatedSteps({ path: 'n3.md' });
		broken.next();
		for (let i = 0; i < 700; i += 2) index.remove(`n${i}.md`);
		index.remove('n3.md');
		expect(() => [...broken]).not.toThrow();
	});

	it.each(['', '   ', '?!…', '😀', '"', '""', '"unbalanced', '-', '-rent', '\ud800', 'the of and', `${'rent '.repeat(20_000)}`, 'x'.repeat(100_000), '"'.repeat(1_000)])('answers the query %.20j without a throw', (query) => {
		expect(() => indexOf({ 'a.md': 'The rent of it.' }).search(query)).not.toThrow();
	});

	it('finds words that only ask when nothing else was typed', () => {
		expect(found(indexOf({ 'Who.md': 'A band.', 'b.md': 'Nothing.' }), 'the who')).toEqual(['Who.md']);
	});

	it('that was updated answers as one that was built anew', () => {
		fc.assert(
			fc.property(someSteps, fc.array(someQuery, { minLength: 1, maxLength: 4 }), (steps, queries) => {
				const updated = new ContentIndex();
				const notes = new Map<string, string>();
				follow(steps, updated, notes);
				const anew = indexOf(Object.fromEntries([...notes].sort()));
				expect(updated.size).toBe(anew.size);
				expect(answers(updated, queries)).toEqual(answers(anew, queries));
			}),
		);
	});

	it('answers the same after it has swept what thousands of updates left behind', () => {
		const updated = indexOf({ 'a.md': 'The rent.', 'b.md': 'The lease.' });
		for (let round = 0; round < 1_200; round++) updated.put(indexed('c.md', `Rent number ${round}.\n\n# Lease\n\nmore`));
		const anew = indexOf({ 'a.md': 'The rent.', 'b.md': 'The lease.', 'c.md': 'Rent number 1199.\n\n# Lease\n\nmore' });
		expect(updated.search('rent lease')).toEqual(anew.search('rent lease'));
	});

	it('reads a word that no note has as the nearest one that some note has, and says so', () => {
		const index = indexOf({ 'Pump.md': 'The garden pump.', 'b.md': 'Gardening.' });
		expect(index.find('gadren').repairs).toEqual([{ typed: 'gadren', meant: ['garden'] }]);
		expect(found(index, 'gadren pump')[0]).toBe('Pump.md');
		expect([found(index, 'gar'), found(index, '2027'), index.find('garden').repairs]).toEqual([[], [], []]);
	});

	it('completes the last word only while it is being typed', () => {
		const index = indexOf({ 'Garden pump.md': '', 'Pumpkin.md': '' });
		const typing = (query: string): string[] => index.search(query, { typing: true }).map(({ path }) => path);
		expect(typing('gard')).toEqual(['Garden pump.md']);
		// A name that begins so comes first.
		expect(typing('pump')).toEqual(['Pumpkin.md', 'Garden pump.md']);
		expect([typing('gard '), found(index, 'gar')]).toEqual([[], []]);
	});

	it('stems each note in its own language', () => {
		const index = indexOf({
			'de.md': 'Die Häuser sind alt und nicht mehr in der Stadt, aber sie werden noch genutzt.',
			'ru.md': 'Это было в старых домах, где они жили и что они читали, но не писали книгами.',
			'en.md': 'The porters of the hotel.',
		});
		expect([found(index, 'Haus'), found(index, 'книга'), found(index, 'porter')]).toEqual([['de.md'], ['ru.md'], ['en.md']]);
	});

	it('says where each word was found, and shows the part of a long block that has them', () => {
		const text = `---\ntags: [plants]\n---\n# Water\n\n${'Some words before. '.repeat(40)}The pump stands by the wall. ${'And many after. '.repeat(40)}`;
		const index = indexOf({ 'Garden.md': text, 'Other.md': 'See [[Garden|the green place]].' });
		const [hit] = index.search('garden water plants pump place');
		expect(hit?.path).toBe('Garden.md');
		expect(hit?.reasons).toEqual([
			{ place: 'title', words: ['garden'] }, { place: 'heading', words: ['water'] }, { place: 'tag', words: ['plants'] }, { place: 'text', words: ['pump'] }, { place: 'link', words: ['place'] },
		]);
		expect(text.slice(hit?.snippet?.start, hit?.snippet?.end)).toContain('The pump stands by the wall.');
		expect((hit?.snippet?.end ?? 0) - (hit?.snippet?.start ?? 0)).toBeLessThanOrEqual(200);
	});

	it('finds a phrase in what a note says, not in what others call it', () => {
		const index = indexOf({ 'Pump.md': 'Old and loud.', 'Log.md': 'See [[Pump|the garden monster]].' });
		expect(index.search('"garden monster"').map(({ path }) => path)).toEqual(['Log.md']);
		expect(index.search('garden monster').map(({ path }) => path)).toContain('Pump.md');
	});

	it('finds the block that answers, with what stands beside it', () => {
		const index = indexOf({ 'Chat.md': '**Ann:** Did you sell the piano?\n\n**Bo:** Yes, in May.\n\n**Ann:** Good.\n\n**Bo:** How is the cat?', 'Other.md': 'The piano of a neighbour.\n\nNothing else.' });
		const blocks = index.findBlocks('When did Bo sell the piano?').hits.map(({ path, block }) => [path, block?.line]);
		expect(blocks.slice(0, 2)).toEqual([['Chat.md', 3], ['Chat.md', 1]]);
	});

	it('tells which notes belong together, and why', () => {
		const index = indexOf({
			'Pump.md': 'The irrigation pump of the orchard. See [[Well]].',
			'Well.md': 'How deep it is.',
			'Orchard.md': 'Irrigation of the orchard in summer.',
			'Tax.md': 'Forms and [[Well]] and numbers.',
			'Cake.md': 'Eggs and flour.',
		});
		const related = Object.fromEntries(index.relatedTo({ path: 'Pump.md' }).map(({ path, reasons }) => [path, reasons]));
		expect(related['Orchard.md']).toEqual([{ kind: 'shared-words', words: expect.arrayContaining(['irrigation', 'orchard']) as string[] }]);
		expect(related['Well.md']?.map(({ kind }) => kind)).toContain('links-to');
		expect(related['Tax.md']).toContainEqual({ kind: 'shared-links', paths: ['Well.md'] });
		expect([related['Cake.md'], related['Pump.md']]).toEqual([undefined, undefined]);
		expect(index.relatedTo({ text: 'summer irrigation' }).map(({ path }) => path)[0]).toBe('Orchard.md');
	});

	it('ties no two notes together by one that half the vault links to', () => {
		const notes = (linking: number): Record<string, string> => Object.fromEntries([['Home.md', 'Start.'], ...Array.from({ length: linking }, (_one, n) => [`n${n}.md`, `word${n} [[Home]]`])]);
		const shared = (linking: number): number => indexOf(notes(linking)).relatedTo({ path: 'n0.md' }).flatMap(({ reasons }) => reasons).filter(({ kind }) => kind === 'shared-links').length;
		expect([shared(5) > 0, shared(60)]).toEqual([true, 0]);
	});

	it('names places that hold: matches lie in the block, the block lies in the note, for any note and query', () => {
		fc.assert(
			fc.property(someText, someQuery, (text, query) => {
				for (const { block, matches, snippet } of indexOf({ 'a.md': text, 'b.md': 'rent' }).search(query).filter(({ path }) => path === 'a.md')) {
					if (!block) continue;
					expect(snippet && snippet.start >= block.span.start && snippet.end <= block.span.end && snippet.end > snippet.start).toBe(true);
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
