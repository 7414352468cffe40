/** The tool calls of one message: those that only read run at once, the others one after the other, each told as a step. */
import { messageOf } from '../lib/errors';
import { MOST_A_RUN } from '../memory/draft';
import type { ModelMessage, ToolCallPart, ToolResultPart } from '../models/model';
import type { Finish, ToolContext } from '../tools';
import type { Workbench } from './agent-run';
import { callKey, executeTool, failed, type Execution } from './execute-tool';

/** Calls of one message; more are not run. */
const MOST_CALLS = 16;
/** The third identical call ends the run. */
const MOST_REPEATS = 3;

export interface CallsEnd {
	readonly finish: Finish | null;
	/** Why the run has to stop; null when it goes on. */
	readonly stopped: string | null;
	/** At least one call did what it should. */
	readonly hasWorked: boolean;
}

/** Puts all results into the conversation. Throws `aborted`, and faults of ours. */
export async function runCalls(calls: readonly ToolCallPart[], bench: Workbench): Promise<CallsEnd> {
	const results: ToolResultPart[] = [];
	let finish: Finish | null = null;
	let stopped: string | null = null;
	let hasWorked = false;
	for (let at = 0; at < calls.length; ) {
		const batch = nextBatch(calls, at, bench);
		const ends = await Promise.all(batch.map((call, i) => runOne(call, { isExtra: at + i >= MOST_CALLS, isLate: finish !== null }, bench)));
		for (const end of ends) {
			results.push(end.result);
			hasWorked ||= !end.result.failed;
			finish ??= end.finish;
			stopped ??= end.stopped;
		}
		at += batch.length;
	}
	bench.progress.messages.push({ role: 'tool', parts: results });
	return { finish, stopped, hasWorked };
}

/** Reading calls that follow each other, or one call that does not only read. */
function nextBatch(calls: readonly ToolCallPart[], at: number, { tools }: Workbench): readonly ToolCallPart[] {
	const isReading = (call: ToolCallPart | undefined): boolean => call !== undefined && tools.find(({ name }) => name === call.tool)?.isReading === true;
	let end = at + 1;
	while (isReading(calls[at]) && isReading(calls[end])) end++;
	return calls.slice(at, end);
}

async function runOne(call: ToolCallPart, { isExtra, isLate }: { isExtra: boolean; isLate: boolean }, bench: Workbench): Promise<Execution & { readonly stopped: string | null }> {
	const tool = bench.tools.find(({ name }) => name === call.tool);
	// Vendors number the calls of one message; in a run each has a name of its own.
	const callId = `${bench.progress.cost.calls}:${call.callId}`;
	bench.tell({ type: 'tool-start', callId, tool: call.tool, title: tool && call.input ? titleOf(() => tool.title(call.input ?? {})) : `Calling ${call.tool.slice(0, 60)}` });
	const key = callKey(call);
	const times = (bench.progress.made.get(key) ?? 0) + 1;
	bench.progress.made.set(key, times);
	let end: Execution;
	try {
		end = await execute(call, { isExtra, isLate, times }, bench);
	} catch (error) {
		bench.tell({ type: 'tool-end', callId, summary: messageOf(error), failed: true });
		throw error;
	}
	// Reading calls run at once: only when one has ended is it known how many there are.
	if (end.proposed.length > 0 && bench.progress.proposed.length >= MOST_A_RUN) end = failed(call, `A run proposes at most ${MOST_A_RUN} claims.`, 'Go on without proposing more.');
	bench.tell({ type: 'tool-end', callId, summary: end.summary, failed: end.result.failed });
	noteChange(end, bench);
	bench.progress.proposed.push(...end.proposed);
	return { ...end, stopped: times >= MOST_REPEATS ? 'Stopped: the model made the same call again and again.' : null };
}

async function execute(call: ToolCallPart, { isExtra, isLate, times }: { isExtra: boolean; isLate: boolean; times: number }, bench: Workbench): Promise<Execution> {
	const tool = bench.tools.find(({ name }) => name === call.tool);
	if (isLate) return failed(call, 'The run has ended already.', '');
	if (isExtra) return failed(call, `Only ${MOST_CALLS} calls of one message are run.`, 'Call the rest in the next message.');
	if (times > 1) return failed(call, 'You made this very call before; its result stands above.', 'Use that result, try something else, or finish with what you have.');
	const isWrite = tool?.grants.some((grant) => grant.startsWith('note_') && grant !== 'note_read') === true;
	if (isWrite && bench.progress.written.size >= bench.budget.writes) return failed(call, `The limit of ${bench.budget.writes} written notes in one run is reached.`, 'Finish with what is done, and say what is left.');
	if (tool?.name === 'search_notes') bench.progress.searches++;
	return executeTool(call, bench.tools, contextOf(bench));
}

function contextOf({ guard, options, signal, progress }: Workbench): ToolContext {
	const { vault, index, now, after, askPerson, workFolder, memory } = options;
	return { guard, vault, index, now, signal, askPerson: askPerson ?? null, given: () => givenIn(progress.messages), ...(after ? { after } : {}), ...(workFolder === undefined ? {} : { workFolder }), ...(memory ? { memory } : {}) };
}

/** What tools gave in this conversation, each with what the model had asked it. */
function givenIn(messages: readonly ModelMessage[]): ReturnType<NonNullable<ToolContext['given']>> {
	const calls = new Map(messages.flatMap((message) => (message.role === 'assistant' ? message.parts.flatMap((part) => (part.type === 'tool-call' ? [[part.callId, part] as const] : [])) : [])));
	return messages.flatMap((message) => (message.role === 'tool' ? message.parts.flatMap(({ callId, text, failed: isFailure }) => {
		const call = calls.get(callId);
		return call && !isFailure ? [{ tool: call.tool, asked: call.rawInput, text }] : [];
	}) : []));
}

function noteChange({ change, named }: Execution, { progress, tell }: Workbench): void {
	if (!change) return;
	const done = change.notes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'kept' && outcome !== 'unchanged').map(({ path }) => path);
	if (done.length === 0) return;
	for (const path of done) {
		progress.written.add(path);
		if (named.includes(path)) progress.named.add(path);
	}
	progress.changeIds.push(change.id);
	// What was read before may read otherwise now.
	progress.made.clear();
	tell({ type: 'changed', changeId: change.id, summary: change.reason, paths: done });
}

/** A title is for the eye: what the model wrote in place of an argument must not end the run. */
function titleOf(title: () => string): string {
	try {
		return title();
	} catch (error) {
		return messageOf(error);
	}
}
