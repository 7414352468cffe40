/** What was streamed before a connection was lost, or the person pressed stop, is kept and said once. */
import { EMPTY_TRANSCRIPT, reduceTranscript } from '../../../src/core/agents/transcript';
import type { Model, ModelEvent } from '../../../src/core/models/model';
import { ModelError } from '../../../src/core/models/model-error';
import { withRetries } from '../../../src/core/models/retry';
import { agentWorld, type AgentEnd } from '../../support/agent-world';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';

const LOST = new ModelError('network', 'The answer broke off.', { hint: 'Check your connection.', isRetryable: true });
const HALF = 'The lease of the workshop ends';

/** Each step is one attempt; they are made again as the product does. */
function retried(steps: readonly ScriptStep[], spec = {}): Model {
	const model = scriptedModel(steps, spec);
	const rules = { attempts: 3, firstWaitMs: 1, longestWaitMs: 1, random: () => 0 };
	return { ...model, stream: (request) => withRetries(() => model.stream(request), { rules, after: (_ms, run) => (queueMicrotask(run), () => undefined), ...(request.signal ? { signal: request.signal } : {}) }) };
}

async function shown(models: readonly Model[]): Promise<AgentEnd & { readonly text: string }> {
	const world = await agentWorld({ 'A.md': 'a' });
	const end = await world.run('When does it end?', models);
	world.close();
	return { ...end, text: end.events.reduce(reduceTranscript, EMPTY_TRANSCRIPT).turns[0]?.text ?? '' };
}

test('given a connection that is lost for good in mid-sentence, when the run ends, then the half sentence is kept, once, and the outcome is partial', async () => {
	const { answer, text } = await shown([retried([{ text: HALF, error: LOST }, { error: LOST }, { error: LOST }])]);

	expect(answer.outcome).toBe('partial');
	expect(text.split(HALF)).toHaveLength(2);
	expect(text).toContain('none of it was checked');
	expect(answer).toMatchObject({ citations: [], resolve: 'Check your connection.' });
});

test('given an attempt that is made again after half a sentence, when it speaks anew, then nothing is said twice', async () => {
	const { answer, text } = await shown([retried([{ text: HALF, error: LOST }, { text: `${HALF} in March.`, calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }])]);

	expect(answer.outcome).toBe('unknown');
	expect(text).not.toContain(HALF);
});

test('given each attempt says less than the one before, when all are lost, then what the last one said stands alone', async () => {
	const { text } = await shown([retried([{ text: HALF, error: LOST }, { text: 'The lease', error: LOST }, { error: LOST }])]);

	expect(text).toMatch(/^The lease\n\nThe answer broke off\./);
});

test('given nothing was said before the connection was lost, when the run ends, then it failed', async () => {
	const { answer } = await shown([retried([{ error: LOST }, { error: LOST }, { error: LOST }])]);

	expect(answer).toMatchObject({ outcome: 'failed', text: 'The answer broke off.' });
});

test('given half a sentence and another model that goes on in silence, when it fails too, then the half sentence is kept', async () => {
	const other = scriptedModel([{ error: LOST }], { ref: 'script/other', name: 'Other' });
	const { answer, text } = await shown([scriptedModel([{ text: HALF, error: LOST }]), other]);

	expect(answer.outcome).toBe('partial');
	expect(text.split(HALF)).toHaveLength(2);
});

test('given half a sentence and another model that answers, when the run ends, then only the second is heard', async () => {
	const other = scriptedModel([{ text: 'I look.', calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }], { ref: 'script/other', name: 'Other' });
	const { answer, events } = await shown([scriptedModel([{ text: HALF, error: LOST }]), other]);
	const told = events.filter(({ type }) => type !== 'run-end').reduce(reduceTranscript, EMPTY_TRANSCRIPT).turns[0]?.text;

	expect(answer.outcome).toBe('unknown');
	expect(told).toBe('I look.\n\n');
});

test('given a model without tool calling that is cut off, when the run ends, then its words are kept without the half call', async () => {
	const { answer, text } = await shown([scriptedModel([{ text: `${HALF}\n\n\`\`\`praxis-tool\n{"tool": "search_no`, error: LOST }], { callsTools: false })]);

	expect(answer.outcome).toBe('partial');
	expect(text.split(HALF)).toHaveLength(2);
	expect(text).not.toContain('praxis-tool');
});

test('given the person stops in mid-sentence, when the run ends, then the half sentence is kept', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const stop = new AbortController();
	const run = world.start('When does it end?', [scriptedModel([{ text: HALF, hangs: true }])], { signal: stop.signal });
	let state = EMPTY_TRANSCRIPT;
	for await (const event of run.events) {
		state = reduceTranscript(state, event);
		if (event.type === 'text-delta' && event.text.startsWith('ends')) stop.abort();
	}
	world.close();

	expect(state.turns[0]?.answer?.outcome).toBe('failed');
	expect(state.turns[0]?.text.split(HALF)).toHaveLength(2);
	expect(state.turns[0]?.text).toContain('Stopped before the answer was complete');
});

test('given a stream that is lost after every one of its pieces, when it is told, then what was streamed stands in the end', async () => {
	const words = HALF.split(' ');
	for (let said = 1; said <= words.length; said++) {
		const half = words.slice(0, said).join(' ');
		const broken: Model = {
			...scriptedModel([]),
			async *stream(): AsyncGenerator<ModelEvent> {
				for (const word of words.slice(0, said)) yield { type: 'text-delta', text: `${word} ` };
				yield { type: 'message-error', error: LOST, usage: null, message: { role: 'assistant', parts: [{ type: 'text', text: half }] } };
			},
		};
		expect((await shown([broken])).text).toMatch(new RegExp(`^${half}\n\nThe answer broke off`));
	}
});
