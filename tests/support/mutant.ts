/** The write path with a fault planted in its source, to see whether a test would notice. For tests only. */
import { build, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Program } from '../sim/crash';

export interface Fault {
	/** A file of `src/core/changes`. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

const FOLDER = join(__dirname, '../../src/core/changes');

/** Throws when the text to be changed does not stand exactly once in the file. */
export async function withFault({ file, from, to }: Fault): Promise<Program> {
	const plant: Plugin = {
		name: 'plant',
		setup: (bundle) => {
			bundle.onLoad({ filter: /src[/\\]core[/\\]changes[/\\][a-z-]+\.ts$/ }, ({ path }) => {
				const source = readFileSync(path, 'utf8');
				if (!path.endsWith(`/${file}`)) return { contents: source, loader: 'ts' };
				if (source.split(from).length !== 2) throw new Error(`"${from}" does not stand once in ${file}.`);
				return { contents: source.replace(from, () => to), loader: 'ts' };
			});
		},
	};
	const entry = "export { createChanges } from './changes'; export { PraxisError } from '../lib/errors';";
	const result = await build({ stdin: { contents: entry, resolveDir: FOLDER, loader: 'ts' }, bundle: true, write: false, platform: 'node', format: 'cjs', logLevel: 'silent', plugins: [plant] });
	const module = { exports: {} };
	new Function('module', 'exports', 'require', result.outputFiles[0]?.text ?? '')(module, module.exports, createRequire(join(FOLDER, 'x.js')));
	return module.exports as Program;
}
