/** Kept chats and saved answers are no evidence: they are passed over by a search, and a quote of them is refused. */
import { ask } from '../../../src/core/agents/ask';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const SAID = 'The lease of the workshop ends on 4 March 2027, as it seems.';
const FILES = {
	'Praxis/Chats/2026-11-01 Lease.md': `---\npraxis: chat\nprivate: true\n---\n# Lease\n\n${SAID}\n`,
	'Praxis/Results/2026-11-01 Lease.md': `---\npraxis: result\n---\n# Lease\n\n${SAID}\n`,
	'Home/Flat.md': 'The flat has three rooms and a cellar that is dry.\n',
};

const worlds: AgentWorld[] = [];
async function world(): Promise<AgentWorld> {
	const made = await agentWorld(FILES);
	worlds.push(made);
	return made;
}

afterEach(() => worlds.splice(0).forEach((made) => made.close()));

test.each(Object.keys(FILES).filter((path) => path.startsWith('Praxis')))('given %s was read, when a claim quotes it, then the claim is shown as unsupported with the reason', async (path) => {
	const { run } = await world();
	const model = scriptedModel([
		{ calls: [{ tool: 'read_note', input: { path } }] },
		{
			expect: ({ messages }) => expect(JSON.stringify(messages.at(-1))).toContain('cannot be cited'),
			calls: [{ tool: 'finish', input: { outcome: 'answered', claims: [{ text: SAID, path, quote: SAID }] } }],
		},
	], { place: 'device' });

	const { answer } = await run('When does the lease end?', [model]);

	model.finish();
	expect(answer.outcome).toBe('unknown');
	expect(answer.citations).toEqual([]);
	expect(answer.text).toContain('which proves nothing');
});

test('given only kept chats name the words, when a model searches, then nothing is found, none is counted, and their labels stay out of the run', async () => {
	const { start } = await world();
	const model = scriptedModel([
		{ calls: [{ tool: 'search_notes', input: { query: 'lease workshop' } }] },
		{
			expect: ({ messages }) => expect(JSON.stringify(messages.at(-1))).toContain('Nothing found for “lease workshop” in 2 notes.'),
			calls: [{ tool: 'finish', input: { outcome: 'unknown' } }],
		},
	]);

	const run = start('When does the lease end?', [model]);
	const events = [];
	for await (const event of run.events) events.push(event);

	model.finish();
	expect(events.at(-1)).toMatchObject({ answer: { outcome: 'unknown', searched: 'Searched once.' } });
	expect(run.notes()).toEqual([]);
	expect(run.conversation().state).toMatchObject({ taint: false, secrecy: 'vault' });
});

test('given two kept notes and one note, when the notes are asked without a model, then only that note and the policy were searched', async () => {
	const { host, index } = await world();
	const events = [];
	for await (const event of ask('When does the lease of the workshop end?', { vault: host.vault, index, isPrivate: () => false, now: host.now, newId: host.newId })) events.push(event);

	const end = events.at(-1);
	expect(end?.type === 'run-end' && end.answer.searched).toMatch(/^Searched 2 notes for /);
	expect(end?.type === 'run-end' && end.answer.citations).toEqual([]);
});
