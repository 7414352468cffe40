/** The texts of the source that the build packs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

test('every module of the source is the same program when its packed texts are put back', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, '../support/packed-probe.mjs')]);
	expect(stdout).toBe('true\n');
});
