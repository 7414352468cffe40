/** `npm run praxis -- …`: the command line, built first when its sources are newer. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, ensureBuild, ensurePackages } from './ensure.mjs';

ensurePackages();
ensureBuild();
const { main } = await import(pathToFileURL(join(ROOT, 'dist/praxis.mjs')).href);
// npm changes to the project folder; paths are meant from where the person stands.
process.exitCode = await main(process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });
