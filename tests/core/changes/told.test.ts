/** What a view is told of runs: that there is news, and the three texts of a conflict. */
import { createChanges, type Changes } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const NOTE = vaultPath('Note.md');

function given(text: string): { host: MemoryHost; changes: Changes } {
	const host = memoryHost({ 'Note.md': text });
	return { host, changes: createChanges(host) };
}

const rewrite = async (changes: Changes, from: string, to: string): Promise<string> =>
	(await changes.apply(await changes.plan([{ type: 'replace', path: NOTE, target: { quote: from }, text: to }]))).id;

it('tells of each run once it is in the list, until the listener goes', async () => {
	const { changes } = given('One.\n');
	const seen: number[] = [];
	const waits: Promise<void>[] = [];
	const end = changes.onRuns(() => waits.push(changes.runs().then((runs) => void seen.push(runs.length))));
	const id = await rewrite(changes, 'One.', 'Two.');
	await changes.undo(id);
	end();
	await changes.redo(id);
	await Promise.all(waits);
	expect(seen).toEqual([1, 2]);
});

it('tells of a run that failed half-way, too', async () => {
	const { changes } = given('One.\n');
	let news = 0;
	changes.onRuns(() => news++);
	await expect(changes.undo('unknown')).rejects.toMatchObject({ code: 'bad-input' });
	expect(news).toBe(1);
});

it.each(['undo', 'redo'] as const)('gives a conflict of an %s as the note before Praxis and what Praxis wrote', async (way) => {
	const { host, changes } = given('One.\n');
	const id = await rewrite(changes, 'One.', 'Two.');
	if (way === 'redo') await changes.undo(id);
	host.vault.putForeign('Note.md', 'My own.\n');
	const report = await changes[way](id);
	expect((await changes.details(report.id)).map(({ outcome, conflict }) => ({ outcome, conflict }))).toEqual([{ outcome: 'copied', conflict: { path: 'Note.md', before: 'One.\n', written: 'Two.\n' } }]);
	expect(host.vault.snapshot()['Note.md']).toBe('My own.\n');
});
