/**
 * Another assistant's conversation as a chat's note: what was asked and answered, each with its time, and all branches. Its
 * names are made of what the other assistant calls it, so that the same conversation is the same note each time. Pure.
 */
import { hashText } from '../../lib/hash';
import { oneLine } from '../../lib/one-line';
import { NO_COST } from '../../runs/cost';
import { resultName } from '../../runs/result-note';
import { printChatHead, printTurn } from '../chat-note';
import type { Turn } from '../transcript';
import type { ForeignChat, ForeignMessage } from './foreign-chat';

export interface ImportedChat {
	/** Of its note; never one that a chat of this vault could have. */
	readonly id: string;
	/** Without folder and ending. */
	readonly name: string;
	readonly head: string;
	/** `print` takes its time: words are made safe. */
	readonly turns: readonly { readonly runId: string; readonly print: () => string; readonly length: number }[];
}

/** Longer than any answer: further minutes passed before it was written. */
const LONGEST_MS = 3_600_000;
const UNASKED = '…';

/** Null when nothing is said in it. */
export function importedChat(chat: ForeignChat): ImportedChat | null {
	const id = `import-${hashText(JSON.stringify([chat.from, chat.id === '' ? chat.messages.slice(0, 2).map(({ text, at }) => [text, at]) : chat.id])).slice(0, 24)}`;
	const turns = turnsOf(chat, id);
	const [first] = turns;
	if (!first) return null;
	const at = chat.at || first.at;
	const head = printChatHead({ id, created: at, isPrivate: false }).replace(/created: \n/, '').replace(/---\n$/, `origin: import\nimported-from: ${JSON.stringify(oneLine(chat.from).slice(0, 100))}\n---\n`);
	return { id, name: resultName(oneLine(chat.title) || first.question, at.slice(0, 10)).trim(), head, turns: turns.map((turn) => ({ runId: turn.runId, print: () => printTurn(turn, []), length: turn.question.length + turn.text.length })) };
}

/** Parents stand before what followed them; what the person saw last stands last. */
export function turnsOf(chat: Pick<ForeignChat, 'messages' | 'leaf'>, chatId: string): readonly Turn[] {
	const { byId, below } = treeOf(chat);
	const hasBelow = ({ id }: ForeignMessage, isPerson: boolean): boolean => (below.get(id) ?? []).some((one) => one.isPerson === isPerson);
	const ends = (one: ForeignMessage): boolean => (one.isPerson ? !hasBelow(one, true) && !hasBelow(one, false) : hasBelow(one, true) || !hasBelow(one, false));
	const runOf = ({ id }: ForeignMessage): string => `${chatId}-${hashText(id).slice(0, 16)}`;
	return inOrder(chat, below).filter(ends).map((end) => {
		const above = ({ parent }: ForeignMessage): ForeignMessage | null => (parent === null ? null : (byId.get(parent) ?? null));
		const [answers, asked]: [ForeignMessage[], ForeignMessage[]] = [[], []];
		let at: ForeignMessage | null = end;
		for (; at && !at.isPerson && (at === end || !ends(at)); at = above(at)) answers.unshift(at);
		for (; at?.isPerson && (asked.length === 0 || !hasBelow(at, false)); at = above(at)) asked.unshift(at);
		return turnOf({ asked, answers, runId: runOf(end), parent: at && !at.isPerson ? runOf(at) : null });
	});
}

interface Said {
	readonly asked: readonly ForeignMessage[];
	readonly answers: readonly ForeignMessage[];
	readonly runId: string;
	readonly parent: string | null;
}

function turnOf({ asked, answers, runId, parent }: Said): Turn {
	const join = (all: readonly ForeignMessage[]): string => all.map(({ text }) => text).join('\n\n');
	const at = [...asked, ...answers].find((one) => one.at !== '')?.at ?? '';
	const end = [...answers].reverse().find((one) => one.at !== '')?.at ?? at;
	const ms = Date.parse(end) - Date.parse(at);
	const text = join(answers);
	return {
		...{ runId, parent, at, question: join(asked) || UNASKED, text, agent: '', model: answers.find(({ model }) => model !== '')?.model ?? '', durationMs: ms > 0 && ms < LONGEST_MS ? ms : 0, isStopped: false, attached: [] },
		answer: { outcome: answers.length === 0 ? 'failed' : 'answered', text, citations: [], missing: [], searched: '', resolve: '' },
		...{ modelNote: '', steps: [], thinking: '', cost: NO_COST, asking: null, changes: [] },
	};
}

interface Tree {
	readonly byId: ReadonlyMap<string, ForeignMessage>;
	/** By parent; null for first ones. */
	readonly below: ReadonlyMap<string | null, readonly ForeignMessage[]>;
}

/** Where messages follow each other in a ring, one of them is taken for the first. */
function treeOf({ messages }: Pick<ForeignChat, 'messages'>): Tree {
	const given = new Map(messages.map((one) => [one.id, one]));
	const byId = new Map<string, ForeignMessage>();
	const settled = new Set<string>();
	for (const one of given.values()) {
		const way = new Set<string>();
		let at: ForeignMessage | undefined = one;
		for (; at && !settled.has(at.id) && !way.has(at.id); at = at.parent === null ? undefined : given.get(at.parent)) way.add(at.id);
		const ring = at && !settled.has(at.id) ? at.id : null;
		for (const id of way) settled.add(id);
		if (ring !== null) byId.set(ring, { ...(given.get(ring) ?? one), parent: null });
	}
	for (const one of given.values()) if (!byId.has(one.id)) byId.set(one.id, one.parent !== null && given.has(one.parent) ? one : { ...one, parent: null });
	const below = new Map<string | null, ForeignMessage[]>();
	for (const id of given.keys()) {
		const message = byId.get(id);
		if (!message) continue;
		const beside = below.get(message.parent);
		if (beside) beside.push(message);
		else below.set(message.parent, [message]);
	}
	return { byId, below };
}

/** Depth first, the way to the last shown message at the end. */
function inOrder({ messages, leaf }: Pick<ForeignChat, 'messages' | 'leaf'>, below: Tree['below']): readonly ForeignMessage[] {
	const given = new Map(messages.map((one) => [one.id, one]));
	const way = new Set<string>();
	for (let at = leaf; at !== null && !way.has(at); at = given.get(at)?.parent ?? null) way.add(at);
	const order: ForeignMessage[] = [];
	// The last is taken first.
	const after = (id: string | null): readonly ForeignMessage[] => [...(below.get(id) ?? [])].reverse().sort((a, b) => Number(way.has(b.id)) - Number(way.has(a.id)));
	const open = [...after(null)];
	for (let next = open.pop(); next; next = open.pop()) {
		order.push(next);
		for (const one of after(next.id)) open.push(one);
	}
	return order;
}
