/** No run waits for an answer that nobody can give: what is asked is drawn, asked elsewhere, or answered with no. */
import type { GuardQuestion } from '../../src/core/guard/run-guard';
import { PendingAsks, type PendingAsk } from '../../src/obsidian/chat/pending-asks';

const LEAVE: GuardQuestion = { id: '1', tool: 'note_edit', text: '', sources: [], agent: 'Scribe', reason: '', plan: null };
const never = (): AbortSignal => new AbortController().signal;

test('given an open view, when a run asks, then it waits there and nowhere else, and the answer reaches the run', async () => {
	const elsewhere: PendingAsk[] = [];
	const asks = new PendingAsks((ask) => elsewhere.push(ask));
	asks.attach();
	const answer = asks.askText({ text: 'Which pump?', options: ['A', 'B'] }, never());
	expect([asks.all.length, elsewhere.length]).toEqual([1, 0]);
	const [ask] = asks.all;
	if (ask?.kind === 'question') ask.answer('B');
	expect(await answer).toBe('B');
	expect(asks.all).toEqual([]);
});

test('given a view that closes while a run waits, when it is the last, then it is asked elsewhere; with no view it is asked there at once', async () => {
	const elsewhere: PendingAsk[] = [];
	const asks = new PendingAsks((ask) => elsewhere.push(ask));
	const [first, second] = [asks.attach(), asks.attach()];
	const leave = asks.askLeave(LEAVE);
	first();
	expect(elsewhere).toHaveLength(0);
	second();
	expect(elsewhere).toHaveLength(1);
	const [ask] = elsewhere;
	if (ask?.kind === 'approval') ask.answer(true);
	expect(await leave).toBe(true);
	void asks.askText({ text: 'And now?', options: [] }, never());
	expect(elsewhere).toHaveLength(2);
});

test('given a run that is stopped, or a plugin that unloads, when it waits for an answer, then it gets none', async () => {
	const asks = new PendingAsks(() => undefined);
	const stop = new AbortController();
	const stopped = asks.askText({ text: 'Which pump?', options: [] }, stop.signal);
	stop.abort();
	expect(await stopped).toBeNull();
	expect(await asks.askText({ text: 'Which pump?', options: [] }, stop.signal)).toBeNull();
	const [text, leave] = [asks.askText({ text: 'Which pump?', options: [] }, never()), asks.askLeave(LEAVE)];
	asks.clear();
	expect([await text, await leave]).toEqual([null, false]);
	expect(asks.all).toEqual([]);
});
