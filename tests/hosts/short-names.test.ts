/** What becomes short in the build or leaves it, and what keeps its name. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

test('a program with short names, trimmed, or with what it repeats said once, does what it did, and names that a text, data or the platform holds stay', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, '../support/short-names-probe.mjs')]);
	const told = stdout.trim().split('\n').map((line) => JSON.parse(line) as { title: string; same: boolean; does: string | boolean; short: (string | number)[] });
	expect(told.map(({ title, does, short }) => [title, does, short])).toEqual([
		['methods, however they are named', '[2,3,1,[]]', ['speakUp', 'theLevel']],
		['a method of the same name as data', '[1,"{\\"inventory\\":2}"]', []],
		['a method that is asked for by a text', '1', []],
		['a method of the platform', '["own",[1,2]]', []],
		['marked as its own', '[2,1,1,2]', ['_hidden']],
		['short names that are taken', '"taken"', ['firstOfAll']],
		['a method that nothing calls', '2', [32]],
		['methods that are called by destructuring, by a text, or by the platform', '[1,2,"A"]', [0]],
		['fields that the constructor sets, and one that it may not', '[["a","b"],3]', [2]],
		['a module that is required again', 'var a = require("one"); var b = require("two"); var c = a;', []],
		['members of pages, keys and texts', false, [0, 1]],
		['members of the language, of data and of classes', false, [1, 0]],
	]);
	expect(told.map(({ same }) => same)).not.toContain(false);
});
