import { vaultPath } from '../../../../src/core/lib/vault-path';
import { ClaimShelf } from '../../../../src/core/memory/claim-shelf';
import { draftsOf } from '../../../../src/core/memory/recall/proposed-drafts';
import { Recall } from '../../../../src/core/memory/recall/recall';
import { ClaimUses } from '../../../../src/core/memory/recall/uses';
import type { ModelSpec } from '../../../../src/core/models/model';
import { toolsNamed } from '../../../../src/core/tools';
import { agentWorld, type AgentEnd, type AgentWorld } from '../../../support/agent-world';
import { claimFile, claimId } from '../../../support/memory-world';
import { scriptedModel, type ScriptStep } from '../../../support/scripted-model';

const at = (n: number): string => `Praxis/Memory/${claimId(n)}.md`;
const FILES = Object.fromEntries([
	claimFile(1, { text: 'Anna Meyer lives in the old mill at Lyon.', subject: 'Anna Meyer' }),
	claimFile(2, { text: 'Write to me in short sentences.', tier: 'hot' }),
	claimFile(3, { text: 'Anna Meyer lives with her canary-4417.', subject: 'Anna Meyer', isPrivate: true }),
	claimFile(4, { text: 'Anna Meyer lives in Bonn since spring.', subject: 'Anna Meyer', recorded: '2026-01-02T09:00:00Z' }),
	claimFile(5, { text: 'Anna Meyer lives in Lyon since autumn.', subject: 'Anna Meyer', supersedes: [claimId(4)] }),
	claimFile(6, { text: 'Tom Hall painted the gate.', subject: 'Tom Hall', sources: ['Diary of June'] }),
	claimFile(7, { text: 'Tom Hall painted the gate.', subject: 'The gate', sources: ['List of works'], importance: 5 }),
	['Journal/2026-10-30.md', 'Coffee with Anna Meyer at the canal.'] as const,
]);
const UNKNOWN: ScriptStep = { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] };

let world: AgentWorld | null = null;

afterEach(() => world?.close());

async function run(question: string, steps: readonly ScriptStep[], spec: Partial<ModelSpec> = {}, meanwhile: (vault: AgentWorld['host']['vault']) => Promise<unknown> = () => Promise.resolve()): Promise<AgentEnd & { readonly sent: string; readonly uses: ClaimUses }> {
	world = await agentWorld(FILES);
	const { host: { vault, store, now }, index, guard } = world;
	const claims = new ClaimShelf({ vault, index, labelOf: (head, version) => guard.labelOfRead(head, version), settings: () => ({ memoryFolder: 'Praxis/Memory', memoryInbox: 'Praxis/Memory/Inbox', excludedFolders: [] }), now, yieldToHost: () => Promise.resolve(), clock: () => 0 });
	await claims.ready();
	await meanwhile(vault);
	const uses = new ClaimUses(store, now);
	const memory = new Recall({ claims, index, guard, uses, settings: () => ({ hotTokens: 600 }), now, yieldToHost: () => Promise.resolve(), clock: () => 0 });
	const model = scriptedModel(steps, spec);
	const end = await world.run(question, [model], { memory, tools: toolsNamed(['notes', 'memory']).tools });
	model.finish();
	return { ...end, sent: JSON.stringify(model.requests), uses };
}

test('a run is told what is pinned and what answers, cites it, and the answer says what it was told', async () => {
	const finish: ScriptStep = { calls: [{ tool: 'finish', input: { outcome: 'answered', claims: [{ text: 'Anna Meyer lives in the old mill at Lyon.', path: at(1), quote: 'Anna Meyer lives in the old mill at Lyon.' }] } }] };
	const { answer, sent, uses } = await run('Where does Anna Meyer live?', [finish]);
	expect(sent).toContain('Write to me in short sentences.');
	expect(sent).not.toContain('Bonn');
	expect(answer).toMatchObject({ outcome: 'answered', citations: [{ path: at(1) }] });
	expect(answer.told?.used.map(({ path, isPinned }) => [path, isPinned])).toEqual(expect.arrayContaining([[at(2), true], [at(1), false]]));
	expect(await uses.of(claimId(1))).toMatchObject({ uses: 1 });
	expect(await uses.of(claimId(4))).toBeNull();
});

test('what two claims say is told once, with the sources of both, to the run and by the tool', async () => {
	const line = `- Tom Hall painted the gate. [${at(7)} · source: List of works · also ${at(6)}, source: Diary of June]`;
	const { sent } = await run('Who painted the gate?', [{ calls: [{ tool: 'recall', input: { question: 'Who painted the gate?' } }] }, UNKNOWN]);
	expect([sent.includes(line), sent.split(line).length, sent.split('painted the gate. [').length]).toEqual([true, 4, 4]);
});

test('a claim that another program changed since it was read is not told', async () => {
	const { sent, answer } = await run('Where does Anna Meyer live?', [UNKNOWN], {}, (vault) => vault.process(vaultPath(at(1)), (text) => text.replace('the old mill', 'the ignored-rules tower')));
	expect([sent.includes('old mill'), sent.includes('ignored-rules')]).toEqual([false, false]);
	expect(answer.told?.used.map(({ path }) => path)).not.toContain(at(1));
	expect(answer.told?.used.map(({ path }) => path)).toContain(at(2));
});

test('a remote model is never told a private claim, nor given one by its tools; a model on this device is', async () => {
	const steps: ScriptStep[] = [{ calls: [{ tool: 'recall', input: { question: 'Whom does Anna Meyer live with?' } }, { tool: 'search_notes', input: { query: 'Anna Meyer lives' } }] }, UNKNOWN];
	const remote = await run('Whom does Anna Meyer live with?', steps, { place: 'remote' });
	expect(remote.sent).not.toContain('canary-4417');
	expect(remote.sent).not.toContain(claimId(3));
	world?.close();
	const own = await run('Whom does Anna Meyer live with?', steps, { place: 'device' });
	expect(own.sent).toContain('canary-4417');
	expect(own.answer.labels).toMatchObject({ isPrivate: true });
});

test('a search of an agent says of a claim that another took its place', async () => {
	const { sent } = await run('Hello', [{ calls: [{ tool: 'search_notes', input: { query: 'Bonn spring' } }] }, UNKNOWN]);
	expect(sent).toContain(`a claim that was superseded by ${at(5)}: do not tell it as so`);
});

test('the tool gives blocks of the notes with their day, and an honest unknown', async () => {
	const { sent } = await run('Hello', [{ calls: [{ tool: 'recall', input: { question: 'When did I last have coffee with Anna Meyer?' } }] }, { calls: [{ tool: 'recall', input: { question: 'Which lawyer signed it?' } }] }, UNKNOWN]);
	expect(sent).toContain('· 2026-10-30');
	expect(sent).toContain('Unknown: neither the memory nor the notes tell.');
});

test('given a model that would remember two hundred things, then twenty are proposed, and it is told of each that is not', async () => {
	const calls = (from: number, count: number): ScriptStep => ({ calls: Array.from({ length: count }, (_none, i) => ({ tool: 'remember', input: { text: `Anna Meyer owns mill number ${from + i}.` } })) });
	const { answer, events } = await run('Note what you learn.', [calls(0, 200), calls(200, 10), UNKNOWN]);
	expect(answer.proposed?.map(({ text }) => /\d+/.exec(text)?.[0])).toEqual([...Array.from({ length: 16 }, (_none, i) => `${i}`), '200', '201', '202', '203']);
	const said = events.flatMap((event) => (event.type === 'tool-end' ? [event.summary] : []));
	expect([said.filter((one) => one === 'Proposed').length, said.filter((one) => one.includes('calls of one message')).length, said.filter((one) => one === 'A run proposes at most 20 claims.').length]).toEqual([20, 184, 6]);
	expect((await world?.host.vault.list())?.length).toBe(Object.keys(FILES).length + 1);
});

test('what an agent wants to remember is proposed, and nothing is written', async () => {
	const input = { text: 'Anna Meyer drinks coffee at the canal.', subject: 'Anna Meyer', source: 'Journal/2026-10-30.md', quote: 'Coffee with Anna Meyer at the canal.' };
	const { answer } = await run('Note what you learn.', [{ calls: [{ tool: 'remember', input }] }, UNKNOWN]);
	expect(answer.proposed).toMatchObject([{ ...input, type: 'fact' }]);
	expect(draftsOf(answer.proposed ?? [])).toMatchObject([{ text: input.text, sourceKind: 'note', sources: ['Journal/2026-10-30'], quote: input.quote }]);
	expect(world?.questions).toEqual([]);
	expect((await world?.host.vault.list())?.length).toBe(Object.keys(FILES).length + 1);
});
