/** A person who accepts a part of what an agent proposes: only that is written, and the model is told which. */
import type { GuardQuestion, Approve } from '../../../src/core/guard/run-guard';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';
import { vaultPath } from '../../../src/core/lib/vault-path';

const NOTE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const TEXT = 'ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n';
const DONE: ScriptStep = { calls: [{ tool: 'finish', input: { outcome: 'answered', written: ['A.md'], remark: 'Done in part.' } }] };

async function textOf(world: AgentWorld, path: string): Promise<string | undefined> {
	return (await world.host.vault.read(vaultPath(path)))?.text;
}

async function run(world: AgentWorld, steps: readonly ScriptStep[], approve: Approve, place: 'remote' | 'device' = 'remote') {
	const model = scriptedModel(steps, { place });
	const end = await world.run('Shout.', [model], { approve });
	model.finish();
	return { ...end, heard: JSON.stringify(model.requests.at(-1)?.messages.at(-1)) };
}

const withoutLast: Approve = ({ plan }: GuardQuestion) => Promise.resolve({ rejected: new Set([plan?.notes[0]?.hunks.at(-1)?.id ?? '']) });
const edit = (text: string): ScriptStep => ({ calls: [{ tool: 'edit_note', input: { path: 'A.md', find: NOTE.trim(), replace: text.trim() } }] });

test('given a change in two places, when the person accepts the first, then only that is written and the model is told the rest', async () => {
	const world = await agentWorld({ 'A.md': NOTE });
	const { answer, heard, events } = await run(world, [edit(TEXT), DONE], withoutLast);
	expect(await textOf(world, 'A.md')).toBe(NOTE.replace('one', 'ONE'));
	expect(answer.outcome).toBe('answered');
	expect(heard).toContain('The person left out a part. Do not propose it again');
	expect(heard).toContain('A.md: without “SEVEN”');
	expect(events.find(({ type }) => type === 'approval-settled')).toMatchObject({ accepted: true });
	const [changed] = events.flatMap((event) => (event.type === 'changed' ? [event.changeId] : []));
	await world.changes.undo(changed ?? '');
	expect(await textOf(world, 'A.md')).toBe(NOTE);
	world.close();
});

test('given a change, when the person leaves out every part, then it is a no', async () => {
	const world = await agentWorld({ 'A.md': NOTE });
	const all: Approve = ({ plan }) => Promise.resolve({ rejected: new Set(plan?.notes[0]?.hunks.map(({ id }) => id)) });
	const { heard } = await run(world, [edit(TEXT), { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }], all);
	expect(heard).toContain('You said no.');
	expect(await textOf(world, 'A.md')).toBe(NOTE);
	world.close();
});

test('given a run that read private notes, when the person leaves out the private mark, then nothing is written', async () => {
	const world = await agentWorld({ 'Private/P.md': 'The fever was high that night.', 'A.md': NOTE });
	const withoutMark: Approve = ({ plan }) => Promise.resolve({ rejected: new Set(plan?.notes.flatMap(({ hunks }) => hunks.filter(({ after }) => after.includes('private: true')).map(({ id }) => id)) ?? []) });
	const steps: ScriptStep[] = [{ calls: [{ tool: 'read_note', input: { path: 'Private/P.md' } }] }, edit(NOTE.replace('seven', 'fever')), { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }];
	const { heard } = await run(world, steps, withoutMark, 'device');
	expect(heard).toContain('cannot be changed without the mark that keeps it private');
	expect(await textOf(world, 'A.md')).toBe(NOTE);
	world.close();
});
