/** A vault with index, write path, guard and records, as the product wires them, and one agent run in it. For tests. */
import { createAgentRun } from '../../src/core/agents/create-agent-run';
import type { AgentRunOptions } from '../../src/core/agents/agent-run';
import { readAgent, type Agent } from '../../src/core/agents/agent-note';
import { createChanges, type Changes } from '../../src/core/changes/changes';
import { Guard } from '../../src/core/guard/guard';
import type { GuardQuestion } from '../../src/core/guard/run-guard';
import type { Model } from '../../src/core/models/model';
import type { RunEvent } from '../../src/core/runs/events';
import type { Answer } from '../../src/core/runs/outcome';
import { RunRecords } from '../../src/core/runs/run-records';
import type { ContentIndex } from '../../src/core/search/content-index';
import { Indexer } from '../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from './memory-host';

/** Agents read, their model may be asked, and every write is asked about. */
const POLICY = '---\npraxis: policy\ndeny: []\nask:\n  - "does:write"\n  - "does:remove"\nallow:\n  - "does:read"\n  - "tool:ask_model"\n---\n';

export interface AgentWorld {
	readonly host: MemoryHost;
	readonly changes: Changes;
	readonly guard: Guard;
	readonly records: RunRecords;
	readonly index: ContentIndex;
	/** What the person was asked to decide. */
	readonly questions: readonly GuardQuestion[];
	/** Runs to the end. `models` in the order in which they are tried. */
	run(question: string, models: readonly Model[], more?: Partial<AgentRunOptions>): Promise<AgentEnd>;
	start(question: string, models: readonly Model[], more?: Partial<AgentRunOptions>): ReturnType<typeof createAgentRun>;
	close(): void;
}

export interface AgentEnd {
	readonly events: readonly RunEvent[];
	readonly answer: Answer;
}

export interface AgentWorldOptions {
	readonly privateFolders?: readonly string[];
	readonly clippingFolders?: readonly string[];
	/** What the person says when asked. */
	readonly accepts?: boolean;
	readonly policy?: string | null;
}

export function testAgent(properties = '', body = 'Answer from the notes.'): Agent {
	const { agent, problems } = readAgent('Agents/tester.md', `---\nname: tester\ndescription: Tests.\ntools: notes, changes\nprivate-ok: true\n${properties}---\n${body}`);
	if (!agent) throw new Error(problems.map(({ message }) => message).join(' '));
	return agent;
}

export async function agentWorld(files: MemoryFiles, { privateFolders = ['Private'], clippingFolders = ['Clippings'], accepts = true, policy = POLICY }: AgentWorldOptions = {}): Promise<AgentWorld> {
	const host = memoryHost({ ...files, ...(policy === null ? {} : { 'Praxis/Policy.md': policy }) });
	const { vault, store, now, newId, deviceId, http } = host;
	const changes = createChanges({ vault, store, now, newId, deviceId });
	const indexer = new Indexer({ vault, yieldToHost: () => Promise.resolve(), clock: () => 0, excludedFolders: [] });
	await indexer.rebuild();
	const settings = { resultFolder: 'Praxis/Results', privateFolders, clippingFolders, onDeviceOnly: false, modelOrigins: [] };
	const guard = new Guard({ vault, http, store, changes, settings: () => settings, instructions: () => ['Agents/**', 'Praxis/Policy.md'], configFolder: '.obsidian', now, newId, deviceId });
	const records = new RunRecords(store);
	const questions: GuardQuestion[] = [];
	const approve = (question: GuardQuestion): Promise<boolean> => {
		questions.push(question);
		return Promise.resolve(accepts);
	};
	const start: AgentWorld['start'] = (question, models, more = {}) => {
		const [first, ...rest] = models.map((model) => ({ spec: model.spec, connect: () => model }));
		if (!first) throw new Error('A run needs a model.');
		return createAgentRun({ question, agent: testAgent(), models: [first, ...rest], guard, vault, index: indexer.index, records, now, newId, approve, ...more });
	};
	const run: AgentWorld['run'] = async (question, models, more) => {
		const events: RunEvent[] = [];
		for await (const event of start(question, models, more).events) events.push(event);
		await indexer.settled();
		const last = events.at(-1);
		if (last?.type !== 'run-end') throw new Error('The run did not end.');
		return { events, answer: last.answer };
	};
	return { host, changes, guard, records, index: indexer.index, questions, run, start, close: () => indexer.close() };
}
