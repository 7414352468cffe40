/** The short form of the crash simulation; `npm run sim -- crash` is the long one. */
import { crashScenarios } from '../../sim/crash';
import { replicaScenarios } from '../../sim/replicas';

it('loses nothing, leaves nothing half done and overwrites nobody, whenever the program dies', async () => {
	expect((await crashScenarios({ n: 400, seed: 500_000 })).map(({ kind, seed, detail }) => `${seed} ${kind} ${detail}`)).toEqual([]);
});

it('loses nothing on two devices, and does no job twice', async () => {
	expect(await replicaScenarios({ n: 200, seed: 1 })).toEqual([]);
});
