/** An import while sync writes into the same folder: nobody's words are lost, and the graph is that of the notes as they stand. */
import { createApp } from '../../../src/core/app';
import { readNote } from '../../../src/core/lib/markdown';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { TelosGraph } from '../../../src/core/telos/graph';
import { memoryHost } from '../../support/memory-host';

const path = (text: string): VaultPath => text as VaultPath;
const FILE = `# TELOS\n\n## GOALS\n\n${Array.from({ length: 30 }, (_, i) => `- G${i}: Goal ${i}\n`).join('')}`;
const THEIRS = '---\ntelos: mission\nid: M1\n---\nFrom the other device.\n';

test('notes that sync makes and changes in the middle stay as sync left them, and every item is there', async () => {
	const host = memoryHost({}, { at: '2026-11-22T12:00:00Z' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.telos.ready();
	const { plan } = await app.telos.writer.planImport([{ path: 'TELOS.md', text: FILE }]);
	const create = host.vault.create.bind(host.vault);
	let made = 0;
	host.vault.create = async (at, text) => {
		if (++made === 10) {
			await create(path('Telos/Goal 15.md'), THEIRS);
			await host.vault.process(path('Telos/Goal 3.md'), (now) => `${now}Edited on the other device.\n`);
			await host.vault.trash(path('Telos/Goal 4.md'));
		}
		return create(at, text);
	};
	const report = await app.telos.writer.applyReviewed(plan);
	host.vault.create = create;
	expect(report.notes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
	await app.telos.settled();
	const texts = new Map(await Promise.all((await host.vault.list()).map(async (entry) => [entry.path, (await host.vault.read(entry.path))?.text ?? ''] as const)));
	expect(texts.get(path('Telos/Goal 15.md'))).toBe(THEIRS);
	expect(texts.get(path('Telos/Goal 3.md'))).toContain('Edited on the other device.');
	const ids = app.telos.items().flatMap(({ id }) => id ?? []);
	expect([...new Set(ids)].sort()).toEqual([...Array.from({ length: 30 }, (_, i) => `G${i}`).filter((id) => id !== 'G4'), 'M1'].sort());
	const rebuilt = new TelosGraph();
	for (const [at, text] of texts) rebuilt.put(readNote(at, text), text);
	expect(app.telos.graph.view).toEqual(rebuilt.view);
	await app.changes.undo(report.id);
	const left = new Map(await Promise.all((await host.vault.list()).map(async (entry) => [entry.path as string, (await host.vault.read(entry.path))?.text ?? ''] as const)));
	expect(left.get('Telos/Goal 15.md')).toBe(THEIRS);
	expect([...left.values()].some((text) => text.includes('Edited on the other device.'))).toBe(true);
	app.close();
});

test('an outline of a list whose ids have gaps, doubles and unknown prefixes keeps them all', async () => {
	const host = memoryHost({}, { at: '2026-11-22T12:00:00Z' });
	const app = createApp(host, DEFAULT_SETTINGS);
	const text = '# TELOS\n\n## KPIs (write the number first, then the reason)\n\n- K4: a\n- K4: b\n- K9: c\n\n## Team\n\nTEAM MEMBER | TEAM ASSIGNED\nAnna | Water\n\n## GOALS\n\nNone.\n\n## MISSION\n\nWater.\n\n## Odd\n\n- ZZ1: what\n- TR+1: the good summer\n';
	const { plan, found } = await app.telos.writer.planImport([{ path: 'corporate_telos.md', text }]);
	await app.telos.writer.applyReviewed(plan);
	await app.telos.ready();
	expect(app.telos.items().flatMap(({ id }) => id ?? []).sort()).toEqual(['K4', 'K4', 'K9', 'TR+1']);
	expect(found.problems.map(({ message }) => message)).toEqual(['"ZZ1" is of no known type; the line is kept as it is.']);
	const { files } = await app.telos.export('telos');
	for (const line of text.split('\n').filter((one) => one !== '')) expect(files.map((file) => file.text).join('\n')).toContain(line);
	app.close();
});
