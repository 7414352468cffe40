/** Given chains as notes, when they are read and carried out, then each step works on the one before, with its labels. */
import { chainFromPai, chainProblems, readChain, type Chain } from '../../../src/core/actions/chain';
import { readPattern } from '../../../src/core/actions/read-pattern';
import { runAction } from '../../../src/core/actions/run-action';
import { holds, readProgress, runChain, type ChainProgress } from '../../../src/core/actions/run-chain';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel, type ScriptedModel } from '../../support/scripted-model';

const chain = (body: string): { chain: Chain | null; problems: readonly { line: number; message: string }[] } => readChain('Patterns/Report.md', `---\npraxis: chain\ndescription: A report\n---\n${body}`);

test('reads steps from lists and arrows, with models and conditions', () => {
	const { chain: read, problems } = chain('1. [[anonymise]] (model: fast, on this device)\n2. summarize → check until contains "OK" or 2 times\n\nOnly words.\n- shorten until at most 50 words\n');
	expect(problems).toEqual([]);
	expect(read?.steps).toEqual([
		{ pattern: 'anonymise', model: 'fast', onDevice: true, until: null, times: 1, line: 5 },
		{ pattern: 'summarize', model: null, onDevice: false, until: null, times: 1, line: 6 },
		{ pattern: 'check', model: null, onDevice: false, until: { kind: 'contains', text: 'OK' }, times: 2, line: 6 },
		{ pattern: 'shorten', model: null, onDevice: false, until: { kind: 'at-most', words: 50 }, times: 3, line: 9 },
	]);
});

test.each([
	['', 'no steps'],
	['- a until it feels right', 'is not understood'],
	['- a (colour: red)', 'is not known here'],
	[Array.from({ length: 51 }, () => '- a').join('\n'), 'at most 50 steps'],
])('given %j, then the problem is told', (body, message) => {
	expect(chain(body).problems[0]?.message).toContain(message);
});

test('given a chain that leads back to itself, or to nothing, then it is told before anything runs', () => {
	const one = chain('- two').chain as Chain;
	const two = { ...one, name: 'two', steps: [{ ...one.steps[0], pattern: 'Report' }] } as Chain;
	const known = { isPattern: (name: string) => name === 'summarize', chainNamed: (name: string) => ({ Report: one, two })[name] ?? null };
	expect(chainProblems(one, known).map(({ message }) => message)).toEqual(['The chain leads back to itself: Report → two → Report.']);
	expect(chainProblems(chain('- nothing').chain as Chain, known).map(({ message }) => message)).toEqual(['There is no pattern “nothing”.']);
});

test('given variables in a step, then they are read', () => {
	expect(chain('- translate (language = German, model: fast)').chain?.steps).toEqual([expect.objectContaining({ variables: { language: 'German' }, model: 'fast' })]);
});

test('given chains that name one another many times over, then they are looked through once, and too many steps are told', () => {
	const steps = (name: string): Chain['steps'] => Array.from({ length: 50 }, () => ({ pattern: name, model: null, onDevice: false, until: null, times: 1, line: 1 }));
	const all = new Map<string, Chain>(Array.from({ length: 20 }, (_one, i) => [`c${i}`, { name: `c${i}`, description: '', path: `c${i}.md`, steps: steps(i === 19 ? 'summarize' : `c${i + 1}`) }] as const));
	const known = { isPattern: (name: string) => name === 'summarize', chainNamed: (name: string) => all.get(name) ?? null };
	expect(chainProblems(all.get('c0') as Chain, known).map(({ message }) => message)).toEqual(['With the chains that it names it has more than 200 steps.']);
	expect(chainProblems(all.get('c19') as Chain, known)).toEqual([]);
});

test("takes over PAI's chain, and nothing that is none", () => {
	const taken = chainFromPai('P_REPORT.yaml', 'name: P_REPORT\ndescription: Weekly\nactions:\n  - A_EXTRACT\n  - A_SUMMARIZE\n');
	expect(taken).toEqual({ name: 'REPORT', text: '---\npraxis: chain\ndescription: Weekly\n---\n1. extract\n2. summarize\n' });
	expect('text' in taken && readChain('Patterns/REPORT.md', taken.text).chain?.steps.map(({ pattern }) => pattern)).toEqual(['extract', 'summarize']);
	for (const bad of ['- x', 'actions: {}', ': [', 'a: &a [*a]']) expect(chainFromPai('P.yaml', bad)).toHaveProperty('problem');
});

test('decides conditions by code', () => {
	expect([holds({ kind: 'contains', text: 'ok' }, 'All OK.', ''), holds({ kind: 'at-least', words: 3 }, 'two words', ''), holds({ kind: 'unchanged' }, ' same ', 'same')]).toEqual([true, false, true]);
});

describe('carried out', () => {
	let world: AgentWorld;
	beforeEach(async () => {
		world = await agentWorld({ 'Talk.md': 'Ana: we ship.', 'Private/Diary.md': 'My secret.' });
	});
	afterEach(() => world.close());

	async function act(body: string, model: ScriptedModel, { path = 'Talk.md', earlier }: { readonly path?: string; readonly earlier?: ChainProgress } = {}): Promise<ChainProgress> {
		const { guard, records, host } = world;
		const events = runChain({
			id: 'c1',
			chain: chain(body).chain as Chain,
			inputs: [{ name: 'the note', path: vaultPath(path), text: 'Ana: we ship.' }],
			start: (step, inputs, signal) => {
				const placed = { ...model, spec: { ...model.spec, place: step.onDevice ? ('device' as const) : ('remote' as const) } };
				return Promise.resolve(runAction({ pattern: readPattern(`${step.pattern}.md`, `Do ${step.pattern}.`).pattern as never, inputs, signal, models: [{ spec: placed.spec, connect: () => placed, reason: '' }], guard, records, now: host.now, newId: host.newId }));
			},
			store: host.store,
			...(earlier ? { earlier } : {}),
			signal: new AbortController().signal,
		});
		for (;;) {
			const next = await events.next();
			if (next.done === true) return next.value;
		}
	}

	test('given three steps, then each gets the result of the one before and all are kept', async () => {
		const model = scriptedModel([{ text: 'one' }, { expect: ({ messages }) => expect(JSON.stringify(messages)).toContain('\\none\\n'), text: 'two' }]);
		const progress = await act('- a\n- b', model);
		expect(progress.steps.map(({ text }) => text)).toEqual(['one', 'two']);
		expect(await readProgress(world.host.store, 'c1')).toEqual(progress);
		model.finish();
	});

	test('given a condition, then the step is made until it holds, at most so often', async () => {
		const model = scriptedModel([{ text: 'no' }, { text: 'OK' }, { text: 'x' }, { text: 'y' }]);
		const progress = await act('- check until contains "OK" or 3 times\n- b until contains "never" or 2 times', model);
		expect(progress.steps.map(({ text, isUnmet }) => [text, isUnmet])).toEqual([['OK', false], ['y', true]]);
		model.finish();
	});

	test('given a step that fails, then the steps before are kept and it goes on from there', async () => {
		await expect(act('- a\n- b', scriptedModel([{ text: 'one' }, { text: '' }]))).rejects.toThrow('The chain stopped at step 2, “b”.');
		const earlier = await readProgress(world.host.store, 'c1');
		const model = scriptedModel([{ text: 'two' }]);
		expect((await act('- a\n- b', model, earlier ? { earlier } : {})).steps.map(({ text }) => text)).toEqual(['one', 'two']);
		model.finish();
	});

	test('given a first step on this device over a private note, then a remote second step is refused and nothing of it is sent', async () => {
		const model = scriptedModel([{ text: 'without names' }]);
		await expect(act('- anonymise (on this device)\n- b', model, { path: 'Private/Diary.md' })).rejects.toThrow(/stopped at step 2/);
		expect(model.requests).toHaveLength(1);
	});
});
