/** What a run is made of, and its state while it goes on: types, and the one place where both are put together. */
import type { Guard } from '../guard/guard';
import type { Approve, RunGuard } from '../guard/run-guard';
import type { RunState } from '../guard/run-state';
import type { After, Vault } from '../host';
import type { Model, ModelMessage, ModelSpec } from '../models/model';
import type { RunMemory } from '../memory/recall/recall';
import type { LessonsOf } from '../memory/learning/learning-desk';
import type { Lessons } from '../memory/learning/lessons';
import type { Told } from '../memory/recall/told';
import type { Budget } from '../runs/budget';
import type { RunCost } from '../runs/cost';
import type { RunEvent } from '../runs/events';
import type { ProposedClaim, RunGoal } from '../runs/outcome';
import type { RunRecords } from '../runs/run-records';
import type { Tool, ToolContext } from '../tools';
import type { Agent } from './agent-note';
import type { Attachment } from './attachments';
import type { Purpose, PurposeOf } from './purpose';

export interface ModelChoice {
	readonly spec: ModelSpec;
	/** The model with the network of this run: give it `run.http('ask_model', spec.name)`. */
	readonly connect: (run: RunGuard) => Model;
	/** Why it answers instead of the one before, when it is chosen by fallback; else "". */
	readonly reason?: string;
}

/** Shows the person a question with answers to choose from, none included; they may also type one. Null: they gave none. */
export type AskPerson = (question: { readonly text: string; readonly options: readonly string[] }, signal: AbortSignal) => Promise<string | null>;

/** A conversation to go on with: kept by the caller, made by an earlier run. */
export interface Conversation {
	readonly messages: readonly ModelMessage[];
	readonly state: RunState;
	/** Notes whose text is in it: they can be quoted without being read again. */
	readonly notes?: readonly string[];
}

export interface AgentRunOptions {
	readonly question: string;
	readonly agent: Agent;
	/** Those that its note names when absent. */
	readonly tools?: readonly Tool[];
	/** In the order in which they are tried; at least one. */
	readonly models: readonly [ModelChoice, ...ModelChoice[]];
	readonly guard: Pick<Guard, 'run' | 'ready'>;
	/** The guard judges the run as Praxis itself at the person's command, instead of as the agent by its name. */
	readonly asPraxis?: boolean;
	readonly vault: Pick<Vault, 'list'>;
	readonly index: ToolContext['index'];
	readonly records: RunRecords;
	readonly now: () => Date;
	/** Ends what takes too long. */
	readonly after?: After;
	readonly newId: () => string;
	/** Where new pieces of work go. */
	readonly workFolder?: string;
	/** Without it no goals are known. */
	readonly purpose?: PurposeOf;
	/** The person's rules, and what was learned in runs of this kind. Without it nothing is. */
	readonly lessons?: LessonsOf;
	/** What the memory knows. Without it claims are notes like any other. */
	readonly memory?: RunMemory;
	/** The goal that the person chose, by title or path; null: none. Absent: what the run serves is inferred. */
	readonly goal?: string | null;
	/** Shows the person what they decide about; without it nobody is there. */
	readonly approve?: Approve;
	/** Null: the person gave no answer. Without it nobody is there. */
	readonly askPerson?: AskPerson;
	readonly attachments?: readonly Attachment[];
	readonly earlier?: Conversation;
	/** Tighter than the agent's own where it names less. */
	readonly budget?: Partial<Budget>;
	readonly signal?: AbortSignal;
}

export interface AgentRun {
	readonly id: string;
	/** The run as it happens; `run-end` is the last event, whatever goes wrong. To be read once. Leaving it early stops the run. */
	readonly events: AsyncIterable<RunEvent>;
	/** The conversation until now, to go on with: with another model, another day. */
	conversation(): Conversation;
	/** Paths of the notes it has read until now. */
	notes(): readonly string[];
}

/** What changes while a run goes on. */
export interface Progress {
	messages: ModelMessage[];
	cost: RunCost;
	/** Told so far, in all calls: what a view shows. */
	text: string;
	/** Its length when the last call that did not fail had ended. */
	settled: number;
	readonly written: Set<string>;
	/** Those of them that the answer may name: of a private note that only links along, nothing is told. */
	readonly named: Set<string>;
	readonly changeIds: string[];
	/** Keys of calls since the last change, with how often they were made. */
	readonly made: Map<string, number>;
	searches: number;
	/** Rounds in which every call failed. */
	failedRounds: number;
	/** It was told once that it must end with `finish`. */
	wasReminded: boolean;
	/** It was told once that it speaks another language than the person. */
	wasToldLanguage: boolean;
	/** What it serves, as it was told. */
	purpose: Purpose;
	/** What it was told of earlier runs. */
	lessons: Lessons;
	/** What the memory told it. */
	told: Told;
	/** What it proposes to remember. */
	readonly proposed: ProposedClaim[];
	/** Null while that is open. */
	goal: RunGoal | null;
	/** The goal that the model said it served; "" for none. */
	saidGoal: string;
}

/** All that the steps of the loop share. */
export interface Workbench {
	readonly options: AgentRunOptions;
	readonly guard: RunGuard;
	readonly tools: readonly Tool[];
	readonly budget: Budget;
	readonly signal: AbortSignal;
	readonly tell: (event: RunEvent) => void;
	readonly progress: Progress;
}
