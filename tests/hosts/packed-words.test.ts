/** The texts of the source that the build packs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

test('every module of the source is the same program when its packed texts are put back', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, '../support/packed-probe.mjs')]);
	expect(stdout).toBe('true\n');
});

test('texts come back from their packing, and a program whose output is packed does what it did', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, '../support/packed-output-probe.mjs')]);
	expect(stdout.trim().split('\n')).toEqual([
		'one true false',
		'two true true',
		'equal true true',
		'periodic true true',
		'every true false',
		'odd true true',
		'few true true',
		'text true true',
		// Of the program: packed five times, the words of its list kept from short names, what stands before and what is no text left alone.
		'same true 5 true true false f("without any text that is packed")',
	]);
});
