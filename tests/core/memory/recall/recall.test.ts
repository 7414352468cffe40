import fc from 'fast-check';
import { runRecallMerges } from '../../../sim/memory/recall-merge';
import { claimFile, claimId, memoryWorld, type MemoryWorld } from '../../../support/memory-world';
import { Random } from '../../../support/random';

let world: MemoryWorld | null = null;

afterEach(() => world?.app.close());

async function given(...files: readonly (readonly [string, string])[]): Promise<MemoryWorld['app']['memory']> {
	world = await memoryWorld(Object.fromEntries(files), { indexed: true });
	return world.app.memory;
}

const texts = ({ claims }: { readonly claims: readonly { readonly claim: { readonly text: string } }[] }): string[] => claims.map(({ claim }) => claim.text);

test('of facts of which some were superseded in turn the newest ranks first, and an older day gives the one of that day', async () => {
	await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }), async (chain, others) => {
		const towns = ['Bonn', 'Lyon', 'Nice', 'Rome', 'Oslo', 'Kyiv', 'Bern'];
		const months = Array.from({ length: chain + 1 }, (_one, n) => `2026-0${n + 1}-01`);
		const files = months.map((day, n) => claimFile(n, { text: `Anna Meyer lives in ${towns[n] ?? ''}.`, subject: 'Anna Meyer', attribute: 'lives in', recorded: `${day}T09:00:00Z`, validFrom: n === 0 ? null : day, supersedes: n === 0 ? [] : [claimId(n - 1)] }));
		const more = Array.from({ length: others }, (_one, n) => claimFile(20 + n, { text: `Anna Meyer likes tea number ${n}.`, subject: 'Anna Meyer', recorded: '2026-11-20T09:00:00Z' }));
		const { recall } = await given(...files, ...more);
		const now = await recall.recall('Where does Anna Meyer live?');
		expect(texts(now)[0]).toBe(`Anna Meyer lives in ${towns[chain] ?? ''}.`);
		expect(texts(now).filter((text) => text.includes('lives'))).toHaveLength(1);
		for (const [n, day] of months.entries()) {
			const then = await recall.recall('Where did Anna Meyer live?', { asOf: `${day.slice(0, 8)}15` });
			expect(texts(then).filter((text) => text.includes('lives'))).toEqual([`Anna Meyer lives in ${towns[n] ?? ''}.`]);
			expect(then.claims[0]?.state).toBe(n === chain ? 'holds' : 'held');
		}
		world?.app.close();
	}), { numRuns: 8 });
});

test('two devices whose folders were merged in any order recall the same', async () => {
	const random = new Random(7);
	expect(await runRecallMerges(60, (below) => random.below(below))).toEqual({ broken: 0, why: [] });
});

test('a page pasted as a question is recalled by its beginning, as it is searched', async () => {
	const { recall } = await given(claimFile(1, { text: 'Anna Meyer likes green tea.', subject: 'Anna Meyer' }));
	const page = `What tea does Anna Meyer like? ${'水a'.repeat(2_500)}`;
	const [short, long] = [await recall.recall(page.slice(0, 5_000)), await recall.recall(`${page} Since when does Tom live in Lyon? ${'x'.repeat(100_000)}`)];
	expect(long).toEqual(short);
});

test('at most three claims of one subject are told, the more important first', async () => {
	const { recall } = await given(...Array.from({ length: 6 }, (_one, n) => claimFile(n, { text: `Anna Meyer likes tea number ${n}.`, subject: 'Anna Meyer', importance: n === 5 ? 5 : 2 })));
	const { claims } = await recall.recall('What tea does Anna Meyer like?');
	expect(claims).toHaveLength(3);
	expect(claims[0]?.claim.importance).toBe(5);
});

describe('of more claims about one than are looked at', () => {
	const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
	const boxes = (who: string, [from, to]: readonly [number, number], more: Parameters<typeof claimFile>[1] = {}): (readonly [string, string])[] => Array.from({ length: to - from }, (_one, n) => claimFile(from + n, { text: `${who} has box ${from + n}.`, subject: who, recorded: `${day(from + n)}T09:00:00Z`, ...more }));
	const newest = (who: string, last: number): string[] => [1, 2, 3].map((back) => `${who} has box ${last - back}.`);

	test('the newest are told', async () => {
		const { recall } = await given(...boxes('Anna Meyer', [0, 150]));
		expect(texts(await recall.recall('What does Anna Meyer have?'))).toEqual(newest('Anna Meyer', 150));
		expect((await recall.about('Anna Meyer came by.', { tokens: 600 })).lines.map((line) => /box \d+/.exec(line)?.[0])).toEqual(['box 149', 'box 148', 'box 147']);
	});

	test('those that do not hold leave the place to those that do', async () => {
		const { recall } = await given(...boxes('Anna Meyer', [0, 150]), ...boxes('Anna Meyer', [150, 220], { validTo: day(225) }));
		expect(texts(await recall.recall('What does Anna Meyer have?'))).toEqual(newest('Anna Meyer', 150));
	});

	test('each who is named is told of', async () => {
		const { recall } = await given(...boxes('Tom Hall', [0, 90]), ...boxes('Anna Meyer', [100, 190]));
		expect(texts(await recall.recall('What do Anna Meyer and Tom Hall have?'))).toEqual([...newest('Anna Meyer', 190), ...newest('Tom Hall', 90)]);
	});
});

describe('one sentence that several claims say', () => {
	const met = (n: number, claim: Parameters<typeof claimFile>[1]): readonly [string, string] => claimFile(n, { text: 'Anna Meyer and Tom Hall met in Lyon.', sources: [`Source ${n}`], ...claim });
	const question = 'Where did Anna Meyer and Tom Hall meet?';

	test('is told once, with the others beside it', async () => {
		const { recall } = await given(met(1, { subject: 'Anna Meyer', importance: 5 }), met(2, { subject: 'Tom Hall', text: 'Anna Meyer and  Tom Hall met in Lyon' }), claimFile(3, { text: 'Tom Hall and Anna Meyer met in Rome.', subject: 'Tom Hall' }));
		const { claims } = await recall.recall(question);
		expect(claims.map(({ claim, also }) => [claim.sources, also.map(({ sources }) => sources)])).toEqual([[['Source 1'], [['Source 2']]], [[], []]]);
	});

	test('is told for each time at which it holds', async () => {
		const { recall } = await given(met(1, { subject: 'Anna Meyer', validFrom: '2026-01-01' }), met(2, { subject: 'Tom Hall', validFrom: '2026-02-01' }));
		expect((await recall.recall(question)).claims).toHaveLength(2);
	});

	test('has all their labels, and none that whoever asks may not see', async () => {
		const { recall } = await given(met(1, { subject: 'Anna Meyer', importance: 5 }), met(2, { subject: 'Tom Hall', isPrivate: true }));
		expect((await recall.recall(question)).claims).toMatchObject([{ label: { secrecy: 'private' }, also: [{ subject: 'Tom Hall' }] }]);
		expect((await recall.recall(question, { noPrivate: true })).claims).toMatchObject([{ label: { secrecy: 'vault' }, also: [] }]);
	});
});

test('a claim with a little of the question is told beside one that answers, and alone is no answer', async () => {
	const near = claimFile(2, { text: 'The pump of plot 9 leaks.', subject: '' });
	const { recall } = await given(claimFile(1, { text: 'Tom repaired the pump of plot 14.', subject: '' }), near);
	expect(texts(await recall.recall('Who repaired the pump of plot 14?'))).toEqual(['Tom repaired the pump of plot 14.', 'The pump of plot 9 leaks.']);
	world?.app.close();
	expect(await (await given(near)).recall.recall('Who repaired the pump of plot 14?')).toMatchObject({ claims: [], isUnknown: true });
});

test('what was put away is recalled only on request, and what waits in the inbox is not', async () => {
	const { recall } = await given(claimFile(1, { text: 'The pump of plot 14 was repaired.', subject: 'Plot 14', tier: 'cold' }), claimFile(2, { text: 'The pump of plot 14 was sold.', subject: 'Plot 14' }, 'Praxis/Memory/Inbox'));
	expect(await recall.recall('What about the pump of plot 14?')).toMatchObject({ claims: [], isUnknown: true });
	expect(texts(await recall.recall('What about the pump of plot 14?', { includeCold: true }))).toEqual(['The pump of plot 14 was repaired.']);
});

test('for whoever may see nothing private, a private claim is not found', async () => {
	const { recall } = await given(claimFile(1, { text: 'Anna Meyer takes pills for her heart.', subject: 'Anna Meyer', isPrivate: true, tier: 'hot' }));
	expect(texts(await recall.recall('Which pills does Anna Meyer take?'))).toHaveLength(1);
	expect((await recall.recall('Which pills does Anna Meyer take?', { noPrivate: true })).claims).toEqual([]);
	expect(await recall.hot({ tokens: 600, noPrivate: true, sizeOf: () => 1 })).toEqual({ told: [], left: [] });
	expect((await recall.about('Anna Meyer came by.', { tokens: 600, noPrivate: true })).lines).toEqual([]);
});

test('pinned claims are told within their budget, the most important first, and what is left is counted', async () => {
	const { recall } = await given(...[3, 5, 4].map((importance, n) => claimFile(n, { text: `Rule ${importance}`, tier: 'hot', importance })), claimFile(9, { text: 'Rule 2', tier: 'warm' }));
	const { told, left } = await recall.hot({ tokens: 25, sizeOf: () => 10 });
	expect([told.map(({ text }) => text), left.map(({ text }) => text)]).toEqual([['Rule 5', 'Rule 4'], ['Rule 3']]);
});

test.each(['2025-11-22T12:00:00Z', '2026-11-22T11:00:00Z', '2027-11-22T12:00:00Z'])('a clock that says %s still recalls what was written with another', async (at) => {
	world = await memoryWorld(Object.fromEntries([claimFile(1, { text: 'Anna Meyer lives in Lyon.', subject: 'Anna Meyer', recorded: '2026-11-22T12:00:00Z', validFrom: '2026-11-22' })]), { indexed: true, at });
	expect(texts(await world.app.memory.recall.recall('Where does Anna Meyer live?'))).toEqual(['Anna Meyer lives in Lyon.']);
});

test('what is yet to hold is told only to who asks for what is to come', async () => {
	const { recall } = await given(claimFile(1, { text: 'Anna Meyer lives in Lyon.', subject: 'Anna Meyer', recorded: '2026-11-20T12:00:00Z', validFrom: '2027-03-01' }));
	expect((await recall.recall('Does Anna Meyer live in Lyon?')).claims).toEqual([]);
	expect((await recall.recall('Where will Anna Meyer live?')).claims).toMatchObject([{ state: 'to-come' }]);
});

test('nothing in claims and notes is unknown, with what was searched', async () => {
	const { recall } = await given(claimFile(1, { text: 'Anna Meyer lives in Lyon.', subject: 'Anna Meyer' }), ['Garden.md', 'Beans and barrels.']);
	expect(await recall.recall('Which lawyer signed the contract?')).toMatchObject({ isUnknown: true, claims: [], blocks: [], searched: expect.stringContaining('Searched 2 notes, 1 claim among them, for “lawyer”') as string });
	expect(await recall.recall('[prop:] "" ?!')).toMatchObject({ isUnknown: true, searched: 'Searched 2 notes, 1 claim among them. The question has no word to look for.' });
});

test('a note of a claim says why it is not to be told as so', async () => {
	const { recall } = await given(claimFile(1, { text: 'Anna lives in Bonn.' }), claimFile(2, { text: 'Anna lives in Lyon.', supersedes: [claimId(1)], recorded: '2026-11-02T09:00:00Z' }), claimFile(3, { text: 'Anna lives in Rome.' }, 'Praxis/Memory/Inbox'), ['Anna.md', 'A friend.']);
	expect(recall.whyNotSo(`Praxis/Memory/${claimId(1)}.md`)).toContain(`superseded by Praxis/Memory/${claimId(2)}.md`);
	expect(recall.whyNotSo(`Praxis/Memory/Inbox/${claimId(3)}.md`)).toContain('not confirmed');
	expect([recall.whyNotSo(`Praxis/Memory/${claimId(2)}.md`), recall.whyNotSo('Anna.md')]).toEqual([null, null]);
});

test('uses are counted once a run, and a store that cannot be read begins anew', async () => {
	const { recall, uses } = await given(claimFile(1, { text: 'Anna lives in Bonn.' }));
	const path = `Praxis/Memory/${claimId(1)}.md`;
	await recall.used([path, path, 'Other.md'], 'run-1');
	await recall.used([path], 'run-1');
	await recall.used([path], 'run-2');
	expect(await uses.of(claimId(1))).toMatchObject({ uses: 2, runs: ['run-2', 'run-1'] });
	await world?.host.store.write('memory/uses', new TextEncoder().encode('[["x", 3], {"torn'));
	const again = await memoryWorld({}, { store: world?.host.store ?? undefined });
	expect((await again.app.memory.uses.all()).size).toBe(0);
	again.app.close();
});
