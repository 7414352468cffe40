/** The check of the search and search by meaning, on the command line. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { praxis, temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);
let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
});
afterAll(() => home.remove());

test('given a vault, when its search is checked, then the figures are printed, and kept when that is asked for', async () => {
	const { code, out } = await praxis(['quality', '--vault', home.vault, '--save'], home.path);
	expect([code, out]).toEqual([0, expect.stringMatching(/\| Aliases \| \d+ \| [\d.]+ % \|[^]*\d % of \d+ questions found their note within 5\.\nSaved to Praxis\/Results\/Search quality/)]);
	const path = /Saved to (.+)/.exec(out)?.[1] ?? '';
	expect(await readFile(join(home.vault, path), 'utf8')).toContain('## Not found: headings');
});

test('given no model for vectors, then that is said', async () => {
	expect(await praxis(['vectors', '--vault', home.vault], home.path)).toMatchObject({ code: 0, out: 'No model for vectors is named. Set "vectorModel" in the settings.\n' });
});
