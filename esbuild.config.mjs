/** Builds the two programs: `main.js` for Obsidian and `dist/praxis.mjs` for the command line. `--dev` keeps them readable. */
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { minifyAgain } from './scripts/minify-again.mjs';
import { packedOutput } from './scripts/packed-output.mjs';
import { packedTexts } from './scripts/packed-texts.mjs';
import { packedWords } from './scripts/packed-words.mjs';
import { shortNames } from './scripts/short-names.mjs';
import { slimPackages } from './scripts/slim-packages.mjs';
import { slimStemmers } from './scripts/slim-stemmers.mjs';

const isDev = process.argv.includes('--dev');
/** gray-matter brings engines that run code in front matter. Praxis hands it one safe engine; the rest stays out of the build. */
const withoutEngines = {
	name: 'without-engines',
	setup(build) {
		build.onLoad({ filter: /gray-matter[\\/]lib[\\/]engines\.js$/ }, () => ({ contents: 'module.exports = {};' }));
	},
};
const withoutUnaskedParts = {
	name: 'without-unasked-parts',
	setup(build) {
		// No telemetry: the client is told to make none.
		build.onResolve({ filter: /^@opentelemetry\/api$/ }, ({ path }) => ({ path, namespace: 'no-telemetry' }));
		build.onLoad({ filter: /.*/, namespace: 'no-telemetry' }, () => ({ contents: 'export const context = {}, propagation = {}, trace = {}, SpanKind = {}, SpanStatusCode = {};' }));
		// Its tables of names stand in the build already: pages are read with those of the Markdown reader.
		build.onResolve({ filter: /^entities\/decode$/ }, ({ path }) => ({ path, namespace: 'no-entities' }));
		build.onLoad({ filter: /.*/, namespace: 'no-entities' }, () => ({ contents: 'export class EntityDecoder {} export const DecodingMode = {}, htmlDecodeTree = null, xmlDecodeTree = null, fromCodePoint = String.fromCodePoint;' }));
		// Their packages do not say that importing them alone does nothing; without that word all of them stays.
		build.onResolve({ filter: /^(?:domutils|yaml|\.\.?\/.*)$/ }, async ({ path, pluginData, ...from }) => {
			if (pluginData === 'again' || (path.startsWith('.') && !/[\\/]node_modules[\\/]yaml[\\/]/.test(from.importer))) return undefined;
			return { ...(await build.resolve(path, { ...from, pluginData: 'again' })), sideEffects: false };
		});
	},
};

const shared = { bundle: true, target: 'es2022', minify: !isDev, sourcemap: isDev ? 'inline' : false, legalComments: 'none', charset: 'utf8', logLevel: 'warning', loader: { '.md': 'text' }, plugins: [withoutEngines, withoutUnaskedParts, slimPackages] };

/** Only `node:` names stay outside: desktop code asks for them lazily. A bare name is a package's own fallback and is left out. */
export const pluginOptions = {
	...shared,
	entryPoints: ['src/main.ts'],
	format: 'cjs',
	platform: 'browser',
	// Packages that have one build for pages and one for workers: the latter touches no page at load.
	conditions: ['worker', 'module'],
	outfile: 'main.js',
	plugins: [...shared.plugins, slimStemmers, packedWords, packedOutput, packedTexts, shortNames, minifyAgain],
	external: ['obsidian', 'electron', '@codemirror/*', '@lezer/*', 'node:*'],
};

export const cliOptions = {
	...shared,
	entryPoints: ['src/node/cli.mts'],
	format: 'esm',
	platform: 'node',
	outfile: 'dist/praxis.mjs',
	// CommonJS packages inside the bundle ask for `require`.
	banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	await Promise.all([esbuild.build(pluginOptions), esbuild.build(cliOptions)]);
}
