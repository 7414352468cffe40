/**
 * What a conversation looks like after the events so far: a pure reducer, the whole state of any chat view.
 *
 * A conversation is a tree: a question asked again, or asked after an earlier answer, begins a branch, and the others are
 * kept. One way through it is shown. Runs do not overlap: at most the newest turn is running. It draws nothing and
 * starts nothing.
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

/** What the person put beside a question, as it is named to them. */
export interface Attached {
	readonly kind: 'note' | 'selection' | 'folder' | 'tag' | 'image';
	readonly name: string;
	readonly isPrivate: boolean;
	/** Why its words may not be the person's own, one clause: "lies in the folder Clippings". Absent for their own. */
	readonly foreign?: string;
}

export interface Turn {
	readonly runId: string;
	/** The turn that it follows; null for a first question. */
	readonly parent: string | null;
	readonly attached: readonly Attached[];
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
	/** What is shown: one way through the tree, each turn after the one that it follows. */
	readonly turns: readonly Turn[];
	/** Every turn of every branch, in the order in which they were asked. */
	readonly all: readonly Turn[];
}

/** `after`: the turn that the question follows, null for none; without it the last one shown. */
export type RunStart = Extract<RunEvent, { type: 'run-start' }> & { readonly after?: string | null; readonly attached?: readonly Attached[] };

/**
 * What happens to a conversation. `run-lost`: the stream broke before its `run-end`. `branch`: the way shown ends at this
 * turn, so that the next question follows it. `show`: the way leads through this turn to the newest that follows it.
 * `load`: a conversation that was kept takes the place of this one.
 */
export type TranscriptEvent =
	| Exclude<RunEvent, { type: 'run-start' }>
	| RunStart
	| { readonly type: 'run-stop' }
	| { readonly type: 'run-lost'; readonly why: string; readonly hint: string }
	| { readonly type: 'branch'; readonly runId: string }
	| { readonly type: 'show'; readonly runId: string }
	| { readonly type: 'load'; readonly turns: readonly Turn[] }
	| { readonly type: 'clear' };

export const EMPTY_TRANSCRIPT: Transcript = { turns: [], all: [] };

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
			return transcript.all.length === 0 ? transcript : EMPTY_TRANSCRIPT;
		case 'branch':
			return withWay(transcript, wayTo(transcript.all, event.runId));
		case 'show':
			return withWay(transcript, wayThrough(transcript.all, event.runId));
		case 'load':
			return loadTurns(transcript, event.turns);
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

/** The turn that is running now, or null. It may be in a branch that is not shown. */
export function runningTurn(transcript: Transcript): Turn | null {
	const last = transcript.all.at(-1);
	return last && last.answer === null ? last : null;
}

/** For each turn that has others in its place: all of them, itself included, in the order in which they were asked. */
export function branchesOf({ all }: Transcript): ReadonlyMap<string, readonly string[]> {
	const children = new Map<string | null, string[]>();
	for (const { runId, parent } of all) children.set(parent, [...(children.get(parent) ?? []), runId]);
	const branches = [...children.values()].filter((ids) => ids.length > 1);
	return new Map(branches.flatMap((ids) => ids.map((id) => [id, ids] as const)));
}

/** Turns that follow the last one shown and are not shown. */
export function hiddenAfter({ turns, all }: Transcript): readonly Turn[] {
	const tip = turns.at(-1)?.runId ?? null;
	return all.filter(({ parent }) => parent === tip && all.length > turns.length);
}

function startTurn(transcript: Transcript, event: RunStart): Transcript {
	if (transcript.all.some((turn) => turn.runId === event.runId)) return transcript;
	const { runId, question, agent, model, at, attached = [] } = event;
	const { all, turns } = reduceTranscript(transcript, { type: 'run-lost', why: 'Another question began before this one ended.', hint: 'Ask again.' });
	const tip = turns.at(-1)?.runId ?? null;
	const parent = event.after === undefined || (event.after !== null && !all.some((turn) => turn.runId === event.after)) ? tip : event.after;
	const turn: Turn = { runId, parent, attached, question, agent, model, at, modelNote: '', steps: [], text: '', thinking: '', cost: NO_COST, asking: null, changes: [], answer: null, durationMs: 0, isStopped: false };
	const kept = [...all, turn].slice(-MAX_TURNS);
	return { all: kept, turns: parent === tip ? [...turns, turn].filter((shown) => kept.includes(shown)) : wayTo(kept, runId) };
}

/** Ended turns only; each id once. Nothing while a run goes on. */
function loadTurns(transcript: Transcript, loaded: readonly Turn[]): Transcript {
	if (runningTurn(transcript)) return transcript;
	const known = new Set<string>();
	const all: Turn[] = [];
	for (const turn of loaded) {
		if (turn.answer === null || known.has(turn.runId)) continue;
		// What follows a turn that is not there, or itself, follows nothing.
		all.push({ ...turn, asking: null, steps: turn.steps.map(stopped), parent: turn.parent !== null && known.has(turn.parent) ? turn.parent : null });
		known.add(turn.runId);
	}
	const kept = all.slice(-MAX_TURNS);
	const last = kept.at(-1);
	return { all: kept, turns: last ? wayTo(kept, last.runId) : [] };
}

/** From the first question to this turn; nothing when there is no such turn. */
function wayTo(all: readonly Turn[], runId: string): readonly Turn[] {
	const byId = new Map(all.map((turn) => [turn.runId, turn]));
	const way: Turn[] = [];
	for (let turn = byId.get(runId); turn; turn = turn.parent === null ? undefined : byId.get(turn.parent)) way.unshift(turn);
	return way;
}

function wayThrough(all: readonly Turn[], runId: string): readonly Turn[] {
	const newestChild = new Map(all.flatMap((turn) => (turn.parent === null ? [] : [[turn.parent, turn.runId] as const])));
	let end = runId;
	for (let next = newestChild.get(end); next !== undefined; next = newestChild.get(end)) end = next;
	return wayTo(all, end);
}

function withWay(transcript: Transcript, way: readonly Turn[]): Transcript {
	const isSame = way.length === transcript.turns.length && way.at(-1) === transcript.turns.at(-1);
	return way.length === 0 || isSame ? transcript : { ...transcript, turns: way };
}

function endTurn(turn: Turn, answer: Answer, durationMs: number): Turn {
	return { ...turn, steps: turn.steps.map(stopped), answer, durationMs, asking: null, text: answer.text };
}

function stopped(step: Step): Step {
	return step.state === 'running' ? { ...step, state: 'failed' } : step;
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
	if (changed === running) return transcript;
	const isShown = transcript.turns.at(-1) === running;
	return { all: [...transcript.all.slice(0, -1), changed], turns: isShown ? [...transcript.turns.slice(0, -1), changed] : transcript.turns };
}

function lostAnswer(text: string, event: { why: string; hint: string }): Answer {
	const shown = text.trim() === '' ? event.why : `${text}\n\n${event.why}`;
	return { outcome: 'failed', text: shown, citations: [], missing: [], searched: '', resolve: event.hint };
}
