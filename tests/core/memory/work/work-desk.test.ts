/** Work as a person goes on with it: ticked with evidence that stands, taken up again, taken out and back in. */
import { createChanges } from '../../../../src/core/changes/changes';
import { Guard } from '../../../../src/core/guard/guard';
import { guardChanges } from '../../../../src/core/guard/guarded-changes';
import { vaultPath } from '../../../../src/core/lib/vault-path';
import { WorkDesk } from '../../../../src/core/memory/work/work-desk';
import { printWork } from '../../../../src/core/memory/work/work-context';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../../support/memory-host';

interface World {
	readonly host: MemoryHost;
	readonly desk: WorkDesk;
	readonly guard: Guard;
	read(path: string): Promise<string>;
}

function world(files: MemoryFiles = {}): World {
	const host = memoryHost(files, { at: '2026-03-04T05:06:07.000Z' });
	const { vault, store, now, newId, deviceId, http } = host;
	const unguarded = createChanges({ vault, store, now, newId, deviceId });
	const settings = { resultFolder: 'Praxis/Results', privateFolders: ['Private'], clippingFolders: ['Clippings'], onDeviceOnly: true, modelOrigins: [] };
	const guard = new Guard({ vault, http, store, changes: unguarded, settings: () => settings, instructions: () => [], configFolder: '.obsidian', now, newId, deviceId });
	const desk = new WorkDesk({ vault, changes: guardChanges(unguarded, guard), guard, folder: () => 'Praxis/Work/', now });
	vault.watch((change) => void desk.noteChanged(change));
	return { host, desk, guard, read: async (path) => (await vault.read(vaultPath(path)))?.text ?? '' };
}

const START = { task: 'Paint the fence', criteria: ['North side has two coats', 'The gate closes'] };

test('given a new piece of work, when it is ticked with words that stand in a note, then the note says so and it verifies; when the words go, it tells', async () => {
	const { desk, read, host } = world({ 'Journal/2026-03-03.md': '- North side painted twice, dry by noon. ^north\n' });
	await desk.ready();
	const path = await desk.start(START);
	expect(path).toBe('Praxis/Work/20260304-050607_paint-the-fence/PRD.md');
	await desk.tick(path, 'ISC-1', { path: vaultPath('Journal/2026-03-03.md'), quote: 'North side painted twice' });
	await desk.tick(path, 'ISC-2', { unverified: 'nobody has tried' });
	const text = await read(path);
	expect(text).toContain('- [x] ISC-1: North side has two coats\n- [x] ISC-2: The gate closes\n');
	expect(text).toContain('## Verification\n\n- ISC-1: “North side painted twice” ([[2026-03-03#^north]])\n- ISC-2: unverified: nobody has tried\n');
	expect(text).toContain('progress: 2/2');
	const [prd] = desk.list();
	if (!prd) throw new Error('It is not listed.');
	expect([...(await desk.standings(prd)).values()]).toEqual(['verified', 'unverified']);
	await host.vault.process(vaultPath('Journal/2026-03-03.md'), (old) => old.replace('twice', 'once'));
	expect([...(await desk.standings(prd)).values()]).toEqual(['gone', 'unverified']);
	expect(printWork(prd, await desk.standings(prd))).toContain('[x] ISC-1: North side has two coats  (NO LONGER VERIFIES)');
});

test.each([
	['words that do not stand there', { path: 'Journal/2026-03-03.md', quote: 'South side painted twice' }, 'does not say'],
	['words that stand anywhere', { path: 'Journal/2026-03-03.md', quote: 'dry' }, 'too short'],
	['a note that is not there', { path: 'Journal/2026-03-09.md', quote: 'North side painted twice' }, 'no note'],
	['the work itself', { path: 'self', quote: 'North side has two coats' }, 'its own evidence'],
])('given %s as evidence, when it is ticked, then nothing is', async (_name, { path, quote }, why) => {
	const { desk, read } = world({ 'Journal/2026-03-03.md': 'North side painted twice, dry by noon.\n' });
	const work = await desk.start(START);
	const before = await read(work);
	await expect(desk.tick(work, 'ISC-1', { path: path === 'self' ? work : vaultPath(path), quote })).rejects.toThrow(why);
	expect(await read(work)).toBe(before);
});

test('given open criteria, when it is said to be complete, then it is not; a criterion that is not there is told', async () => {
	const { desk, read } = world();
	const path = await desk.start(START);
	await expect(desk.setPhase(path, 'complete')).rejects.toThrow('2 criteria are open: ISC-1, ISC-2');
	await expect(desk.tick(path, 'ISC-7', { unverified: '' })).rejects.toThrow('no criterion “ISC-7”');
	await desk.setPhase(path, 'plan');
	await desk.decide(path, 'White');
	await desk.add(path, { criteria: ['No gaps'], anti: ['Paint on roses'] });
	await desk.tick(path, 'No gaps', { unverified: '' });
	await desk.untick(path, 'ISC-3');
	const text = await read(path);
	expect(text).toMatch(/phase: plan\nprogress: 0\/4/);
	expect(text).toContain('- [ ] ISC-3: No gaps\n- [ ] ISC-A-1: Anti: Paint on roses\n');
	expect(text).toContain('- ISC-3: unverified\n');
});

test('given evidence from a clipping or a private note, when it is ticked, then the work is no more trusted and no less private than they are', async () => {
	const { desk, guard, read } = world({ 'Clippings/Ad.md': 'The best white paint of the year.\n', 'Private/Bank.md': 'The paint was paid on Monday.\n' });
	const path = await desk.start(START);
	expect(await guard.labelOf(path)).toMatchObject({ integrity: 'trusted', secrecy: 'vault' });
	await desk.tick(path, 'ISC-1', { path: vaultPath('Clippings/Ad.md'), quote: 'best white paint of the year' });
	expect(await guard.labelOf(path)).toMatchObject({ integrity: 'untrusted', secrecy: 'vault' });
	await desk.tick(path, 'ISC-2', { path: vaultPath('Private/Bank.md'), quote: 'paint was paid on Monday' });
	expect(await guard.labelOf(path)).toMatchObject({ integrity: 'untrusted', secrecy: 'private' });
	expect(await read(path)).toContain('private: true');
});

test('given ticks at the same moment, when all are done, then none is lost', async () => {
	const { desk, read } = world();
	const path = await desk.start({ task: 'Many', criteria: Array.from({ length: 8 }, (_, i) => `Thing ${i}`) });
	await Promise.all(Array.from({ length: 8 }, (_, i) => desk.tick(path, `ISC-${i + 1}`, { unverified: `${i}` })));
	expect(await read(path)).toContain('progress: 8/8');
	expect((await read(path)).match(/^- ISC-\d: unverified/gm)).toHaveLength(8);
});

test('given work in the folders of PAI, when it is taken in and out again, then not a byte differs', async () => {
	const crlf = '\uFEFF---\r\ntask: "Über"\r\nslug: 20260101-000000_ueber\r\nphase: build\r\nprogress: 0/1\r\nx-unknown: {a: 1}\r\n---\r\n## Criteria\r\n\r\n- [ ] ISC-1: one';
	const files = [
		{ path: 'MEMORY/WORK/20260101-000000_ueber/PRD.md', text: crlf },
		{ path: 'MEMORY/WORK/older/PRD.md', text: '## Criteria\n\n- [x] ISC-C1: old numbering\n\n\n' },
		{ path: 'MEMORY/WORK/older/META.yaml', text: 'a: b\n' },
	];
	const { desk, host } = world();
	const { changes, problems } = desk.planImport(files);
	expect(problems.map(({ path }) => path)).toEqual(['MEMORY/WORK/older/META.yaml']);
	const { vault, store, now, newId, deviceId } = host;
	const write = createChanges({ vault, store, now, newId, deviceId });
	await write.apply(await write.plan(changes));
	expect(changes.map(({ path }) => path)).toEqual(['Praxis/Work/20260101-000000_ueber/PRD.md', 'Praxis/Work/older/PRD.md']);
	const out = await desk.files();
	expect(out.map(({ text }) => text).sort()).toEqual(files.slice(0, 2).map(({ text }) => text).sort());
	expect(out.map(({ path }) => path).sort()).toEqual(['MEMORY/WORK/20260101-000000_ueber/PRD.md', 'MEMORY/WORK/older/PRD.md']);
});

test('given slugs that lead elsewhere, when work is taken out and in, then each lies in a folder of its own below the one that was named', async () => {
	const work = (slug: string, task: string): string => `---\ntask: ${task}\nslug: ${JSON.stringify(slug)}\nphase: build\nprogress: 0/1\n---\n## Criteria\n\n- [ ] ISC-1: one\n`;
	const slugs = ['../../evil', '../../evil', '..', '.', 'C:\\evil', 'Same', 'same', 'dot. ', 'a\nb', ''];
	const { desk } = world(Object.fromEntries(slugs.map((slug, n) => [`Work/${n}/PRD.md`, work(slug, `Task ${n}`)])));
	await desk.ready();
	const out = (await desk.files()).map(({ path }) => path);
	expect(out).toHaveLength(slugs.length);
	expect(new Set(out.map((path) => path.toLowerCase())).size).toBe(slugs.length);
	expect(out.filter((path) => !/^MEMORY\/WORK\/(?![. ])[^/\\\n]+(?<![. ])\/PRD\.md$/.test(path))).toEqual([]);
	const { changes } = desk.planImport([{ path: 'a/x/PRD.md', text: work('x', 'one') }, { path: 'b/X/PRD.md', text: work('x', 'two') }, { path: 'PRD.md', text: work('../../evil', 'three') }]);
	expect(changes.map(({ path }) => path)).toEqual(['Praxis/Work/x/PRD.md', 'Praxis/Work/X-2/PRD.md', 'Praxis/Work/-..-evil/PRD.md']);
});

test('given several pieces of work, when one is named, then it is found by path, slug, task or a part of it, and never guessed', async () => {
	const { desk } = world();
	const fence = await desk.start(START);
	const paint = await desk.start({ task: 'Paint the door', criteria: [] });
	await desk.ready();
	expect(desk.find(fence)?.path).toBe(fence);
	expect(desk.find('paint the DOOR')?.path).toBe(paint);
	expect(desk.find('fence')?.path).toBe(fence);
	expect(desk.find('paint')).toBeNull();
	expect(desk.find('')).toBeNull();
	const context = await desk.resume(fence);
	expect(context.attachments).toEqual([{ type: 'note', path: fence }]);
	expect(context.question).not.toContain('coats');
	expect(desk.find(fence)?.iteration).toBe(1);
});
