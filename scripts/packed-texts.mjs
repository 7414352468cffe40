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

/** Letters that need no escape in a string of JavaScript, of which two hold 13 bits: "basE91" (J. Henke, 2000). */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;<=>?@[]^_`{|}~ ';

function inLetters(bytes) {
	let [out, bits, held] = ['', 0, 0];
	for (const byte of bytes) {
		bits |= byte << held;
		held += 8;
		if (held <= 13) continue;
		// The lowest values take a 14th bit along.
		const isWide = (bits & 8191) <= 88;
		const value = bits & (isWide ? 16383 : 8191);
		bits >>= isWide ? 14 : 13;
		held -= isWide ? 14 : 13;
		out += LETTERS[value % 91] + LETTERS[Math.floor(value / 91)];
	}
	return held === 0 ? out : out + LETTERS[bits % 91] + (held > 7 || bits > 90 ? LETTERS[Math.floor(bits / 91)] : '');
}

function unpacking(texts) {
	const bytes = deflateSync(strToU8(JSON.stringify(texts)), { level: 9, mem: 12 });
	return `
import { inflateSync, strFromU8 } from 'fflate';
const letters = ${JSON.stringify(LETTERS)}, packed = ${JSON.stringify(inLetters(bytes))};
function bytes() {
	const out = new Uint8Array(${bytes.length});
	let at = 0, low = -1, bits = 0, held = 0;
	for (const letter of packed) {
		const value = letters.indexOf(letter);
		if (low < 0) low = value;
		else {
			low += value * 91;
			bits |= low << held;
			held += (low & 8191) > 88 ? 13 : 14;
			for (; held > 7; held -= 8, bits >>= 8) out[at++] = bits;
			low = -1;
		}
	}
	if (low >= 0) out[at] = bits | (low << held);
	return out;
}
let texts;
export const text = (at) => (texts ??= JSON.parse(strFromU8(inflateSync(bytes()))))[at];
`;
}
