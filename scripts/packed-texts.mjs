/**
 * Texts that ship with the plugin (built-in notes, the names of characters), deflated into one string of the build, of
 * which they would else be a tenth. They are unpacked when the first of them is read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateSync, strToU8 } from 'fflate';

const ASSETS = join(dirname(fileURLToPath(import.meta.url)), '../src/assets');
const NAMESPACE = 'packed-texts';

export const packedTexts = {
	name: NAMESPACE,
	setup(build) {
		const files = readdirSync(ASSETS, { recursive: true }).filter((name) => name.endsWith('.md')).sort().map((name) => join(ASSETS, name));
		build.onResolve({ filter: /^packed-texts$/ }, ({ path }) => ({ path, namespace: NAMESPACE }));
		build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async () => {
			const { path } = await build.resolve('character-entities', { kind: 'import-statement', resolveDir: dirname(ASSETS) });
			const { characterEntities } = await import(pathToFileURL(path).href);
			return { contents: unpacking([...files.map((file) => readFileSync(file, 'utf8')), JSON.stringify(characterEntities)]), resolveDir: dirname(ASSETS) };
		});
		build.onLoad({ filter: /[\\/]src[\\/]assets[\\/].*\.md$/ }, ({ path }) => ({ contents: `import { text } from 'packed-texts'; export default text(${files.indexOf(path)});`, resolveDir: dirname(ASSETS) }));
		build.onLoad({ filter: /[\\/]character-entities[\\/]index\.js$/ }, () => ({ contents: `import { text } from 'packed-texts'; export const characterEntities = JSON.parse(text(${files.length}));`, resolveDir: dirname(ASSETS) }));
	},
};

function unpacking(texts) {
	const base64 = Buffer.from(deflateSync(strToU8(JSON.stringify(texts)), { level: 9, mem: 12 })).toString('base64');
	return `
import { inflateSync, strFromU8 } from 'fflate';
let texts;
export const text = (at) => (texts ??= JSON.parse(strFromU8(inflateSync(Uint8Array.from(atob(${JSON.stringify(base64)}), (byte) => byte.charCodeAt(0))))))[at];
`;
}
