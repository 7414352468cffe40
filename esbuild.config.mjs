/** Builds the two programs: `main.js` for Obsidian and `dist/praxis.mjs` for the command line. `--dev` keeps them readable. */
import esbuild from 'esbuild';
import { builtinModules } from 'node:module';

const isDev = process.argv.includes('--dev');
const shared = { bundle: true, target: 'es2022', minify: !isDev, sourcemap: isDev ? 'inline' : false, legalComments: 'none', logLevel: 'warning', loader: { '.md': 'text' } };

/** Node's built-ins are left as lazy `require` calls of the desktop code only; nothing at load time touches them. */
export const pluginOptions = {
	...shared,
	entryPoints: ['src/main.ts'],
	format: 'cjs',
	platform: 'browser',
	outfile: 'main.js',
	external: ['obsidian', 'electron', '@codemirror/*', '@lezer/*', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
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

if (import.meta.url === `file://${process.argv[1]}`) {
	await Promise.all([esbuild.build(pluginOptions), esbuild.build(cliOptions)]);
}
