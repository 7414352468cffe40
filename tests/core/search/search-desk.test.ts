import { createApp, type App } from '../../../src/core/app';
import { readSettings } from '../../../src/core/settings';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const FILES = {
	'Home/Flat hunt.md': '---\naliases: [New flat]\ntags: [home/move]\n---\n# Viewings\n\nThe flat in Rua da Alegria has no lift. The rent is fair.\n\nThe rent again, and the deposit.',
	'People/Ana.md': 'Ana lets the flat in Rua da Alegria. [[Flat hunt]]',
	'Private/Rent.md': '---\nprivate: true\n---\nThe rent we can pay.',
	'Garden.md': 'Beans.',
};
const NO_STOP = { limit: 20, signal: new AbortController().signal };
let host: MemoryHost;
let app: App;

beforeEach(async () => {
	host = memoryHost(FILES);
	app = createApp(host, readSettings({}), { builtInPatterns: [{ path: 'summarise.md', text: '---\nname: summarise\ndescription: Says it shortly.\n---\nSummarise.' }] });
	await app.index.rebuild();
});
afterEach(() => app.close());

const named = async (query: string): Promise<string[]> => {
	await app.lookup.names.ready();
	return app.lookup.names.find(query).map(({ kind, path }) => `${kind} ${path}`);
};

describe('looking things up', () => {
	it('quotes each block as it reads, with the words marked, and knows of the further blocks', async () => {
		const { hits } = await app.lookup.find('rent', { limit: 10 });
		const hit = hits.find(({ path }) => path === 'Home/Flat hunt.md');
		const blocks = hit ? [hit, ...hit.others] : [];
		const quotes = await Promise.all(blocks.map((block) => app.lookup.quote(hit ?? { path: '', version: '' }, block)));
		expect(quotes.map((quote) => quote?.text).sort()).toEqual(['The flat in Rua da Alegria has no lift. The rent is fair.', 'The rent again, and the deposit.']);
		for (const quote of quotes) expect(quote?.matches.map(({ start, end }) => quote.text.slice(start, end))).toEqual(['rent']);
	});

	it('quotes nothing from a note that changed since, or is gone', async () => {
		const { hits } = await app.lookup.find('beans', { limit: 1 });
		const [hit] = hits;
		await host.vault.process('Garden.md' as VaultPath, () => 'No such thing here any more.');
		expect(hit && (await app.lookup.quote(hit, hit))).toBeNull();
		await host.vault.trash('Garden.md' as VaultPath);
		expect(hit && (await app.lookup.quote(hit, hit))).toBeNull();
	});

	it('says which notes are private', async () => {
		expect([await app.lookup.isPrivate('Private/Rent.md'), await app.lookup.isPrivate('Garden.md'), await app.lookup.isPrivate('Gone.md')]).toEqual([true, false, false]);
	});

	it('finds notes, people, tags, folders, headings and patterns by their names', async () => {
		expect(await named('new flat')).toEqual(['note Home/Flat hunt.md']);
		expect(await named('ana')).toContain('person People/Ana.md');
		expect(await named('home')).toEqual(expect.arrayContaining(['tag home', 'tag home/move', 'folder Home']));
		expect(await named('viewings')).toEqual(['heading Home/Flat hunt.md']);
		expect(await named('summ')).toEqual(['pattern summarise']);
		app.lookup.names.give('command', [{ id: 'open-chat', name: 'Open chat' }]);
		expect(await named('open ch')).toEqual(['command open-chat']);
		app.lookup.names.give('command', []);
		expect(await named('open ch')).toEqual([]);
	});

	it('follows notes as they are made, edited, renamed and deleted', async () => {
		await named('');
		await host.vault.create('Boats.md' as VaultPath, '# Sails\n#sea');
		expect(await named('sails')).toEqual(['heading Boats.md']);
		await host.vault.rename('Boats.md' as VaultPath, 'Sea/Ships.md' as VaultPath);
		expect(await named('boats')).toEqual([]);
		expect(await named('ships')).toEqual(['note Sea/Ships.md']);
		await host.vault.process('Sea/Ships.md' as VaultPath, () => '# Masts');
		expect([await named('sails'), await named('masts')]).toEqual([[], ['heading Sea/Ships.md']]);
		expect(app.lookup.names.find('sea').map(({ kind }) => kind)).toEqual(['folder']);
		await host.vault.trash('Sea/Ships.md' as VaultPath);
		expect([await named('ships'), await named('sea')]).toEqual([[], []]);
	});

	it('puts what was changed last first when nothing is typed', async () => {
		await named('');
		host.clock.advance(60_000);
		await host.vault.process('People/Ana.md' as VaultPath, (text) => `${text}\nMore.`);
		expect((await named(''))[0]).toBe('person People/Ana.md');
	});

	it('tells what belongs to a note, why, and which serve the same goal', async () => {
		await host.vault.create('Move.md' as VaultPath, '---\ntelos: goal\n---\nA new home.');
		for (const path of ['Home/Flat hunt.md', 'Garden.md']) await host.vault.process(path as VaultPath, (text) => `${text}\n\n[[Move]]`);
		await app.index.settled();
		await app.telos.ready();
		await app.telos.settled();
		const related = (await app.lookup.related({ path: 'Home/Flat hunt.md' }, NO_STOP)) ?? [];
		const reasons = Object.fromEntries(related.map(({ path, reasons: why }) => [path, why.map(({ kind }) => kind)]));
		expect(reasons['People/Ana.md']).toEqual(['shared-words', 'linked-from']);
		expect(reasons['Garden.md']).toEqual(expect.arrayContaining(['shared-links', 'same-goal']));
		expect(related.some(({ path }) => path === 'Home/Flat hunt.md')).toBe(false);
	});

	it('gives nothing of a search for related notes that was called off', async () => {
		const stop = new AbortController();
		const related = app.lookup.related({ path: 'Garden.md' }, { limit: 5, signal: stop.signal });
		stop.abort();
		expect(await related).toBeNull();
	});
});
