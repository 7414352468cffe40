/** `npm run praxis -- …`: the command line, built first when its sources are newer. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, ensurePackages } from './ensure.mjs';

ensurePackages();
const program = join(ROOT, 'dist/praxis.mjs');
if (changedAt(program) < newest(join(ROOT, 'src'))) {
	const [{ build }, { cliOptions }] = await Promise.all([import('esbuild'), import('../esbuild.config.mjs')]);
	await build({ ...cliOptions, absWorkingDir: ROOT });
}
const { main } = await import(pathToFileURL(program).href);
// npm changes to the project folder; paths are meant from where the person stands.
process.exitCode = await main(process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });

function changedAt(path) {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(folder) {
	return Math.max(...readdirSync(folder, { recursive: true }).map((name) => changedAt(join(folder, name))));
}
