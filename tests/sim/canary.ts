/** `npm run sim -- canary --n N --seed S`: `n` runs over vaults with canaries in private notes, of the labels alone and of the whole product; 0 leaks. Takes a tenth of a second a run. */
import { runCanaries } from './guard/canaries';
import { wiredCanaries } from './guard/wired-attacks';
import type { Row } from '../eval/guard/rows';

export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const { leaks, runs } = await wiredCanaries(n, seed);
	for (const place of leaks.slice(0, 5)) console.error(place);
	return [{ set: 'canary', engine: 'praxis', metric: 'leaks', value: runCanaries(n, seed), n }, { set: 'canary', engine: 'praxis', metric: 'wired_leaks', value: leaks.length, n: runs }];
}
