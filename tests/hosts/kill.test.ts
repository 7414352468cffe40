/** The short form of `npm run sim -- kill`: real processes, a real disk, SIGKILL. */
import { run } from '../sim/kill';

jest.setTimeout(180_000);

test('a 20-note change killed at random moments loses nothing and is whole after the next start', async () => {
	const rows = await run({ n: 12, seed: 3 });
	const value = (metric: string): number => rows.find((row) => row.metric === metric)?.value ?? Number.NaN;
	expect([value('lost_bytes'), value('half_done'), value('foreign_overwritten')]).toEqual([0, 0, 0]);
	expect(value('killed_in_the_middle')).toBeGreaterThan(0);
});
