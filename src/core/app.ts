/** The one place where the parts are wired together; both hosts call it. */
import { ActionDesk } from './actions/action-desk';
import { BatchDesk } from './actions/batch-desk';
import { ChainDesk } from './actions/chain-desk';
import { Ratings } from './actions/ratings';
import { runOnNote } from './actions/run-on-note';
import { gatherMemory } from './actions/gather-memory';
import { LibraryDesk } from './actions/library-desk';
import type { PatternShelfOptions } from './actions/pattern-shelf';
import type { AskPerson } from './agents/agent-run';
import type { Agents, AgentShelfOptions } from './agents/agent-shelf';
import { ChatDesk, type AskOptions } from './agents/chat-desk';
import { chatFromSession, sessionFromChat } from './agents/fabric-session';
import { ChatNotes } from './agents/chat-notes';
import { ChatImports } from './agents/imports/chat-imports';
import { CutOffRuns } from './agents/cut-off-runs';
import { guardedReading, type GuardedReading } from './agents/guarded-reading';
import { labelOfRun } from './agents/label-of-run';
import type { KnownUnknowns } from './agents/known-unknowns';
import type { ChatEstimate, Preview } from './agents/preview';
import { RunLog } from './agents/run-log';
import { saveAnswer, type Destination, type SaveReport } from './agents/save-answer';
import { createChanges, type Plan, type Recovery, type RunReport } from './changes/changes';
import { GuardDesk, type GuardSurroundings } from './guard/guard-desk';
import { guardChanges, type GuardedChanges } from './guard/guarded-changes';
import { OWN, type Label } from './guard/labels';
import type { Host, VaultChange } from './host';
import { messageOf } from './lib/errors';
import { titleOf, vaultPath, type VaultPath } from './lib/vault-path';
import { yieldToHost } from './lib/yield-to-host';
import { createMemory, type Memory, type MemoryDeps } from './memory/memory';
import { createModels, type Models } from './models/models';
import type { RunEvent } from './runs/events';
import { RunRecords } from './runs/run-records';
import type { RunToSave } from './runs/result-note';
import { Indexer } from './search/indexer';
import { SearchDesk } from './search/search-desk';
import type { IndexHandle, IndexStatus, SearchHit } from './search/index-status';
import { QualityDesk } from './search/quality/quality-desk';
import { rankedIndex } from './search/vectors/ranked-index';
import { VectorDesk } from './search/vectors/vector-desk';
import type { Settings } from './settings';
import { askOnce } from './telos/ask-once';
import { TelosDesk } from './telos/telos-desk';
import { pageText } from './tools/fetch-page';

export interface App {
	readonly index: IndexHandle;
	/** The write path: every change to the vault, and its undo. */
	readonly changes: GuardedChanges;
	/** What left this device, the policy, the watch, and the runs through which agents act. */
	readonly guard: GuardDesk;
	/** Which models there are and which answers; asks none of them by itself. */
	readonly models: Models;
	/** The person's purpose as a graph of their notes. Reads nothing before its `ready` is called. */
	readonly telos: TelosDesk;
	/** Claims kept as notes, with what they stand on. Reads nothing before it is asked. */
	readonly memory: Memory;
	/** Agents that ship with Praxis and agents as notes. */
	readonly agents: Agents;
	/** Patterns, and carrying them out on texts. */
	readonly actions: ActionDesk;
	/** One pattern over many notes. */
	readonly batches: BatchDesk;
	/** Patterns one after the other. */
	readonly chains: ChainDesk;
	/** What the person thinks of results, per pattern and model. */
	readonly ratings: Ratings;
	/** Fabric's library, in and out. */
	readonly library: LibraryDesk;
	/** Chats kept as notes. */
	readonly chats: Pick<ChatNotes, 'keep' | 'open'>;
	/** Chats of other assistants, as notes that nobody here wrote. */
	readonly chatImports: ChatImports;
	/** Runs of an earlier session that never ended: to be gone on with, or closed. */
	readonly runs: Pick<CutOffRuns, 'list' | 'close' | 'resume'>;
	/** What the notes are known not to say. */
	readonly unknowns: KnownUnknowns;
	/** Runs a question. The stream ends after `run-end`; an abort ends it with outcome `failed` and what was found so far. */
	ask(question: string, options?: AskOptions): AsyncIterable<RunEvent>;
	/** What the model that answers now would see, part by part, and where it would go; null when nothing would be sent. Sends nothing. */
	preview(question: string, options?: AskOptions): Promise<Preview | null>;
	/** The same in three figures. */
	estimate(question: string, options: AskOptions): Promise<ChatEstimate | null>;
	search(query: string, options?: { limit?: number }): Promise<readonly SearchHit[]>;
	/** Search by meaning, when the person has named a model for it. */
	readonly vectors: VectorDesk;
	/** How well the search finds what is known to be in these notes. */
	readonly quality: QualityDesk;
	/** What the person looks up: notes by what they say and by what they are called, and those that belong to another. */
	readonly lookup: SearchDesk;
	/** Writes an answer into the vault and tells which note holds it. */
	save(run: RunToSave, destination: Destination): Promise<SaveReport>;
	/** To be awaited before an answer is put into a note by hand: asks and marks the note private when the answer is. Throws `refused`. */
	keepPrivate(run: Pick<RunToSave, 'runId' | 'answer'>, path: VaultPath): Promise<void>;
	/** What was asked in a run of an agent; null when that is not known any more. */
	questionOf(runId: string): Promise<string | null>;
	/** Of an ended run's answer: joined over all that the run has read. */
	labelOfRun(run: Pick<RunToSave, 'runId' | 'answer'>): Promise<Label>;
	updateSettings(settings: Settings): void;
	/** Resolves when the run log, if there is one, tells of every run that ended until now. Never rejects. */
	logged(): Promise<void>;
	/** Stops watching, indexing and logging. */
	close(): void;
}

export interface AppSurroundings extends GuardSurroundings {
	/** A phone or tablet: what the search holds in memory is bounded. */
	readonly isMobile?: boolean;
	/** The name by which links open this vault. */
	readonly vaultName?: string;
	/** Agents that ship with the product, as notes. Without them only agents of the vault can be asked. */
	readonly builtInAgents?: AgentShelfOptions['builtIns'];
	/** Patterns that ship with the product, as notes. */
	readonly builtInPatterns?: PatternShelfOptions['builtIns'];
	/** Strategies that ship with the product, as notes. */
	readonly builtInStrategies?: PatternShelfOptions['builtIns'];
	/** Shows a run's question with answers to choose from. */
	readonly askPerson?: AskPerson;
}

const DEFAULT_LIMIT = 20;

export function createApp(host: Host, initial: Settings, surroundings: AppSurroundings = {}): App {
	let settings = initial;
	const wiring: Wiring = { host, surroundings, settings: () => settings };
	const parts = assemble(wiring);
	const { changes, indexer, desk, models, reading, runLog, telos, memory, chat, actions } = parts;
	// First in the queue of the write path: nothing is written before what a crash cut off is finished.
	changes.recover().then((recovery) => tellRecovery(recovery, host), (error: unknown) => host.notify(`Praxis could not check its last changes: ${messageOf(error)}`));
	const unwatch = followVault(parts, host);
	const lookup = new SearchDesk({ vault: host.vault, index: indexer.index, progress: indexer, patterns: () => actions.patterns.list(), yieldToHost, clock: () => performance.now(), now: host.now, isPrivate: async (path) => (await desk.guard.labelOf(path))?.secrecy === 'private', goalOf: (path) => telos.linkedGoal(path) });
	return {
		index: indexer,
		changes,
		guard: desk,
		models,
		telos,
		memory,
		agents: chat.agents,
		actions,
		batches: parts.batches,
		chains: parts.chains,
		ratings: new Ratings(memory.learning),
		library: new LibraryDesk({ vault: host.vault, changes, sessions: { folder: () => settings.chatFolder, noteOf: (name, json) => chatFromSession(name, json, { at: host.now().toISOString(), newId: host.newId }), sessionOf: sessionFromChat } }),
		chats: new ChatNotes({ vault: host.vault, store: host.store, changes, guard: desk.guard, folder: () => settings.chatFolder }),
		chatImports: new ChatImports({ vault: host.vault, index: indexer.index, changes, yieldToHost }),
		runs: new CutOffRuns({ records: parts.records, ask: (question, options) => chat.ask(question, options), startedAt: host.now(), now: host.now }),
		unknowns: chat.unknowns,
		ask: (question, options) => followed(chat.ask(question, options), () => telos.runsChanged()),
		preview: (question, options) => chat.preview(question, options ?? {}),
		estimate: (question, options) => chat.estimate(question, options),
		search: (query, options) => reading.search(query, options?.limit ?? DEFAULT_LIMIT),
		vectors: parts.vectors,
		quality: new QualityDesk({ vault: host.vault, index: indexer.index, vectors: parts.vectors, guard: desk.guard, changes, write: (plan) => desk.guard.ownChanges(OWN, () => Promise.resolve(true)).apply(plan), settings: () => settings, yieldToHost, clock: () => performance.now(), now: host.now }),
		lookup,
		save: saving(parts, wiring),
		questionOf: async (runId) => (await parts.records.read(runId))?.question ?? null,
		labelOfRun: (run) => labelOfRun(run, parts),
		keepPrivate: async (run, path) => desk.guard.keepPrivate(path, await labelOfRun(run, parts), surroundings.approve),
		updateSettings: (next) => {
			if (next.runLog !== settings.runLog) runLog.switch(next.runLog);
			const isLabelledAnew = labelling(next) !== labelling(settings);
			settings = next;
			indexer.exclude(next.excludedFolders);
			if (isLabelledAnew) {
				telos.labelsChanged();
				memory.labelsChanged();
			}
			parts.vectors.settingsChanged();
		},
		logged: () => runLog.settled(),
		close: () => {
			unwatch();
			lookup.close();
			parts.vectors.close();
			telos.close();
			memory.close();
			runLog.close();
			indexer.close();
		},
	};
}

/** What all parts are made from. */
interface Wiring {
	readonly host: Host;
	readonly surroundings: AppSurroundings;
	/** As they are now. */
	readonly settings: () => Settings;
}

interface Parts {
	readonly changes: GuardedChanges;
	readonly indexer: Indexer;
	readonly vectors: VectorDesk;
	readonly desk: GuardDesk;
	readonly models: Models;
	readonly telos: TelosDesk;
	readonly memory: Memory;
	readonly reading: GuardedReading;
	readonly records: RunRecords;
	readonly chat: ChatDesk;
	readonly actions: ActionDesk;
	readonly batches: BatchDesk;
	readonly chains: ChainDesk;
	readonly runLog: RunLog;
}

function assemble({ host, surroundings, settings }: Wiring): Parts {
	const { vault, store, now, newId, deviceId, notify } = host;
	const unguarded = createChanges({ vault, store, now, newId, deviceId });
	const indexer = new Indexer({ vault, yieldToHost, clock: () => performance.now(), excludedFolders: settings().excludedFolders, mostBytes: () => (surroundings.isMobile === true ? settings().phoneSearchMb * 1_000_000 : 0), store, after: host.after, ...(host.startThread ? { startThread: host.startThread } : {}) });
	const { builtInTexts: others = [], builtInAgents: shippedAgents = [], builtInPatterns: shippedPatterns = [], builtInStrategies: shippedStrategies = [] } = surroundings;
	const builtInTexts = [...others, ...[...shippedAgents, ...shippedPatterns, ...shippedStrategies].map(({ text }) => text)];
	const desk = new GuardDesk({ vault, http: host.http, store, changes: unguarded, notify, now, newId, deviceId, settings, surroundings: { ...surroundings, builtInTexts }, applying: (origin) => runLog.comesFrom(origin) });
	const changes = guardChanges(unguarded, desk.guard);
	// What it tells of may be private, and in others' words.
	const ofLog: Label = { integrity: 'untrusted', secrecy: 'private', reasons: ['tells of runs'] };
	const runLog = new RunLog({ vault, store, changes, notify, now, deviceId, write: (plan) => desk.guard.ownChanges(ofLog).apply(plan), sent: () => desk.sent(), ...(surroundings.vaultName === undefined ? {} : { vaultName: surroundings.vaultName }) });
	runLog.switch(settings().runLog);
	const models = createModels({ settings, secrets: host.secrets, after: host.after, guard: desk.guard, ...(surroundings.approve ? { approve: surroundings.approve } : {}) });
	const vectors = new VectorDesk({ guard: desk.guard, index: indexer.index, models, store, settings, after: host.after, yieldToHost, clock: () => performance.now() });
	const index = rankedIndex(indexer.index, vectors);
	const reading = guardedReading({ guard: desk.guard, index, now, newId, memory: () => memory.recall });
	const records = new RunRecords(store);
	const askChosen: NonNullable<MemoryDeps['ask']> = (build, signal) => askOnce(build, { models, guard: desk.guard, wanted: settings().chatModel, ...(surroundings.approve ? { approve: surroundings.approve } : {}), ...(signal ? { signal } : {}) });
	const telos = new TelosDesk({ vault, index: indexer.index, labelOf: (note, version) => desk.guard.labelOfRead(note, version), labelNow: async (path) => ((await desk.isAccepted(path)) ? desk.guard.labelOf(path) : null), store, changes, notify, records, isEditedHere: surroundings.isEditedHere ?? (() => false), ask: askChosen, write: (plan) => desk.guard.ownChanges(OWN, () => Promise.resolve(true)).apply(plan), settings, now, yieldToHost, clock: () => performance.now() });
	const memory = createMemory({ goals: telos, ask: askChosen, runPattern: async (name, path, signal) => ((await models.choose(settings().chatModel)).kind === 'quotes' ? null : runOnNote(actions, { name, path, model: settings().chatModel, ...(signal ? { signal } : {}) })), vault, store, index: indexer.index, guard: desk.guard, accept: (path, version) => desk.accept(path, version), noteOf: (name) => noteNamed(name, { chat, actions }), isAccepted: (path) => desk.isAccepted(path), labelOfRun: (run) => labelOfRun(run, { reading, records }), records, changes, settings, notify, now, newId, deviceId, yieldToHost, clock: () => performance.now() });
	desk.guard.onLabelled((path) => {
		telos.labelsChanged(path);
		memory.labelsChanged(path);
	});
	let wasReady = false;
	indexer.onStatus(({ state }) => {
		if (state === 'ready' && !wasReady) {
			telos.indexReady();
			memory.indexReady();
		}
		if (state === 'ready') vectors.notesChanged();
		wasReady = state === 'ready';
	});
	const { approve, askPerson, builtInAgents = [], builtInPatterns = [], builtInStrategies = [] } = surroundings;
	const mayFetch = (): boolean => settings().webPages && !settings().onDeviceOnly;
	const chat = new ChatDesk({ guard: desk.guard, vault, store, index, records, models, reading, now, after: host.after, newId, builtIns: builtInAgents, mayFetch, workFolder: () => settings().workFolder, isAccepted: (path) => desk.isAccepted(path), purpose: (agent, remote) => telos.purpose(agent, remote), lessons: memory.learning.lessons, memory: memory.recall, ...(approve ? { approve } : {}), ...(askPerson ? { askPerson } : {}) });
	const actions = new ActionDesk({ mayFetch, memory: (about, noPrivate) => gatherMemory(about, { recall: memory.recall, noPrivate }), fetchPage: (url, guard, signal) => pageText(url, { guard, signal, after: host.after }), isAccepted: (path) => desk.isAccepted(path), goalOf: (path) => telos.goalOf(path), vault, index: indexer.index, builtIns: builtInPatterns, builtInStrategies, models, changes, purpose: ({ remote }) => telos.purpose({ purpose: [] }, remote), lessons: memory.learning.lessons, guard: desk.guard, records, now, newId, ...(approve ? { approve } : {}) });
	const chains = new ChainDesk({ vault, store, actions, changes, now, newId });
	const batches = new BatchDesk({ vault, store, actions, guard: desk.guard, models, changes, find: async (query, limit) => (await reading.search(query, limit)).map(({ citation }) => citation.path), excludedFolders: () => settings().excludedFolders, newId, yieldToHost });
	return { changes, indexer, vectors, desk, models, telos, memory, reading, records, chat, actions, batches, chains, runLog };
}

/** The note in the vault of an agent or pattern; null for those that ship with Praxis. */
function noteNamed(name: string, { chat, actions }: Pick<Parts, 'chat' | 'actions'>): ReturnType<NonNullable<MemoryDeps['noteOf']>> {
	const [agent, pattern] = [chat.agents.get(name), actions.patterns.get(name)];
	if (agent && !agent.isBuiltIn) return { kind: 'agent', path: vaultPath(agent.path) };
	return pattern && !pattern.isBuiltIn && pattern.path !== '' ? { kind: 'pattern', path: vaultPath(pattern.path) } : null;
}

/** Tells the parts of each change to a note; returns what stops it. */
function followVault({ changes, desk, telos, memory, chat, actions, chains }: Parts, { vault, notify }: Host): () => void {
	return vault.watch((change) => {
		changes.noteChanged(change).catch((error: unknown) => notify(`A change to ${titleOf(change.path)} could not be followed for undo: ${messageOf(error)}`));
		desk.noteChanged(change).catch((error: unknown) => notify(`A change to ${titleOf(change.path)} could not be recorded: ${messageOf(error)}`));
		telos.noteChanged(change);
		memory.noteChanged(change);
		void chat.agents.noteChanged(change);
		void actions.patterns.noteChanged(change);
		void actions.strategies.noteChanged(change);
		void chains.shelf.noteChanged(change);
	});
}

function saving({ desk, reading, records, runLog, changes }: Parts, { host: { vault }, surroundings, settings }: Wiring): App['save'] {
	return async (run, destination) => {
		const own = desk.guard.ownChanges(await labelOfRun(run, { reading, records }), surroundings.approve);
		const write = (plan: Plan): Promise<RunReport> => {
			runLog.comesFrom({ planId: plan.id, runId: run.runId, read: [...new Set(run.answer.citations.map(({ path }) => path))], ...(run.answer.goal ? { goal: run.answer.goal.path || run.answer.goal.title } : {}) });
			return own.apply(plan);
		};
		return saveAnswer(run, destination, { vault, changes, write, resultFolder: settings().resultFolder, addBlockIds: settings().addBlockIds });
	};
}

/** The same events; `ended`, which never rejects, is told when there are no more, or nobody wants them. The next question need not wait for it. */
async function* followed(events: AsyncIterable<RunEvent>, ended: () => Promise<void>): AsyncGenerator<RunEvent, void, undefined> {
	try {
		yield* events;
	} finally {
		void ended();
	}
}

/** What of the settings says which notes are items, whose words count and which are private. */
function labelling({ excludedFolders, privateFolders, clippingFolders, resultFolder, chatFolder, memoryFolder, memoryInbox, telosWords }: Settings): string {
	return JSON.stringify([excludedFolders, privateFolders, clippingFolders, resultFolder, chatFolder, memoryFolder, memoryInbox, telosWords]);
}

/** Says what was finished after a crash; says nothing when there was nothing to do. */
function tellRecovery({ finished, problems }: Recovery, { notify }: Pick<Host, 'notify'>): void {
	if (finished.length > 0) notify(`Praxis finished ${finished.length === 1 ? 'a change that was' : `${finished.length} changes that were`} cut off. The list of changes tells which.`);
	for (const { message } of problems) notify(message);
}

export type { ActRequest } from './actions/action-desk';
export { resultInThread } from './agents/result-in-thread';
export { newThread, loadThread, saveThread, threadAfter, threadBefore, type SavedThread, type Thread } from './agents/thread';
export type { Agents, ListedAgent } from './agents/agent-shelf';
export type { Attachment } from './agents/attachments';
export type { ChatPlace, OpenedChat } from './agents/chat-notes';
export type { CutOffRun } from './agents/cut-off-runs';
export type { KnownUnknown, KnownUnknowns } from './agents/known-unknowns';
export type { AskOptions, AskPerson, ChatEstimate, Preview };
export type { ChatChoice, FoundServer, Models } from './models/models';
export type { Destination, Host, IndexHandle, IndexStatus, RunToSave as SavedRun, SaveReport, SearchHit, VaultChange };
