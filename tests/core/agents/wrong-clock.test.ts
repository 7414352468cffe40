/** Given a device whose clock is wrong, set back or set forward, then budgets, retries, durations and cut-off runs hold all the same. */
import { ask } from '../../../src/core/agents/ask';
import { AGENTS } from '../../../src/assets';
import { createApp } from '../../../src/core/app';
import { DayUsage } from '../../../src/core/guard/day-usage';
import { retryAfter } from '../../../src/core/models/retry-after';
import { RunRecords } from '../../../src/core/runs/run-records';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { agentWorld } from '../../support/agent-world';
import { memoryHost } from '../../support/memory-host';
import { scriptedModel } from '../../support/scripted-model';

const NOW = '2026-11-22T12:00:00.000Z';

test.each([
	['an hour back over midnight', '2026-11-22T00:30:00.000Z', '2026-11-21T23:30:00.000Z'],
	['a year back', NOW, '2025-11-22T12:00:00.000Z'],
	['to the epoch', NOW, '1970-01-01T00:00:00.000Z'],
])('given a clock that goes %s, when the day’s use is read, also after a restart, then nothing of it is forgiven', async (_how, before, after) => {
	const { store, clock } = memoryHost({}, { at: before });
	await new DayUsage(store, clock.now).add({ tokens: 900, cost: 4 });
	clock.set(after);
	const usage = new DayUsage(store, clock.now);
	expect(await usage.read()).toMatchObject({ tokens: 900, cost: 4 });
	await usage.add({ tokens: 50 });
	expect(await new DayUsage(store, clock.now).read()).toMatchObject({ tokens: 950 });
});

test('given a clock that was a year ahead and is mended, when the next true day comes, then it begins anew', async () => {
	const { store, clock } = memoryHost({}, { at: '2027-11-22T12:00:00.000Z' });
	const usage = new DayUsage(store, clock.now);
	await usage.add({ tokens: 900 });
	clock.set(NOW);
	expect(await usage.read()).toMatchObject({ tokens: 900 });
	await usage.add({ tokens: 1 });
	clock.set('2026-11-23T00:00:00.000Z');
	expect(await usage.read()).toMatchObject({ tokens: 0 });
});

test.each(['2025-11-22T12:00:00Z', '2026-11-22T11:00:00Z', '2026-11-22T13:00:00Z', '2040-01-01T00:00:00Z'])('given a device that believes it is %s, when a server names the time to come back, then the wait is by the server’s own time', (wrong) => {
	const headers = new Headers({ date: 'Sun, 22 Nov 2026 12:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 12:00:20 GMT' });
	expect(retryAfter(headers, Date.parse(wrong))).toBe(20_000);
});

test.each(['2025-11-22T12:00:00.000Z', '2026-11-22T11:00:00.000Z', '2027-11-22T12:00:00.000Z'])('given a clock that is set to %s while a run goes on, when it ends, then its duration is what passed', async (after) => {
	const world = await agentWorld({ 'A.md': 'The pump drew 3.5 amps.' });
	world.host.clock.set(NOW);
	const model = scriptedModel([{ expect: () => world.host.clock.set(after), calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }]);
	const { events } = await world.run('What?', [model]);
	const end = events.at(-1);
	expect(end?.type === 'run-end' && end.durationMs >= 0 && end.durationMs < 60_000).toBe(true);
	for await (const event of ask('What did the pump draw?', { vault: world.host.vault, index: world.index, isPrivate: () => false, now: () => (world.host.clock.advance(3_600_000), world.host.clock.now()), newId: world.host.newId })) {
		if (event.type === 'run-end') expect(event.durationMs).toBeLessThan(60_000);
	}
	world.close();
});

test.each([
	['a year ahead', '2027-11-22T12:00:00.000Z'],
	['an hour ahead', '2026-11-22T13:00:00.000Z'],
	['a year behind', '2025-11-22T12:00:00.000Z'],
])('given a run that a crash cut off while the clock was %s, when the app starts with the right time, then the run is found', async (_how, at) => {
	const { store } = memoryHost();
	await new RunRecords(store).open({ id: 'R1', agent: 'Librarian', model: 'm', question: 'Lost?', at });
	const app = createApp(memoryHost({}, { at: NOW, store }), DEFAULT_SETTINGS, { builtInAgents: AGENTS });
	expect((await app.runs.list()).map(({ id }) => id)).toEqual(['R1']);
	app.close();
});
