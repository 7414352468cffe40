/** Questions that came while nobody was there: kept, bound, used once, and gone after a week. */
import { createChanges } from '../../../src/core/changes/changes';
import { Guard, type GuardSettings } from '../../../src/core/guard/guard';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const SETTINGS: GuardSettings = { resultFolder: 'Praxis/Results', privateFolders: ['Private'], clippingFolders: ['Clippings'], onDeviceOnly: false, modelOrigins: [] };
const POLICY = (lines: string): string => `---\npraxis: policy\n${lines}\n---\n`;
const FILES = { 'Praxis/Policy.md': POLICY('ask: ["does:write", "does:send"]\nallow: ["does:read"]'), 'Notes/Plan.md': 'Rent.\n', 'Clippings/Post.md': 'Theirs.\n', 'Agents/Scribe.md': 'You write.\n' };
const path = vaultPath;

function guardOn(host: MemoryHost): Guard {
	return new Guard({ ...host, changes: createChanges(host), settings: () => SETTINGS, instructions: () => ['Agents'], configFolder: '.obsidian' });
}

/** A run at night that wants to write into the plan after it has read a clipping. */
async function asked(): Promise<{ host: MemoryHost; guard: Guard; id: string }> {
	const host = memoryHost(FILES);
	const guard = guardOn(host);
	const run = guard.run({ agent: 'scribe', remote: false, granted: ['note_read', 'note_edit', 'web_get'] });
	await run.read(path('Clippings/Post.md'));
	await expect(run.write([{ type: 'append', path: path('Notes/Plan.md'), text: 'Food.' }], 'Plan')).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('waits') as string });
	return { host, guard, id: (await guard.waiting.list())[0]?.id ?? '' };
}
const textOf = async (host: MemoryHost, at: string): Promise<string | undefined> => (await host.vault.read(path(at)))?.text;

test('given a question that waits, when the app starts again and the person says yes, then exactly that is done, once', async () => {
	const { host, id } = await asked();
	const guard = guardOn(host);
	expect(await guard.waiting.list()).toEqual([expect.objectContaining({ agent: 'scribe', tool: 'note_edit', sources: [{ name: 'Clippings/Post.md', reason: 'lies in the folder Clippings' }] })]);
	await guard.answerWaiting(id, true);
	expect(await textOf(host, 'Notes/Plan.md')).toBe('Rent.\n\nFood.\n');
	await expect(guard.answerWaiting(id, true)).rejects.toMatchObject({ code: 'missing-note' });
	await expect(guardOn(host).answerWaiting(id, true)).rejects.toMatchObject({ code: 'missing-note' });
	expect(await textOf(host, 'Notes/Plan.md')).toBe('Rent.\n\nFood.\n');
	// The note stays marked as written by a run that had read a clipping.
	expect(await guard.labelOf(path('Notes/Plan.md'))).toMatchObject({ integrity: 'untrusted' });
});

test('two answers at once do it once', async () => {
	const { host, guard, id } = await asked();
	const outcomes = await Promise.allSettled([guard.answerWaiting(id, true), guard.answerWaiting(id, true)]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await textOf(host, 'Notes/Plan.md')).toBe('Rent.\n\nFood.\n');
});

test('a no takes it away', async () => {
	const { host, guard, id } = await asked();
	expect(await guard.waiting.take(id)).not.toBeNull();
	await expect(guard.answerWaiting(id, true)).rejects.toMatchObject({ code: 'missing-note' });
	expect(await textOf(host, 'Notes/Plan.md')).toBe('Rent.\n');
});

test('given a week, or a record that another program changed, then nothing is asked', async () => {
	const late = await asked();
	late.host.clock.advance(7 * 86_400_000);
	expect(await late.guard.waiting.list()).toEqual([]);
	const forged = await asked();
	const [key = ''] = await forged.host.store.keys('guard/waiting/');
	const text = new TextDecoder().decode((await forged.host.store.read(key)) ?? new Uint8Array());
	await forged.host.store.write(key, new TextEncoder().encode(text.replaceAll('Food.', 'Evil.')));
	expect(await forged.guard.waiting.list()).toEqual([]);
	await expect(forged.guard.answerWaiting(forged.id, true)).rejects.toMatchObject({ code: 'missing-note' });
});

test('given a policy that forbids it by now, then the yes does not help', async () => {
	const { host, guard, id } = await asked();
	await host.vault.process(path('Praxis/Policy.md'), () => POLICY('deny: ["folder:Notes does:write"]\nallow: ["*"]'));
	await expect(guard.answerWaiting(id, true)).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('folder:Notes') as string });
	expect(await textOf(host, 'Notes/Plan.md')).toBe('Rent.\n');
});

test('given the note has changed meanwhile, then what the person wrote stays', async () => {
	const { host, guard, id } = await asked();
	await host.vault.process(path('Notes/Plan.md'), () => 'Rent, and the boat.\n');
	await guard.answerWaiting(id, true);
	expect(await textOf(host, 'Notes/Plan.md')).toContain('Rent, and the boat.');
});

test('a request to the network is shown, and can only be made by a run that goes on', async () => {
	const { guard } = await asked();
	const run = guard.run({ agent: 'scribe', remote: false, granted: ['web_get'] });
	await expect(run.http('web_get')('https://example.org/a')).rejects.toMatchObject({ code: 'refused' });
	const question = (await guard.waiting.list()).find(({ tool }) => tool === 'web_get');
	expect(question).toMatchObject({ plan: null, text: 'url: https://example.org/a' });
	await expect(guard.answerWaiting(question?.id ?? '', true)).rejects.toMatchObject({ code: 'bad-input' });
});
