/** `npm run sim -- canary --n N --seed S`: runs over a vault with canaries in private notes, of the labels alone and of the whole product; 0 leaks. */
import { runCanaries } from './guard/canaries';
import { wiredCanaries } from './guard/wired-attacks';
import type { Row } from '../eval/guard/rows';

/** The whole product takes half a second for a run; of `n` runs so many go through it. */
const WIRED_SHARE = 0.05;

export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const { leaks, runs } = await wiredCanaries(Math.ceil(n * WIRED_SHARE), seed);
	for (const place of leaks.slice(0, 5)) console.error(place);
	return [{ set: 'canary', engine: 'praxis', metric: 'leaks', value: runCanaries(n, seed), n }, { set: 'canary', engine: 'praxis', metric: 'wired_leaks', value: leaks.length, n: runs }];
}
