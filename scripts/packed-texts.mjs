/**
 * Texts that ship with the plugin (built-in notes, the names of characters, tables of endings, what it says to people and
 * to models), packed into one string of the build, of which they would else be a sixth. They are unpacked when the first
 * of them is read. While the bundler works, a text stands as a call with its mark; at the end each that is still there is
 * packed and the mark becomes its number.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packedBytes } from './sorted-bytes.mjs';

const NAMESPACE = 'packed-texts';
const LENGTH = 987654321;
const SIZE = 987654322;
const FIRST = 987654323;
/** Between texts, none of which holds it. */
const BREAK = '\0';

/** By mark. */
const texts = new Map();

/** For the head of a module that calls `packed`. */
export const PACKED_IMPORT = "import { text as packedText } from 'packed-texts';";

/** How the bundler's output asks for a text; the name it gave the function. */
export const PACKED_CALL = /([\w$]+)\((["'`])@packed [0-9a-f]{16}\2\)/;
/** What stands for all texts until they are packed, in the module that every other may ask. */
export const PACKED_TEXTS = '@packed texts';

/** An expression that is `text` when it runs. */
export function packed(text) {
	const mark = createHash('sha256').update(text).digest('hex').slice(0, 16);
	texts.set(mark, text);
	return `/* @__PURE__ */ packedText("@packed ${mark}")`;
}

/** `code` with every call replaced by what it gives. */
export const unpacked = (code) => code.replaceAll(PACKED_IMPORT, '').replace(/\/\* @__PURE__ \*\/ packedText\("@packed ([0-9a-f]{16})"\)/g, (_, mark) => JSON.stringify(texts.get(mark)));

export const packedTexts = {
	name: NAMESPACE,
	setup(build) {
		const resolveDir = import.meta.dirname;
		build.onResolve({ filter: /^packed-texts$/ }, ({ path }) => ({ path, namespace: NAMESPACE }));
		build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({ contents: UNPACKING, resolveDir }));
		build.onLoad({ filter: /[\\/]src[\\/]assets[\\/].*\.md$/ }, async ({ path }) => ({ contents: `${PACKED_IMPORT} export default ${packed(await readFile(path, 'utf8'))};`, resolveDir: dirname(path) }));
		build.onLoad({ filter: /[\\/]character-entities[\\/]index\.js$/ }, async ({ path }) => {
			const { characterEntities } = await import(pathToFileURL(path).href);
			return { contents: `${PACKED_IMPORT} export const characterEntities = JSON.parse(${packed(JSON.stringify(characterEntities))});`, resolveDir: dirname(path) };
		});
		build.onEnd(async ({ errors }) => {
			if (errors.length > 0) return;
			const { outfile } = build.initialOptions;
			await writeFile(outfile, withTexts(await readFile(outfile, 'utf8')));
		});
	},
};

/** The output with the texts that it still asks for, in the order in which it does. */
function withTexts(code) {
	const asked = new Map();
	const numbered = code.replace(/(["'`])@packed ([0-9a-f]{16})\1/g, (_, _quote, mark) => {
		if (!asked.has(mark)) asked.set(mark, asked.size);
		return String(asked.get(mark));
	});
	const held = [...asked.keys()].map((mark) => texts.get(mark));
	if (held.length === 0) return code;
	if (held.some((text) => text.includes(BREAK) || !text.isWellFormed())) throw new Error('A text cannot be packed.');
	const { packed: bytes, size, first } = packedBytes(Buffer.from(held.join(BREAK)));
	return [[LENGTH, bytes.length], [SIZE, size], [FIRST, first]].reduce((out, [mark, number]) => out.replace(String(mark), String(number)), numbered.replace(/(["'`])@packed texts\1/, () => JSON.stringify(inLetters(bytes))));
}

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

const UNPACKING = `
import { unpackedBytes } from './sorted-bytes.mjs';
const letters = ${JSON.stringify(LETTERS)}, packed = "@packed texts";
function bytes() {
	const values = new Uint8Array(128), out = new Uint8Array(${LENGTH});
	for (let i = 0; i < 91; i++) values[letters.charCodeAt(i)] = i;
	let at = 0, bits = 0, held = 0;
	for (let i = 0; i < packed.length; i += 2) {
		const isLast = i + 1 === packed.length, value = values[packed.charCodeAt(i)] + (isLast ? 0 : values[packed.charCodeAt(i + 1)] * 91);
		bits |= value << held;
		held += isLast ? 8 : (value & 8191) > 88 ? 13 : 14;
		for (; held > 7; held -= 8, bits >>= 8) out[at++] = bits;
	}
	return out;
}
let texts;
export const text = (at) => (texts ??= new TextDecoder('utf-8', { ignoreBOM: true }).decode(unpackedBytes(bytes(), { size: ${SIZE}, first: ${FIRST} })).split('\\0'))[at];
`;
