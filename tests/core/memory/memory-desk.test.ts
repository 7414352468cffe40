/** Remembering through the whole product: what is written, what is stopped, what takes whose place, and what only the person can do. */
import { foreign } from '../../../src/core/guard/labels';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { ClaimDraft, Remembered, RememberOptions } from '../../../src/core/memory/draft';
import { claimFile, claimId, memoryWorld, type MemoryWorld, type MemoryWorldOptions } from '../../support/memory-world';

const opened: MemoryWorld[] = [];
async function world(files: Readonly<Record<string, string>> = {}, options: MemoryWorldOptions = {}): Promise<MemoryWorld> {
	const made = await memoryWorld(files, options);
	opened.push(made);
	return made;
}
afterEach(() => {
	for (const { app } of opened.splice(0)) app.close();
});

const said = (text: string, more: Partial<ClaimDraft> = {}): ClaimDraft => ({ text, sourceKind: 'user', ...more });
const AGENT: RememberOptions = { agent: 'Archivist', runId: 'r-1' };
async function one({ app }: MemoryWorld, draft: ClaimDraft, options: RememberOptions = {}): Promise<Remembered> {
	const [answer] = await app.memory.desk.remember([draft], options);
	if (!answer) throw new Error('no answer');
	return answer;
}
const holding = ({ app: { memory: { claims } } }: MemoryWorld): string[] => claims.all().filter(({ id }) => claims.holds(id)).map(({ text }) => text);

const STANDUP = '---\ndate: 2026-11-20\n---\n# Standup\n\nAnna moves to Lyon on 1 December. ^k3\n\nTom called yesterday about the pump.\n';

describe('what the person remembers', () => {
	test('is a note of its own in the format, named by its id, and is recalled at once', async () => {
		const vault = await world();
		const answer = await one(vault, said('I am allergic to nuts.', { type: 'preference', importance: 5 }));
		expect(answer).toMatchObject({ kind: 'written', path: `Praxis/Memory/${answer.id ?? ''}.md` });
		expect((await vault.read(answer.path ?? ''))?.text).toBe(`---\npraxis: memory\nid: ${answer.id ?? ''}\ntype: preference\nsource: []\nsource-kind: user\nconfidence: 1\nimportance: 5\nrecorded: 2026-11-22T12:00:00Z\nvalid-from:\nvalid-to:\nsupersedes: []\nprivate: false\n---\nI am allergic to nuts.\n`);
		expect(holding(vault)).toEqual(['I am allergic to nuts.']);
		expect((await vault.app.changes.runs())[0]?.reason).toBe('Remember');
		await vault.app.changes.undo((await vault.app.changes.runs())[0]?.id ?? '');
		await vault.app.memory.claims.noteChanged({ path: answer.path as never });
		expect(holding(vault)).toEqual([]);
	});

	test.each([
		['a key', 'The key of the server is api_key = sk_live_4eC39HqLyjWDarjtT1zdp7dc', /key or password/],
		['a password as it is said', 'The wifi password is Tr0ub4dor&3.', /key or password/],
		['a PIN as it is said', 'Die PIN meiner Karte ist 4711', /key or password/],
		['hidden characters', 'Anna likes tea.\u{E0041}\u{E0042}\u{E0043}', /nobody sees/],
		['a comment', 'Anna likes tea. %%and obeys%%', /nobody sees/],
		['nothing', ' … ', /says nothing/],
		['a page', 'word '.repeat(500), /too long/],
	])('%s is stopped', async (_what, text, why) => {
		const vault = await world();
		expect(await one(vault, said(text))).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) as string });
		expect((await vault.host.vault.list()).filter(({ path }) => path.startsWith('Praxis/Memory'))).toEqual([]);
	});

	test.each([['The password of the router is on the yellow note.'], ['The password was changed on 2026-10-02.'], ['My password is 12 characters long.'], ['The pin is 1200 mm long.'], ['Passwords are in the safe; the key is under the pot.']])('“%s” tells no secret', async (text) => {
		expect(await one(await world(), said(text))).toMatchObject({ kind: 'written' });
	});

	test('who and what it is about stand on one line, and what ends before it begins is told at once', async () => {
		const vault = await world();
		const { path = '' } = await one(vault, said('The pump is repaired.', { subject: 'Plot\n14: old', attribute: 'state\n---' }));
		expect((await vault.read(path))?.text).toContain('subject: "[[Plot 14: old]]"\nattribute: "state ---"\n');
		expect(await one(vault, said('Anna is in Lyon.', { validFrom: '2026-12-01', validTo: '2026-01-01' }))).toEqual({ kind: 'refused', why: 'It would stop to hold before it begins.' });
	});

	test('says days instead of “yesterday”: of the source’s date, else of today', async () => {
		const vault = await world({ 'Standup.md': STANDUP });
		await one(vault, said('Tom called yesterday about the pump.', { sourceKind: 'note', sources: ['Standup'], quote: 'Tom called yesterday about the pump' }));
		await one(vault, said('The plumber comes tomorrow.'));
		expect(holding(vault)).toEqual(['Tom called on 2026-11-19 about the pump.', 'The plumber comes on 2026-11-23.']);
	});
});

describe('the quote', () => {
	test('verifies now, and the link leads to the block where it stands', async () => {
		const vault = await world({ 'Work/Standup.md': STANDUP });
		const draft = said('Anna Meyer moves to Lyon.', { sourceKind: 'note', sources: ['Standup#Other'], quote: 'Anna moves to Lyon on 1 December', subject: '[[Anna Meyer]]' });
		const answer = await one(vault, draft, AGENT);
		expect(vault.app.memory.claims.get(answer.id ?? '')).toMatchObject({ sources: ['Standup#^k3'], subject: 'Anna Meyer', sourceKind: 'note', confidence: 0.9, agent: 'Archivist', run: 'r-1' });
	});

	test.each([
		['that is not in its note', { quote: 'Anna moves to Paris' }, /does not verify: its quote is not in the note/],
		['of a note that is gone', { sources: ['Gone'], quote: 'Anna moves to Lyon' }, /no note “Gone”/],
		['that is missing, of an agent', { quote: '' }, /nobody could check/],
	])('%s is refused', async (_why, more, why) => {
		const vault = await world({ 'Standup.md': STANDUP });
		expect(await one(vault, said('Anna moves.', { sourceKind: 'note', sources: ['Standup'], ...more }), AGENT)).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) as string });
	});

	test('that denies what an agent claims, or is none, makes a conclusion of it: at most 0.5', async () => {
		const vault = await world({ 'A.md': 'Anna does not live in Lyon any more, she told Tom.' });
		const answer = await one(vault, said('Anna lives in Lyon.', { sourceKind: 'note', sources: ['A'], quote: 'live in Lyon any more, she told Tom', confidence: 1 }), AGENT);
		expect(vault.app.memory.claims.get(answer.id ?? '')).toMatchObject({ sourceKind: 'inference', confidence: 0.5 });
		const told = await one(vault, said('Anna likes tea.', { confidence: 1 }), AGENT);
		expect(vault.app.memory.claims.get(told.id ?? '')).toMatchObject({ sourceKind: 'inference', confidence: 0.5 });
	});
});

describe('the same claim', () => {
	test.each([
		['Anna lives in Lyon.', 'anna lives  in Lyon'],
		['In 2024 Anna moved to Berlin.', 'Anna moved to Berlin in 2024.'],
		['The rent of the flat is 820 euros.', 'Rent of flat is 820 euros'],
		['The key of the blue shed behind the house hangs on a nail in the hall.', 'The key of the blue shed behind the house also hangs on a nail in the hall.'],
	])('“%s” is not written again as “%s”', async (first, again) => {
		const vault = await world();
		const { id = '' } = await one(vault, said(first));
		expect(await one(vault, said(again))).toMatchObject({ kind: 'known', id });
		expect(holding(vault)).toHaveLength(1);
	});

	test.each([
		['Anna likes tea.', 'Anna does not like tea.'],
		['The rent is 820 euros.', 'The rent is 280 euros.'],
		['Anna pays Tom.', 'Tom pays Anna.'],
		['Anna met Tom.', 'Anna met Tim.'],
		['He writes C.', 'He writes C++.'],
		['She moved from Porto.', 'She moved to Porto.'],
		['Dogs bite men.', 'Men bite dogs.'],
		['The pump starts before lunch.', 'The pump starts after lunch.'],
		['Anna likes tea.', 'Anna really likes tea.'],
	])('“%s” is not “%s”', async (first, other) => {
		const vault = await world();
		await one(vault, said(first));
		expect(await one(vault, said(other))).toMatchObject({ kind: 'written' });
	});

	test('of another time is another claim: what ended may begin again', async () => {
		const vault = await world();
		await one(vault, said('Anna works at the mill.', { validFrom: '2020-01-01', validTo: '2022-01-01' }));
		expect(await one(vault, said('Anna works at the mill.', { validFrom: '2026-01-01' }))).toMatchObject({ kind: 'written' });
		expect(await one(vault, said('Anna works at the mill.'))).toMatchObject({ kind: 'known' });
	});

	test('twice in one call is written once; of two people it is two', async () => {
		const vault = await world();
		const answers = await vault.app.memory.desk.remember([said('Likes tea.', { subject: 'Anna' }), said('Likes tea.', { subject: 'Anna' }), said('Likes tea.', { subject: 'Tom' })]);
		expect(answers.map(({ kind }) => kind)).toEqual(['written', 'known', 'written']);
	});
});

describe('another value of the same attribute', () => {
	test.each([
		['Anna lives in Paris.', 'Anna now lives in Lyon.'],
		['Anna’s phone number is 0301234.', 'Anna’s phone number is 0305678.'],
		['Anna prefers tea over coffee.', 'Anna prefers coffee over tea.'],
		['Anna wohnt in Paris.', 'Anna wohnt jetzt in Lyon.'],
		['Anna works at Acme.', 'Anna works for Initech.'],
	])('“%s” gives way to “%s”, and only the new note says so', async (old, next) => {
		const vault = await world();
		const first = await one(vault, said(old));
		const before = await vault.read(first.path ?? '');
		const second = await one(vault, said(next));
		expect(vault.app.memory.claims.get(second.id ?? '')?.supersedes).toEqual([first.id]);
		expect(await vault.read(first.path ?? '')).toEqual(before);
		expect(holding(vault)).toEqual([next]);
		expect(vault.app.memory.claims.holds(first.id ?? '', '2026-03-01')).toBe(true);
	});

	test.each([
		['of an earlier day', { validFrom: '2026-06-01' }, { validFrom: '2020-06-01' }],
		['that is over', {}, { validTo: '2025-06-01' }],
	])('%s takes nobody’s place, and is told as a possible contradiction', async (_what, open, past) => {
		const vault = await world();
		const now = await one(vault, said('Anna lives in Lyon.', open));
		const before = await one(vault, said('Anna lives in Paris.', past));
		expect(before).toMatchObject({ kind: 'written', mayContradict: [now.id] });
		expect(vault.app.memory.claims.supersededBy(now.id ?? '')).toEqual([]);
		expect(vault.app.memory.claims.holds(now.id ?? '')).toBe(true);
	});

	test.each([
		['Anna likes tea.', 'Anna likes coffee.'],
		['Anna lives in Lyon.', 'Tom lives in Paris.'],
		['Anna lives in Lyon.', 'Anna lives in Lyon, France.'],
		['Anna lives in Lyon.', 'Anna might live in Paris.'],
		['Anna lives in Lyon.', 'Anna used to live in Paris.'],
		['Anna works as a nurse.', 'Anna works at Acme.'],
		['Anna prefers tea over coffee.', 'Anna prefers trains over planes.'],
	])('“%s” and “%s” stand side by side', async (old, next) => {
		const vault = await world();
		await one(vault, said(old, { subject: old.split(' ')[0] ?? '' }));
		await one(vault, said(next, { subject: next.split(' ')[0] ?? '' }));
		expect(holding(vault)).toEqual([old, next]);
	});

	test('what it may contradict is foreseen before anything is written, and nothing for what would not be written', async () => {
		const vault = await world();
		const { id = '' } = await one(vault, said('Anna lives in Paris.'));
		const before = vault.app.memory.claims.all().length;
		const { desk } = vault.app.memory;
		expect(await desk.foresee(said('Anna does not live in Paris.', { subject: 'Anna' }))).toMatchObject([{ id, text: 'Anna lives in Paris.' }]);
		expect(await desk.foresee(said('Anna does not live in Paris.', { subject: 'Anna', supersedes: [id] }))).toEqual([]);
		expect(await desk.foresee(said('Anna lives in Paris.'))).toEqual([]);
		expect(await desk.foresee(said(''))).toEqual([]);
		expect(vault.app.memory.claims.all()).toHaveLength(before);
	});

	test('a conclusion of an agent does not take the place of the person’s word: it is told as a possible contradiction', async () => {
		const vault = await world();
		const { id } = await one(vault, said('Anna lives in Paris.'));
		expect(await one(vault, said('Anna lives in Lyon.', { sourceKind: 'inference' }), AGENT)).toMatchObject({ kind: 'written', mayContradict: [id] });
		expect(await one(vault, said('Anna does not live in Paris.', { subject: 'Anna' }))).toMatchObject({ mayContradict: [id] });
		expect(holding(vault)).toHaveLength(3);
	});

	test('named, it counts for what has one value, and not for what has many', async () => {
		const vault = await world();
		for (const [attribute, texts] of [['favourite colour', ['Anna: blue', 'Anna: green']], ['likes', ['Anna: tea', 'Anna: coffee']]] as const) for (const text of texts) await one(vault, said(text, { subject: 'Anna', attribute }));
		expect(holding(vault)).toEqual(['Anna: green', 'Anna: tea', 'Anna: coffee']);
	});

	test('what holds only from a later day leaves the old one standing until then', async () => {
		const vault = await world();
		await one(vault, said('Anna lives in Paris.'));
		await one(vault, said('Anna lives in Lyon.', { validFrom: '2026-12-01' }));
		expect(holding(vault)).toEqual(['Anna lives in Paris.']);
		vault.host.clock.set('2026-12-02T00:00:00Z');
		expect(holding(vault)).toEqual(['Anna lives in Lyon.']);
	});
});

describe('what a run writes that had read foreign text', () => {
	const TAINTED: RememberOptions = { ...AGENT, label: foreign('is from example.org') };

	test('lies in the inbox, is not believed, and takes nobody’s place before the person endorses it', async () => {
		const vault = await world();
		await one(vault, said('Anna lives in Paris.'));
		const answer = await one(vault, said('Anna lives in Lyon.', { sourceKind: 'web', sources: ['https://example.org/a'], confidence: 1 }), TAINTED);
		expect(answer).toMatchObject({ kind: 'inbox', path: `Praxis/Memory/Inbox/${answer.id ?? ''}.md` });
		expect(holding(vault)).toEqual(['Anna lives in Paris.']);
		await vault.app.memory.desk.endorse(answer.id ?? '');
		expect(holding(vault)).toEqual(['Anna lives in Lyon.']);
		expect(await vault.read(answer.path ?? '')).toBeNull();
		expect(vault.app.memory.claims.get(answer.id ?? '')?.path).toBe(`Praxis/Memory/${answer.id ?? ''}.md`);
	});

	test('so does what the person remembers out of a clipping, and what is private stays private', async () => {
		const vault = await world({ 'Clippings/Post.md': 'The moon is made of cheese, they say.', 'Me.md': '---\nprivate: true\n---\nMy salary is 4711 euros.' });
		expect(await one(vault, said('The moon is made of cheese.', { sourceKind: 'note', sources: ['Post'], quote: 'The moon is made of cheese' }))).toMatchObject({ kind: 'inbox' });
		const { path = '', kind } = await one(vault, said('The salary is 4711 euros.', { sourceKind: 'note', sources: ['Me'], quote: 'My salary is 4711 euros' }));
		expect([kind, (await vault.read(path))?.text.includes('private: true')]).toEqual(['written', true]);
	});

	test('a correction of it is not believed either, nor is a note that another device put into the inbox', async () => {
		const vault = await world(Object.fromEntries([claimFile(7, { text: 'Anna lives in Rome.', subject: 'Anna' }, 'Praxis/Memory/Inbox')]));
		expect(holding(vault)).toEqual([]);
		expect(await vault.app.memory.desk.correct(claimId(7), { text: 'Anna lives in Rome now.' })).toMatchObject({ kind: 'inbox' });
	});

	test('what Praxis changes in a note of unknown author makes it nobody’s own', async () => {
		const vault = await world(Object.fromEntries([claimFile(7, { text: 'Anna lives in Rome.' }, 'Praxis/Memory/Inbox')]));
		await vault.app.memory.desk.setTier(claimId(7), 'cold');
		expect([vault.app.memory.claims.get(claimId(7))?.tier, vault.app.memory.claims.isBelieved(claimId(7))]).toEqual(['cold', false]);
		await expect(vault.app.memory.desk.setTier(claimId(7), 'hot')).rejects.toThrow('cannot be pinned');
	});

	test('goes where texts of others lie when that is the folder of the memory, and says so; a folder that is a note is told of', async () => {
		const among = await world({}, { settings: { memoryFolder: 'Clippings' } });
		expect(await one(among, said('Anna lives in Lyon.'))).toMatchObject({ kind: 'inbox', why: expect.stringContaining('before you endorse it') as string });
		expect(holding(among)).toEqual([]);
		const inNote = await world({ 'Start.md': 'x' }, { settings: { memoryFolder: 'Start.md' } });
		expect((await one(inNote, said('Anna lives in Lyon.'))).why).toMatch(/^It was not written\. \S/);
	});

	test('that sync changed since it was shown is not endorsed unseen', async () => {
		const vault = await world();
		const { id = '', path = '' } = await one(vault, said('Anna lives in Lyon.', { sourceKind: 'web', sources: ['https://example.org/a'] }), TAINTED);
		// The watcher is late.
		jest.spyOn(vault.app.memory.claims, 'noteChanged').mockResolvedValue();
		await vault.host.vault.process(vaultPath(path), (text) => text.replace('Lyon', 'Nowhere'));
		await expect(vault.app.memory.desk.endorse(id)).rejects.toMatchObject({ code: 'conflict' });
		expect(vault.app.memory.claims.isBelieved(id)).toBe(false);
	});

	test('an endorsed note stays believed when the person edits it', async () => {
		const vault = await world();
		const { id = '' } = await one(vault, said('Anna lives in Lyon.'), TAINTED);
		const path = await vault.app.memory.desk.endorse(id);
		await vault.host.vault.process(path, (text) => text.replace('Lyon', 'Nice'));
		await vault.app.memory.claims.noteChanged({ path });
		expect(holding(vault)).toEqual(['Anna lives in Nice.']);
	});
});

test('a run writes twenty at most, over all its calls; the person as many as they have looked at', async () => {
	const vault = await world();
	const many = (from: number, count: number): ClaimDraft[] => Array.from({ length: count }, (_, i) => said(`The number of box ${from + i} is ${from + i}.`));
	const first = await vault.app.memory.desk.remember(many(0, 15), AGENT);
	const second = await vault.app.memory.desk.remember(many(100, 15), AGENT);
	expect([...first, ...second].filter(({ kind }) => kind === 'written')).toHaveLength(20);
	expect(second.at(-1)).toMatchObject({ kind: 'refused', why: 'A run writes at most 20 claims.' });
	expect((await vault.app.memory.desk.remember(many(200, 30))).every(({ kind }) => kind === 'written')).toBe(true);
});

describe('only the person', () => {
	test('corrects: the new claim takes the old one’s place from when that held, and both stay', async () => {
		const vault = await world(Object.fromEntries([claimFile(1, { text: 'Anna lives in Paris.', subject: 'Anna', tier: 'hot' })]));
		const answer = await vault.app.memory.desk.correct(claimId(1), { text: 'Anna lives in Parma.' });
		expect(vault.app.memory.claims.get(answer.id ?? '')).toMatchObject({ supersedes: [claimId(1)], validFrom: '2026-11-01', tier: 'hot', subject: 'Anna' });
		expect([holding(vault), vault.app.memory.claims.holds(claimId(1), '2026-11-10')]).toEqual([['Anna lives in Parma.'], false]);
	});

	test('takes back, and takes that back', async () => {
		const vault = await world(Object.fromEntries([claimFile(1, { text: 'Anna lives in Paris.', subject: 'Anna' })]));
		const { id = '' } = await vault.app.memory.desk.retract(claimId(1));
		expect(holding(vault)).toEqual([]);
		await vault.app.memory.desk.retract(id, 'She does live there.');
		expect(holding(vault)).toEqual(['Anna lives in Paris.']);
		expect(await one(vault, said('Not so.', { type: 'retraction', supersedes: [claimId(1)] }), AGENT)).toMatchObject({ kind: 'refused' });
	});

	test('pins, archives and brings back, which changes that one property of the note', async () => {
		const [path, text] = claimFile(1, { text: 'Anna lives in Paris.' });
		const vault = await world({ [path]: text });
		await vault.app.memory.desk.setTier(claimId(1), 'hot');
		expect(vault.app.memory.claims.get(claimId(1))?.tier).toBe('hot');
		await vault.app.memory.desk.setTier(claimId(1), 'warm');
		expect((await vault.read(path))?.text).toBe(text);
	});

	test('forgets: the note is in the trash, out of the memory and out of the index, and can be brought back', async () => {
		const files = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => claimFile(n, { text: `The zeppelin number ${n}.` })));
		const vault = await world(files, { indexed: true });
		await vault.app.memory.desk.forget(Object.keys(files).map((_, i) => claimId(i + 1)));
		await vault.app.index.rebuild({});
		expect([holding(vault), await vault.app.search('zeppelin')]).toEqual([[], []]);
		const [run] = await vault.app.changes.runs();
		await vault.app.changes.undo(run?.id ?? '');
		for (const path of Object.keys(files)) await vault.app.memory.claims.noteChanged({ path: path as never });
		expect(holding(vault)).toHaveLength(7);
	});
});

