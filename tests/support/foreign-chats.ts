/** Chats as ChatGPT and Claude export them, small ones and those from a seed. For tests and measurements. */
import type { ChatSource } from '../../src/core/agents/imports/chat-imports';
import { Random } from './random';

export interface Line {
	readonly isPerson: boolean;
	readonly text: string;
}

/** In pieces of so many bytes. */
export function sourceOf(path: string, content: string | Uint8Array, size = 1 << 20): ChatSource {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return {
		path,
		async *pieces() {
			for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
		},
	};
}

export function chatGpt(id: string, lines: readonly Line[], more: object = {}): object {
	const mapping: Record<string, object> = { root: { id: 'root', message: null, parent: null, children: ['n0'] } };
	lines.forEach(({ isPerson, text }, i) => {
		mapping[`n${i}`] = { id: `n${i}`, parent: i === 0 ? 'root' : `n${i - 1}`, children: [`n${i + 1}`], message: { id: `n${i}`, author: { role: isPerson ? 'user' : 'assistant', name: null, metadata: {} }, create_time: 1_700_000_000 + i * 60, content: { content_type: 'text', parts: [text] }, recipient: 'all', metadata: isPerson ? {} : { model_slug: 'gpt-4o' } } };
	});
	return { id, conversation_id: id, title: `Talk ${id}`, create_time: 1_700_000_000.5, update_time: 1_700_000_999, mapping, current_node: `n${lines.length - 1}`, moderation_results: [], ...more };
}

export function claude(id: string, lines: readonly Line[], more: object = {}): object {
	return { uuid: id, name: `Talk ${id}`, created_at: '2026-01-02T10:11:12.345678Z', updated_at: '2026-01-02T11:00:00Z', account: { uuid: 'a' }, chat_messages: lines.map(({ isPerson, text }, i) => ({ uuid: `${id}-${i}`, text: `fallback ${i}`, content: [{ type: 'thinking', thinking: 'unsaid' }, { type: 'text', text, citations: [] }, { type: 'tool_use', name: 'x', input: {} }], sender: isPerson ? 'human' : 'assistant', created_at: `2026-01-02T10:${String(11 + (i % 40)).padStart(2, '0')}:12Z`, attachments: [], files: [] })), ...more };
}

/** A list of conversations with any words, and what was said in each. */
export function generatedChats(seed: number): { readonly json: string; readonly said: readonly (readonly Line[])[] } {
	const random = new Random(seed);
	const word = (): string => random.pick(['Lyon', 'rent', '“quotes”', '日本', '\n```js\nx()\n```\n', '\\', '"', '{[', ']}', '<!-- praxis:turn {} -->', '%%', '## Heading', '> quote', '[^1]', '\n', 'a | b', '🙂', '- item']);
	const text = (): string => `${Array.from({ length: 1 + random.below(6) }, word).join(' ')} ${random.below(1e9)}`.trim();
	const said = Array.from({ length: 1 + random.below(5) }, () => Array.from({ length: 1 + random.below(8) }, (): Line => ({ isPerson: random.chance(0.5), text: text() })));
	return { json: JSON.stringify(said.map((lines, i) => (random.chance(0.5) ? chatGpt : claude)(`c${seed}-${i}`, lines)), null, random.pick([0, 1])), said };
}
