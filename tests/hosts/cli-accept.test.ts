/** Accepting what would steer agents, on the command line: what is shown, what is asked, and that it is remembered. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { praxis, temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);
let home: Awaited<ReturnType<typeof temporaryFolder>>;
const NOTE = join('Agents', 'Found.md');
const put = (text: string): Promise<void> => writeFile(join(home.vault, NOTE), text);
const accept = (...more: string[]) => praxis(['accept', '--vault', home.vault, ...more], home.path);

beforeAll(async () => {
	home = await temporaryFolder();
	await mkdir(join(home.vault, 'Agents'), { recursive: true });
	await put('---\nname: found\ndescription: Helps.\ntools: notes\n---\nHelp.\n');
});
afterAll(() => home.remove());

test('given an agent from elsewhere, when it is accepted, then it waits no more until one byte of it changes', async () => {
	expect((await accept()).out).toContain('agent     Agents/Found.md');
	const unasked = await accept('Agents/Found.md');
	expect([unasked.code, unasked.error]).toEqual([2, expect.stringContaining('Nobody is there to say yes.')]);
	expect((await accept()).out).toContain('Agents/Found.md');
	expect(await accept('Agents/Found.md', '--yes')).toMatchObject({ code: 0, out: expect.stringContaining('Accepted Agents/Found.md') as string });
	expect((await accept()).out).toBe('Nothing waits to be accepted.\n');
	await put('---\nname: found\ndescription: Helps.\ntools: notes\n---\nHelp!\n');
	expect(JSON.parse((await accept('--json')).out)).toMatchObject([{ path: 'Agents/Found.md', kind: 'agent', isChanged: true }]);
});

test('given a note that does not wait, when it is to be accepted, then that is said and nothing is accepted', async () => {
	const ended = await accept('Notes/None.md', '--yes');
	expect([ended.code, ended.error]).toEqual([1, expect.stringContaining('does not wait to be accepted')]);
});
