/**
 * What a conversation looks like after the events so far: a pure reducer, the whole state of any chat view.
 *
 * Runs do not overlap: at most the last turn is running. It draws nothing and starts nothing.
 */
import type { RunEvent } from '../runs/events';
import { NO_COST, type RunCost } from '../runs/cost';
import type { Answer } from '../runs/outcome';

export interface Step {
	readonly callId: string;
	readonly tool: string;
	readonly title: string;
	/** What came of it; "" while it goes on. */
	readonly summary: string;
	readonly state: 'running' | 'done' | 'failed';
}

export interface TurnChange {
	readonly changeId: string;
	readonly summary: string;
	readonly paths: readonly string[];
}

export interface Turn {
	readonly runId: string;
	readonly question: string;
	readonly agent: string;
	readonly model: string;
	/** Why another model than the first answers; "" when it does not. */
	readonly modelNote: string;
	/** ISO 8601, when the run began. */
	readonly at: string;
	readonly steps: readonly Step[];
	/** The text streamed so far; once the turn has ended, the answer's text. */
	readonly text: string;
	/** What the model shows of its thinking. */
	readonly thinking: string;
	readonly cost: RunCost;
	/** What the person is asked at this moment; null when nothing. */
	readonly asking: { readonly askId: string; readonly title: string } | null;
	/** What was written, in order; each can be undone by its id. */
	readonly changes: readonly TurnChange[];
	/** Null while the run goes on. */
	readonly answer: Answer | null;
	readonly durationMs: number;
	/** The person asked to stop: what follows is what was found until then. */
	readonly isStopped: boolean;
}

export interface Transcript {
	readonly turns: readonly Turn[];
}

/** What happens to a conversation from outside a run. `run-lost`: the stream broke before its `run-end`. */
export type TranscriptEvent =
	| RunEvent
	| { readonly type: 'run-stop' }
	| { readonly type: 'run-lost'; readonly why: string; readonly hint: string }
	| { readonly type: 'clear' };

export const EMPTY_TRANSCRIPT: Transcript = { turns: [] };

/** A conversation keeps this many turns; the oldest go first. */
export const MAX_TURNS = 500;

/**
 * The conversation after `event`. Never throws: an event that fits no running turn changes nothing and
 * returns the same object. A turn that has ended never changes again.
 */
export function reduceTranscript(transcript: Transcript, event: TranscriptEvent): Transcript {
	switch (event.type) {
		case 'run-start':
			return startTurn(transcript, event);
		case 'run-end':
			return changeRunning(transcript, (turn) =>
				turn.runId === event.runId ? endTurn(turn, event.answer, event.durationMs) : turn,
			);
		case 'run-lost':
			return changeRunning(transcript, (turn) => endTurn(turn, lostAnswer(turn.text, event), turn.durationMs));
		case 'run-stop':
			return changeRunning(transcript, (turn) => (turn.isStopped ? turn : { ...turn, isStopped: true }));
		case 'clear':
			return transcript.turns.length === 0 ? transcript : EMPTY_TRANSCRIPT;
		case 'text-delta':
			return changeRunning(transcript, (turn) => (event.text === '' ? turn : { ...turn, text: turn.text + event.text }));
		case 'text-reset':
			return changeRunning(transcript, (turn) => (event.keep >= turn.text.length ? turn : { ...turn, text: turn.text.slice(0, Math.max(0, event.keep)) }));
		case 'thinking-delta':
			return changeRunning(transcript, (turn) => (event.text === '' ? turn : { ...turn, thinking: turn.thinking + event.text }));
		case 'model-change':
			return changeRunning(transcript, (turn) => ({ ...turn, model: event.model, modelNote: event.reason }));
		case 'usage':
			return changeRunning(transcript, (turn) => ({ ...turn, cost: event.cost }));
		case 'approval-asked':
			return changeRunning(transcript, (turn) => ({ ...turn, asking: { askId: event.askId, title: event.title } }));
		case 'approval-settled':
			return changeRunning(transcript, (turn) => (turn.asking?.askId === event.askId ? { ...turn, asking: null } : turn));
		case 'changed':
			return changeRunning(transcript, (turn) => addChange(turn, event));
		case 'tool-start':
			return changeRunning(transcript, (turn) => startStep(turn, event));
		case 'tool-end':
			return changeRunning(transcript, (turn) => endStep(turn, event));
	}
}

/** The turn that is running now, or null. */
export function runningTurn(transcript: Transcript): Turn | null {
	const last = transcript.turns.at(-1);
	return last && last.answer === null ? last : null;
}

function startTurn(transcript: Transcript, event: Extract<RunEvent, { type: 'run-start' }>): Transcript {
	if (transcript.turns.some((turn) => turn.runId === event.runId)) return transcript;
	const { runId, question, agent, model, at } = event;
	const turn: Turn = { runId, question, agent, model, at, modelNote: '', steps: [], text: '', thinking: '', cost: NO_COST, asking: null, changes: [], answer: null, durationMs: 0, isStopped: false };
	const { turns } = reduceTranscript(transcript, { type: 'run-lost', why: 'Another question began before this one ended.', hint: 'Ask again.' });
	return { turns: [...turns, turn].slice(-MAX_TURNS) };
}

function endTurn(turn: Turn, answer: Answer, durationMs: number): Turn {
	const steps = turn.steps.map((step): Step => (step.state === 'running' ? { ...step, state: 'failed' } : step));
	return { ...turn, steps, answer, durationMs, asking: null, text: answer.text };
}

function startStep(turn: Turn, event: Extract<RunEvent, { type: 'tool-start' }>): Turn {
	if (turn.steps.some((step) => step.callId === event.callId)) return turn;
	const step: Step = { callId: event.callId, tool: event.tool, title: event.title, summary: '', state: 'running' };
	return { ...turn, steps: [...turn.steps, step] };
}

function endStep(turn: Turn, event: Extract<RunEvent, { type: 'tool-end' }>): Turn {
	const running = turn.steps.find((step) => step.callId === event.callId && step.state === 'running');
	if (!running) return turn;
	const ended: Step = { ...running, summary: event.summary, state: event.failed ? 'failed' : 'done' };
	return { ...turn, steps: turn.steps.map((step) => (step === running ? ended : step)) };
}

function addChange(turn: Turn, { changeId, summary, paths }: Extract<RunEvent, { type: 'changed' }>): Turn {
	return turn.changes.some((change) => change.changeId === changeId) ? turn : { ...turn, changes: [...turn.changes, { changeId, summary, paths }] };
}

function changeRunning(transcript: Transcript, change: (turn: Turn) => Turn): Transcript {
	const running = runningTurn(transcript);
	if (!running) return transcript;
	const changed = change(running);
	return changed === running ? transcript : { turns: [...transcript.turns.slice(0, -1), changed] };
}

function lostAnswer(text: string, event: { why: string; hint: string }): Answer {
	const shown = text.trim() === '' ? event.why : `${text}\n\n${event.why}`;
	return { outcome: 'failed', text: shown, citations: [], missing: [], searched: '', resolve: event.hint };
}
