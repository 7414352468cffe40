/**
 * `npm run eval -- formats --data DIR`: TELOS files through import, export and import again, and what is lost on the way.
 *
 * lost_lines: lines of the files that the export does not have. lost_ids, lost_edges: of the graph of the files as they
 * stand, against the graph of the second import. not_byte_equal: files that the export gives back otherwise than they were.
 * PAI's memory files are told apart: lost_lines, and not_byte_equal after import, export, import and export. A folder of DIR
 * with such files anywhere in it is a set `<name>-memory`; `generated-memory` are memories from a seed.
 * Each folder of DIR with Markdown in it that has TELOS items is a set; `generated` are N files from a seed (`--n`, `--seed`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { paiKind, type PaiFile } from '../../src/core/memory/pai/pai-files';
import type { SourceFile } from '../../src/core/telos/import';
import { generatedPai, lostOf, paiRoundTrip } from '../support/pai-memory';
import { generatedTelos } from '../support/telos-files';
import { exported, graphOf, imported, meaning } from '../support/telos-vault';
import type { EvalRow } from './search';

const GENERATED = 1_000;

interface Lost {
	readonly files: number;
	readonly lines: number;
	readonly ids: number;
	readonly edges: number;
	readonly unequal: number;
	readonly items: number;
}

export async function run({ data, sets, n, seed }: { data?: string; sets?: readonly string[]; n?: number; seed?: number }): Promise<EvalRow[]> {
	if (!data || !existsSync(data)) throw new Error('Give a folder with TELOS files: --data DIR');
	const rows: EvalRow[] = [];
	const wanted = (set: string): boolean => !sets || sets.includes(set);
	for (const folder of readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory() && wanted(entry.name))) {
		const files = readdirSync(join(data, folder.name)).filter((name) => name.endsWith('.md')).sort().map((name) => ({ path: name, text: readFileSync(join(data, folder.name, name), 'utf8') }));
		if (files.length > 0 && graphOf(asNotes(files)).items().length > 0) rows.push(...rowsOf(folder.name, [roundTrip(files)]));
	}
	for (const folder of readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory() && wanted(`${entry.name}-memory`))) {
		const files = memoryFiles(join(data, folder.name));
		if (files.length > 0) rows.push(...(await memoryRows(`${folder.name}-memory`, [files])));
	}
	if (wanted('generated-memory')) rows.push(...(await memoryRows('generated-memory', Array.from({ length: Math.ceil((n ?? GENERATED) / 10) }, (_, i) => generatedPai((seed ?? 1) + i)))));
	if (wanted('generated')) rows.push(...rowsOf('generated', Array.from({ length: n ?? GENERATED }, (_, i) => roundTrip([generatedTelos((seed ?? 1) + i)]))));
	return rows;
}

async function memoryRows(set: string, all: readonly (readonly PaiFile[])[]): Promise<EvalRow[]> {
	let [files, lines, unequal, leftOut] = [0, 0, 0, 0];
	for (const memory of all) {
		const trip = await paiRoundTrip(memory);
		const lost = lostOf(memory, trip);
		[files, lines, unequal, leftOut] = [files + memory.length, lines + lost.lines, unequal + lost.unequal, leftOut + trip.leftOut];
	}
	const row = (metric: string, value: number): EvalRow => ({ set, engine: 'praxis', metric, value, n: files });
	return [row('files', files), row('left_out', leftOut), row('lost_lines', lines), row('not_byte_equal', unequal)];
}

/** Files of a memory of PAI's below the folder; none when it holds none of the kinds that only such a memory has. */
function memoryFiles(root: string): readonly PaiFile[] {
	const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:md|jsonl?|ya?ml)$/i.test(name)).sort();
	if (!names.some((name) => paiKind(name) !== 'other')) return [];
	return names.map((name) => ({ path: name.split(sep).join('/'), text: readFileSync(join(root, name), 'utf8') }));
}

function rowsOf(set: string, all: readonly Lost[]): EvalRow[] {
	const sum = (pick: (lost: Lost) => number): number => all.reduce((total, lost) => total + pick(lost), 0);
	const files = sum((lost) => lost.files);
	const row = (metric: string, value: number): EvalRow => ({ set, engine: 'praxis', metric, value, n: files });
	return [row('files', files), row('items', sum(({ items }) => items)), row('lost_lines', sum(({ lines }) => lines)), row('lost_ids', sum(({ ids }) => ids)), row('lost_edges', sum(({ edges }) => edges)), row('not_byte_equal', sum(({ unequal }) => unequal))];
}

function roundTrip(files: readonly SourceFile[]): Lost {
	const before = meaning(graphOf(asNotes(files)));
	const first = imported(files);
	const format = files.length > 1 || !/TELOS|telos/.test(files[0]?.path ?? '') ? 'pai' : 'telos';
	const out = exported(first, format);
	const after = meaning(graphOf(imported(out)));
	const texts = new Map(out.map(({ path, text }) => [path, text]));
	return {
		files: files.length,
		items: before.items.length,
		lines: files.reduce((sum, file) => sum + missing(file.text.split(/\r?\n/), (texts.get(file.path) ?? '').split(/\r?\n/)), 0),
		ids: missing(before.items, after.items),
		edges: missing(before.edges, after.edges),
		unequal: files.filter((file) => texts.get(file.path) !== file.text).length,
	};
}

function asNotes(files: readonly SourceFile[]): Map<string, string> {
	return new Map(files.map(({ path, text }) => [`Telos/${path}`, text]));
}

/** How many of `wanted` are not in `found`, each counted as often as it is there. */
function missing(wanted: readonly string[], found: readonly string[]): number {
	const left = new Map<string, number>();
	for (const one of found) left.set(one, (left.get(one) ?? 0) + 1);
	let lost = 0;
	for (const one of wanted) {
		const count = left.get(one) ?? 0;
		if (count === 0) lost++;
		else left.set(one, count - 1);
	}
	return lost;
}
