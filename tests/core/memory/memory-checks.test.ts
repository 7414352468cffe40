/** What the memory finds wrong with itself: proposals with a plan, and not one change by itself. */
import type { PrintedClaim } from '../../../src/core/memory/claim-note';
import type { MemoryProposal } from '../../../src/core/memory/memory-checks';
import { claimFile, claimId, memoryWorld, type MemoryWorld } from '../../support/memory-world';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { NO_DEVICE } from '../../../src/core/memory/memory-settings';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';

let opened: MemoryWorld | null = null;
afterEach(() => opened?.app.close());

async function world(claims: readonly Partial<PrintedClaim>[], notes: Readonly<Record<string, string>> = {}): Promise<MemoryWorld> {
	opened = await memoryWorld({ ...Object.fromEntries(claims.map((claim, n) => claimFile(n + 1, { recorded: `2026-11-0${n + 1}T00:00:00Z`, ...claim }))), ...notes }, { indexed: true });
	return opened;
}

async function mended(vault: MemoryWorld, proposal: MemoryProposal | undefined): Promise<readonly MemoryProposal[]> {
	if (!proposal) throw new Error('no proposal');
	const { app } = vault;
	const report = await app.changes.applyReviewed(await app.memory.checks.plan(proposal));
	for (const { path } of report.notes) await app.memory.claims.noteChanged({ path });
	return app.memory.checks.run();
}
const kinds = (found: readonly MemoryProposal[]): unknown => found.map(({ kind, claims }) => [kind, ...claims.map(({ text }) => text)]);

test('nothing is wrong with what is right, and nothing is written', async () => {
	const vault = await world([{ text: 'Anna lives in Lyon.', subject: 'Anna', quote: 'Anna moves to Lyon', sources: ['Notes/Standup#^k3'] }, { text: 'Anna likes tea.', subject: 'Anna' }], { 'Notes/Standup.md': 'Anna moves to Lyon. ^k3' });
	expect(await vault.app.memory.checks.run()).toEqual([]);
	expect(await vault.app.changes.runs()).toEqual([]);
});

test('claims that say the same: one stays, the others are archived', async () => {
	const vault = await world([{ text: 'Anna likes tea.', confidence: 0.5 }, { text: 'anna likes tea', subject: 'Anna' }, { text: 'Anna does not like tea.' }]);
	const found = await vault.app.memory.checks.run();
	expect(kinds(found)).toEqual([['repeated', 'anna likes tea', 'Anna likes tea.']]);
	expect(await mended(vault, found[0])).toEqual([]);
	expect(vault.app.memory.claims.get(claimId(1))?.tier).toBe('cold');
});

test('two values of one attribute, and a denial, are at odds: the later takes the place; values of different times are not', async () => {
	const vault = await world([{ text: 'Anna lives in Paris.', subject: 'Anna' }, { text: 'Anna lives in Lyon.', subject: 'Anna' }, { text: 'Tom lives in Rome.', subject: 'Tom', validTo: '2027-01-01' }, { text: 'Tom lives in Graz.', subject: 'Tom', validFrom: '2027-01-01' }]);
	const found = await vault.app.memory.checks.run();
	expect(kinds(found)).toEqual([['at-odds', 'Anna lives in Lyon.', 'Anna lives in Paris.']]);
	expect(await mended(vault, found[0])).toEqual([]);
	expect(vault.app.memory.claims.supersededBy(claimId(1))).toEqual([claimId(2)]);
});

describe('a quote', () => {
	const claim = { text: 'Anna moves to Lyon.', quote: 'Anna moves to Lyon on 1 December', sources: ['Standup#^k3'] };

	test.each([
		['in another block of its note', { 'Standup.md': '# Old\n\nTom. ^k3\n\n# New\n\nAnna moves to Lyon on 1 December' }, 'Standup#New'],
		['in a note of another name', { 'Meeting.md': 'Anna moves to Lyon on 1 December. ^m1' }, 'Meeting#^m1'],
		['in a part that was split off', { 'Standup.md': 'Tom. ^k3', 'Standup, part 2.md': 'Anna moves to Lyon on 1 December. ^k3' }, 'Standup, part 2#^k3'],
	])('that stands %s is followed', async (_where, notes, source) => {
		const vault = await world([claim], notes);
		const found = await vault.app.memory.checks.run();
		expect([kinds(found), vault.app.memory.checks.staleness(claimId(1))]).toEqual([[['quote-moved', claim.text]], 'quote-moved']);
		expect(await mended(vault, found[0])).toEqual([]);
		expect(vault.app.memory.claims.get(claimId(1))?.sources).toEqual([source]);
	});

	test('that is in no note any more no longer verifies: only the person can say; the claim itself is no proof', async () => {
		const vault = await world([claim], { 'Standup.md': 'Anna stays in Paris.' });
		const [found] = await vault.app.memory.checks.run();
		expect(found).toMatchObject({ kind: 'quote-gone', why: 'The quote of “Anna moves to Lyon.” is in no note any more: it no longer verifies.', changes: [] });
		expect(() => vault.app.memory.checks.plan(found as MemoryProposal)).toThrow('Only you can say');
		expect(vault.app.memory.claims.holds(claimId(1))).toBe(true);
	});

	test('whose source is moved in the vault keeps its link and verifies', async () => {
		const vault = await world([claim], { 'Standup.md': 'Anna moves to Lyon on 1 December. ^k3' });
		await vault.host.vault.rename(vaultPath('Standup.md'), vaultPath('Archive/Standup.md'));
		expect(await vault.app.memory.checks.run()).toEqual([]);
	});
});

test('what is over would be archived; a ring would be opened; copies would go or get their own id', async () => {
	const [path, text] = claimFile(5, { text: 'Copied.' });
	const vault = await world([{ text: 'The sale lasts.', validTo: '2026-11-20' }, { text: 'a', supersedes: [claimId(3)] }, { text: 'b', supersedes: [claimId(2)] }], { [path]: text, [path.replace('.md', ' 2.md')]: text, [path.replace('.md', ' 3.md')]: text.replace('Copied', 'Changed') });
	let found = await vault.app.memory.checks.run();
	expect(found.map(({ kind }) => kind).sort()).toEqual(['over', 'repeated', 'ring', 'same-id']);
	for (const kind of ['over', 'ring', 'same-id']) found = await mended(vault, found.find((one) => one.kind === kind));
	expect(kinds(found)).toEqual([]);
	expect(vault.app.memory.claims.all().map((claim) => claim.text).sort()).toEqual(['Changed.', 'Copied.', 'The sale lasts.', 'a', 'b']);
	expect(vault.app.memory.claims.holds(claimId(3))).toBe(true);
});

test('a copy of a conflict that says the same until another day is no copy, and a claim that names itself is told so', async () => {
	const [path, text] = claimFile(5, { text: 'The sale lasts.', supersedes: [claimId(5)] });
	const vault = await world([], { [path]: text, [path.replace('.md', ' 2.md')]: text.replace('valid-to:', 'valid-to: 2027-01-31') });
	const found = await vault.app.memory.checks.run();
	expect(found.find(({ kind }) => kind === 'same-id')?.changes).toEqual([expect.objectContaining({ type: 'set-properties' })]);
	expect(found.find(({ kind }) => kind === 'ring')?.why).toBe('A claim names itself as what it takes the place of. That would be left out.');
});

test('many claims of one subject are gone through once', async () => {
	const vault = await world(Array.from({ length: 60 }, (_one, n) => ({ text: `Anna likes thing number ${n}.`, subject: 'Anna' })));
	const { checks, claims } = vault.app.memory;
	await claims.ready();
	const asked = jest.spyOn(claims, 'bySubject');
	expect(await checks.run()).toEqual([]);
	expect(asked).toHaveBeenCalledTimes(1);
	expect(claims.bySubject('Anna')).toBe(claims.bySubject('anna'));
});

test('left alone, it looks once a day', async () => {
	const vault = await world([{ text: 'The sale lasts.', validTo: '2026-11-20' }]);
	const { checks } = vault.app.memory;
	expect([await checks.runIfDue(), checks.found?.length, await checks.runIfDue()]).toEqual([true, 1, false]);
	vault.host.clock.advance(86_400_000);
	expect(await checks.runIfDue()).toBe(true);
});

test('left alone, it looks on the one device that the settings name, and on any while they name none', async () => {
	const vault = await world([{ text: 'The sale lasts.', validTo: '2026-11-20' }]);
	const { app, host } = vault;
	const { checks } = app.memory;
	const asked: unknown[] = [];
	for (const checkDevice of ['another-device', NO_DEVICE, host.deviceId]) {
		app.updateSettings({ ...DEFAULT_SETTINGS, checkDevice });
		asked.push([checks.doneBy, await checks.runIfDue(), checks.found?.length]);
	}
	expect(asked).toEqual([['another', false, undefined], ['nobody', false, undefined], ['this', true, 1]]);
	app.updateSettings(DEFAULT_SETTINGS);
	host.clock.advance(86_400_000);
	expect([checks.doneBy, await checks.runIfDue()]).toEqual(['whoever', true]);
	app.updateSettings({ ...DEFAULT_SETTINGS, checkDevice: 'another-device' });
	expect(await checks.run()).toHaveLength(1);
});

test('what was dismissed comes back when its claims read otherwise, also in the next session', async () => {
	const vault = await world([{ text: 'Anna lives in Paris.', subject: 'Anna' }, { text: 'Anna lives in Lyon.', subject: 'Anna' }]);
	const { checks, claims } = vault.app.memory;
	const [found] = await checks.run();
	await checks.dismiss(found?.id ?? '');
	expect([checks.found, await checks.run()]).toEqual([[], []]);
	const path = vaultPath(claimFile(2, {})[0]);
	await vault.host.vault.process(path, (text) => text.replace('Lyon', 'Nice'));
	await claims.noteChanged({ path });
	expect(kinds(await checks.run())).toEqual([['at-odds', 'Anna lives in Nice.', 'Anna lives in Paris.']]);
});
