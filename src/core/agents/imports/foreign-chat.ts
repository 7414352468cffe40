/**
 * Conversations as other assistants export them, in one form: ChatGPT's tree of nodes, Claude's list of messages, and plain
 * lists of roles. Nothing that is missing or unknown in them is an error; what holds no words is counted. Pure.
 */

export interface ForeignMessage {
	readonly id: string;
	/** The message before it; null for a first one. */
	readonly parent: string | null;
	readonly isPerson: boolean;
	readonly text: string;
	/** ISO 8601; "" when not told. */
	readonly at: string;
	readonly model: string;
}

export interface ForeignChat {
	/** The assistant's name: "ChatGPT". */
	readonly from: string;
	/** As the assistant knows it; "" for none. */
	readonly id: string;
	readonly title: string;
	/** ISO 8601; "" when not told. */
	readonly at: string;
	readonly messages: readonly ForeignMessage[];
	/** The message that was shown last; null when not told. */
	readonly leaf: string | null;
	/** Messages of person or assistant whose content is no text. */
	readonly wordless: number;
}

type Data = Readonly<Record<string, unknown>>;
/** A message before it is known whether it is kept. */
type Node = Omit<ForeignMessage, 'isPerson'> & { readonly isPerson: boolean | null };

/** Null for what is no conversation. */
export function readForeignChat(item: unknown): ForeignChat | null {
	const data = dataOf(item);
	const nested = dataOf(data['conversation']);
	if ('mapping' in data) return fromTree(data);
	if (Array.isArray(data['chat_messages'])) return fromList('Claude', data, data['chat_messages']);
	if (Array.isArray(data['messages'])) return fromList(textIn(data, 'assistant', 'source') || 'another assistant', data, data['messages']);
	return Object.keys(nested).length > 0 && !('conversation' in nested) ? readForeignChat(nested) : null;
}

/** Whether it is one message of a list that is a conversation by itself. */
export function isMessage(item: unknown): boolean {
	const data = dataOf(item);
	return personIn(data) !== undefined && ('content' in data || 'text' in data);
}

/** ChatGPT: each node has a message, or none, and its parent. */
function fromTree(data: Data): ForeignChat {
	const nodes = Object.entries(dataOf(data['mapping'])).map(([id, value]): Node => {
		const node = dataOf(value);
		const message = dataOf(node['message']);
		const metadata = dataOf(message['metadata']);
		const isHidden = metadata['is_visually_hidden_from_conversation'] === true || !['all', ''].includes(textIn(message, 'recipient'));
		const isPerson = isHidden || /^(?:thoughts|reasoning_recap|user_editable_context|model_editable_context)$/.test(textIn(dataOf(message['content']), 'content_type')) ? null : (personIn(dataOf(message['author'])) ?? null);
		return { id, parent: textIn(node, 'parent') || null, isPerson, text: withFiles(textOf(message['content']), metadata['attachments']), at: instantOf(message['create_time']), model: textIn(metadata, 'model_slug') };
	});
	const leaf = textIn(data, 'current_node');
	return chatOf('ChatGPT', data, { nodes, leaf: leaf === '' ? null : leaf });
}

/** Claude, and others: messages in their order; newer exports name the one before. */
function fromList(from: string, data: Data, list: readonly unknown[]): ForeignChat {
	const all = list.map(dataOf);
	const idOf = (message: Data, i: number): string => textIn(message, 'uuid', 'id') || `m${i}`;
	const ids = new Set(all.map(idOf));
	const nodes = all.map((message, i): Node => {
		const named = textIn(message, 'parent_message_uuid');
		const before = all[i - 1];
		const isFirst = /^0{8}-/.test(named) || i === 0 || !before;
		const content = textOf(message['content']) || textOf(message['text']);
		return { id: idOf(message, i), parent: ids.has(named) ? named : isFirst ? null : idOf(before, i - 1), isPerson: personIn(message) ?? null, text: withFiles(content, message['attachments'], message['files']), at: instantOf(message['created_at'] ?? message['create_time'] ?? message['timestamp'] ?? message['created_utc']), model: textIn(message, 'model') };
	});
	const leaf = textIn(data, 'current_leaf_message_uuid');
	return chatOf(from, data, { nodes, leaf: leaf === '' ? null : leaf });
}

function chatOf(from: string, data: Data, { nodes, leaf }: { readonly nodes: readonly Node[]; readonly leaf: string | null }): ForeignChat {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const kept = [...byId.values()].flatMap((node) => (node.isPerson !== null && node.text !== '' ? [{ ...node, isPerson: node.isPerson }] : []));
	const above = nearest(byId, new Set(kept.map(({ id }) => id)));
	const at = instantOf(data['create_time'] ?? data['created_at'] ?? data['created_utc']);
	return {
		from, at, id: textIn(data, 'conversation_id', 'uuid', 'id'), title: textIn(data, 'title', 'name'),
		messages: kept.map((message) => ({ ...message, parent: above(message.parent) })),
		leaf: leaf === null ? null : above(leaf),
		wordless: nodes.filter(({ isPerson, text }) => isPerson !== null && text === '').length,
	};
}

/** The message itself when it is kept, else the nearest kept one before it; null for none, and in a ring. */
function nearest(nodes: ReadonlyMap<string, Node>, kept: ReadonlySet<string>): (id: string | null) => string | null {
	const known = new Map<string, string | null>();
	return (id) => {
		const way: string[] = [];
		let at = id;
		for (const seen = new Set<string>(); at !== null && !kept.has(at) && !known.has(at) && !seen.has(at); at = nodes.get(at)?.parent ?? null) {
			seen.add(at);
			way.push(at);
		}
		const found = at === null ? null : kept.has(at) ? at : (known.get(at) ?? null);
		for (const one of way) known.set(one, found);
		return found;
	};
}

/** Undefined for roles that are neither: systems and tools. */
function personIn(data: Data): boolean | undefined {
	const role = textIn(data, 'role', 'sender').toLowerCase();
	if (/^(?:user|human|you|person)$/.test(role)) return true;
	return /^(?:assistant|model|bot|ai|claude|chatgpt|gpt)$/.test(role) ? false : undefined;
}

/** Texts of any of the forms: a text, parts, blocks. What thinks or calls tools says nothing to the person. */
function textOf(content: unknown): string {
	if (typeof content === 'string') return clean(content);
	if (Array.isArray(content)) return clean(content.map((part) => textOf(part)).filter((text) => text !== '').join('\n\n'));
	const data = dataOf(content);
	const type = textIn(data, 'type', 'content_type');
	if (/^(?:thinking|tool_use|tool_result|token_budget|redacted_thinking)$/.test(type)) return '';
	if (Array.isArray(data['parts'])) return textOf(data['parts']);
	const text = textIn(data, 'text', 'result');
	return type === 'code' && text !== '' ? `\`\`\`${textIn(data, 'language').replace(/[^\w+-]|^unknown$/g, '')}\n${clean(text)}\n\`\`\`` : clean(text);
}

/** The names of files, and what was read out of them, below the words. */
function withFiles(text: string, ...lists: readonly unknown[]): string {
	const files = lists.flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : [])).map(dataOf);
	const told = files.flatMap((file) => {
		const name = textIn(file, 'file_name', 'name');
		return name === '' ? [] : [[`File: ${clean(name)}`, clean(textIn(file, 'extracted_content'))].filter((part) => part !== '').join('\n\n')];
	});
	return [text, ...new Set(told)].filter((part) => part !== '').join('\n\n');
}

/** Without ChatGPT's marks of what it found on the web, which stand between signs of a private use. */
function clean(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(/\uE200[^\uE201]*\uE201/g, '').replace(/(?!\n|\t)\p{Cc}/gu, '').replace(/\p{Cs}/gu, '\uFFFD').trim();
}

/** Seconds since 1970, or a date in words that say their zone. */
function instantOf(value: unknown): string {
	const ms = typeof value === 'number' ? value * (value > 1e11 ? 1 : 1000) : typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T')) : NaN;
	return ms >= 0 && ms < 4e12 ? new Date(ms).toISOString() : '';
}

function textIn(data: Data, ...names: readonly string[]): string {
	for (const name of names) {
		const value = data[name];
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return '';
}

function dataOf(value: unknown): Data {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
}
