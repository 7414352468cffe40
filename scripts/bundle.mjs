/** Bundles one of the project's own TypeScript programs for Node and imports it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, stop } from './ensure.mjs';

/** The exports of `source` (a path within the project), bundled to `dist/tools/`. */
export async function load(source) {
	const { build } = await import('esbuild');
	const outfile = join(ROOT, 'dist/tools', source.replace(/[^a-z0-9]+/gi, '-') + '.mjs');
	await build({
		entryPoints: [join(ROOT, source)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		logLevel: 'error',
		// Finds its own files beside it.
		external: ['playwright-core'],
		loader: { '.md': 'text' },
		banner: { js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);" },
	}).catch((error) => stop(error.message));
	return import(pathToFileURL(outfile).href);
}
