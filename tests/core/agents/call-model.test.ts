/** One call inside a run, as a view hears it. */
import { ModelError } from '../../../src/core/models/model-error';
import type { Model, ModelEvent } from '../../../src/core/models/model';
import { EMPTY_TRANSCRIPT, reduceTranscript } from '../../../src/core/agents/transcript';
import { agentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const USAGE = { inputTokens: 10, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 5 };

/** Says half, breaks off, says it again; then ends the run. */
function stuttering(): Model {
	let call = 0;
	return {
		...scriptedModel([]),
		async *stream(): AsyncGenerator<ModelEvent> {
			call++;
			const text = call === 1 ? 'I look it up.' : 'Done.';
			if (call === 1) {
				yield { type: 'text-delta', text: 'I lo' };
				yield { type: 'message-retry', error: new ModelError('network', 'It broke off.', { isRetryable: true }), attempt: 1, waitMs: 0 };
			}
			yield { type: 'thinking-delta', text: 'hm ' };
			yield { type: 'text-delta', text };
			const tool = call === 1 ? 'list_folder' : 'finish';
			const input: Record<string, unknown> = call === 1 ? { folder: '' } : { outcome: 'unknown' };
			yield { type: 'message-end', stopReason: 'tool-use', usage: USAGE, message: { role: 'assistant', parts: [{ type: 'text', text }, { type: 'tool-call', callId: 'c', tool, input, rawInput: JSON.stringify(input), seal: null }] } };
		},
	};
}

test('given a call that is made again after half of its words, when it is told, then the transcript holds the words once', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const { events } = await world.run('What is there?', [stuttering()]);
	const state = events.filter(({ type }) => type !== 'run-end').reduce(reduceTranscript, EMPTY_TRANSCRIPT);
	expect(state.turns[0]?.text).toBe('I look it up.\n\nDone.\n\n');
	expect(state.turns[0]).toMatchObject({ thinking: 'hm hm ', cost: { calls: 2, inputTokens: 20, outputTokens: 10 } });
	expect(state.turns[0]?.steps.map(({ tool, state: how }) => `${tool} ${how}`)).toEqual(['list_folder done', 'finish done']);
});

test('given a stream that ends without an end, when it is read, then the run fails with words and the notes stand', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const silent: Model = { ...scriptedModel([]), async *stream(): AsyncGenerator<ModelEvent> {} };
	const { answer } = await world.run('What?', [silent]);
	expect(answer.outcome).toBe('failed');
	expect(answer.resolve).toContain('A model ended its stream without an end.');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((at) => [[at, false], [at, true]] as const))('given a disk that fails at write %d (for good: %s), when an agent writes a note, then the run ends once and tells no untruth', async (at, forGood) => {
	const world = await agentWorld({ 'A.md': 'a' });
	const model = scriptedModel([{ calls: [{ tool: 'append_to_note', input: { path: 'A.md', text: 'more' } }] }, { calls: [{ tool: 'finish', input: { outcome: 'answered', written: ['A.md'] } }] }]);
	world.host.faults.plan({ at, code: 'disk-full', forGood });
	const { answer, events } = await world.run('Write.', [model]);
	expect(events.filter(({ type }) => type === 'run-end')).toHaveLength(1);
	world.host.faults.reset();
	const text = (await world.host.vault.read('A.md' as Parameters<typeof world.host.vault.read>[0]))?.text ?? '';
	if (answer.outcome === 'answered') expect(text).toContain('more');
	if (!text.includes('more')) expect(answer.outcome).not.toBe('answered');
});
