/**
 * The model spec: what goes into a call of any model, and what comes out. Types only.
 *
 * Everything here is neutral: no vendor's words. A conversation kept in these types can go on with another model
 * at any message. The wires (`anthropic`, `openai-responses`, `openai-chat`, `ollama`) translate.
 */
import type { ModelError } from './model-error';

export interface Model {
	readonly spec: ModelSpec;
	/**
	 * One call. Never throws for what the world does: the last event, and only that, is `message-end` or
	 * `message-error`. An abort ends it within 100 ms with `message-end` and stop reason `stopped`.
	 * Leaving the loop early closes the connection.
	 */
	stream(request: ModelRequest): AsyncIterable<ModelEvent>;
	/** Tokens that the request would take, counted by the vendor; absent where none counts. Throws `ModelError`. */
	countTokens?(request: ModelRequest): Promise<number>;
}

/** What is known of a model: plain data from the catalog. */
export interface ModelSpec {
	/** `vendor/id`, unique in a catalog: "anthropic/claude-opus-4-5". */
	readonly ref: string;
	readonly vendor: string;
	/** As the vendor names it on the wire. */
	readonly id: string;
	/** For people. */
	readonly name: string;
	/** Tokens of question and answer together; null when not known. */
	readonly contextTokens: number | null;
	/** The longest answer in tokens; null when not known. */
	readonly maxOutputTokens: number | null;
	readonly takesImages: boolean;
	/** False: the caller speaks the plain-text tool protocol instead of `ModelRequest.tools`. */
	readonly callsTools: boolean;
	readonly canThink: boolean;
	/** Null when not known: then no sum may be shown. */
	readonly price: Price | null;
	/** Derived from the origin of the address, never from a name. */
	readonly place: 'device' | 'remote';
	/** Where its requests go: "https://api.anthropic.com". */
	readonly origin: string;
}

/** US dollars per million tokens. */
export interface Price {
	readonly input: number;
	readonly output: number;
	/** Input read from the vendor's cache; null: as `input`. */
	readonly cacheRead: number | null;
	/** Input written to the cache; null: as `input`. */
	readonly cacheWrite: number | null;
	/** The day on which it was looked up, "2026-11-02". */
	readonly asOf: string;
	/** Set by the person rather than by the catalog. */
	readonly isOwn: boolean;
	/** The vendor's page that it is from; absent for the person's own. */
	readonly source?: string;
	/** What a whole request costs that reads more than `above` tokens; its rates are null when not known. Absent: the same. */
	readonly long?: { readonly above: number; readonly rates: Rates | null };
}

/** US dollars per million tokens; null: as `input`. */
export type Rates = Pick<Price, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

export interface ModelRequest {
	readonly system: readonly SystemPart[];
	readonly messages: readonly ModelMessage[];
	/** Empty: the model cannot call any. */
	readonly tools: readonly ToolSpec[];
	/** `auto` when absent. `required`: it must call one. `none`: it sees them and must not call. */
	readonly toolChoice?: 'auto' | 'required' | 'none';
	/** Tokens of the answer, thinking included; the model's own most when absent. */
	readonly maxTokens?: number;
	/** 0 to 1; left to the vendor when absent, and where a model does not take one. */
	readonly temperature?: number;
	/** How hard to think before answering; `none` when absent. Ignored by models that do not think. */
	readonly thinking?: 'none' | 'low' | 'medium' | 'high';
	readonly signal?: AbortSignal;
}

export interface SystemPart {
	readonly text: string;
	/** A hint: all up to the end of this part stays the same from call to call. */
	readonly isStable?: boolean;
}

export interface ToolSpec {
	/** a-z, A-Z, 0-9, "_" and "-", 64 characters at most. */
	readonly name: string;
	readonly description: string;
	/** JSON Schema of an object. */
	readonly inputSchema: Readonly<Record<string, unknown>>;
}

export type ModelMessage = UserMessage | AssistantMessage | ToolMessage;

export interface UserMessage {
	readonly role: 'user';
	readonly parts: readonly (TextPart | ImagePart)[];
}

export interface AssistantMessage {
	readonly role: 'assistant';
	/** In the order in which the model made them. */
	readonly parts: readonly AssistantPart[];
}

/** The results of the calls in the assistant message before it. A call without one is sent with a note that it was stopped. */
export interface ToolMessage {
	readonly role: 'tool';
	readonly parts: readonly ToolResultPart[];
}

export type AssistantPart = TextPart | ThinkingPart | ToolCallPart;

export interface TextPart {
	readonly type: 'text';
	readonly text: string;
}

export interface ImagePart {
	readonly type: 'image';
	readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
	/** The bytes in base64, without "data:". */
	readonly base64: string;
}

export interface ThinkingPart {
	readonly type: 'thinking';
	/** What the vendor shows of it; "" when it shows nothing. */
	readonly text: string;
	readonly seal: Seal | null;
}

export interface ToolCallPart {
	readonly type: 'tool-call';
	readonly callId: string;
	readonly tool: string;
	/** The arguments; null when `rawInput` is not a JSON object: tell the model, with a hint, as the result. */
	readonly input: Readonly<Record<string, unknown>> | null;
	/** As the model wrote them. */
	readonly rawInput: string;
	readonly seal: Seal | null;
}

/** What a vendor wants back untouched with the part it came with. Only the model that made it gets it back. */
export interface Seal {
	/** `ModelSpec.ref` of the model that made it. */
	readonly by: string;
	/** Opaque; only the wire that made it reads it. */
	readonly data: string;
}

export interface ToolResultPart {
	readonly type: 'tool-result';
	readonly callId: string;
	readonly text: string;
	/** Shown to models that take images. */
	readonly images?: readonly ImagePart[];
	readonly failed: boolean;
}

/** `index` counts the tool calls of one message from 0; deltas of several calls may be mixed. Text has no half characters. */
export type ModelEvent =
	| { readonly type: 'text-delta'; readonly text: string }
	| { readonly type: 'thinking-delta'; readonly text: string }
	| { readonly type: 'tool-start'; readonly index: number; readonly callId: string; readonly tool: string }
	| { readonly type: 'tool-delta'; readonly index: number; readonly rawInput: string }
	| { readonly type: 'tool-end'; readonly index: number; readonly call: ToolCallPart }
	/** All of this call so far; replaces the one before. Tokens of a failed call are paid too. */
	| { readonly type: 'usage'; readonly usage: Usage }
	/** Before another attempt: drop what this call has told, as nothing of it stands. */
	| { readonly type: 'message-retry'; readonly error: ModelError; readonly attempt: number; readonly waitMs: number }
	/** `message` is whole, also when the deltas were not read. A stopped message holds what came, and no unfinished tool call. */
	| { readonly type: 'message-end'; readonly stopReason: StopReason; readonly message: AssistantMessage; readonly usage: Usage | null }
	| { readonly type: 'message-error'; readonly error: ModelError; readonly message: AssistantMessage; readonly usage: Usage | null };

/**
 * `tool-use`: it waits for results. `max-tokens`: cut at the limit. `refusal`: the model or its filter declined.
 * `stopped`: the signal fired. `context-overflow`: the request does not fit the model; shorten it.
 */
export type StopReason = 'end' | 'tool-use' | 'max-tokens' | 'refusal' | 'stopped' | 'context-overflow';

/** Tokens. The three kinds of input do not overlap; their sum is what the model read. */
export interface Usage {
	readonly inputTokens: number;
	readonly cacheReadTokens: number;
	readonly cacheWriteTokens: number;
	/** Thinking included. */
	readonly outputTokens: number;
}
