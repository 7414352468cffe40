/**
 * Puts one answer of a model together while it comes, and turns what a wire reads into events.
 *
 * Wires call it in the order in which things arrive. It owns the laws of `ModelEvent`: whole characters, calls
 * counted from 0 with an id each, `tool-end` once, and a message that holds all that the deltas told.
 */
import type { AssistantMessage, AssistantPart, ModelEvent, StopReason, ToolCallPart, Usage } from './model';
import { parseObject } from './json';
import { PieceReader } from './well-formed';

interface OpenText {
	readonly type: 'text' | 'thinking';
	text: string;
	seal: string | null;
}

interface OpenCall {
	readonly type: 'tool-call';
	readonly index: number;
	readonly callId: string;
	readonly tool: string;
	readonly pieces: PieceReader;
	rawInput: string;
	seal: string | null;
	done: ToolCallPart | null;
}

/** What a call is known by on the wire: its index or id there. */
export type CallKey = number | string;

export class Answer {
	usage: Usage | null = null;
	/** Null until the wire has said how it ended. */
	stopReason: StopReason | null = null;
	readonly #parts: (OpenText | OpenCall)[] = [];
	readonly #calls = new Map<CallKey, OpenCall>();
	readonly #pieces = { text: new PieceReader(), thinking: new PieceReader() };

	/** `by`: the ref of the model that answers, for its seals. */
	constructor(private readonly by: string) {}

	get hasCalls(): boolean {
		return this.#calls.size > 0;
	}

	get callCount(): number {
		return this.#calls.size;
	}

	*text(piece: string): Generator<ModelEvent, void> {
		yield* this.#grow('text', this.#pieces.text.read(piece));
	}

	*thinking(piece: string): Generator<ModelEvent, void> {
		yield* this.#grow('thinking', this.#pieces.thinking.read(piece));
	}

	/** Ends a stretch of text or thinking: what comes next is a part of its own. */
	*endPart(): Generator<ModelEvent, void> {
		yield* this.#grow('text', this.#pieces.text.end());
		yield* this.#grow('thinking', this.#pieces.thinking.end());
	}

	/** Seals the thinking that has just ended, or a hidden one when there was none. */
	sealThinking(data: string): void {
		const last = this.#parts.at(-1);
		if (last?.type === 'thinking' && last.seal === null) last.seal = data;
		else this.#parts.push({ type: 'thinking', text: '', seal: data });
	}

	/** For vendors that want thinking back as it was, without a seal of their own. */
	sealAllThinking(): void {
		for (const part of this.#parts) if (part.type === 'thinking') part.seal ??= 'true';
	}

	*startCall(key: CallKey, { callId, tool }: { readonly callId: string; readonly tool: string }): Generator<ModelEvent, void> {
		yield* this.endPart();
		const index = this.#calls.size;
		const taken = [...this.#calls.values()].some((call) => call.callId === callId);
		const call: OpenCall = { type: 'tool-call', index, callId: callId === '' || taken ? `call_${index}` : callId, tool, pieces: new PieceReader(), rawInput: '', seal: null, done: null };
		this.#calls.set(key, call);
		this.#parts.push(call);
		yield { type: 'tool-start', index, callId: call.callId, tool };
	}

	hasCall(key: CallKey): boolean {
		return this.#calls.has(key);
	}

	*growCall(key: CallKey, piece: string): Generator<ModelEvent, void> {
		const call = this.#calls.get(key);
		if (!call || call.done) return;
		const rawInput = call.pieces.read(piece);
		if (rawInput === '') return;
		call.rawInput += rawInput;
		yield { type: 'tool-delta', index: call.index, rawInput };
	}

	sealCall(key: CallKey, data: string): void {
		const call = this.#calls.get(key);
		if (call) call.seal = data;
	}

	/** `whole`: the arguments in one piece, for servers that send them so at the end. */
	*endCall(key: CallKey, whole?: string): Generator<ModelEvent, void> {
		const call = this.#calls.get(key);
		if (!call || call.done) return;
		if (whole !== undefined && call.rawInput === '') yield* this.growCall(key, whole);
		call.rawInput += call.pieces.end();
		call.done = { type: 'tool-call', callId: call.callId, tool: call.tool, input: parseObject(call.rawInput), rawInput: call.rawInput, seal: this.#seal(call.seal) };
		yield { type: 'tool-end', index: call.index, call: call.done };
	}

	*endCalls(): Generator<ModelEvent, void> {
		for (const key of this.#calls.keys()) yield* this.endCall(key);
	}

	*tellUsage(usage: Usage): Generator<ModelEvent, void> {
		this.usage = usage;
		yield { type: 'usage', usage };
	}

	/** What came so far, without calls that did not end. */
	message(): AssistantMessage {
		return { role: 'assistant', parts: this.#parts.flatMap((part) => this.#closed(part)) };
	}

	#closed(part: OpenText | OpenCall): AssistantPart[] {
		if (part.type === 'tool-call') return part.done ? [part.done] : [];
		if (part.type === 'text') return [{ type: 'text', text: part.text }];
		return [{ type: 'thinking', text: part.text, seal: this.#seal(part.seal) }];
	}

	#seal(data: string | null): ToolCallPart['seal'] {
		return data === null ? null : { by: this.by, data };
	}

	*#grow(type: 'text' | 'thinking', text: string): Generator<ModelEvent, void> {
		if (text === '') return;
		const last = this.#parts.at(-1);
		if (last?.type === type && last.seal === null) last.text += text;
		else this.#parts.push({ type, text, seal: null });
		yield { type: `${type}-delta`, text };
	}
}
