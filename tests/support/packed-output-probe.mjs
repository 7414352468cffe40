/** Prints whether bytes of every kind come back from their packing, and what a program does as it is and with its output packed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listed, withPackedOutput } from '../../scripts/packed-output.mjs';
import { packed, unpacked } from '../../scripts/packed-texts.mjs';
import { packedBytes, unpackedBytes } from '../../scripts/sorted-bytes.mjs';

const random = (count, values) => Uint8Array.from({ length: count }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24).map((value) => value % values);
const SAMPLES = { one: [7], two: [1, 2], equal: Array(999).fill(0), periodic: Array(600).fill([3, 1, 2]).flat(), every: Array.from({ length: 256 }, (_, i) => i), odd: random(5000, 256), few: random(5000, 3), text: readFileSync(join(import.meta.dirname, '../../src/README.md')) };
for (const [title, sample] of Object.entries(SAMPLES)) {
	const bytes = Uint8Array.from(sample);
	const told = packedBytes(bytes);
	console.log(title, Buffer.from(unpackedBytes(told.packed, told)).equals(Buffer.from(bytes)), told.packed.length < bytes.length);
}

const PROGRAM = String.raw`"use strict a b c d e f";
const before = "a text before that module", mark = "@packed texts", first = ${packed('packed by the source').replace('packedText', 'X')};
const pattern = /^(?:one|two|three|four)\/"\d+'$/giu, list = ["alpha", "beta", "gamma's", "delta \"x\"", "epsilon", "zeta eta theta"];
const key = { "a key with blanks in it": 1 };
const made = () => [/^(?:one|two|three|four)\/\d+$/, ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"], "said by a function"];
const tagged = String.raw${'`as it is \\n written here`'};
return JSON.stringify([before, first, pattern.source, pattern.flags, pattern.test("TWO/\"12'"), list, key, made().map(String), tagged, typeof "a text with blanks"]);`;
const run = (code) => new Function('X', code)((text) => JSON.parse(unpacked(`/* @__PURE__ */ packedText("${text}")`)));
const out = withPackedOutput(PROGRAM);
console.log('same', run(out) === run(PROGRAM), [...out.matchAll(/X\("@packed/g)].length, [...listed].includes('gamma'), out.includes('before that module'), out.includes('said by a function'), withPackedOutput('f("without any text that is packed")'));
