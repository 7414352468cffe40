/** The vendors' SDKs without what the build leaves out, against the same SDKs whole. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);
const run = async (...args: string[]): Promise<string> => (await promisify(execFile)(process.execPath, [join(__dirname, '../support/sdk-probe.mjs'), ...args])).stdout;

test('what Praxis asks of the SDKs is answered alike with and without the parts that the build leaves out', async () => {
	const slim = await run();
	expect(slim.split('\n')).toHaveLength(5 * 8 + 1);
	expect(slim).toContain('works: messages, streamed, asked 1: [{"type":"message_stop"');
	expect(slim).toContain('limited: chat, whole, asked 1: {"status":429,"problem":"429 slow"}');
	expect(slim).toBe(await run('--whole'));
});
