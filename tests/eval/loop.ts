/**
 * Measures what the agent loop costs of this device for each call of a model: CPU, not the wait for an answer.
 *
 * One run of many calls on notes made here, or on a folder (`--vault DIR`). `no tools`: a call that only talks and one
 * that ends, a new run each time. `search`: each call searches the notes. `search tool alone`: the same searches without
 * the loop. `loop with search`: what of `search` is not the tool's. The text that the model is scripted to say costs nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model, ModelEvent } from '../../src/core/models/model';
import { searchNotes } from '../../src/core/tools/search-notes';
import { agentWorld, testAgent, type AgentWorld } from '../support/agent-world';
import { scriptedModel, type ScriptStep } from '../support/scripted-model';
import type { EvalRow } from './search';

const CALLS = 100;
/** Fewer than the limit of one run. */
const CALLS_A_RUN = 25;
const NOTES = 2000;
const END: ScriptStep = { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] };
const WORDS = 'pump lease garden amps walk Ana invoice autumn ledger winter bread river letter school window train doctor paint harbour music'.split(' ');

export async function run({ vault, n: calls = CALLS, notes = [NOTES] }: { vault?: string; n?: number; notes?: readonly number[] }): Promise<EvalRow[]> {
	const files = vault === undefined ? madeNotes(notes[0] ?? NOTES) : notesIn(vault);
	const world = await agentWorld(files);
	const set = `${Object.keys(files).length} notes`;
	try {
		const search: number[] = [];
		// Labels of notes that this device has seen before are known, as in a vault that is worked in.
		for (let from = 0; from <= calls; from += CALLS_A_RUN) {
			const spent = await withSearch(world, from === 0 ? 0 : from - CALLS_A_RUN);
			if (from > 0) search.push(...spent);
		}
		const alone = await toolAlone(world, calls);
		const loop = search.map((ms, i) => Math.max(0, ms - (alone[i] ?? 0)));
		return [...rows(set, 'no tools', await withoutTools(world, calls)), ...rows(set, 'search', search), ...rows(set, 'search tool alone', alone), ...rows(set, 'loop with search', loop)];
	} finally {
		world.close();
	}
}

/** One run; what was spent between the end of each answer and the next request, searches from the one numbered `from` on. */
async function withSearch(world: AgentWorld, from: number): Promise<number[]> {
	const model = metered(scriptedModel([...Array.from({ length: CALLS_A_RUN }, (_one, i): ScriptStep => ({ calls: [{ tool: 'search_notes', input: { query: queryOf(from + i) } }] })), END]));
	await world.run('What of it?', [model]);
	return model.betweenMs;
}

async function withoutTools(world: AgentWorld, calls: number): Promise<number[]> {
	const spent: number[] = [];
	for (let i = 0; i < calls; i++) {
		const before = process.cpuUsage();
		await world.run('What of it?', [scriptedModel([{ text: 'I am thinking of it.' }, END])], { agent: testAgent() });
		spent.push(msSince(before) / 2);
	}
	return spent;
}

async function toolAlone({ guard, host, index }: AgentWorld, calls: number): Promise<number[]> {
	const spent: number[] = [];
	const run = guard.run({ agent: 'tester', remote: true, granted: ['note_read'] });
	for (let i = 0; i < calls; i++) {
		const before = process.cpuUsage();
		await searchNotes.run({ query: queryOf(i) }, { guard: run, vault: host.vault, index, now: host.now, signal: new AbortController().signal, askPerson: null });
		spent.push(msSince(before));
	}
	return spent;
}

/** The CPU from the end of each answer to the next request. */
function metered(model: Model): Model & { readonly betweenMs: number[] } {
	const betweenMs: number[] = [];
	let ended: NodeJS.CpuUsage | null = null;
	return {
		spec: model.spec,
		betweenMs,
		async *stream(request): AsyncGenerator<ModelEvent> {
			if (ended) betweenMs.push(msSince(ended));
			const events: ModelEvent[] = [];
			for await (const event of model.stream(request)) events.push(event);
			ended = process.cpuUsage();
			yield* events;
		},
	};
}

function rows(set: string, engine: string, ms: readonly number[]): EvalRow[] {
	const sorted = [...ms].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
	return [
		{ set, engine, metric: 'cpu_ms_per_call_p50', value: at(0.5), n: ms.length },
		{ set, engine, metric: 'cpu_ms_per_call_p95', value: at(0.95), n: ms.length },
	];
}

function msSince(before: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function queryOf(i: number): string {
	return `${WORDS[i % WORDS.length] ?? ''} ${WORDS[(i * 7 + 3) % WORDS.length] ?? ''} ${i}`;
}

function madeNotes(count: number): Record<string, string> {
	const files: Record<string, string> = {};
	for (let i = 0; i < count; i++) {
		const body = Array.from({ length: 30 }, (_line, k) => `- ${WORDS[(i + k) % WORDS.length] ?? ''} and ${WORDS[(i * 3 + k * 5) % WORDS.length] ?? ''} on day ${i + k}, written down by Ana for [[Note ${(i * 13 + k) % count}]].`).join('\n');
		files[`Notes/Note ${i}.md`] = `---\nstatus: active\ntags: [log, ${WORDS[i % WORDS.length] ?? ''}]\ncreated: 2026-01-01\n---\n# Note ${i}\n\n${body}\n`;
	}
	return files;
}

function notesIn(folder: string): Record<string, string> {
	const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md') && !/(?:^|\/)\./.test(path));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
