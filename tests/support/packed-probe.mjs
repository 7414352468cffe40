/** Packs the words of every module of the source, puts them back, and prints how many modules changed by that, and which are not the same program again. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { unpacked } from '../../scripts/packed-texts.mjs';
import { withPackedWords } from '../../scripts/packed-words.mjs';

const folder = join(import.meta.dirname, '../../src');
const program = (code) => esbuild.transformSync(code, { loader: 'ts', target: 'es2022', minifySyntax: true }).code;
const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => ({ name, code: readFileSync(join(folder, name), 'utf8') }));
const packed = sources.map((module) => ({ ...module, packed: withPackedWords(module.code) })).filter((module) => module.packed !== module.code);
console.log(packed.length > 100);
for (const { name, code, packed: text } of packed) if (program(unpacked(text)) !== program(code)) console.log(name);
