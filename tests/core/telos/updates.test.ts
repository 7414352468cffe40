/** The update log in PAI's format: read as it is written there, written by us only when it is wanted. */
import fc from 'fast-check';
import { createApp } from '../../../src/core/app';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { addUpdates, printUpdate, readUpdates, updateTime } from '../../../src/core/telos/updates';
import { memoryHost } from '../../support/memory-host';

const words = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
const update = fc.record({ at: fc.date({ min: new Date(2000, 0), max: new Date(2100, 0), noInvalidDate: true }).map(updateTime), file: words, type: words, description: words, backup: words });

test('what is printed is read again', () => {
	fc.assert(fc.property(fc.array(update, { maxLength: 4 }), (updates) => {
		expect(readUpdates(`# Updates\n\n## Future Changes\n\n${updates.map(printUpdate).join('\n')}`)).toEqual(updates);
	}));
});

test('a log as PAI writes it is read, and new entries go to its top, the rest word for word', () => {
	const theirs = '# Updates\n\nHow to.\n\n## Future Changes\n\n## 2026-03-01 09:30:00 PT\n\n- **File Modified**: GOALS.md\n- **Change Type**: Content Addition\n- **Description**: Added G4\n- **Backup Location**: `backups/GOALS.md`\n\n## Notes\n- **File Modified**: none\n';
	expect(readUpdates(theirs)).toEqual([{ at: '2026-03-01 09:30:00 PT', file: 'GOALS.md', type: 'Content Addition', description: 'Added G4', backup: '`backups/GOALS.md`' }]);
	const change = addUpdates('updates.md' as VaultPath, theirs, [{ at: '2026-11-22 10:00:00 UTC+00:00', file: 'A.md', type: 'New File', description: 'x', backup: 'y' }]);
	expect(change).toMatchObject({ type: 'insert', at: { offset: theirs.indexOf('## Future Changes') + '## Future Changes'.length } });
});

test('each change to an item is told when it is wanted, also undo, and no other note', async () => {
	const host = memoryHost({ 'Telos/Rivers.md': '---\ntelos: mission\n---\n', 'Plain.md': 'x' }, { at: '2026-11-22T12:00:00Z' });
	const app = createApp(host, { ...DEFAULT_SETTINGS, telosUpdates: true });
	await app.telos.ready();
	const log = async (): Promise<string> => (await host.vault.read('Telos/updates.md' as VaultPath))?.text ?? '';
	await app.changes.applyReviewed(await app.changes.plan([{ type: 'append', path: 'Plain.md' as VaultPath, text: 'y' }], { reason: 'Other' }));
	await app.telos.updates.settled();
	expect(await log()).toBe('');
	const report = await app.telos.writer.apply(await app.telos.writer.planItem({ type: 'goal', title: 'Swim', text: '' }));
	await app.telos.updates.settled();
	host.clock.advance(60_000);
	await app.changes.undo(report.id);
	await app.telos.updates.settled();
	expect(await log()).toMatch(/^---\nprivate: true\n---\n# Updates\n\n## Future Changes\n\n## 2026-11-22/);
	expect(readUpdates(await log()).map(({ file, type, description }) => `${type}: ${file}, ${description}`)).toEqual(['Change Undone: Telos/Swim.md, New goal: Swim', 'New File: Telos/Swim.md, New goal: Swim']);
	app.updateSettings({ ...DEFAULT_SETTINGS, telosUpdates: false });
	await app.telos.writer.apply(await app.telos.writer.planItem({ type: 'goal', title: 'Row', text: '' }));
	await app.telos.updates.settled();
	expect(await log()).not.toContain('Row');
	app.close();
});
