/** One subject under several names: the aliases of a person's note, in everything that the memory does with subjects. */
import { claimFile, claimId, memoryWorld, type MemoryWorld } from '../../support/memory-world';

const ANNA = { 'People/Anna Berg.md': '---\naliases: [Ann]\n---\nA colleague.' };
let opened: MemoryWorld | null = null;
afterEach(() => opened?.app.close());

async function world(files: Readonly<Record<string, string>>): Promise<MemoryWorld> {
	opened = await memoryWorld(files, { indexed: true });
	return opened;
}
const holding = ({ app: { memory: { claims } } }: MemoryWorld): string[] => claims.all().filter(({ id }) => claims.holds(id)).map(({ text }) => text);

test('given an alias, then claims under either name are of one subject', async () => {
	const vault = await world({ ...ANNA, ...Object.fromEntries([claimFile(1, { text: 'She plays chess.', subject: 'Ann' }), claimFile(2, { text: 'She rows.', subject: '[[People/Anna Berg]]' })]) });
	const { claims } = vault.app.memory;
	for (const name of ['ann', 'Anna Berg', '[[Anna Berg]]']) expect(claims.bySubject(name).map(({ text }) => text)).toEqual(['She plays chess.', 'She rows.']);
	expect(claims.subjectKey('Ann')).toBe(claims.subjectKey('People/Anna Berg'));
});

test('given an alias, then a newer value takes the older one’s place, and the same is not written twice', async () => {
	const vault = await world(ANNA);
	const { desk } = vault.app.memory;
	const remember = async (text: string, subject: string): Promise<string> => (await desk.remember([{ text, subject, sourceKind: 'user' }]))[0]?.kind ?? '';
	expect(await remember('Ann lives in Paris.', 'Ann')).toBe('written');
	expect(await remember('Anna Berg lives in Lyon.', 'Anna Berg')).toBe('written');
	expect(holding(vault)).toEqual(['Anna Berg lives in Lyon.']);
	expect([await remember('She likes tea.', 'Ann'), await remember('She likes tea.', 'Anna Berg'), await remember('She likes tea.', 'Tom')]).toEqual(['written', 'known', 'written']);
});

test('given an alias, when the whole name is asked for, then a claim under the alias is recalled, and told below one heading', async () => {
	const vault = await world({ ...ANNA, ...Object.fromEntries([claimFile(1, { text: 'Plays chess on Mondays.', subject: 'Ann' }), claimFile(2, { text: 'Rows on Fridays.', subject: 'Anna Berg' })]) });
	const { memory } = vault.app;
	expect((await memory.recall.recall('When does Anna Berg play chess?', { claimsOnly: true })).claims.map(({ claim }) => claim.text)).toContain('Plays chess on Mondays.');
	const known = (await vault.read(await memory.keepKnown()))?.text ?? '';
	expect(known.match(/^## .*$/gm)).toEqual(['## [[Anna Berg]]']);
});

test.each([
	['two people bear it', { ...ANNA, 'People/Ann Low.md': '---\naliases: [Ann]\n---\n' }],
	['it is another’s own name', { ...ANNA, 'People/Ann.md': 'Somebody else.' }],
	['a stranger’s note says so', { 'Clippings/Anna Berg.md': '---\ntags: [person]\naliases: [Ann]\nsource: https://example.org\n---\n' }],
])('given an alias, when %s, then it joins nobody', async (_why, notes) => {
	const vault = await world({ ...notes, ...Object.fromEntries([claimFile(1, { text: 'Ann lives in Paris.', subject: 'Ann' })]) });
	await vault.app.memory.desk.remember([{ text: 'Anna Berg lives in Lyon.', subject: 'Anna Berg', sourceKind: 'user' }]);
	expect(holding(vault)).toHaveLength(2);
	expect(vault.app.memory.claims.supersededBy(claimId(1))).toEqual([]);
});
