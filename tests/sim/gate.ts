/** `npm run sim -- gate --n N --seed S`: random traces with an arbitrary adversary; violations must be 0. */
import { runTraces } from './guard/traces';
import type { Row } from '../eval/guard/rows';

export async function run({ n = 100_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const found = runTraces(n, seed);
	for (const { trace, what } of found.slice(0, 5)) console.error(`trace ${trace}: ${what}`);
	return [{ set: 'gate', engine: 'praxis', metric: 'violations', value: found.length, n }];
}
