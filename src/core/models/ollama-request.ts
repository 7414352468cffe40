/** Writes a request in the words of Ollama's own chat API (docs/api.md of ollama/ollama). */
import type { JsonObject } from './json';
import type { AssistantMessage, ImagePart, ModelMessage, ModelRequest, UserMessage } from './model';
import { inputOf, prepareMessages } from './prepare';
import type { CatalogEntry } from './vendor';
import { wellFormed } from './well-formed';

export function ollamaRequest(request: ModelRequest, { spec }: CatalogEntry, contextTokens: number): JsonObject {
	const messages = prepareMessages(request.messages, { ref: spec.ref, takesImages: spec.takesImages, callsInParallel: true, callIds: 'any' });
	const system = request.system.map((part) => wellFormed(part.text)).filter((text) => text.trim() !== '').join('\n\n');
	return {
		model: spec.id,
		stream: true,
		messages: [...(system === '' ? [] : [{ role: 'system', content: system }]), ...messages.flatMap((message, i) => messagesOf(message, messages[i - 1]))],
		...(request.tools.length === 0 || request.toolChoice === 'none' ? {} : { tools: request.tools.map(({ name, description, inputSchema }) => ({ type: 'function', function: { name, description, parameters: inputSchema } })) }),
		...(spec.canThink ? { think: (request.thinking ?? 'none') !== 'none' } : {}),
		options: {
			num_ctx: contextTokens,
			...(request.maxTokens === undefined ? {} : { num_predict: request.maxTokens }),
			...(request.temperature === undefined ? {} : { temperature: request.temperature }),
		},
	};
}

/** `before`: the message with the calls that a tool message answers; Ollama knows results by the tool's name. */
function messagesOf(message: ModelMessage, before: ModelMessage | undefined): JsonObject[] {
	if (message.role === 'user') return [userMessage(message.parts)];
	if (message.role === 'assistant') return [assistantMessage(message)];
	const tools = new Map((before?.role === 'assistant' ? before.parts : []).flatMap((part) => (part.type === 'tool-call' ? [[part.callId, part.tool]] : [])));
	return message.parts.map(({ callId, text, images = [], failed }) => ({ role: 'tool', tool_name: tools.get(callId) ?? '', content: failed ? `Error: ${text}` : text, ...imagesOf(images) }));
}

function userMessage(parts: UserMessage['parts']): JsonObject {
	const content = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
	return { role: 'user', content, ...imagesOf(parts.filter((part) => part.type === 'image')) };
}

function assistantMessage({ parts }: AssistantMessage): JsonObject {
	const content = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
	const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [{ function: { name: part.tool, arguments: inputOf(part) } }] : []));
	return { role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls }) };
}

function imagesOf(images: readonly ImagePart[]): JsonObject {
	return images.length === 0 ? {} : { images: images.map(({ base64 }) => base64) };
}
