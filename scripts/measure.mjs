/**
 * `npm run eval -- NAME …` and `npm run sim -- NAME …`: measurements that print figures and never pass or fail by time.
 * Options: --data DIR --sets a,b --vault DIR --notes 10000,100000 --n N --from N --seed S --json FILE
 */
import { setMaxListeners } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './bundle.mjs';
import { ROOT, ensureBuild, ensurePackages, stop } from './ensure.mjs';

/** Runs `tests/<kind>/<name>.ts`, which exports `run(options): Promise<Row[]>`. */
export async function measure(kind) {
	ensurePackages();
	ensureBuild();
	// As on the command line: a run reads many notes side by side.
	setMaxListeners(0);
	const string = { type: 'string' };
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: string, sets: string, vault: string, notes: string, n: string, from: string, seed: string, json: string } });
	const [name] = positionals;
	const folder = join(ROOT, 'tests', kind);
	const known = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => file.slice(0, -3)) : [];
	if (!name || !known.includes(name)) stop(`Usage: npm run ${kind} -- ${known.join('|')} [options]`);
	const { run } = await load(`tests/${kind}/${name}.ts`);
	const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const keep = (rows) => values.json && writeFileSync(values.json, `${JSON.stringify({ eval: name, version, rows }, null, '\t')}\n`);
	const rows = await run({
		...values,
		// Long runs tell what they have so far: it is kept should they be stopped.
		soFar: keep,
		sets: values.sets?.split(','),
		notes: values.notes?.split(',').map(Number),
		n: values.n === undefined ? undefined : Number(values.n),
		from: values.from === undefined ? undefined : Number(values.from),
		seed: values.seed === undefined ? undefined : Number(values.seed),
	});
	print(rows);
	keep(rows);
}

function print(rows) {
	const columns = ['set', 'engine', 'metric', 'value', 'n'];
	const text = (value) => (typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(value < 1 ? 4 : 2) : String(value));
	const width = columns.map((column) => Math.max(column.length, ...rows.map((row) => text(row[column]).length)));
	const line = (cells) => cells.map((cell, i) => (i < 3 ? cell.padEnd(width[i]) : cell.padStart(width[i]))).join('  ');
	console.log(line(columns));
	for (const row of rows) console.log(line(columns.map((column) => text(row[column]))));
}
