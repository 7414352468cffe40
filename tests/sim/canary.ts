/** `npm run sim -- canary --n N --seed S`: runs over a vault with canaries in private notes; 0 leaks. */
import { runCanaries } from './guard/canaries';
import type { Row } from '../eval/guard/rows';

export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	return [{ set: 'canary', engine: 'praxis', metric: 'leaks', value: runCanaries(n, seed), n }];
}
