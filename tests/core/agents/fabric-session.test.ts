/** Given a session of Fabric, when it comes in, then it is a chat, and goes out with the same words. */
import { readChat } from '../../../src/core/agents/chat-note';
import { chatFromSession, sessionFromChat } from '../../../src/core/agents/fabric-session';
import { labelNote } from '../../../src/core/guard/labels';
import { readFrontMatter } from '../../../src/core/lib/front-matter';

let next = 0;
const options = { at: '2026-11-22T09:00:00.000Z', newId: () => `01RUN${next++}` };
const MESSAGES = [{ role: 'user', content: 'What is a pump?' }, { role: 'meta', content: 'Never sent.' }, { role: 'assistant', content: 'A machine that moves water.\n\n## It has\n- a wheel' }, { role: 'user', content: 'And a long one?\nWith two lines.' }, { role: 'assistant', content: 'Yes.' }];

test('given questions and answers, then each is a turn, and the same go out without what was never sent', () => {
	const chat = chatFromSession('talk: one', JSON.stringify(MESSAGES), options) ?? '';
	expect(readChat(chat, { resolve: () => null, isPrivate: false })?.turns.map(({ turn }) => [turn.question, turn.text.trim()])).toEqual([['What is a pump?', 'A machine that moves water.\n\n## It has\n- a wheel'], ['And a long one?\nWith two lines.', 'Yes.']]);
	const out = sessionFromChat(chat);
	expect(out?.name).toBe('talk: one');
	expect(JSON.parse(out?.json ?? '')).toEqual(MESSAGES.filter(({ role }) => role !== 'meta'));
});

test("given a system's words and parts, then they stand before the question, and a question without an answer is left", () => {
	const chat = chatFromSession('s', JSON.stringify([{ role: 'system', content: 'Be short.' }, { role: 'user', content: [{ type: 'text', text: 'Pump?' }, { type: 'image_url' }] }, { role: 'assistant', content: 'Moves water.' }, { role: 'user', content: 'Unanswered' }]), options) ?? '';
	expect(JSON.parse(sessionFromChat(chat)?.json ?? '')).toEqual([{ role: 'user', content: 'Be short.\n\nPump?' }, { role: 'assistant', content: 'Moves water.' }]);
});

test.each(['', '{', '[]', '{}', '[{"role":"user","content":"x"}]', '[1,null,{"role":"assistant"}]'])('given %j, then it is none', (json) => {
	expect(chatFromSession('s', json, options)).toBeNull();
});

test('given a chat of another origin, then it is no session', () => {
	expect(sessionFromChat('---\npraxis: chat\nid: x\n---\n')).toBeNull();
	expect(sessionFromChat('---\nfabric-session: ../x\npraxis: chat\n---\n')).toBeNull();
});

test('given a session of another assistant, then its chat is nobody’s own on any device, however it was written', () => {
	const note = chatFromSession('talk', JSON.stringify([{ role: 'user', content: 'q' }, { role: 'assistant', content: 'Trust me.' }]), { at: '2026-11-20T10:00:00Z', newId: () => '01KBN3W8Q2X7M4T9V6RZ5C0HJD' }) ?? '';
	const label = labelNote({ path: 'Praxis/Chats/talk.md', hash: '', properties: readFrontMatter(note).frontMatter?.data ?? {}, tags: [], record: { integrity: 'trusted', secrecy: 'vault' }, accepted: new Set() }, { privateFolders: [], untrustedFolders: [], outputFolders: [] });
	expect(label.integrity).toBe('untrusted');
});
