/**
 * One run as the guard sees it: what it has read, what it may do, and the only ways by which it reads, writes and
 * sends. Everything asks the gate, with the state as it is at that moment.
 */
import type { Change, Changes, Plan, RunReport } from '../changes/changes';
import { idsOf } from '../changes/plan-steps';
import { isPraxisError, PraxisError } from '../lib/errors';
import type { Http, NoteText } from '../host';
import { isNote, type VaultPath } from '../lib/vault-path';
import { askFor, Confirmations, type Question } from './confirmation';
import { gate, type Decision, type Effect, type GateRules } from './gate';
import { guardHttp, type GuardedHttpOptions } from './guarded-http';
import type { EgressEntry } from './egress-record';
import { foreign, type Label } from './labels';
import { addAmounts, isMassRemoval, type Amounts } from './limits';
import { getsMark, keptPrivate, losesMarks } from './keep-private';
import { newlyLoading } from './safe-properties';
import { checkPart, leftOutOf, type LeftOut, type PartialYes } from './partial-yes';
import { planArguments } from './waiting';
import { join, labelOfOutput, mayEnter, observe, startRun, startSubRun, type, type RunState } from './run-state';

/** What the person is asked; `plan` when the effect is a change of notes that can be shown as such. */
export interface GuardQuestion extends Question {
	readonly agent: string;
	/** Why it is asked: a sentence. */
	readonly reason: string;
	readonly plan: Plan | null;
}

/** What the person says: yes or no, or to a plan yes but for some parts of it. */
export type Approve = (question: GuardQuestion) => Promise<boolean | PartialYes>;

/** What was done, and what of the plan the person had left out. */
export interface AppliedReport extends RunReport {
	readonly leftOut: readonly LeftOut[];
}

export interface ReadNote extends NoteText {
	readonly label: Label;
}

/** Where a plan comes from, told just before it is applied. */
export interface RunOrigin {
	readonly planId: string;
	/** The guard's id of the run, as in the record of what left this device. */
	readonly runId: string;
	/** Notes whose text the run has read. */
	readonly read: readonly VaultPath[];
	/** The note of the goal that the run serves, else its name; absent while it serves none that is known. */
	readonly goal?: string;
}

/** What the run is given by the guard; nothing here is shown to a model. */
export interface RunContext {
	readonly id: string;
	readonly agent: string;
	readonly depth: number;
	/** What the run and its sub-runs have used until now, together. */
	readonly usage: { run: Amounts };
	rules(usage: Amounts, depth: number): Promise<GateRules>;
	read(path: VaultPath): Promise<NoteText | null>;
	labelOf(path: VaultPath, note: NoteText | null): Promise<Label>;
	/** Whether this text would be private at this path on every device: by its folder, or by a mark in the note itself. */
	isMarked(path: VaultPath, text: string): boolean;
	countNotes(): Promise<number>;
	/** Null: nobody is there. */
	readonly approve: Approve | null;
	/** Resolves when it is kept; false when it cannot be. */
	queue(question: GuardQuestion, label: Label): Promise<boolean>;
	used(more: Partial<Amounts>): Promise<void>;
	/** `before`: hash of the text that was written over as the person saw it; null for a new note, absent when other text was there. */
	wrote(path: VaultPath, label: Label, before?: string | null): Promise<void>;
	readonly applying?: (origin: RunOrigin) => void;
	readonly changes: Pick<Changes, 'plan' | 'apply'>;
	readonly http: Omit<GuardedHttpOptions, 'permit' | 'about'>;
}

export interface Performance<T> {
	readonly effect: Effect;
	/** Exactly what will be done, as plain data: the person's yes is bound to it. */
	readonly args: unknown;
	readonly plan?: Plan;
	readonly work: () => Promise<T>;
}

const KINDS: Record<Plan['notes'][number]['kind'], string> = { write: 'note_edit', create: 'note_create', rename: 'note_move', trash: 'note_trash' };

export class RunGuard {
	#state: RunState;
	readonly #notes = new Set<VaultPath>();
	readonly #labels = new Map<string, Label>();
	readonly #confirmations = new Confirmations();
	#lastSent: EgressEntry | null = null;
	#goal = '';

	constructor(
		private readonly context: RunContext,
		start: RunState | { readonly remote: boolean },
	) {
		this.#state = 'taint' in start ? start : startRun(start.remote);
	}

	get id(): string {
		return this.context.id;
	}

	get state(): RunState {
		return this.#state;
	}

	/** Notes whose text the run has read. */
	get notes(): readonly VaultPath[] {
		return [...this.#notes];
	}

	/** The label of a note that the run has read; null for others. */
	labelOf(path: string): Label | null {
		return this.#labels.get(path) ?? null;
	}

	/** The person typed this. */
	type(text: string): void {
		this.#state = type(this.#state, text);
	}

	/** The run got text that is not a note: a page, a tool's result or error, an attachment. */
	receive(name: string, reason: string): void {
		this.observe(name, foreign(reason));
	}

	/** What it does from now on is told as done for this goal: the path of its note, else its name. */
	serves(goal: string): void {
		this.#goal = goal;
	}

	observe(name: string, label: Label): void {
		this.#state = observe(this.#state, name, label);
	}

	/** Whether a note's title, snippet or text may come into this run at all. Ask before it is listed or searched. */
	async mayEnter(path: VaultPath): Promise<boolean> {
		return !this.#state.remote || mayEnter(this.#state, await this.context.labelOf(path, await this.context.read(path)));
	}

	/** The note, its label joined into the run; null when there is none. Throws `refused` when the run may not see it. */
	async read(path: VaultPath): Promise<ReadNote | null> {
		const note = await this.context.read(path);
		if (note === null) return null;
		const label = await this.context.labelOf(path, note);
		return this.perform({
			effect: { tool: 'note_read', path, label },
			args: { path },
			work: () => {
				this.observe(path, label);
				this.#notes.add(path);
				this.#labels.set(path, label);
				return Promise.resolve({ ...note, label });
			},
		});
	}

	async decide(effect: Effect): Promise<Decision> {
		return gate(effect, this.#state, await this.context.rules(this.context.usage.run, this.context.depth));
	}

	/** Does `work` if the gate allows it, or the person does. Throws `refused` with the rule's reason else. */
	async perform<T>({ effect, args, plan, work }: Performance<T>): Promise<T> {
		await this.#permit(effect, args, plan ?? null);
		return work();
	}

	/** Plans the changes and applies what the gate and the person let through. */
	async write(changes: readonly Change[], reason: string): Promise<AppliedReport> {
		return this.apply(await this.context.changes.plan(changes, { reason }));
	}

	/** Applies a plan note by note past the gate; a question shows the whole plan, once. What is made of private text is marked so. */
	async apply(asked: Plan, { mustAsk = false }: { readonly mustAsk?: boolean } = {}): Promise<AppliedReport> {
		const plan = this.#state.secrecy === 'private' ? keptPrivate(asked, (path, text) => this.context.isMarked(path, text)) : asked;
		const lengths = plan.notes.map((note) => ({ before: note.kind === 'write' || note.kind === 'trash' ? (note.before ?? '').length : 0, after: note.kind === 'write' ? note.after.length : 0 }));
		if (isMassRemoval(lengths, await this.context.countNotes())) throw new PraxisError('refused', 'The run was stopped: it would remove or shorten too many notes at once.', { hint: 'Nothing was changed.' });
		const effects = (await Promise.all(plan.notes.map((note) => this.#effectOf(note, asked)))).map((effect) => (mustAsk ? { ...effect, marks: true } : effect));
		const rejected = await this.#permitAll(effects, plan);
		if (rejected.size > 0) checkPart(plan, rejected, (path, text) => this.context.isMarked(path, text));
		this.context.applying?.({ planId: plan.id, runId: this.id, read: this.notes, ...(this.#goal === '' ? {} : { goal: this.#goal }) });
		const report = await this.context.changes.apply(plan, { rejected });
		const label = labelOfOutput(this.#state);
		const planned = plan.notes.filter((note, index) => !idsOf(note, index).every((id) => rejected.has(id)));
		for (const [i, { path, outcome }] of report.notes.entries()) if (outcome !== 'failed' && outcome !== 'kept') await this.context.wrote(path, label, beforeOf(planned[i], outcome));
		return { ...report, leftOut: leftOutOf(plan, rejected) };
	}

	/** The guarded network for this run. `tool` is what the gate knows it as; `model` is named in the record. */
	http(tool: string, model = ''): Http {
		return guardHttp({
			...this.context.http,
			permit: (url) => this.#permit({ tool, url, ...(model === '' ? {} : { remote: this.#state.remote }) }, { url }, null),
			about: () => ({ run: this.context.id, model, notes: this.notes }),
			record: (entry) => {
				this.#lastSent = entry;
				return this.context.http.record(entry);
			},
		});
	}

	/** One web page by its address; each redirect passes the gate anew. `address`: where the answer came from. */
	async page(url: string, init: Pick<RequestInit, 'headers' | 'signal'>): Promise<{ readonly answer: Response; readonly address: string }> {
		let address = url;
		const ask = guardHttp({
			...this.context.http,
			permit: (next) => {
				address = next;
				return this.#permit({ tool: 'web_get', url: next }, { url: next }, null);
			},
			about: () => ({ run: this.context.id, model: '', notes: this.notes }),
		});
		return { answer: await ask(url, { ...init, redirect: 'follow' }), address };
	}

	/** What the last request is told to have used; joins the limits and the record. */
	async used({ tokens, cost }: { readonly tokens: number | null; readonly cost: number | null }): Promise<void> {
		await this.#count({ tokens: tokens ?? 0, cost: cost ?? 0 });
		if (this.#lastSent) await this.context.http.record({ ...this.#lastSent, tokens, cost });
	}

	/** A sub-run, as tainted and private as this one, with no more tools and no limits of its own. Call `join` when it returns. */
	subRun({ agent, remote, granted }: { readonly agent: string; readonly remote: boolean; readonly granted: readonly string[] }): RunGuard {
		const rules: RunContext['rules'] = async (usage, depth) => {
			const own = await this.context.rules(usage, depth);
			return { ...own, agent, granted: new Set(granted.filter((tool) => own.granted.has(tool))) };
		};
		return new RunGuard({ ...this.context, agent, rules, depth: this.context.depth + 1 }, startSubRun(this.#state, remote));
	}

	join(child: RunGuard): void {
		this.#state = join(this.#state, child.state);
		for (const path of child.notes) this.#notes.add(path);
	}

	/** The run is over: no yes outlives it. */
	end(): void {
		this.#confirmations.clear();
	}

	async #effectOf(note: Plan['notes'][number], asked: Plan): Promise<Effect> {
		const old = note.kind === 'create' ? null : await this.context.read(note.path).catch(readable);
		return {
			tool: KINDS[note.kind],
			path: note.path,
			...(note.kind === 'rename' ? { to: note.to } : {}),
			...(note.kind === 'create' ? {} : { label: await this.context.labelOf(note.path, old) }),
			...(note.kind === 'write' || note.kind === 'create' ? loadsOf(note) : {}),
			...(note.kind === 'write' && losesMarks(note) ? { unmarks: true } : {}),
			...(note.kind === 'write' && getsMark(note, asked) ? { marks: true } : {}),
		};
	}

	/** The parts of the plan that the person left out. */
	async #permitAll(effects: readonly Effect[], plan: Plan): Promise<ReadonlySet<string>> {
		const amounts = { writes: plan.notes.length, calls: 1 };
		const decided = await Promise.all(effects.map(async (effect) => ({ effect, ...(await this.decide({ ...effect, amounts })) })));
		const worst = ['deny', 'queue', 'ask'].flatMap((verdict) => decided.find((decision) => decision.verdict === verdict) ?? [])[0];
		const rejected = worst ? await this.#settle(worst.effect, planArguments(plan), { decision: worst, plan }) : new Set<string>();
		await this.#count(amounts);
		return rejected;
	}

	async #permit(effect: Effect, args: unknown, plan: Plan | null): Promise<void> {
		// Reading is what a search does a dozen times over; what it is part of is counted as one call.
		const amounts = effect.tool === 'note_read' ? {} : { calls: 1, ...effect.amounts };
		const decision = await this.decide({ ...effect, amounts });
		if (decision.verdict !== 'allow') await this.#settle(effect, args, { decision, plan });
		await this.#count(amounts);
	}

	/** Resolves when the person said yes to exactly this, with the parts of a plan that they left out. */
	async #settle(effect: Effect, args: unknown, { decision, plan }: { readonly decision: Decision; readonly plan: Plan | null }): Promise<ReadonlySet<string>> {
		const { verdict, reason } = decision;
		if (verdict === 'deny') throw new PraxisError('refused', reason, { hint: hintFor(decision) });
		const request = { runId: this.context.id, tool: effect.tool, args };
		const question: GuardQuestion = { ...askFor(request, this.#state), agent: this.context.agent, reason, plan };
		if (verdict === 'queue' || !this.context.approve) {
			const waits = await this.context.queue(question, labelOfOutput(this.#state));
			throw new PraxisError('refused', waits ? `${reason} It waits until you are there to say yes.` : `${reason} Nobody is there to say yes, and too many questions wait already.`, { hint: waits ? 'Nothing was done. It stands under “Waiting for you” in the activity.' : 'Nothing was done. Answer those that wait.' });
		}
		const said = await this.context.approve(question);
		// Parts belong to a plan; anything else is one thing, and a yes to half of it is none.
		if (said === true || (said !== false && plan !== null)) this.#confirmations.give(question);
		if (!this.#confirmations.use(request)) throw new PraxisError('refused', 'You said no.', { hint: 'Nothing was done.' });
		return typeof said === 'object' ? said.rejected : new Set();
	}

	async #count(more: Partial<Amounts>): Promise<void> {
		if (Object.keys(more).length === 0) return;
		this.context.usage.run = addAmounts(this.context.usage.run, more);
		await this.context.used(more);
	}
}

function loadsOf(note: Extract<Plan['notes'][number], { kind: 'write' | 'create' }>): Pick<Effect, 'loads'> {
	const names = isNote(note.path) ? newlyLoading(note.kind === 'write' ? note.before : '', note.after).map(({ name }) => name) : [];
	return names.length === 0 ? {} : { loads: names };
}

function beforeOf(note: Plan['notes'][number] | undefined, outcome: RunReport['notes'][number]['outcome']): string | null | undefined {
	if (note?.kind === 'create' && outcome === 'created') return null;
	return note?.kind === 'write' && outcome === 'written' ? note.version : undefined;
}

function readable(error: unknown): null {
	if (isPraxisError(error)) return null;
	throw error;
}

/** What the person can do about it: how to allow it once, or for good, where anything can. */
function hintFor({ rule }: Decision): string {
	switch (rule) {
		case 'place':
			return 'Nothing was done. No rule can allow this place; give a note inside the vault.';
		case 'address':
			return 'Nothing was done. A server of your own can be named in the settings, under what may leave this device.';
		case 'tool':
			return 'Nothing was done. To allow it, name the tool in the agent’s note.';
		case 'policy':
			return 'Nothing was done. To allow it once, do it yourself; to allow it from now on, change the policy (command “Open policy”).';
		case 'private':
			return 'Nothing was done. To allow it once, ask a model on this device, or take the note out of what is private.';
		case 'instructions':
			return 'Nothing was done. To allow it once, make this change yourself, or ask in a new chat that reads only your own notes.';
		case 'limit':
			return 'Nothing was done. Start a new run to go on.';
		default:
			return 'Nothing was done. Ask again to be asked again.';
	}
}
