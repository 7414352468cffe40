/**
 * Makes a conversation fit to be sent by any wire, whichever models made it and wherever it was cut off.
 *
 * Text is well-formed and not empty, every call has exactly one result and every result its call, ids are unique
 * and legal, seals go back only to the model that made them, and no image goes to a model that cannot see.
 */
import type { AssistantMessage, AssistantPart, ImagePart, ModelMessage, TextPart, ToolCallPart, ToolResultPart, UserMessage } from './model';
import { wellFormed } from './well-formed';

export interface PrepareRules {
	/** `ModelSpec.ref` of the model that will read it. */
	readonly ref: string;
	readonly takesImages: boolean;
	/** False: calls of one message are sent one after the other, each with its result. */
	readonly callsInParallel: boolean;
	readonly callIds: 'any' | 'nine';
}

const NO_RESULT = 'No result: the call was stopped before it ended.';
const UNSEEN_IMAGE = '[An image that this model cannot see.]';
/** Legal at every vendor: OpenAI takes 40 characters, Anthropic these characters alone. */
const LEGAL_ID = { any: /^[\w-]{1,40}$/, nine: /^[A-Za-z0-9]{9}$/ } as const;

export function prepareMessages(messages: readonly ModelMessage[], rules: PrepareRules): ModelMessage[] {
	const names = new CallNames(rules.callIds);
	const ready: ModelMessage[] = [];
	for (let at = 0; at < messages.length; at++) {
		const message = messages[at];
		if (message?.role === 'assistant') {
			const results: ToolResultPart[] = [];
			for (let next = messages[at + 1]; next?.role === 'tool'; next = messages[at + 1]) {
				results.push(...next.parts);
				at++;
			}
			ready.push(...turn(message, results, { ...rules, names }));
		} else if (message?.role === 'user') ready.push(...userMessage(message.parts, rules));
		else if (message) ready.push(...strays(message.parts, rules));
	}
	return ready;
}

/** JSON of the arguments that every server can parse, whatever the model wrote. */
export function inputOf(call: ToolCallPart): Readonly<Record<string, unknown>> {
	return call.input ?? { unreadable: call.rawInput };
}

function turn({ parts }: AssistantMessage, results: readonly ToolResultPart[], rules: PrepareRules & { names: CallNames }): ModelMessage[] {
	const calls = parts.filter((part) => part.type === 'tool-call');
	const known = new Set(calls.map((call) => call.callId));
	const pairs = calls.map((call) => {
		const callId = rules.names.of(call.callId);
		const result = results.find((candidate) => candidate.callId === call.callId) ?? { type: 'tool-result', callId, text: NO_RESULT, failed: true };
		return { call: ownCall(call, callId, rules.ref), result: { ...cleanResult(result, rules), callId } };
	});
	const spoken = parts.flatMap((part) => ownPart(part, rules.ref));
	const answered: ModelMessage[] =
		rules.callsInParallel || pairs.length < 2
			? [...assistantMessage([...spoken, ...pairs.map(({ call }) => call)]), ...toolMessage(pairs.map(({ result }) => result))]
			: pairs.flatMap(({ call, result }, i) => [...assistantMessage(i === 0 ? [...spoken, call] : [call]), ...toolMessage([result])]);
	return [...answered, ...strays(results.filter((result) => !known.has(result.callId)), rules)];
}

function ownPart(part: AssistantPart, ref: string): AssistantPart[] {
	if (part.type === 'text') return part.text.trim() === '' ? [] : [{ type: 'text', text: wellFormed(part.text) }];
	if (part.type === 'thinking') return part.seal?.by === ref ? [part] : [];
	return [];
}

function ownCall(call: ToolCallPart, callId: string, ref: string): ToolCallPart {
	return { ...call, callId, seal: call.seal?.by === ref ? call.seal : null };
}

/** Thinking alone is no message. */
function assistantMessage(parts: readonly AssistantPart[]): ModelMessage[] {
	return parts.some((part) => part.type !== 'thinking') ? [{ role: 'assistant', parts }] : [];
}

function toolMessage(parts: readonly ToolResultPart[]): ModelMessage[] {
	return parts.length > 0 ? [{ role: 'tool', parts }] : [];
}

function userMessage(parts: UserMessage['parts'], rules: PrepareRules): ModelMessage[] {
	const clean = parts.flatMap((part) => cleanPart(part, rules));
	return clean.length > 0 ? [{ role: 'user', parts: clean }] : [];
}

function cleanPart(part: TextPart | ImagePart, { takesImages }: PrepareRules): (TextPart | ImagePart)[] {
	if (part.type === 'image') return [takesImages ? part : { type: 'text', text: UNSEEN_IMAGE }];
	return part.text.trim() === '' ? [] : [{ type: 'text', text: wellFormed(part.text) }];
}

function cleanResult(result: ToolResultPart, { takesImages }: PrepareRules): ToolResultPart {
	const { images = [], ...rest } = result;
	const text = images.length > 0 && !takesImages ? `${result.text}\n${UNSEEN_IMAGE}` : result.text;
	return { ...rest, text: wellFormed(text === '' ? '(nothing)' : text), ...(takesImages && images.length > 0 ? { images } : {}) };
}

/** Results whose call is gone, as after a cut: still worth reading, and no server takes them as results. */
function strays(results: readonly ToolResultPart[], rules: PrepareRules): ModelMessage[] {
	return results.flatMap((result) => userMessage([{ type: 'text', text: `Result of an earlier tool call:\n${result.text}` }, ...(result.images ?? [])], rules));
}

/** Gives each call of a conversation an id that is legal and its own. */
class CallNames {
	readonly #taken = new Set<string>();
	#count = 0;

	constructor(private readonly kind: PrepareRules['callIds']) {}

	of(id: string): string {
		let name = id;
		while (!LEGAL_ID[this.kind].test(name) || this.#taken.has(name)) {
			name = this.kind === 'nine' ? `c${String(this.#count).padStart(8, '0')}` : `call_${this.#count}`;
			this.#count++;
		}
		this.#taken.add(name);
		return name;
	}
}
