/**
 * A model that says what a test has written down, one step a call. It fails on a call that no step expects, on a
 * request that is not what the step expects, and, at `finish`, on steps that nobody called for.
 */
import type { AssistantMessage, Model, ModelEvent, ModelRequest, ModelSpec, StopReason, ToolCallPart, Usage } from '../../src/core/models/model';
import type { ModelError } from '../../src/core/models/model-error';

export interface ScriptStep {
	/** Checks the request; throw (or let `expect` throw) to fail the test. */
	readonly expect?: (request: ModelRequest) => void;
	readonly thinking?: string;
	readonly text?: string;
	readonly calls?: readonly { readonly tool: string; readonly input: Readonly<Record<string, unknown>> | string }[];
	/** `tool-use` when there are calls, else `end`. */
	readonly stopReason?: StopReason;
	/** The call fails after what it has said. */
	readonly error?: ModelError;
	/** Says what it has, then nothing more until the signal fires. */
	readonly hangs?: boolean;
	readonly usage?: Usage;
}

export interface ScriptedModel extends Model {
	/** What was asked, in order. */
	readonly requests: readonly ModelRequest[];
	/** Throws when steps are left, or when a call went wrong and nobody noticed. */
	finish(): void;
}

const SPEC: ModelSpec = { ref: 'script/model', vendor: 'script', id: 'model', name: 'Scripted model', contextTokens: 100_000, maxOutputTokens: 4096, takesImages: true, callsTools: true, canThink: true, price: { input: 1, output: 2, cacheRead: null, cacheWrite: null, asOf: '2026-01-01', isOwn: false }, place: 'remote', origin: 'https://model.example.org' };
const USAGE: Usage = { inputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 10 };

export function scriptedModel(steps: readonly ScriptStep[], spec: Partial<ModelSpec> = {}): ScriptedModel {
	const left = [...steps];
	const requests: ModelRequest[] = [];
	const failures: unknown[] = [];
	const whole = { ...SPEC, ...spec };
	const fail = (error: unknown): never => {
		failures.push(error);
		throw error;
	};
	return {
		spec: whole,
		requests,
		async *stream(request) {
			requests.push(structuredClone({ ...request, signal: undefined }));
			const step = left.shift();
			if (!step) return fail(new Error(`The script has no step for call ${requests.length}: ${JSON.stringify(request.messages.at(-1))}`));
			try {
				step.expect?.(request);
			} catch (error) {
				fail(error);
			}
			yield* play(step, request, `${requests.length}`);
		},
		finish: () => {
			if (failures.length > 0) throw failures[0];
			if (left.length > 0) throw new Error(`The script has ${left.length} steps left; the next one is ${JSON.stringify(left[0])}`);
		},
	};
}

async function* play(step: ScriptStep, { signal }: ModelRequest, callNumber: string): AsyncGenerator<ModelEvent> {
	const { thinking = '', text = '', usage = USAGE } = step;
	const calls = (step.calls ?? []).map(({ tool, input }, i): ToolCallPart => ({ type: 'tool-call', callId: `call_${callNumber}_${i}`, tool, input: typeof input === 'string' ? null : input, rawInput: typeof input === 'string' ? input : JSON.stringify(input), seal: null }));
	const message: AssistantMessage = { role: 'assistant', parts: [...(thinking === '' ? [] : [{ type: 'thinking' as const, text: thinking, seal: null }]), ...(text === '' ? [] : [{ type: 'text' as const, text }]), ...calls] };
	const stopped: ModelEvent = { type: 'message-end', stopReason: 'stopped', message, usage };
	if (signal?.aborted) return void (yield { ...stopped, message: { role: 'assistant', parts: [] } });
	if (thinking !== '') yield { type: 'thinking-delta', text: thinking };
	for (const piece of text.match(/\S+\s*|\s+/g) ?? []) yield { type: 'text-delta', text: piece };
	if (step.hangs) {
		await new Promise<void>((resolve) => (signal?.aborted ? resolve() : signal?.addEventListener('abort', () => resolve(), { once: true })));
		return void (yield stopped);
	}
	for (const [index, call] of calls.entries()) {
		yield { type: 'tool-start', index, callId: call.callId, tool: call.tool };
		yield { type: 'tool-delta', index, rawInput: call.rawInput };
		yield { type: 'tool-end', index, call };
	}
	yield { type: 'usage', usage };
	if (step.error) yield { type: 'message-error', error: step.error, message, usage };
	else yield { type: 'message-end', stopReason: step.stopReason ?? (calls.length > 0 ? 'tool-use' : 'end'), message, usage };
}
