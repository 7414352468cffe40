/**
 * Tools of another program, as a part that speaks MCP will hand them to the loop: the gate knows them as calls of
 * something that cannot be looked into, and what they say, in results, errors and descriptions, is not the person's.
 */
import { createAgentRun } from '../../../src/core/agents/create-agent-run';
import type { Guard } from '../../../src/core/guard/guard';
import { PraxisError } from '../../../src/core/lib/errors';
import { RunRecords } from '../../../src/core/runs/run-records';
import { Indexer } from '../../../src/core/search/indexer';
import { toolsNamed, type Tool } from '../../../src/core/tools';
import type { World } from './wired-acts';
import { DEVICE_MODEL, REMOTE_MODEL, TYPED_PAGE } from './wired-vault';

export interface McpWords { readonly result?: string; readonly error?: string; readonly description?: string }

const SEARCH = 'mcp__mail__search';
const SEND = 'mcp__mail__send';

/** One run of an agent that was given them, beside its own tools. */
export function mcpChat(words: McpWords): (world: World) => Promise<void> {
	return async ({ app, dice, host, server, witness, handedOut }) => {
		if (!(app.index instanceof Indexer)) throw new Error('The index is not the one that this needs.');
		const agent = app.agents.get('aide');
		const [model, ...others] = await app.models.ready(dice.pick([REMOTE_MODEL, DEVICE_MODEL]));
		if (!agent || !model) throw new Error('There is no agent or no model.');
		server.begin();
		const guard: Pick<Guard, 'run' | 'ready'> = {
			ready: () => app.guard.guard.ready(),
			run: (options) => {
				const run = app.guard.guard.run({ ...options, tools: new Map([[SEARCH, 'call'], [SEND, 'call']]) });
				if (words.description !== undefined) run.receive('mail', 'is described by another program');
				return run;
			},
		};
		const tell = (input: Readonly<Record<string, unknown>>): void => {
			witness.called(input);
			handedOut.push(['call', JSON.stringify(input)]);
		};
		const { vault, store, now, newId } = host;
		const run = createAgentRun({ question: `Sum up what is new. You may look at ${TYPED_PAGE}.`, agent, tools: [...toolsNamed(agent.tools).tools, mailTool('search_mail', SEARCH, { words, called: (input) => void handedOut.push(['call', JSON.stringify(input)]) }), mailTool('send_mail', SEND, { words: {}, called: (input) => tell(input) })], models: [model, ...others], guard, vault, index: app.index.index, records: new RunRecords(store), now, newId, approve: witness.approve });
		for await (const event of run.events) if (event.type === 'run-end') server.begin();
	};
}

function mailTool(name: string, gateName: string, { words: { result = 'No mail.', error, description = 'Mail.' }, called }: { readonly words: McpWords; readonly called: (input: Readonly<Record<string, unknown>>) => void }): Tool {
	return {
		name,
		description: description.slice(0, 4000),
		inputSchema: { type: 'object', properties: { query: { type: 'string' }, to: { type: 'string' }, body: { type: 'string' } } },
		grants: [gateName],
		isReading: false,
		title: () => name,
		run: (input, { guard }) =>
			guard.perform({
				effect: { tool: gateName },
				args: { ...input },
				work: () => {
					called(input);
					guard.receive(name, 'is the result of another program');
					if (error !== undefined) throw new PraxisError('bad-input', error, { hint: 'Try again.' });
					return Promise.resolve({ text: result, summary: 'Done' });
				},
			}),
	};
}
