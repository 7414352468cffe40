/** Writes a request in the words of Anthropic's Messages API. */
import type { ContentBlockParam, ImageBlockParam, MessageCreateParamsStreaming, MessageParam, TextBlockParam, ToolResultBlockParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { parseJson, textAt } from './json';
import type { AssistantPart, ImagePart, ModelMessage, ModelRequest, SystemPart, TextPart, ThinkingPart, ToolResultPart } from './model';
import { inputOf, prepareMessages } from './prepare';
import type { CatalogEntry } from './vendor';
import { wellFormed } from './well-formed';

/** The API wants a limit; this one every model takes. */
const SAFE_MAX_TOKENS = 8192;
/** The API takes four marks; one is for the end of the conversation. */
const MOST_SYSTEM_MARKS = 3;
/** Tokens of thinking, where a model is told a budget (at least 1024 by the API). */
const BUDGETS = { low: 2048, medium: 8192, high: 24_576 } as const;
const MARK = { type: 'ephemeral' } as const;

export function anthropicRequest(request: ModelRequest, { spec, quirks }: CatalogEntry): MessageCreateParamsStreaming {
	const messages = prepareMessages(request.messages, { ref: spec.ref, takesImages: spec.takesImages, callsInParallel: true, callIds: 'any' });
	const isCached = request.system.some((part) => part.isStable);
	const maxTokens = request.maxTokens ?? spec.maxOutputTokens ?? SAFE_MAX_TOKENS;
	return {
		model: spec.id,
		stream: true,
		max_tokens: maxTokens,
		...systemOf(request.system),
		messages: conversation(messages, isCached),
		...toolsOf(request),
		...thinkingOf(request, { messages, maxTokens, canThink: spec.canThink, style: quirks.thinking }),
		...(request.temperature !== undefined && quirks.takesTemperature && !thinks(request) ? { temperature: request.temperature } : {}),
	};
}

function thinks({ thinking = 'none' }: ModelRequest): boolean {
	return thinking !== 'none';
}

function systemOf(parts: readonly SystemPart[]): { system?: TextBlockParam[] } {
	const marked = parts.filter((part) => part.isStable).slice(-MOST_SYSTEM_MARKS);
	const system = parts.filter((part) => part.text.trim() !== '').map((part): TextBlockParam => ({ type: 'text', text: wellFormed(part.text), ...(marked.includes(part) ? { cache_control: MARK } : {}) }));
	return system.length > 0 ? { system } : {};
}

function toolsOf({ tools, toolChoice = 'auto' }: ModelRequest): Pick<MessageCreateParamsStreaming, 'tools' | 'tool_choice'> {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({ name, description: wellFormed(description), input_schema: { ...inputSchema, type: 'object' } })),
		tool_choice: { type: toolChoice === 'required' ? 'any' : toolChoice },
	};
}

interface ThinkingRules {
	readonly messages: readonly ModelMessage[];
	readonly maxTokens: number;
	readonly canThink: boolean;
	readonly style: CatalogEntry['quirks']['thinking'];
}

function thinkingOf(request: ModelRequest, { messages, maxTokens, canThink, style }: ThinkingRules): Pick<MessageCreateParamsStreaming, 'thinking' | 'output_config'> {
	const { thinking: level = 'none', toolChoice } = request;
	if (!canThink || style === 'always' || style === 'toggle') return {};
	if (style === 'effort') return level === 'none' ? { output_config: { effort: 'low' } } : { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: level } };
	const budget = level === 'none' ? 0 : Math.min(BUDGETS[level], maxTokens - 1024);
	// A forced call excludes thinking, and so do results of calls that were made without.
	if (budget < 1024 || toolChoice === 'required' || answersUnthought(messages)) return {};
	return { thinking: { type: 'enabled', budget_tokens: budget } };
}

function answersUnthought(messages: readonly ModelMessage[]): boolean {
	const caller = messages.at(-1)?.role === 'tool' ? messages.at(-2) : undefined;
	return caller?.role === 'assistant' && caller.parts[0]?.type !== 'thinking';
}

function conversation(messages: readonly ModelMessage[], isCached: boolean): MessageParam[] {
	const written = messages.map(messageOf);
	// The API wants the person to speak first.
	if (written[0]?.role === 'assistant') written.unshift({ role: 'user', content: [{ type: 'text', text: '(The conversation goes on.)' }] });
	const last = written.at(-1)?.content;
	const block = isCached && Array.isArray(last) ? last.at(-1) : undefined;
	if (block && block.type !== 'thinking' && block.type !== 'redacted_thinking') Object.assign(block, { cache_control: MARK });
	return written;
}

function messageOf(message: ModelMessage): MessageParam {
	if (message.role === 'assistant') return { role: 'assistant', content: message.parts.flatMap(assistantBlock) };
	if (message.role === 'tool') return { role: 'user', content: message.parts.map(resultBlock) };
	return { role: 'user', content: message.parts.map(userBlock) };
}

function userBlock(part: TextPart | ImagePart): TextBlockParam | ImageBlockParam {
	return part.type === 'text' ? { type: 'text', text: part.text } : { type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } };
}

function assistantBlock(part: AssistantPart): ContentBlockParam[] {
	if (part.type === 'text') return [{ type: 'text', text: part.text }];
	if (part.type === 'tool-call') return [{ type: 'tool_use', id: part.callId, name: part.tool, input: inputOf(part) }];
	return thinkingBlock(part);
}

/** The API checks the signature against the very text: it goes back untouched or not at all. */
function thinkingBlock({ text, seal }: ThinkingPart): ContentBlockParam[] {
	const sealed = parseJson(seal?.data ?? '');
	const redacted = textAt(sealed, 'redacted');
	if (redacted !== '') return [{ type: 'redacted_thinking', data: redacted }];
	const signature = textAt(sealed, 'signature');
	return signature === '' ? [] : [{ type: 'thinking', thinking: text, signature }];
}

function resultBlock({ callId, text, images = [], failed }: ToolResultPart): ToolResultBlockParam {
	return { type: 'tool_result', tool_use_id: callId, content: [{ type: 'text', text }, ...images.map(userBlock)], ...(failed ? { is_error: true } : {}) };
}
