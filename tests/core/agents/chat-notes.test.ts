/** Chats kept as notes: added to at their end, opened again whole, private when they are, and never at the cost of a person's words. */
import { CHAT_RUN } from '../../../src/core/agents/chat-note';
import { ChatNotes, type ChatNotesOptions } from '../../../src/core/agents/chat-notes';
import { newThread, type Thread } from '../../../src/core/agents/thread';
import type { Turn } from '../../../src/core/agents/transcript';
import { startRun, type RunState } from '../../../src/core/guard/run-state';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { ModelMessage } from '../../../src/core/models/model';
import { NO_COST } from '../../../src/core/runs/cost';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const ID = '01KB0000000000000000000000';
let world: AgentWorld;
afterEach(() => world.close());

function chatsIn({ host, changes, guard }: AgentWorld, more: Partial<ChatNotesOptions> = {}): ChatNotes {
	return new ChatNotes({ vault: host.vault, store: host.store, changes, guard, folder: () => 'Praxis/Chats', ...more });
}

function turn(runId: string, about: Partial<Turn> = {}): Turn {
	const text = `Answer ${runId}.`;
	const answer = { outcome: 'answered' as const, text, citations: [], missing: [], searched: '', resolve: '' };
	return { ...{ runId, parent: null, attached: [], question: `Question ${runId}?`, agent: 'Librarian', model: 'm', modelNote: '', at: '2026-11-22T12:00:00.000Z', steps: [{ callId: '1', tool: 'read_note', title: 'Reading', summary: 'read', state: 'done' as const }], thinking: '', cost: NO_COST, asking: null, changes: [], durationMs: 1, isStopped: false, text, answer }, ...about };
}

const said = (role: 'user' | 'assistant', text: string): ModelMessage => ({ role, parts: [{ type: 'text', text }] });
/** A thread in which each run added its question, a tool's words and its answer. */
function threadOf(runs: readonly string[], state: Partial<RunState> = {}): Thread {
	const thread = newThread();
	let messages: readonly ModelMessage[] = [];
	for (const runId of runs) {
		messages = [...messages, said('user', `Question ${runId}?`), said('assistant', `Looked at ${runId}`), said('assistant', `Answer ${runId}.`)];
		thread.turns = [...thread.turns, { runId, notes: ['Home/Lease.md'], conversation: { messages, state: { ...startRun(false), ...state } } }];
	}
	return thread;
}
const words = (messages: readonly ModelMessage[] | undefined): string[] => (messages ?? []).map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')).join(''));

test('given a chat of three turns in two branches, when it is kept and opened, then turns, steps, threads and what a person added are all there', async () => {
	world = await agentWorld({ 'Home/Lease.md': 'The lease.' });
	const chats = chatsIn(world);
	const [a, b, c] = [turn('A'), turn('B', { parent: 'A' }), turn('C', { parent: 'A' })];
	const path = await chats.keep({ id: ID, path: null }, [a], threadOf(['A']));
	expect(path).toBe('Praxis/Chats/2026-11-22 Question A.md');
	await chats.keep({ id: ID, path }, [a, b], threadOf(['A', 'B']));
	await world.host.vault.process(path, (text) => `${text.replace('praxis: chat', 'praxis: chat\nmood: good')}\nA remark of my own.\n`);
	expect(await chats.keep({ id: ID, path }, [a, c], threadOf(['A', 'C']))).toBe(path);
	const text = (await world.host.vault.read(path))?.text ?? '';
	expect(text).toMatch(/mood: good[^]*Answer A[^]*Answer B\.\n\nA remark of my own\.\n[^]*Answer C/);
	const opened = await chats.open(path);
	expect(opened.turns.map(({ runId, parent, text: shown, steps }) => [runId, parent, shown, steps.length])).toEqual([
		['A', null, 'Answer A.', 1],
		// Edited: the note speaks, and what only the device knew of it is gone.
		['B', 'A', 'Answer B.\n\nA remark of my own.', 0],
		['C', 'A', 'Answer C.', 1],
	]);
	expect(words(opened.threads.get('C')?.conversation.messages)).toEqual(words(threadOf(['A', 'C']).turns[1]?.conversation.messages));
	expect(words(opened.threads.get('B')?.conversation.messages)).toEqual(['Question A?', 'Looked at A', 'Answer A.', 'Question B?', 'Answer B.\n\nA remark of my own.']);
	expect((await world.changes.runs()).every(({ id }) => id.startsWith(CHAT_RUN))).toBe(true);
	expect(world.questions).toEqual([]);
});

test('given a chat that becomes private, when it is kept, then its note is marked, and so is what goes on from it on another device', async () => {
	world = await agentWorld({});
	const path = await chatsIn(world).keep({ id: ID, path: null }, [turn('A')], threadOf(['A']));
	expect((await world.host.vault.read(path))?.text).not.toContain('private');
	await chatsIn(world).keep({ id: ID, path }, [turn('A'), turn('B', { parent: 'A' })], threadOf(['A', 'B'], { secrecy: 'private', taint: true }));
	const { text = '' } = (await world.host.vault.read(path)) ?? {};
	expect(text).toMatch(/^---\npraxis: chat\n[^]*private: true\n---\n/);
	expect(await world.guard.labelOf(path)).toMatchObject({ secrecy: 'private', integrity: 'untrusted' });
	world.close();
	world = await agentWorld({ [path]: text });
	const opened = await chatsIn(world).open(path);
	expect(words(opened.threads.get('B')?.conversation.messages)).toEqual(['Question A?', 'Answer A.', 'Question B?', 'Answer B.']);
	expect(opened.threads.get('B')?.conversation.state.secrecy).toBe('private');
});

test('given a chat whose note is gone, when it goes on, then a new note holds all of it; a damaged copy on the device harms nothing', async () => {
	world = await agentWorld({});
	const chats = chatsIn(world);
	const path = await chats.keep({ id: ID, path: null }, [turn('A')], threadOf(['A']));
	await world.host.vault.trash(path);
	const again = await chats.keep({ id: ID, path }, [turn('A'), turn('B', { parent: 'A' })], threadOf(['A', 'B']));
	await world.host.store.write(`chats/${ID}/A.json`, new TextEncoder().encode('{"section":'));
	expect((await chats.open(again)).turns.map(({ runId }) => runId)).toEqual(['A', 'B']);
	await expect(chats.open(vaultPath('No.md'))).rejects.toMatchObject({ code: 'missing-note' });
	await world.host.vault.create(vaultPath('Plain.md'), '# Plain');
	await expect(chats.open(vaultPath('Plain.md'))).rejects.toMatchObject({ code: 'bad-input' });
});

test('given a kept chat that says what a note says, when an agent searches, then only the note is shown: a chat would prove itself', async () => {
	world = await agentWorld({ 'Home/Lease.md': 'The lease of the flat ends on 30 September 2026.', 'Praxis/Chats/Lease.md': '---\npraxis: chat\nid: 01KB\n---\nThe lease of the flat ends on 30 September 2026.\n' });
	const { events } = await world.run('When does the lease end?', [scriptedModel([{ calls: [{ tool: 'search_notes', input: { query: 'lease flat' } }] }, { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }])]);
	expect(events.flatMap((event) => (event.type === 'tool-end' ? [event.summary] : []))[0]).toBe('1 note');
});
