/** Writes a request in the words of OpenAI's Chat Completions, with the quirks of the many servers that speak them. */
import type { ChatCompletionAssistantMessageParam, ChatCompletionContentPart, ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { parseJson } from './json';
import type { AssistantMessage, ImagePart, ModelMessage, ModelRequest, TextPart, ToolCallPart, ToolMessage } from './model';
import { inputOf, prepareMessages } from './prepare';
import type { CatalogEntry, Quirks } from './vendor';
import { wellFormed } from './well-formed';

/** What servers add to OpenAI's own words. */
interface Extras {
	readonly thinking?: { readonly type: 'enabled' | 'disabled' };
}

export function chatRequest(request: ModelRequest, { spec, quirks }: CatalogEntry): ChatCompletionCreateParamsStreaming & Extras {
	const messages = prepareMessages(request.messages, { ref: spec.ref, takesImages: spec.takesImages, callsInParallel: quirks.callsInParallel, callIds: quirks.callIds });
	const system = request.system.map((part) => wellFormed(part.text)).filter((text) => text.trim() !== '').join('\n\n');
	return {
		model: spec.id,
		stream: true,
		...(quirks.streamsUsage ? { stream_options: { include_usage: true } } : {}),
		messages: [...(system === '' ? [] : [{ role: quirks.systemRole, content: system }]), ...messages.flatMap((message) => messagesOf(message, quirks))],
		...(request.maxTokens === undefined ? {} : { [quirks.maxTokensField]: request.maxTokens }),
		...(request.temperature === undefined || !quirks.takesTemperature ? {} : { temperature: request.temperature }),
		...toolsOf(request, quirks.callsInParallel),
		...(spec.canThink ? thinkingOf(request, quirks) : {}),
	};
}

function toolsOf({ tools, toolChoice = 'auto' }: ModelRequest, callsInParallel: boolean): Pick<ChatCompletionCreateParamsStreaming, 'tools' | 'tool_choice' | 'parallel_tool_calls'> {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({ type: 'function', function: { name, description: wellFormed(description), parameters: { ...inputSchema } } })),
		// "auto" is what all do by themselves; some servers do not know the word.
		...(toolChoice === 'auto' ? {} : { tool_choice: toolChoice }),
		...(callsInParallel ? {} : { parallel_tool_calls: false }),
	};
}

function thinkingOf({ thinking = 'none' }: ModelRequest, { thinking: style, lowestEffort }: Quirks): Pick<ChatCompletionCreateParamsStreaming, 'reasoning_effort'> & Extras {
	if (style === 'toggle') return { thinking: { type: thinking === 'none' ? 'disabled' : 'enabled' } };
	return style === 'effort' ? { reasoning_effort: thinking === 'none' ? lowestEffort : thinking } : {};
}

function messagesOf(message: ModelMessage, quirks: Quirks): ChatCompletionMessageParam[] {
	if (message.role === 'tool') return resultMessages(message);
	if (message.role === 'assistant') return [assistantMessage(message, quirks)];
	const [first, ...rest] = message.parts;
	// Plain text where it is plain text: small servers know nothing else.
	if (first?.type === 'text' && rest.length === 0) return [{ role: 'user', content: first.text }];
	return [{ role: 'user', content: message.parts.map(contentPart) }];
}

function contentPart(part: TextPart | ImagePart): ChatCompletionContentPart {
	return part.type === 'text' ? { type: 'text', text: part.text } : { type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${part.base64}` } };
}

function assistantMessage({ parts }: AssistantMessage, { wantsThinkingBack }: Quirks): ChatCompletionAssistantMessageParam {
	const content = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
	const thinking = parts.flatMap((part) => (part.type === 'thinking' ? [part.text] : [])).join('');
	const calls = parts.filter((part) => part.type === 'tool-call');
	return {
		role: 'assistant',
		content: content === '' && calls.length > 0 ? null : content,
		...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }),
		...(wantsThinkingBack && thinking !== '' && calls.length > 0 ? { reasoning_content: thinking } : {}),
	};
}

function callOf(call: ToolCallPart): { id: string; type: 'function'; function: { name: string; arguments: string } } {
	const extra = parseJson(call.seal?.data ?? '');
	return { id: call.callId, type: 'function', function: { name: call.tool, arguments: JSON.stringify(inputOf(call)) }, ...(extra === undefined ? {} : { extra_content: extra }) };
}

/** Results hold text alone here; their images follow as if the person showed them. */
function resultMessages({ parts }: ToolMessage): ChatCompletionMessageParam[] {
	const images = parts.flatMap((part) => part.images ?? []);
	return [
		...parts.map((part): ChatCompletionMessageParam => ({ role: 'tool', tool_call_id: part.callId, content: part.failed ? `Error: ${part.text}` : part.text })),
		...(images.length === 0 ? [] : [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Images of the results above:' }, ...images.map(contentPart)] }]),
	];
}
