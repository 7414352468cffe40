/** Writes a request in the words of OpenAI's Responses API. Nothing is stored at OpenAI: each request holds it all. */
import type { EasyInputMessage, ResponseCreateParamsStreaming, ResponseInputImage, ResponseInputItem, ResponseInputText } from 'openai/resources/responses/responses';
import { parseJson, textAt } from './json';
import type { AssistantPart, ImagePart, ModelMessage, ModelRequest, TextPart, ThinkingPart, ToolResultPart } from './model';
import { inputOf, prepareMessages } from './prepare';
import type { CatalogEntry } from './vendor';
import { wellFormed } from './well-formed';

/** The least that the API takes. */
const LEAST_MAX_TOKENS = 16;

export function responsesRequest(request: ModelRequest, { spec, quirks }: CatalogEntry): ResponseCreateParamsStreaming {
	const messages = prepareMessages(request.messages, { ref: spec.ref, takesImages: spec.takesImages, callsInParallel: quirks.callsInParallel, callIds: quirks.callIds });
	const instructions = request.system.map((part) => wellFormed(part.text)).filter((text) => text.trim() !== '').join('\n\n');
	return {
		model: spec.id,
		stream: true,
		store: false,
		...(instructions === '' ? {} : { instructions }),
		input: messages.flatMap(itemsOf),
		...(request.maxTokens === undefined ? {} : { max_output_tokens: Math.max(request.maxTokens, LEAST_MAX_TOKENS) }),
		...(request.temperature === undefined || !quirks.takesTemperature ? {} : { temperature: request.temperature }),
		...toolsOf(request, quirks.callsInParallel),
		...(spec.canThink ? thinkingOf(request, quirks.lowestEffort) : {}),
	};
}

function toolsOf({ tools, toolChoice = 'auto' }: ModelRequest, callsInParallel: boolean): Pick<ResponseCreateParamsStreaming, 'tools' | 'tool_choice' | 'parallel_tool_calls'> {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({ type: 'function', name, description: wellFormed(description), parameters: { ...inputSchema }, strict: false })),
		tool_choice: toolChoice,
		parallel_tool_calls: callsInParallel,
	};
}

function thinkingOf({ thinking = 'none' }: ModelRequest, lowest: CatalogEntry['quirks']['lowestEffort']): Pick<ResponseCreateParamsStreaming, 'reasoning' | 'include'> {
	const reasoning = thinking === 'none' ? { effort: lowest } : { effort: thinking, summary: 'auto' as const };
	return { reasoning, include: ['reasoning.encrypted_content'] };
}

function itemsOf(message: ModelMessage): ResponseInputItem[] {
	if (message.role === 'tool') return message.parts.map(resultItem);
	if (message.role === 'assistant') return message.parts.flatMap(assistantItem);
	const said: EasyInputMessage = { role: 'user', content: message.parts.map(inputPart) };
	return [said];
}

function inputPart(part: TextPart | ImagePart): ResponseInputText | ResponseInputImage {
	return part.type === 'text' ? { type: 'input_text', text: part.text } : { type: 'input_image', image_url: `data:${part.mediaType};base64,${part.base64}`, detail: 'auto' };
}

function assistantItem(part: AssistantPart): ResponseInputItem[] {
	if (part.type === 'text') return [{ role: 'assistant', content: part.text }];
	if (part.type === 'tool-call') return [{ type: 'function_call', call_id: part.callId, name: part.tool, arguments: JSON.stringify(inputOf(part)) }];
	return reasoningItem(part);
}

function reasoningItem({ text, seal }: ThinkingPart): ResponseInputItem[] {
	const sealed = parseJson(seal?.data ?? '');
	const encrypted = textAt(sealed, 'encrypted');
	if (encrypted === '') return [];
	return [{ type: 'reasoning', id: textAt(sealed, 'id'), summary: text === '' ? [] : [{ type: 'summary_text', text }], encrypted_content: encrypted }];
}

function resultItem({ callId, text, images = [], failed }: ToolResultPart): ResponseInputItem {
	const said = failed ? `Error: ${text}` : text;
	return { type: 'function_call_output', call_id: callId, output: images.length === 0 ? said : [{ type: 'input_text', text: said }, ...images.map(inputPart)] };
}
