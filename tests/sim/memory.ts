/**
 * `npm run sim -- memory --n N --seed S`: the long forms of the memory's two rules. Laundering: n traces of what agents and
 * people do; foreign words told as so must be 0. Merge: a tenth as many pairs of devices; broken must be 0, and so must be recalls that differ.
 */
import type { Row } from '../eval/guard/rows';
import { Random } from '../support/random';
import { runLaundering } from './memory/laundering';
import { runMerges } from './memory/merge';
import { runRecallMerges } from './memory/recall-merge';

export async function run({ n = 100_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const random = new Random(seed);
	const chance = (below: number): number => random.below(below);
	const merges = Math.ceil(n / 10);
	const { broken, why } = await runMerges(merges, chance);
	const recalls = await runRecallMerges(merges, chance);
	const told = await runLaundering(n, chance);
	for (const text of [...why, ...recalls.why, ...told.slice(0, 5)]) console.error(text);
	return [
		{ set: 'memory', engine: 'praxis', metric: 'merges_broken', value: broken, n: merges },
		{ set: 'memory', engine: 'praxis', metric: 'recalls_differ', value: recalls.broken, n: merges },
		{ set: 'memory', engine: 'praxis', metric: 'laundered', value: told.length, n },
	];
}
