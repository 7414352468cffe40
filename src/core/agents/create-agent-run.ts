/** One run of an agent, from the question to its outcome: the whole interface for whoever wires the product. */
import { PraxisError, isPraxisError, messageOf } from '../lib/errors';
import { vaultPath } from '../lib/vault-path';
import { untilAborted } from '../lib/until-aborted';
import type { Approve, GuardQuestion, RunGuard } from '../guard/run-guard';
import { NO_COST } from '../runs/cost';
import { NO_LESSONS } from '../memory/learning/lessons';
import { NOTHING_TOLD } from '../memory/recall/told';
import type { RunEvent } from '../runs/events';
import type { Answer } from '../runs/outcome';
import { toolsNamed } from '../tools';
import type { AgentRun, AgentRunOptions, Progress, Workbench } from './agent-run';
import { checkFinish } from './claims';
import { EventQueue } from '../lib/event-queue';
import { runLoop, type Ending } from './loop';
import { budgetOf, grantsOf, openingMessage, resumeState } from './prepare';
import { goalAtEnd, goalAtStart, NO_PURPOSE } from './purpose';

/** Begins at once. Throws `bad-input` for an agent that bears the product's name. */
export function createAgentRun(options: AgentRunOptions): AgentRun {
	const stop = new AbortController();
	const follow = (): void => stop.abort(options.signal?.reason);
	if (options.signal?.aborted) follow();
	options.signal?.addEventListener('abort', follow, { once: true });
	const queue = new EventQueue<RunEvent>();
	const bench = createBench(options, stop.signal, (event) => queue.push(event));
	const done = drive(bench).finally(() => {
		options.signal?.removeEventListener('abort', follow);
		bench.guard.end();
		queue.end();
	});
	return {
		id: bench.guard.id,
		events: readOnce(queue, done, stop),
		conversation: () => ({ messages: bench.progress.messages, state: bench.guard.state }),
		notes: () => bench.guard.notes,
	};
}

async function* readOnce(queue: EventQueue<RunEvent>, done: Promise<void>, stop: AbortController): AsyncGenerator<RunEvent, void, undefined> {
	try {
		yield* queue;
		await done;
	} finally {
		stop.abort();
	}
}

function createBench(options: AgentRunOptions, signal: AbortSignal, tell: (event: RunEvent) => void): Workbench {
	const { agent, models, question, approve } = options;
	const tools = options.tools ?? toolsNamed(agent.tools).tools;
	const guard = options.guard.run({
		...(options.asPraxis === true ? {} : { agent: agent.name }),
		remote: models[0].spec.place === 'remote',
		noPrivate: !agent.privateOk,
		typed: [question],
		granted: grantsOf(tools),
		...(approve ? { approve: (asked) => approved(asked, { approve, signal, tell }) } : {}),
	});
	resumeState(guard, options.earlier?.state);
	const progress: Progress = { messages: [...(options.earlier?.messages ?? [])], cost: NO_COST, text: '', settled: 0, written: new Set(), named: new Set(), changeIds: [], made: new Map(), searches: 0, failedRounds: 0, wasReminded: false, wasToldLanguage: false, purpose: NO_PURPOSE, lessons: NO_LESSONS, told: NOTHING_TOLD, proposed: [], goal: null, saidGoal: '' };
	const telling = (event: RunEvent): void => {
		if (event.type === 'text-delta') progress.text += event.text;
		if (event.type === 'text-reset') progress.text = progress.text.slice(0, event.keep);
		tell(event);
	};
	return { options, guard, tools, budget: budgetOf(options), signal, tell: telling, progress };
}

/** The person's answer, told to the view; an abort is a no. */
async function approved(asked: GuardQuestion, { approve, signal, tell }: { approve: Approve; signal: AbortSignal; tell: (event: RunEvent) => void }): ReturnType<Approve> {
	tell({ type: 'approval-asked', askId: asked.id, title: asked.plan?.summary ?? asked.reason });
	let said: Awaited<ReturnType<Approve>> = false;
	try {
		said = await untilAborted(approve(asked), signal);
	} finally {
		tell({ type: 'approval-settled', askId: asked.id, accepted: said !== false });
	}
	return said;
}

/** Never rejects: whatever goes wrong is told as the run's end. */
async function drive(bench: Workbench): Promise<void> {
	const { options, guard, tell, progress } = bench;
	// The clock of the device may be set while the run goes on.
	const [started, startedMs] = [options.now(), performance.now()];
	const { question, agent, models } = options;
	const start = { runId: guard.id, question, agent: agent.name, model: models[0].spec.ref, at: started.toISOString() };
	tell({ type: 'run-start', ...start });
	if (models[0].reason) tell({ type: 'model-change', model: models[0].spec.ref, reason: models[0].reason });
	let answer: Answer;
	try {
		await options.guard.ready();
		await options.records.open({ id: guard.id, agent: agent.name, model: start.model, question, at: start.at });
		await prepare(bench);
		answer = await answerOf(await runLoop(bench), bench);
	} catch (error) {
		answer = brokenAnswer(error, bench);
	}
	answer = { ...answer, ...labelsOf(guard), ...learnedBy(progress), ...rememberedBy(progress), goal: goalAtEnd(progress.purpose, { start: progress.goal, said: progress.saidGoal }) };
	try {
		await options.records.update(guard.id, { answer, cost: progress.cost, notes: guard.notes, changeIds: progress.changeIds, guardState: guard.state });
	} catch (error) {
		answer = { ...answer, resolve: `${answer.resolve} The record of this run could not be kept: ${messageOf(error)}`.trim() };
	}
	await options.memory?.used([...progress.told.used.map(({ path }) => path), ...answer.citations.map(({ path }) => path)], guard.id);
	tell({ type: 'run-end', runId: guard.id, answer, durationMs: Math.round(performance.now() - startedMs) });
}

function labelsOf({ state: { taint, secrecy, sources } }: RunGuard): Pick<Answer, 'labels'> {
	return taint || secrecy === 'private' ? { labels: { foreign: sources, isPrivate: secrecy === 'private' } } : {};
}

function learnedBy({ lessons: { used, leftOut } }: Workbench['progress']): Pick<Answer, 'learned'> {
	return used.length + leftOut > 0 ? { learned: { used, leftOut } } : {};
}

function rememberedBy({ told: { used, leftOut }, proposed }: Workbench['progress']): Pick<Answer, 'told' | 'proposed'> {
	return { ...(used.length + leftOut > 0 ? { told: { used, leftOut } } : {}), ...(proposed.length > 0 ? { proposed } : {}) };
}

/** What the first call needs from the vault: the purpose, and what the person put beside the question. */
async function prepare({ options, guard, progress, signal }: Workbench): Promise<void> {
	const { agent, goal, purpose } = options;
	if (guard.state.secrecy === 'private' && !agent.privateOk) throw new PraxisError('refused', `This chat has read private notes, and the agent “${agent.name}” may not see them.`, { hint: 'Start a new chat, or set “private-ok: true” in the note of the agent.' });
	// What steers the run is read like any note: it joins the labels, and the record of what leaves.
	if (options.asPraxis !== true && agent.path !== '') await guard.read(vaultPath(agent.path));
	progress.purpose = await untilAborted(purpose?.(agent, guard.state.remote) ?? Promise.resolve(NO_PURPOSE), signal);
	if (progress.purpose.isPrivate) guard.observe('your purpose', { integrity: 'trusted', secrecy: 'private', reasons: ['tells of private notes'] });
	progress.goal = goalAtStart(progress.purpose, { goal, agent });
	if (progress.goal) guard.serves(progress.goal.path === '' ? progress.goal.title : progress.goal.path);
	if (options.lessons) progress.lessons = await untilAborted(options.lessons({ agent: agent.name, pattern: '', question: options.question }, guard), signal);
	if (options.memory) progress.told = await untilAborted(options.memory.told(options.question, guard), signal);
	progress.messages.push(await openingMessage(options, { guard, signal, lessons: progress.lessons.data, memory: progress.told.data }));
}

async function answerOf(ending: Ending, bench: Workbench): Promise<Answer> {
	const { guard, options, progress, signal } = bench;
	if (ending.type === 'finish') {
		progress.saidGoal = ending.finish.goal;
		const { claims: _checked, ...answer } = await checkFinish(ending.finish, {
			read: (path) => untilAborted(readAgain(guard, path), signal),
			wasRead: (path) => guard.notes.includes(path) || options.earlier?.notes?.includes(path) === true,
			isInOneNote: (quote) => options.index.find(`"${quote.replaceAll('"', ' ')}"`, { limit: 2 }).hits.length <= 1,
			written: progress.written,
			searched: searchedText(bench),
		});
		return answer;
	}
	if (ending.type === 'unfinished') return partialAnswer('partial', 'None of this was checked against your notes.', 'Ask again, or choose a model that follows the rules of the tools.', bench);
	const outcome = ending.type === 'stopped' ? 'partial' : ending.type;
	return { ...partialAnswer(outcome, ending.why, ending.resolve, bench), ...(ending.type === 'stopped' && ending.atLimit ? { atLimit: true } : {}) };
}

/** A note that may not be read any more is as good as gone. */
async function readAgain(guard: RunGuard, path: Parameters<RunGuard['read']>[0]): ReturnType<RunGuard['read']> {
	try {
		return await guard.read(path);
	} catch (error) {
		if (isPraxisError(error) && error.code !== 'aborted') return null;
		throw error;
	}
}

function brokenAnswer(error: unknown, bench: Workbench): Answer {
	if (bench.signal.aborted || isPraxisError(error, 'aborted')) return partialAnswer('failed', 'Stopped before the answer was complete; none of it was checked against your notes.', 'Ask again.', bench);
	if (isPraxisError(error) && error.code !== 'internal') return partialAnswer(error.code === 'refused' ? 'refused' : 'failed', error.message, error.hint, bench);
	const words = error instanceof PraxisError ? error.message : messageOf(error);
	return partialAnswer('failed', 'The run ended because of a fault in Praxis. Your notes are as the record says.', `Ask again. If it happens again, report it with these words: ${words}`, bench);
}

/** What was found until then is kept, and what was written stays named. */
function partialAnswer(outcome: Answer['outcome'], why: string, resolve: string, bench: Workbench): Answer {
	const text = bench.progress.text.trim();
	const written = [...bench.progress.named].map((path) => `“${path}”`).join(', ');
	const done = written === '' ? '' : `Written in this run: ${written}.`;
	return { outcome, text: [text, why, done].filter((part) => part !== '').join('\n\n'), citations: [], missing: [], searched: searchedText(bench), resolve };
}

function searchedText({ progress, guard }: Workbench): string {
	const searched = progress.searches === 0 ? '' : `Searched ${progress.searches === 1 ? 'once' : `${progress.searches} times`}`;
	const read = guard.notes.length === 0 ? '' : `${searched === '' ? 'Looked' : 'looked'} into ${guard.notes.length} ${guard.notes.length === 1 ? 'note' : 'notes'}`;
	return searched === '' && read === '' ? 'Nothing was searched.' : `${[searched, read].filter((part) => part !== '').join(', ')}.`;
}
