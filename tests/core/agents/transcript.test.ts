/** The laws of a conversation: whatever events arrive, in whatever order, the view gets a state it can draw. */
import fc from 'fast-check';
import { branchesOf, EMPTY_TRANSCRIPT, hiddenAfter, MAX_TURNS, reduceTranscript, runningTurn, type Transcript, type TranscriptEvent, type Turn } from '../../../src/core/agents/transcript';
import { NO_COST } from '../../../src/core/runs/cost';
import type { Answer, Outcome } from '../../../src/core/runs/outcome';

const RUNS = Number(process.env.PRAXIS_RUNS ?? 10_000);
const OUTCOMES: Outcome[] = ['answered', 'partial', 'unknown', 'conflicting', 'needs-user', 'refused', 'failed'];

const id = fc.constantFrom('a', 'b', 'c', 'd');
const answer: fc.Arbitrary<Answer> = fc.record({
	outcome: fc.constantFrom(...OUTCOMES),
	text: fc.string(),
	citations: fc.constant([]),
	missing: fc.array(fc.string(), { maxLength: 2 }),
	searched: fc.string(),
	resolve: fc.string(),
});
const turnOf = (runId: string, parent: string | null, ended: Answer | null): Turn => ({ runId, parent, attached: [], question: '', agent: '', model: '', modelNote: '', at: '', steps: [{ callId: '1', tool: '', title: '', summary: '', state: 'running' }], text: '', thinking: '', cost: NO_COST, asking: { askId: 'a', title: '' }, changes: [], answer: ended, durationMs: 0, isStopped: false });
const event: fc.Arbitrary<TranscriptEvent> = fc.oneof(
	fc.record({ type: fc.constant('run-start' as const), runId: id, question: fc.string(), agent: fc.string(), model: fc.string(), at: fc.string() }),
	fc.record({ type: fc.constant('tool-start' as const), callId: id, tool: fc.string(), title: fc.string() }),
	fc.record({ type: fc.constant('tool-end' as const), callId: id, summary: fc.string(), failed: fc.boolean() }),
	fc.record({ type: fc.constant('text-delta' as const), text: fc.string() }),
	fc.record({ type: fc.constant('run-end' as const), runId: id, answer, durationMs: fc.nat() }),
	fc.record({ type: fc.constant('text-reset' as const), keep: fc.integer({ min: -2, max: 20 }) }),
	fc.record({ type: fc.constant('thinking-delta' as const), text: fc.string() }),
	fc.record({ type: fc.constant('model-change' as const), model: fc.string(), reason: fc.string() }),
	fc.record({ type: fc.constant('usage' as const), cost: fc.constant(NO_COST) }),
	fc.record({ type: fc.constant('approval-asked' as const), askId: id, title: fc.string() }),
	fc.record({ type: fc.constant('approval-settled' as const), askId: id, accepted: fc.boolean() }),
	fc.record({ type: fc.constant('changed' as const), changeId: id, summary: fc.string(), paths: fc.constant([]) }),
	fc.record({ type: fc.constant('run-lost' as const), why: fc.string(), hint: fc.string() }),
	fc.record({ type: fc.constant('run-start' as const), runId: id, question: fc.string(), agent: fc.string(), model: fc.string(), at: fc.string(), after: fc.option(id) }),
	fc.record({ type: fc.constantFrom('branch' as const, 'show' as const), runId: id }),
	fc.record({ type: fc.constant('load' as const), turns: fc.array(fc.tuple(id, fc.option(id), fc.option(answer)).map(([runId, parent, ended]) => turnOf(runId, parent, ended)), { maxLength: 4 }) }),
	fc.constant({ type: 'run-stop' as const }),
	fc.constant({ type: 'clear' as const }),
);

const start = (runId: string): TranscriptEvent => ({ type: 'run-start', runId, question: `Question ${runId}`, agent: 'ask', model: 'extractive', at: '2026-01-01T00:00:00Z' });
const fold = (events: readonly TranscriptEvent[], from: Transcript = EMPTY_TRANSCRIPT): Transcript => events.reduce(reduceTranscript, from);

/** Why a step of the reducer breaks the law, or null. */
function whyUnlawful(before: Transcript, after: Transcript, cause: TranscriptEvent): string | null {
	const ended = after.all.filter((turn) => turn.answer);
	if (new Set(after.all.map((turn) => turn.runId)).size !== after.all.length) return 'a run has two turns';
	if (after.all.slice(0, -1).some((turn) => !turn.answer)) return 'a turn before the newest is running';
	if (ended.some((turn) => turn.steps.some((step) => step.state === 'running'))) return 'a step runs on in a turn that has ended';
	if (ended.some((turn) => turn.asking !== null)) return 'a turn that has ended still asks';
	if (after.turns.some((turn) => !after.all.includes(turn))) return 'a turn is shown that is not there';
	if (after.turns.some((turn, i) => turn.parent !== (after.turns[i - 1]?.runId ?? null))) return 'what is shown is no way through the tree';
	if (cause.type === 'clear' || cause.type === 'load') return null;
	if (after.all.length < before.all.length) return 'a turn was lost';
	// The same object, so that a view never draws it twice.
	return before.all.some((turn) => turn.answer && !after.all.includes(turn)) ? 'a turn that has ended changed' : null;
}

test('given any events in any order, when they are folded, then nothing throws and every state is lawful', () => {
	fc.assert(
		fc.property(fc.array(event, { maxLength: 12 }), (events) => {
			let state = EMPTY_TRANSCRIPT;
			for (const next of events) {
				const after = reduceTranscript(state, next);
				const why = whyUnlawful(state, after, next);
				if (why) throw new Error(`${why}, after ${JSON.stringify(next)}`);
				state = after;
			}
		}),
		{ numRuns: RUNS },
	);
});

test('given a running turn, when text streams, then the text is every piece in order', () => {
	fc.assert(
		fc.property(fc.array(fc.string()), (pieces) => {
			const state = fold([start('a'), ...pieces.map((text) => ({ type: 'text-delta' as const, text }))]);
			expect(runningTurn(state)?.text).toBe(pieces.join(''));
		}),
	);
});

test('given a whole run, when it ends, then the turn holds its steps, its answer and its time', () => {
	const end: Answer = { outcome: 'answered', text: 'Fern Street. [^1]', citations: [], missing: [], searched: 'Searched 82 notes.', resolve: '' };
	const state = fold([
		start('a'),
		{ type: 'tool-start', callId: '1', tool: 'search', title: 'Searched “rent”' },
		{ type: 'tool-end', callId: '1', summary: '8 notes', failed: false },
		{ type: 'text-delta', text: 'Fern' },
		{ type: 'run-end', runId: 'a', answer: end, durationMs: 40 },
	]);
	expect(runningTurn(state)).toBeNull();
	expect(state.turns).toMatchObject([
		{ question: 'Question a', text: end.text, answer: end, durationMs: 40, steps: [{ title: 'Searched “rent”', summary: '8 notes', state: 'done' }] },
	]);
});

test('given a turn that streams, when its stream breaks, then what was found stays and the reason is said', () => {
	const state = fold([start('a'), { type: 'text-delta', text: 'Half an answer' }, { type: 'run-lost', why: 'The index was closed.', hint: 'Ask again.' }]);
	expect(state.turns[0]?.answer).toMatchObject({ outcome: 'failed', resolve: 'Ask again.' });
	expect(state.turns[0]?.text).toBe('Half an answer\n\nThe index was closed.');
});

test('given no running turn, when events of a run arrive, then the state is the same object', () => {
	const state = fold([start('a'), { type: 'run-lost', why: 'x', hint: '' }]);
	for (const stray of [{ type: 'text-delta', text: 'x' }, { type: 'run-stop' }, { type: 'tool-start', callId: '1', tool: 't', title: 't' }] as const) {
		expect(reduceTranscript(state, stray)).toBe(state);
	}
});

test('given more turns than a conversation keeps, when another begins, then the oldest goes', () => {
	const state = fold(Array.from({ length: MAX_TURNS + 3 }, (_, n) => start(`run-${n}`)));
	expect(state.turns).toHaveLength(MAX_TURNS);
	expect(state.turns[0]?.runId).toBe('run-3');
});

test('given a question asked again in its place, when it has ended, then both are kept, one is shown, and either can be shown with what followed it', () => {
	const ends = (runId: string): TranscriptEvent => ({ type: 'run-lost', why: runId, hint: '' });
	const asked = (runId: string, after?: string | null): TranscriptEvent[] => [{ ...start(runId), ...(after === undefined ? {} : { after }) } as TranscriptEvent, ends(runId)];
	const shown = (state: Transcript): string[] => state.turns.map(({ runId }) => runId);
	let state = fold([...asked('a'), ...asked('b'), ...asked('c'), ...asked('b2', 'a')]);
	expect(shown(state)).toEqual(['a', 'b2']);
	expect(branchesOf(state).get('b2')).toEqual(['b', 'b2']);
	expect(branchesOf(state).has('a')).toBe(false);
	state = fold([{ type: 'show', runId: 'b' }], state);
	expect(shown(state)).toEqual(['a', 'b', 'c']);
	state = fold([{ type: 'branch', runId: 'a' }], state);
	expect(shown(state)).toEqual(['a']);
	expect(hiddenAfter(state).map(({ runId }) => runId)).toEqual(['b', 'b2']);
	state = fold(asked('a2', null), state);
	expect(shown(state)).toEqual(['a2']);
	expect(state.all).toHaveLength(5);
	expect(fold([{ type: 'load', turns: state.all }]).all).toEqual(state.all);
});
