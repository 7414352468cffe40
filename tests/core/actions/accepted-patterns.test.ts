/** A pattern from elsewhere runs only once the person has accepted it as it reads now. */
import { createApp } from '../../../src/core/app';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { memoryHost } from '../../support/memory-host';

test('given a pattern that came from elsewhere, when it is run, then it is refused until it is accepted', async () => {
	const app = createApp(memoryHost({ 'Patterns/Found.md': '# IDENTITY\n\nYou sum up.\n' }), DEFAULT_SETTINGS);
	await app.actions.patterns.ready();
	const [pattern] = app.actions.patterns.list();
	if (!pattern) throw new Error('There is no pattern.');
	const request = { pattern, inputs: [{ name: 'text', text: 'Hello.', isTyped: true }] };
	await expect(app.actions.start(request)).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('not yet accepted') as string });
	await app.guard.accept(vaultPath('Patterns/Found.md'));
	await expect(app.actions.start(request)).rejects.not.toMatchObject({ code: 'refused' });
	app.close();
});

test('given a note that serves a goal by a link, when a result of it is written, then it names the goal', async () => {
	const host = memoryHost({ 'Telos/Ship.md': '---\ntelos: goal\nid: G1\n---\n# Ship\n', 'Talk.md': '---\nserves: "[[Ship]]"\n---\nWe ship.\n' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.telos.ready();
	expect(await app.telos.goalOf('Talk.md')).toBe('[[Telos/Ship]]');
	expect(await app.telos.goalOf('Nothing.md')).toBe('');
	app.close();
});
