/** Packages without what the build leaves out of them, against the same packages whole. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

/** What a probe prints that is built as the plugin is, or with whole packages. */
async function printed(probe: string, { whole = false, input = '' } = {}): Promise<string> {
	const run = promisify(execFile)(process.execPath, [join(__dirname, '../support/build-probe.mjs'), probe, ...(whole ? ['--whole'] : [])], { maxBuffer: 2 ** 26 });
	run.child.stdin?.end(input);
	return (await run).stdout;
}

test('what Praxis asks of the SDKs is answered alike with and without the parts that the build leaves out', async () => {
	const slim = await printed('sdk-probe');
	expect(slim.split('\n')).toHaveLength(5 * 8 + 1);
	expect(slim).toContain('works: messages, streamed, asked 1: [{"type":"message_stop"');
	expect(slim).toContain('limited: chat, whole, asked 1: {"status":429,"problem":"429 slow"}');
	expect(slim).toBe(await printed('sdk-probe', { whole: true }));
});

test('words with every ending that a stemmer knows have the same stems when the stemmers share a runtime', async () => {
	const endings = Object.fromEntries(
		['de', 'es', 'fr', 'it', 'nl', 'pt', 'ru'].map((language): [string, string[]] => {
			const source = readFileSync(join(__dirname, `../../node_modules/@orama/stemmers/dist/${language}.js`), 'utf8');
			return [language, [...source.matchAll(/\["([^"]+)",-?\d+,/g)].map(([, ending = '']) => JSON.parse(`"${ending.replace(/\\x/g, '\\u00')}"`) as string)];
		}),
	);
	expect(Object.values(endings).map((known) => known.length > 20)).not.toContain(false);
	const input = JSON.stringify(endings);
	const slim = await printed('stemmer-probe', { input });
	expect(slim).toContain('de ');
	expect(slim.split(' ').length).toBeGreaterThan(20_000);
	expect(slim).toBe(await printed('stemmer-probe', { input, whole: true }));
});

test('properties, Markdown and HTML are read and written alike by whole packages and by what the build keeps of them', async () => {
	const slim = await printed('text-probe');
	expect(slim).toContain('"aliases":["One","[[Two]]"]');
	expect(slim).toContain('"type":"tableCell"');
	expect(slim).toContain('["open","svg"');
	expect(slim).toBe(await printed('text-probe', { whole: true }));
});
