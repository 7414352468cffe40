/** Which claims the memory view shows, in what order, and how they are told. */
import fc from 'fast-check';
import type { Claim } from '../../src/core/memory/claim';
import type { VaultPath } from '../../src/core/lib/vault-path';
import { atOnce, inTurns } from '../../src/core/lib/turns';
import { ClaimTable, NO_FILTER, ONLY, type ClaimRow, type Look } from '../../src/obsidian/memory/claim-rows';
import { confidenceText, dayText, historyTexts, sourceName, validText, type KnownClaim, type Standing } from '../../src/obsidian/memory/known-claim';

const NOW = new Date('2026-11-22T12:00:00Z');

function claim(about: Partial<Claim> = {}): Claim {
	const id = about.id ?? '01KBN3W8Q2X7M4T9V6RZ5C0HJD';
	return { id, path: `Praxis/Memory/${id}.md` as VaultPath, version: '', text: 'Anna lives in Lyon.', type: 'fact', subject: 'Anna Meyer', attribute: 'lives in', sources: ['2026-11-20 Standup#^k3'], quote: 'Anna moves to Lyon', sourceKind: 'note', confidence: 0.9, importance: 3, recorded: '2026-11-21T09:14:05Z', validFrom: null, validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: '', run: '', ...about };
}

function known(about: Partial<Claim> = {}, standing: Standing = 'now', problems: readonly string[] = []): KnownClaim {
	return { claim: claim(about), standing, replacedBy: null, replaces: [], problems, proposals: [] };
}

async function tableOf(all: readonly KnownClaim[]): Promise<ClaimTable> {
	const table = new ClaimTable(NOW);
	await inTurns(table.fill(all), atOnce);
	return table;
}
const lookAt = async (all: readonly KnownClaim[], look: Partial<Look> = {}): Promise<readonly ClaimRow[]> => (await inTurns((await tableOf(all)).look({ filter: NO_FILTER, shape: 'subject', first: [], ...look }), atOnce)).rows;
const textsOf = (rows: readonly ClaimRow[]): string[] => rows.map((row) => (row.kind === 'head' ? `# ${row.name} ${row.count}` : row.known.claim.text));

describe('which are shown', () => {
	const all = [
		known({ id: 'a', text: 'Anna lives in Lyon.' }),
		known({ id: 'b', text: 'Anna lived in Bonn.' }, 'replaced'),
		known({ id: 'c', text: 'Ben likes tea.', subject: 'Ben', tier: 'cold', recorded: '2025-01-01T00:00:00Z' }),
		known({ id: 'd', text: 'Ben pays by card.', subject: 'Ben' }, 'inbox'),
		known({ id: 'e', text: 'The pump leaks.', subject: '', tier: 'hot', type: 'event' }, 'now', ['Its words are gone.']),
	];
	const shown = async (filter: Partial<typeof NO_FILTER>, first: readonly string[] = []): Promise<string[]> => (await lookAt(all, { filter: { ...NO_FILTER, ...filter }, shape: 'time', first })).flatMap((row) => (row.kind === 'claim' ? row.known.claim.id : []));

	test('given claims of every kind, when nothing is filtered, then what stands and is not put away is shown', async () => {
		expect(await shown({})).toEqual(['e', 'd', 'a']);
	});

	test.each([['new', ['e', 'd', 'a']], ['inbox', ['d']], ['problems', ['e']], ['hot', ['e']], ['cold', ['c']], ['past', ['b']]] as const)('given claims of every kind, when only %s is asked for, then they alone are shown', async (only, ids) => {
		expect(await shown({ only })).toEqual(ids);
		expect((await tableOf(all)).counts[only]).toBe(ids.length);
	});

	test('given words, when they are looked for, then the past and the archived are found too, in any case and without accents', async () => {
		expect(await shown({ text: 'LIVÉD bonn' })).toEqual(['b']);
		expect(await shown({ text: 'tea' })).toEqual(['c']);
		expect(await shown({ text: 'no such thing' })).toEqual([]);
	});

	test('given a subject and a type, when both are chosen, then both hold of what is shown', async () => {
		expect(await shown({ subject: 'Ben' })).toEqual(['d']);
		expect(await shown({ subject: 'Anna Meyer', type: 'event' })).toEqual([]);
	});

	test('given claims that answer what is looked for, then they stand first in their order, without its words, but only where the rest of the filter lets them through', async () => {
		const path = (id: string): string => `Praxis/Memory/${id}.md`;
		expect(await shown({ text: 'pump' }, [path('d'), path('a'), path('b')])).toEqual(['d', 'a', 'e']);
		expect((await lookAt(all, { first: [path('d')] }))[0]).toMatchObject({ kind: 'claim', isBest: true });
	});

	test('given a claim that is asked for, then it is told among which it is shown', async () => {
		const table = await tableOf(all);
		expect(['a', 'b', 'c', 'x'].map((id) => table.onlyFor(`Praxis/Memory/${id}.md`))).toEqual([{ only: null }, { only: 'past' }, { only: 'cold' }, null]);
	});
});

describe('in what order', () => {
	test('given claims about two and about nothing, when shown by subject, then each subject stands once, the nameless last, the newest claim first', async () => {
		const found = [known({ id: 'a', text: 'old', recorded: '2026-01-01T00:00:00Z' }), known({ id: 'b', text: 'none', subject: '' }), known({ id: 'c', text: 'new' }), known({ id: 'd', text: 'first', subject: 'anders' })];
		expect(textsOf(await lookAt(found))).toEqual(['# anders 1', 'first', '# Anna Meyer 2', 'new', 'old', '# About nothing in particular 1', 'none']);
	});

	test('given one subject written in other letters and by its path, when shown and chosen, then it is one', async () => {
		const found = [known({ id: 'a', subject: 'Anna Meyer' }), known({ id: 'b', subject: 'People/anna meyer' }), known({ id: 'c', subject: 'ANNA MEYER' })];
		expect((await lookAt(found)).filter((row) => row.kind === 'head')).toHaveLength(1);
		expect((await tableOf(found)).subjects.map((name) => name.toLowerCase())).toEqual(['anna meyer']);
		expect((await lookAt(found, { filter: { ...NO_FILTER, subject: 'Anna Meyer' } })).filter((row) => row.kind === 'claim')).toHaveLength(3);
	});

	test('given claims of some days, when shown by time, then the newest day comes first, and a date that is none is no fault', async () => {
		const found = [known({ id: 'a', text: 'broken', recorded: 'last week' }), known({ id: 'b', text: 'today', recorded: '2026-11-22T08:00:00Z' }), known({ id: 'c', text: 'tomorrow', recorded: '2027-11-22T08:00:00Z' })];
		expect(textsOf(await lookAt(found, { shape: 'time' })).filter((text) => !text.startsWith('#'))).toEqual(['broken', 'tomorrow', 'today']);
	});

	test('given any claims, when put into rows, then each stands there once, and every heading counts its own', async () => {
		const any = fc.array(fc.record({ id: fc.string(), subject: fc.constantFrom('', 'Anna', 'anna', 'Ben'), recorded: fc.constantFrom('', 'x', '2026-11-22T08:00:00Z', '2024-02-30') }));
		await fc.assert(fc.asyncProperty(any, fc.constantFrom('subject' as const, 'time' as const), async (abouts, shape) => {
			const rows = await lookAt(abouts.map((about) => known(about)), { shape });
			const heads = rows.flatMap((row) => (row.kind === 'head' ? [row.count] : []));
			expect(rows.filter((row) => row.kind === 'claim')).toHaveLength(abouts.length);
			expect(heads.reduce((sum, count) => sum + count, 0)).toBe(abouts.length);
		}), { numRuns: 200 });
	});

	test('given any claim, when counted, then each kind counts what its filter shows', async () => {
		const any = fc.array(fc.tuple(fc.constantFrom<Standing>('now', 'inbox', 'replaced', 'taken-back', 'over', 'not-yet'), fc.constantFrom('hot' as const, 'warm' as const, 'cold' as const)));
		await fc.assert(fc.asyncProperty(any, async (abouts) => {
			const all = abouts.map(([standing, tier]) => known({ tier }, standing));
			const { counts } = await tableOf(all);
			for (const only of ONLY) expect((await lookAt(all, { filter: { ...NO_FILTER, only } })).filter((row) => row.kind === 'claim')).toHaveLength(counts[only]);
		}), { numRuns: 100 });
	});
});

describe('how they are told', () => {
	test('given a day, when told, then it is that day wherever the person is', () => {
		expect(dayText('2026-12-01')).toContain('1');
		expect(dayText('soon')).toBe('soon');
		expect(validText(claim({ validFrom: '2026-12-01' }))).toBe(`from ${dayText('2026-12-01')}`);
		expect(validText(claim())).toBe('');
	});

	test.each([[1, 'user', 'Certain: you said so'], [0.9, 'note', 'High: quoted from a note'], [0.75, 'note', 'Likely'], [0.5, 'inference', 'Uncertain'], [0.1, 'inference', 'A guess']] as const)('given confidence %p of %s, when told, then it is a word', (confidence, sourceKind, told) => {
		expect(confidenceText({ confidence, sourceKind })).toBe(told);
	});

	test('given a claim that replaced one and was replaced, when its history is told, then both are named with their days', () => {
		const before = claim({ id: 'x', text: 'Anna lives in Bonn.' });
		const after = claim({ id: 'z', text: 'Anna lives in Paris.', recorded: '2026-11-22T09:00:00Z' });
		const told = historyTexts({ claim: claim(), standing: 'replaced', replacedBy: after, replaces: [before], problems: [], proposals: [] });
		expect(told).toEqual([`Replaced by “Anna lives in Paris.” on ${dayText('2026-11-22T09:00:00Z')}`, `Replaced “Anna lives in Bonn.” on ${dayText('2026-11-21T09:14:05Z')}`]);
	});

	test.each([['2026-11-20 Standup#^k3', '2026-11-20 Standup'], ['People/Anna#Home#Now', 'Anna › Home › Now'], ['Note|shown', 'Note']])('given the link %s, when named, then as a person calls the place', (link, name) => {
		expect(sourceName(link)).toBe(name);
	});
});
