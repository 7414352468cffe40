/** All claims of a vault: what takes whose place, as of which day, whoever arrives first, and what is wrong with them. */
import fc from 'fast-check';
import { Random } from '../../support/random';
import { claimFile, claimId, memoryWorld } from '../../support/memory-world';
import { folderOf, mergeOnce, stateOf } from '../../sim/memory/merge';
import { defaultPolicyText, POLICY_NOTE } from '../../../src/core/guard/policy-note';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import type { PrintedClaim } from '../../../src/core/memory/claim-note';
import { OWN } from '../../../src/core/guard/labels';
import type { NoteText } from '../../../src/core/host';
import { hashText } from '../../../src/core/lib/hash';
import { ClaimShelf } from '../../../src/core/memory/claim-shelf';

async function shelfOf(...files: (readonly [string, string])[]): Promise<ClaimShelf> {
	const { shelf } = folderOf(new Map(files.map(([path, text]) => [vaultPath(path), text])));
	await shelf.ready();
	return shelf;
}
const file = (n: number, claim: Partial<PrintedClaim>, folder = 'Memory'): readonly [string, string] => claimFile(n, claim, folder);
const held = (shelf: ClaimShelf, at?: string): string[] => shelf.all().filter(({ id }) => shelf.holds(id, at)).map(({ text }) => text);

test('of n facts of which k were superseded the newest holds, and a past day gives the old one', async () => {
	const days = ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01'];
	const shelf = await shelfOf(...days.map((validFrom, n) => file(n, { text: `Anna lives in city ${n}.`, subject: 'Anna', validFrom, supersedes: n === 0 ? [] : [claimId(n - 1)] })));
	expect(held(shelf)).toEqual(['Anna lives in city 3.']);
	expect(days.map((day) => held(shelf, day))).toEqual([0, 1, 2, 3].map((n) => [`Anna lives in city ${n}.`]));
	expect(held(shelf, '2026-04-15')).toEqual(['Anna lives in city 1.']);
	expect(shelf.supersededBy(claimId(0))).toEqual([claimId(1)]);
});

test('without a day from which it holds, a claim took the other’s place when it was recorded', async () => {
	const shelf = await shelfOf(file(1, { text: 'old', recorded: '2026-01-01T00:00:00Z' }), file(2, { text: 'new', recorded: '2026-06-01T00:00:00Z', supersedes: [claimId(1)] }));
	expect([held(shelf), held(shelf, '2026-03-01'), held(shelf, '2026-07-01')]).toEqual([['new'], ['old'], ['new']]);
});

test('a claim holds from its first instant until, and not at, its last', async () => {
	const shelf = await shelfOf(file(1, { text: 'sale', validFrom: '2026-03-01', validTo: '2026-03-05T12:00:00Z' }));
	expect(['2026-02-28T23:59:59Z', '2026-03-01', '2026-03-05T11:59:59Z', '2026-03-05T12:00:00Z'].map((day) => held(shelf, day))).toEqual([[], ['sale'], ['sale'], []]);
});

test('a retraction hides at every day; what it takes back takes nobody’s place any more', async () => {
	const shelf = await shelfOf(file(1, { text: 'Paris' }), file(2, { text: 'Lyon', supersedes: [claimId(1)] }), file(3, { text: 'not so', type: 'retraction', supersedes: [claimId(2)] }));
	expect([held(shelf), held(shelf, '2026-11-20')]).toEqual([['Paris'], ['Paris']]);
});

test('claims that supersede each other in a ring: the later one counts, and both notes say so', async () => {
	const shelf = await shelfOf(file(1, { text: 'a', supersedes: [claimId(2)] }), file(2, { text: 'b', supersedes: [claimId(3)], recorded: '2026-11-03T00:00:00Z' }), file(3, { text: 'c', supersedes: [claimId(1)] }), file(4, { text: 'itself', supersedes: [claimId(4)] }));
	expect(held(shelf)).toEqual(['b', 'itself']);
	expect(shelf.rings()).toEqual([[claimId(2), claimId(3), claimId(1)], [claimId(4)]]);
	expect(shelf.problems().map(({ path, message }) => [path, message])).toEqual([1, 2, 3, 4].map((n) => [`Memory/${claimId(n)}.md`, n === 4 ? 'It names itself as what it takes the place of; that counts for nothing.' : 'It and another claim supersede each other; the later one counts.']));
});

test('of two notes with one id the one that bears it as its name keeps it, both are read, and both give way together', async () => {
	const [path, text] = file(1, { text: 'Anna lives in Paris.', subject: 'Anna' });
	const copy = path.replace('.md', ' (conflict).md');
	const shelf = await shelfOf([copy, text.replace('Paris', 'Nice')], [path, text]);
	expect(shelf.all().map(({ id, text: said }) => [id, said])).toEqual([[claimId(1), 'Anna lives in Paris.'], [copy, 'Anna lives in Nice.']]);
	expect(shelf.problemsOf(copy).map(({ message }) => message)).toEqual([`Another note has the same id: ${path}. Both are kept.`]);
	const moved = folderOf(new Map([[vaultPath(copy), text], [vaultPath(path), text], [vaultPath(file(2, {})[0]), file(2, { text: 'Lyon', supersedes: [claimId(1)] })[1]]]));
	await moved.shelf.ready();
	expect(held(moved.shelf)).toEqual(['Lyon']);
	moved.files.delete(vaultPath(path));
	await moved.shelf.noteChanged({ path: vaultPath(path) });
	expect(moved.shelf.get(claimId(1))?.path).toBe(copy);
});

test('of any notes with one id, whichever come and go, one has the id and each is told of a few of the others', async () => {
	const [named, text] = file(1, { text: 'Anna lives in Paris.' });
	const names = [named, `Elsewhere/${claimId(1)}.md`, ...Array.from({ length: 6 }, (_one, n) => `Memory/copy ${n}.md`)].map((name) => vaultPath(name));
	await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: names.length - 1 }), { maxLength: 24 }), async (turns) => {
		const { shelf, files } = folderOf(new Map());
		await shelf.ready();
		for (const turn of turns) {
			const path = names[turn] ?? vaultPath(named);
			if (!files.delete(path)) files.set(path, text);
			await shelf.noteChanged({ path });
			const paths = [...files.keys()].sort();
			const keeper = paths.find((one) => one.endsWith(`/${claimId(1)}.md`)) ?? paths[0];
			expect(shelf.all().map(({ id, path: at }) => (id === at ? at : `id ${at}`)).sort()).toEqual(paths.map((one) => (one === keeper ? `id ${one}` : one)).sort());
			expect(shelf.problems().every(({ message }) => (message.match(/\.md/g) ?? []).length <= 3 && message.includes(`and ${paths.length - 4} more`) === paths.length > 4)).toBe(true);
		}
	}), { numRuns: 60 });
});

test('a claim of a clock that is a year ahead is kept and told of; what it supersedes stays superseded', async () => {
	const shelf = await shelfOf(file(1, { text: 'old' }), file(2, { text: 'new', recorded: '2027-11-22T00:00:00Z', supersedes: [claimId(1)] }), file(3, { text: 'newer', recorded: '2025-01-01T00:00:00Z', supersedes: [claimId(2)] }));
	expect(held(shelf)).toEqual(['newer']);
	expect(shelf.problemsOf(`Memory/${claimId(2)}.md`)[0]?.message).toBe('It says that it was recorded on 2027-11-22, which is yet to come: a clock was wrong.');
});

test('a subject is found whatever its case, width, folder and brackets', async () => {
	const shelf = await shelfOf(...['[[People/Anna Meyer|Anna]]', 'anna meyer', 'ＡＮＮＡ ＭＥＹＥＲ', 'Ánna Meyer'].map((subject, n) => file(n, { text: `${n}`, subject })), file(9, { text: 'other', subject: 'Anna' }));
	expect(shelf.bySubject('Anna Meyer')).toHaveLength(4);
});

test('what is not believed takes nobody’s place', async () => {
	const shelf = await shelfOf(file(1, { text: 'mine' }), file(2, { text: 'foreign', supersedes: [claimId(1)] }, 'Memory/Inbox'), file(3, { text: 'not so', type: 'retraction', supersedes: [claimId(1)] }, 'Memory/Inbox'));
	expect([held(shelf), shelf.supersededBy(claimId(1))]).toEqual([['mine'], []]);
});

test('any order in which two devices’ notes arrive gives the same', async () => {
	await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
		const random = new Random(seed);
		expect(await mergeOnce((below) => random.below(below))).toBeNull();
	}), { numRuns: 300 });
});

test('a note that changes while many are read stands as it reads last', async () => {
	const [one, other] = [file(1, { text: 'Anna lives in Paris.' }), file(2, { text: 'Tom lives in Bonn.' })];
	const files = new Map([one, other].map(([path, text]) => [vaultPath(path), text]));
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const read = async (path: VaultPath): Promise<NoteText> => {
		const text = files.get(path) ?? '';
		if (path === other[0]) await held;
		return { text, version: hashText(text) };
	};
	const shelf = new ClaimShelf({ vault: { list: () => Promise.resolve([...files.keys()].map((path) => ({ path, mtime: 0, size: 0 }))), read }, index: { pathsWith: () => [] }, labelOf: () => Promise.resolve(OWN), settings: () => ({ memoryFolder: 'Memory', memoryInbox: '', excludedFolders: [] }), now: () => new Date(), yieldToHost: () => Promise.resolve(), clock: () => 0 });
	const ready = shelf.ready();
	await new Promise((resolve) => setTimeout(resolve));
	files.set(vaultPath(one[0]), one[1].replace('Paris', 'Lyon'));
	await shelf.noteChanged({ path: vaultPath(one[0]) });
	release();
	await ready;
	expect(shelf.all().map(({ text }) => text)).toEqual(['Anna lives in Lyon.', 'Tom lives in Bonn.']);
});

test('a chain and a ring of thousands cost no stack', async () => {
	const count = 5_000;
	const { shelf, files } = folderOf(new Map(Array.from({ length: count }, (_, n) => file(n, { text: `${n}`, supersedes: [claimId((n + count - 1) % count)] })).map(([path, text]) => [vaultPath(path), text])));
	await shelf.ready();
	expect([held(shelf).length, shelf.rings().length]).toEqual([1, 1]);
	files.delete(vaultPath(file(0, {})[0]));
	await shelf.noteChanged({ path: vaultPath(file(0, {})[0]) });
	expect([held(shelf), stateOf({ shelf, files }).length > 0]).toEqual([[String(count - 1)], true]);
});

describe('in the product', () => {
	test('claims are found in any folder, followed when moved, edited and removed, and left out of excluded folders', async () => {
		const [path, text] = claimFile(1, { text: 'Anna lives in Paris.' }, 'Notes');
		const { app, host } = await memoryWorld({ [path.replace(claimId(1), 'Where Anna lives')]: text, ...Object.fromEntries([claimFile(2, { text: 'left out' }, 'Old')]) }, { indexed: true, settings: { excludedFolders: ['Old'] } });
		const texts = (): string[] => app.memory.claims.all().map((claim) => claim.text);
		expect(texts()).toEqual(['Anna lives in Paris.']);
		const [from, to] = [vaultPath('Notes/Where Anna lives.md'), vaultPath('Notes/Anna.md')];
		await host.vault.process(from, (now) => now.replace('Paris', 'Rome'));
		await host.vault.rename(from, to);
		await app.memory.claims.noteChanged({ path: to, from });
		expect([texts(), app.memory.claims.all()[0]?.path]).toEqual([['Anna lives in Rome.'], to]);
		await host.vault.trash(to);
		await app.memory.claims.noteChanged({ path: to });
		expect(texts()).toEqual([]);
		app.close();
	});

	test('a run that edits a claim after reading a clipping makes it a claim that is not believed', async () => {
		const [path, text] = claimFile(1, { text: 'Anna lives in Paris.' });
		const { app } = await memoryWorld({ [POLICY_NOTE]: defaultPolicyText('Praxis/Results'), [path]: text, 'Clippings/Post.md': 'Anna lives in Rome.' });
		expect(app.memory.claims.isBelieved(claimId(1))).toBe(true);
		const run = app.guard.guard.run({ agent: 'Archivist', remote: false, granted: ['note_read', 'note_edit'], approve: () => Promise.resolve(true) });
		await run.read(vaultPath('Clippings/Post.md'));
		await run.write([{ type: 'replace', path: vaultPath(path), target: { quote: 'Anna lives in Paris.' }, text: 'Anna lives in Rome.' }], 'edit');
		await app.memory.claims.noteChanged({ path: vaultPath(path) });
		expect([app.memory.claims.all()[0]?.text, app.memory.claims.isBelieved(claimId(1))]).toEqual(['Anna lives in Rome.', false]);
		app.close();
	});
});

