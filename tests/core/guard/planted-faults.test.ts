/** The guard's tests, tested: with a fault in the source, the same checks must fail. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { brokenPromises } from '../../sim/guard/checks';
import { runTraces } from '../../sim/guard/traces';
import { FAULTS, type Fault } from './planted-faults';

const ROOT = resolve(__dirname, '../../..');
/** A fault costs a build and a run of the checks, and the traces some fifteen seconds, on a machine that others use too. */
jest.setTimeout(180_000);
const TRACES = Number(process.env.GUARD_TRACES ?? 100_000);

test('given the guard as it is, when attacks, canaries and doors are checked, then every promise holds', () => {
	expect(brokenPromises({ n: 600, seed: 7 })).toEqual([]);
});

test('given an arbitrary adversary, when it acts in random traces, then no origin is forgotten, no taint loosens and no yes is used twice', () => {
	expect(runTraces(TRACES, 11)).toEqual([]);
});

test.each(FAULTS.map((fault) => ({ ...fault, name: `${fault.file}: ${fault.wrong.trim().slice(0, 60)}` })))('a planted fault is caught in $name', async (fault) => {
	expect((await checksWith(fault))({ n: 600, seed: 7, isOneEnough: true })).not.toEqual([]);
});

/** The checks over a guard in which one line is wrong. */
async function checksWith({ file, right, wrong }: Fault): Promise<typeof brokenPromises> {
	const path = join(ROOT, `src/core/guard/${file}.ts`);
	const source = readFileSync(path, 'utf8');
	if (source.split(right).length !== 2) throw new Error(`The fault no longer fits ${file}.ts: ${right}`);
	const plant = { name: 'plant', setup: (builder: import('esbuild').PluginBuild) => void builder.onLoad({ filter: new RegExp(`[\\\\/]guard[\\\\/]${file}\\.ts$`) }, () => ({ contents: source.replace(right, () => wrong), loader: 'ts' })) };
	const { outputFiles } = await build({ entryPoints: [join(ROOT, 'tests/sim/guard/checks.ts')], bundle: true, write: false, format: 'cjs', platform: 'node', plugins: [plant], logLevel: 'error' });
	const loaded = { exports: {} as { brokenPromises: typeof brokenPromises } };
	new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(loaded, loaded.exports, require);
	return loaded.exports.brokenPromises;
}
