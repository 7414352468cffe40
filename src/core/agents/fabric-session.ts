/** A session of Fabric as a chat's note, and such a note as a session again. What was never sent (`meta`) is left out. */
import { readFrontMatter } from '../lib/front-matter';
import { NO_COST } from '../runs/cost';
import { printChatHead, printTurn, readChat } from './chat-note';
import type { Turn } from './transcript';

export interface SessionOptions {
	/** ISO 8601. */
	readonly at: string;
	readonly newId: () => string;
}

interface Message {
	readonly role: string;
	readonly content: string;
}

/** Property with the session's name, by which it goes out again. */
const SESSION = 'fabric-session';
/** A property that names another origin: nobody here asked or answered, and no device takes it for the person's own. */
const ORIGIN = 'imported-from';

/** Null for what is no session, or holds no question. A system's words stand before the question that they came with. */
export function chatFromSession(name: string, json: string, { at, newId }: SessionOptions): string | null {
	const messages = messagesIn(json);
	const turns: Turn[] = [];
	let asked: string[] = [];
	for (const { role, content } of messages) {
		if (role === 'user' || role === 'system' || role === 'developer') asked.push(content);
		if (role !== 'assistant' || asked.length === 0) continue;
		turns.push(turnOf(asked.join('\n\n'), content, { at, runId: newId(), parent: turns.at(-1)?.runId ?? null }));
		asked = [];
	}
	if (turns.length === 0) return null;
	const head = printChatHead({ id: newId(), created: at, isPrivate: false }).replace(/---\n$/, `${SESSION}: ${JSON.stringify(name)}\n${ORIGIN}: ${JSON.stringify(`${name}.json`)}\n---\n`);
	return head + turns.map((turn) => printTurn(turn, [])).join('\n');
}

/** Null for a note that did not come from a session. */
export function sessionFromChat(text: string): { readonly name: string; readonly json: string } | null {
	const name = readFrontMatter(text).frontMatter?.data[SESSION];
	const chat = typeof name === 'string' && !/[\\/]/.test(name) ? readChat(text, { resolve: () => null, isPrivate: false }) : null;
	if (!chat || typeof name !== 'string') return null;
	const messages = chat.turns.flatMap(({ turn }) => [{ role: 'user', content: turn.question }, { role: 'assistant', content: turn.text }]);
	return { name, json: `${JSON.stringify(messages, null, 2)}\n` };
}

function messagesIn(json: string): readonly Message[] {
	try {
		const data: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
		const items: readonly unknown[] = Array.isArray(data) ? data : [];
		return items.flatMap((item) => {
			const { role, content } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
			const text = contentOf(content);
			return typeof role === 'string' && text.trim() !== '' ? [{ role, content: text }] : [];
		});
	} catch {
		return []; // Told as what is no session.
	}
}

/** A text, or parts of which only the texts are kept. */
function contentOf(content: unknown): string {
	const parts: readonly unknown[] = Array.isArray(content) ? content : [];
	if (typeof content === 'string') return content;
	return parts.flatMap((part) => (typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? [part.text] : [])).join('\n');
}

function turnOf(question: string, text: string, { at, runId, parent }: Pick<Turn, 'at' | 'runId' | 'parent'>): Turn {
	return {
		...{ runId, parent, at, question, text, agent: '', model: '', durationMs: 0, isStopped: false, attached: [] },
		answer: { outcome: 'answered', text, citations: [], missing: [], searched: '', resolve: '' },
		...{ modelNote: '', steps: [], thinking: '', cost: NO_COST, asking: null, changes: [] },
	};
}
