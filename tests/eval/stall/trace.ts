/** Reads the tasks of a page's main thread from a trace of Chromium: how much CPU time each took, and whose code ran in it. */

export interface Task {
	/** Code of the plugin ran in it, or what may be its: the continuation of a promise. */
	readonly isPraxis: boolean;
	/** CPU milliseconds, without what the stand-in's own callbacks took. */
	readonly ownMs: number;
	/** The longest garbage collection in it. */
	readonly gcMs: number;
	/** Style, layout and paint in it. */
	readonly drawingMs: number;
}

interface TraceEvent {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly dur?: number;
	/** CPU microseconds of the thread. */
	readonly tdur?: number;
	readonly args?: { readonly name?: string; readonly data?: { readonly url?: string } };
}

const PLUGIN = 'plugin:praxis';
const DRAWING: readonly string[] = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize'];
const COLLECTING: readonly string[] = ['MinorGC', 'MajorGC'];
const CONTINUING: readonly string[] = ['BlinkScheduler_PerformMicrotaskCheckpoint', 'RunMicrotasks'];

export function tasksIn(trace: Buffer): Task[] {
	const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
	const main = mainThreadOf(traceEvents);
	const events = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main.tid).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
	const tasks: Task[] = [];
	for (let at = 0; at < events.length; ) {
		const task = events[at++];
		if (!task?.name.endsWith('RunTask')) continue;
		const end = task.ts + (task.dur ?? 0);
		const inside: TraceEvent[] = [];
		while (at < events.length && (events[at]?.ts ?? 0) < end) inside.push(...events.slice(at, ++at));
		tasks.push(taskOf(task, inside));
	}
	return tasks;
}

/** The renderer's main thread with the most of the plugin's calls. */
function mainThreadOf(events: readonly TraceEvent[]): TraceEvent | null {
	const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
	const callsIn = ({ pid }: TraceEvent): number => events.filter((event) => event.pid === pid && urlOf(event) === PLUGIN).length;
	return threads.sort((a, b) => callsIn(b) - callsIn(a))[0] ?? null;
}

function taskOf(task: TraceEvent, inside: readonly TraceEvent[]): Task {
	const longest = (names: readonly string[]): number => Math.max(0, ...inside.filter(({ name }) => names.includes(name)).map(cpuMs));
	const sum = (events: readonly TraceEvent[]): number => events.reduce((total, event) => total + cpuMs(event), 0);
	const foreign = outermost(inside.filter((event) => urlOf(event) !== null && urlOf(event) !== PLUGIN));
	const within = (outer: TraceEvent, inner: TraceEvent): boolean => inner.ts >= outer.ts && inner.ts < outer.ts + (outer.dur ?? 0);
	const called = inside.filter((event) => urlOf(event) === PLUGIN);
	const givenBack = outermost(called.filter((event) => foreign.some((outer) => within(outer, event))));
	// What the plugin calls is the plugin's, whoever wrote it.
	const own = foreign.filter((event) => !called.some((outer) => within(outer, event)));
	return {
		isPraxis: called.length > 0 || inside.some(({ name }) => CONTINUING.includes(name)),
		ownMs: cpuMs(task) - sum(own) + sum(givenBack.filter((event) => own.some((outer) => within(outer, event)))),
		gcMs: longest(COLLECTING),
		drawingMs: sum(outermost(inside.filter(({ name }) => DRAWING.includes(name)))),
	};
}

/** Those that are in none of the others. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
	let end = -1;
	return events.filter((event) => {
		if (event.ts < end) return false;
		end = event.ts + (event.dur ?? 0);
		return true;
	});
}

function urlOf({ name, args }: TraceEvent): string | null {
	return name === 'FunctionCall' ? (args?.data?.url ?? null) : null;
}

function cpuMs({ tdur, dur }: TraceEvent): number {
	return (tdur ?? dur ?? 0) / 1000;
}
