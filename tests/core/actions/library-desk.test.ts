/** Given a Fabric folder, when it is planned, applied and exported, then it comes back the same bytes, edited patterns stay, and private ones stay here. */
import { LibraryDesk } from '../../../src/core/actions/library-desk';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { agentWorld, type AgentWorld } from '../../support/agent-world';

const SYSTEM = '# IDENTITY and PURPOSE\n\nYou sum up.\r\n\n# INPUT\n\nINPUT:';
const FILES = [...Array.from({ length: 30 }, (_one, i) => ({ path: `fabric/patterns/p${i}/system.md`, text: `${SYSTEM}${i}` })), { path: 'fabric/strategies/cot.json', text: '{"description":"Think","prompt":"Step by step."}' }];
let world: AgentWorld;
let library: LibraryDesk;
beforeEach(async () => {
	world = await agentWorld({ 'Patterns/own.md': '---\ndescription: Mine\nprivate: true\n---\nMine.\n' });
	library = new LibraryDesk({ vault: world.host.vault, changes: world.changes });
});
afterEach(() => world.close());

test('given more patterns than a run may touch, then one plan holds them, and the export is byte-equal without the private one', async () => {
	const { plan, patterns, strategies } = await library.planImport(FILES);
	expect([patterns, strategies, plan.notes.length]).toEqual([30, 1, 31]);
	await world.changes.apply(plan);
	const { files, problems } = await library.export();
	expect(problems.map(({ path }) => path)).toEqual(['Patterns/own.md']);
	expect(files).toHaveLength(31);
	for (let i = 0; i < 30; i++) expect(files.find(({ path }) => path === `patterns/p${i}/system.md`)?.text).toBe(`${SYSTEM}${i}`);
});

test('given a newer folder, then what was edited is left out of the plan and the rest shows its difference', async () => {
	await world.changes.apply((await library.planImport(FILES)).plan);
	await world.host.vault.process(vaultPath('Praxis/Patterns/p1/system.md'), (text) => `${text} Mine.`);
	const { plan, kept } = await library.planImport(FILES.map(({ path, text }) => ({ path, text: text.replace('You sum up', 'You sum it up') })));
	expect(kept).toEqual(['p1']);
	expect(plan.notes).toHaveLength(29);
	expect(plan.notes.every(({ kind, hunks }) => kind === 'write' && hunks.length > 0)).toBe(true);
});
