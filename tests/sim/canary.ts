/** `npm run sim -- canary --n N --seed S`: `n` runs over vaults with canaries in private notes, of the labels alone and of the whole product; 0 leaks. Takes a tenth of a second of processor time a run. */
import { runCanaries } from './guard/canaries';
import { wiredCanaries, wiredRows } from './guard/wired-attacks';
import type { Row } from '../eval/guard/rows';

export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const report = await wiredCanaries(n, seed);
	const { leaks, live } = report;
	for (const place of [...leaks, ...live].slice(0, 10)) console.error(place);
	const row = (metric: string, value: number, count: number): Row => ({ set: 'canary', engine: 'praxis', metric, value, n: count });
	return [row('leaks', runCanaries(n, seed), n), ...wiredRows(report).filter(([metric]) => metric !== 'unconfirmed_effects').map(([metric, value, count]) => row(`wired_${metric}`, value, count))];
}
