/**
 * Everything a question needs from the agents' room, wired once: which agent answers, with which tools, on which models,
 * for which goal, and what is known afterwards. Views and the command line hold it through `App`.
 */
import type { Guard } from '../guard/guard';
import { PraxisError } from '../lib/errors';
import type { Store, Vault } from '../host';
import { vaultPath, type VaultPath } from '../lib/vault-path';
import { QUOTES } from '../models/model-settings';
import type { Models } from '../models/models';
import type { RunEvent } from '../runs/events';
import { toolsNamed, WEB_TOOLS, type Tool } from '../tools';
import type { AgentRunOptions } from './agent-run';
import { AgentShelf, FIRST_AGENT, type AgentShelfOptions, type ListedAgent } from './agent-shelf';
import type { Attachment } from './attachments';
import { chatRun, modelOf, neverAsked } from './chat-run';
import type { GuardedReading } from './guarded-reading';
import { UnknownsList } from './known-unknowns';
import { previewOf, type ChatEstimate, type Preview } from './preview';
import { NO_PURPOSE, type PurposeOf } from './purpose';
import { newThread, withAnswer, type Thread } from './thread';

export interface AskOptions {
	readonly signal?: AbortSignal;
	/** A role, the ref of a model, or `quotes`; without it the notes are quoted, and nothing is sent. */
	readonly model?: string;
	/** The conversation that the question belongs to; a new one when absent. */
	readonly thread?: Thread;
	/** By name; the Librarian when absent. */
	readonly agent?: string;
	/** What is put beside the question, in order. */
	readonly attachments?: readonly Attachment[];
	/** The goal that the run serves, by its title or path; null: none. Absent: it is inferred. */
	readonly goal?: string | null;
}

export interface ChatDeskOptions extends Pick<AgentRunOptions, 'records' | 'now' | 'after' | 'newId' | 'approve' | 'askPerson'> {
	readonly guard: Guard;
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly index: AgentRunOptions['index'];
	readonly models: Models;
	readonly reading: GuardedReading;
	readonly builtIns: AgentShelfOptions['builtIns'];
	/** Whether the person accepted the agent's note as it reads now. */
	readonly isAccepted: (path: VaultPath) => Promise<boolean>;
	readonly purpose?: PurposeOf;
	readonly lessons?: AgentRunOptions['lessons'];
	readonly memory?: AgentRunOptions['memory'];
	/** Whether agents may fetch web pages, as the settings say now. */
	readonly mayFetch: () => boolean;
	/** Where new pieces of work go, as the settings say now. */
	readonly workFolder?: () => string;
}

export class ChatDesk {
	readonly agents: AgentShelf;
	readonly unknowns: UnknownsList;

	constructor(private readonly options: ChatDeskOptions) {
		const { vault, builtIns, store, now } = options;
		this.agents = new AgentShelf({ vault, builtIns });
		this.unknowns = new UnknownsList(store, now);
	}

	/** The run as it happens; `run-end` is the last event. Rejects only for faults of ours. */
	async *ask(question: string, options: AskOptions = {}): AsyncGenerator<RunEvent, void, undefined> {
		let at = '';
		for await (const event of this.#run(question, options)) {
			if (event.type === 'run-start') at = event.at;
			if (event.type === 'run-end') await this.unknowns.noteRun({ runId: event.runId, question, at, answer: event.answer });
			yield event;
		}
	}

	/** What asking would send to the model that answers now; null when nothing would be sent. */
	async preview(question: string, { model = QUOTES, thread = newThread(), agent: name, attachments = [], signal, goal }: AskOptions): Promise<Preview | null> {
		const agent = await this.#agent(name);
		const { guard, vault, index, models, now, purpose, lessons, memory } = this.options;
		const choice = await models.choose(await modelOf(model, { agent, models }));
		if (choice.kind !== 'model') return null;
		const { spec } = choice.entry;
		const told = goal === null ? NO_PURPOSE : ((await purpose?.(agent, spec.place === 'remote')) ?? NO_PURPOSE);
		return previewOf(question, { ...(await this.#asAccepted(agent, attachments)), tools: await this.#tools(agent), spec, purpose: told, ...(lessons ? { lessons } : {}), ...(memory ? { memory } : {}), now: now(), thread, guard, vault, index, signal: signal ?? new AbortController().signal });
	}

	async estimate(question: string, options: Pick<AskOptions, 'model' | 'thread' | 'agent'>): Promise<ChatEstimate | null> {
		const preview = await this.preview(question, options);
		return preview && { notes: preview.notes, tokens: preview.tokens, usd: preview.usd };
	}

	async *#run(question: string, { model = QUOTES, thread = newThread(), agent: name, attachments = [], signal, goal }: AskOptions): AsyncGenerator<RunEvent, void, undefined> {
		const { models } = this.options;
		// Quoting needs no agent: a vault without any still answers.
		if (model === QUOTES && name === undefined) return yield* this.#quote(question, { thread, signal });
		let agent: ListedAgent;
		let wanted: string;
		try {
			agent = await this.#agent(name);
			wanted = await modelOf(model, { agent, models });
		} catch (error) {
			return yield* neverAsked(question, error, { ...this.options, agent: { name: name ?? FIRST_AGENT } });
		}
		if ((await models.choose(wanted)).kind === 'quotes') return yield* this.#quote(question, { thread, signal });
		const { guard, vault, index, records, now, after, newId, approve, askPerson, purpose, lessons, memory, workFolder } = this.options;
		const tools = await this.#tools(agent);
		yield* chatRun(question, {
			...(await this.#asAccepted(agent, attachments)), tools, ready: () => models.ready(wanted), thread,
			guard, vault, index, records, now, newId,
			...(after ? { after } : {}), ...(approve ? { approve } : {}), ...(askPerson ? { askPerson } : {}), ...(purpose ? { purpose } : {}), ...(lessons ? { lessons } : {}), ...(memory ? { memory } : {}), ...(workFolder ? { workFolder: workFolder() } : {}), ...(goal === undefined ? {} : { goal }), ...(signal ? { signal } : {}),
		});
	}

	/** The next model, if one takes over, reads what was quoted before it. */
	async *#quote(question: string, { thread, signal }: { readonly thread: Thread; readonly signal: AbortSignal | undefined }): AsyncGenerator<RunEvent, void, undefined> {
		const { reading } = this.options;
		for await (const event of reading.ask(question, signal)) {
			if (event.type === 'run-end') {
				const { text, citations } = event.answer;
				thread.turns = [...thread.turns, withAnswer(thread, { runId: event.runId, question, text, label: await reading.labelOfAnswer(event.answer), notes: citations.map(({ path }) => path) })];
			}
			yield event;
		}
	}

	async #agent(name = FIRST_AGENT): Promise<ListedAgent> {
		await this.agents.ready();
		const agent = this.agents.get(name);
		if (!agent) throw new PraxisError('bad-input', `There is no agent “${name}”.`, { hint: 'Choose another one, or mend its note.' });
		return agent;
	}

	/** The words of a note that nobody accepted steer nothing: the model reads them as data, beside the question. */
	async #asAccepted(agent: ListedAgent, attachments: readonly Attachment[]): Promise<{ readonly agent: ListedAgent; readonly attachments: readonly Attachment[] }> {
		if (await this.#mayAct(agent)) return { agent, attachments };
		const path = vaultPath(agent.path);
		return { agent: { ...agent, description: '', instructions: '', principles: [], outOfScope: [], path: '' }, attachments: [{ type: 'note', path }, ...attachments] };
	}

	async #mayAct(agent: ListedAgent): Promise<boolean> {
		return agent.isBuiltIn || this.options.isAccepted(vaultPath(agent.path));
	}

	/** An agent from a note gets tools that change or send only once the person has accepted it as it reads now. */
	async #tools(agent: ListedAgent): Promise<readonly Tool[]> {
		const tools = toolsNamed(agent.tools).tools.filter((tool) => this.options.mayFetch() || !WEB_TOOLS.includes(tool));
		return (await this.#mayAct(agent)) ? tools : tools.filter(({ isReading, grants }) => isReading || grants.length === 0);
	}
}

