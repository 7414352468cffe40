/** Prints the rows of a measurement as a table, and writes them as JSON when a file is named. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface EvalOptions {
	/** Folder of the data. */
	readonly data: string;
	/** File for the rows. */
	readonly json?: string | undefined;
	/** Names of sets to keep; all when missing or empty. */
	readonly sets?: readonly string[] | undefined;
}

export interface EvalRow {
	readonly set: string;
	readonly engine: string;
	readonly metric: string;
	readonly value: number;
	readonly n: number;
}

/** The working directory is the project's, where the version stands. */
export async function report(evaluation: string, rows: readonly EvalRow[], json?: string): Promise<void> {
	console.log(['set', 'engine', 'metric', 'value', 'n'].join('\t'));
	for (const { set, engine, metric, value, n } of rows) console.log([set, engine, metric, value.toFixed(4), n].join('\t'));
	if (!json) return;
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
	writeFileSync(json, `${JSON.stringify({ eval: evaluation, version, rows }, null, '\t')}\n`);
}
