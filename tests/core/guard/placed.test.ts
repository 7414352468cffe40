/** Given text that is inert by itself, when it would come alive where it stands, then it is not written. */
import { createApp } from '../../../src/core/app';
import { checkPlaced } from '../../../src/core/guard/placed';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { appendToNote } from '../../../src/core/tools/change-notes';
import type { ToolContext } from '../../../src/core/tools';
import { memoryHost } from '../../support/memory-host';

const FREED = 'x\n```\n\n![a](https://tracker.example/a.png)\n';

async function append(before: string, text: string): Promise<string> {
	const host = memoryHost({ 'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n', 'Notes/Open.md': before });
	const app = createApp(host, DEFAULT_SETTINGS, { approve: () => Promise.resolve(true) });
	await app.guard.start();
	const guard = app.guard.guard.run({ agent: 'aide', remote: false, granted: ['note_edit', 'note_create', 'note_read'], approve: () => Promise.resolve(true) });
	const context = { guard } as unknown as ToolContext;
	try {
		await appendToNote.run({ path: 'Notes/Open.md', text }, context);
		return (await host.vault.read(vaultPath('Notes/Open.md')))?.text ?? '';
	} finally {
		app.close();
	}
}

test('behind a code block without an end, a text that ends it and then shows a picture from elsewhere is refused', async () => {
	await expect(append('```text\nrent\n', FREED)).rejects.toMatchObject({ code: 'refused', hint: expect.stringContaining('End the code block') as string });
});

test('what the note showed before stays, and what is inert there is written', async () => {
	const before = '![mine](https://own.example/a.png)\n\n```text\nrent\n```\n';
	expect(await append(before, 'More words.')).toBe(`${before}\nMore words.\n`);
	expect(await append('```text\nrent\n', 'Only text.')).toContain('Only text.');
});

test('a plan that makes and moves notes is none of its business', () => {
	expect(() => checkPlaced({ notes: [{ kind: 'rename', path: vaultPath('A.md'), to: vaultPath('B.md'), summary: '', hunks: [] }] })).not.toThrow();
});
