/**
 * One run as the guard sees it: what it has read, what it may do, and the only ways by which it reads, writes and
 * sends. Everything asks the gate, with the state as it is at that moment.
 */
import type { Change, Plan } from '../changes/changes';
import { idsOf } from '../changes/plan-steps';
import type { Http, NoteText } from '../host';
import { PraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { EgressEntry } from './egress-record';
import type { Decision, Effect } from './gate';
import { guardHttp } from './guarded-http';
import { keptPrivate } from './keep-private';
import { foreign, type Label } from './labels';
import { isMassRemoval } from './limits';
import { checkPart, leftOutOf } from './partial-yes';
import { Permits, refusalOf } from './permits';
import { effectOf, hashBefore, lengthsOf, nullIfUnreadable } from './plan-effects';
import type { AppliedReport, RunContext } from './run-context';
import { join, labelOfOutput, mayEnter, observe, startRun, startSubRun, type, type RunState } from './run-state';

export interface ReadNote extends NoteText {
	readonly label: Label;
}

export interface Performance<T> {
	readonly effect: Effect;
	/** Exactly what will be done, as plain data: the person's yes is bound to it. */
	readonly args: unknown;
	readonly plan?: Plan;
	readonly work: () => Promise<T>;
}

export class RunGuard {
	#state: RunState;
	readonly #notes = new Set<VaultPath>();
	readonly #labels = new Map<string, Label>();
	readonly #permits: Permits;
	#lastSent: EgressEntry | null = null;
	#goal = '';

	constructor(
		private readonly context: RunContext,
		start: RunState | { readonly remote: boolean },
	) {
		this.#state = 'taint' in start ? start : startRun(start.remote);
		this.#permits = new Permits(context, () => this.#state);
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
		const label = await this.#labelNow(path);
		if (label.secrecy !== 'private' || !mayEnter(this.#state, label)) return mayEnter(this.#state, label);
		return (await this.context.rules(this.context.usage.run, this.context.depth)).noPrivate !== true;
	}

	/** Whether the run may name a note that it has not read: a private one only where all that the run tells is private. */
	async mayName(path: VaultPath): Promise<boolean> {
		if (!(await this.mayEnter(path))) return false;
		return this.#state.secrecy === 'private' || (await this.#labelNow(path)).secrecy !== 'private';
	}

	/** The note, its label joined into the run; null when there is none. Throws `refused` when the run may not see it. */
	async read(path: VaultPath): Promise<ReadNote | null> {
		const note = await this.context.read(path);
		if (note === null) return null;
		const label = await this.context.labelOf(path, note);
		return this.perform({
			effect: { tool: 'note_read', path, label },
			args: { path },
			work: () => Promise.resolve(this.#taken(path, { ...note, label })),
		});
	}

	/**
	 * For lists and hits: each note that the run may see without asking anybody, else null. Judged by the rules of one
	 * moment. What is not needed is null too, and leaves no trace in the run.
	 */
	async readAllowed(paths: readonly VaultPath[], isNeeded: (text: string) => boolean = () => true): Promise<readonly (ReadNote | null)[]> {
		const judge = await this.#permits.judge();
		return Promise.all(
			paths.map(async (path) => {
				const note = await this.context.read(path).catch(nullIfUnreadable);
				const label = note && isNeeded(note.text) ? await this.context.labelOf(path, note) : null;
				return note && label && judge({ tool: 'note_read', path, label }).verdict === 'allow' ? this.#taken(path, { ...note, label }) : null;
			}),
		);
	}

	decide(effect: Effect): Promise<Decision> {
		return this.#permits.decide(effect);
	}

	/** Before a tool runs: throws `refused` when the run was not granted all that the tool does. What it then does passes the gate as well. */
	mayUse(grants: readonly string[]): Promise<void> {
		return this.#permits.checkGranted(grants);
	}

	/** Does `work` if the gate allows it, or the person does. Throws `refused` with the rule's reason else. */
	async perform<T>({ effect, args, plan, work }: Performance<T>): Promise<T> {
		await this.#permits.permit(effect, args, plan ?? null);
		return work();
	}

	/**
	 * What these changes would do. A plan tells whether and where a text stands in a note, and its errors quote the note:
	 * throws `refused` for a note that the run may not read. What was told of a note counts as read.
	 */
	async plan(changes: readonly Change[], reason: string): Promise<Plan> {
		const notes = await Promise.all([...new Set(changes.flatMap((change) => (change.type === 'create' ? [] : [change.path])))].map((path) => this.#known(path)));
		const told = (isTold: (path: VaultPath, label: Label) => boolean): void => {
			for (const note of notes) if (note && isTold(note.path, note.label)) this.#taken(note.path, note);
		};
		try {
			const plan = await this.context.changes.plan(changes, { reason });
			told((path, { secrecy }) => plan.notes.length === 0 || (secrecy === 'private' && changes.some((change) => change.path === path && looksUp(change))));
			return plan;
		} catch (error) {
			told(() => true);
			throw error;
		}
	}

	/** Plans the changes and applies what the gate and the person let through. */
	async write(changes: readonly Change[], reason: string): Promise<AppliedReport> {
		return this.apply(await this.plan(changes, reason));
	}

	/**
	 * Applies a plan note by note past the gate; a question shows the whole plan, once. What is made of private text is
	 * marked so. `isReviewed`: the person has looked at all of it, so that it may be as large as it is.
	 */
	async apply(asked: Plan, { mustAsk = false, isReviewed = false }: { readonly mustAsk?: boolean; readonly isReviewed?: boolean } = {}): Promise<AppliedReport> {
		const { context } = this;
		const isMarked: RunContext['isMarked'] = (path, text) => context.isMarked(path, text);
		const plan = this.#state.secrecy === 'private' ? keptPrivate(asked, isMarked) : asked;
		if (!isReviewed && isMassRemoval(lengthsOf(plan), await context.countNotes())) throw new PraxisError('refused', 'The run was stopped: it would remove or shorten too many notes at once.', { hint: 'Nothing was changed.' });
		const effects = (await Promise.all(plan.notes.map((note) => effectOf(note, asked, context)))).map((effect) => (mustAsk ? { ...effect, marks: true } : effect));
		const rejected = await this.#permits.permitPlan(effects, plan);
		if (rejected.size > 0) checkPart(plan, rejected, isMarked);
		const strangers = new Set(await Promise.all(plan.notes.map(async ({ kind, path }) => (kind !== 'create' && (await context.isStranger(path)) ? path : null))));
		context.applying?.({ planId: plan.id, runId: this.id, read: this.notes, ...(this.#goal === '' ? {} : { goal: this.#goal }) });
		const report = await context.changes.apply(plan, { rejected });
		const label = labelOfOutput(this.#state);
		const planned = plan.notes.filter((note, index) => !idsOf(note, index).every((id) => rejected.has(id)));
		await context.wrote(report.notes.flatMap(({ path, outcome }, i) => {
			// Whoever wrote the rest of it is as unknown as before.
			const own: Label = strangers.has(planned[i]?.path ?? path) ? { ...label, integrity: 'untrusted' } : label;
			return outcome === 'failed' || outcome === 'kept' ? [] : [{ path, label: own, before: hashBefore(planned[i], outcome) }];
		}));
		return { ...report, leftOut: leftOutOf(plan, rejected) };
	}

	/** The guarded network for this run. `tool` is what the gate knows it as; `model` is named in the record. */
	http(tool: string, model = ''): Http {
		return guardHttp({
			...this.context.http,
			permit: (url) => this.#permits.permit({ tool, url, ...(model === '' ? {} : { remote: this.#state.remote }) }, { url }, null),
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
				return this.#permits.permit({ tool: 'web_get', url: next }, { url: next }, null);
			},
			about: () => ({ run: this.context.id, model: '', notes: this.notes }),
		});
		return { answer: await ask(url, { ...init, redirect: 'follow' }), address };
	}

	/** What the last request is told to have used; joins the limits and the record. */
	async used({ tokens, cost }: { readonly tokens: number | null; readonly cost: number | null }): Promise<void> {
		await this.#permits.count({ tokens: tokens ?? 0, cost: cost ?? 0 });
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
		this.#permits.end();
	}

	async #labelNow(path: VaultPath): Promise<Label> {
		return this.context.labelOf(path, await this.context.read(path).catch(nullIfUnreadable));
	}

	/** A note that a change speaks of; null when there is none. Throws `refused` when the run may not see it. */
	async #known(path: VaultPath): Promise<(ReadNote & { readonly path: VaultPath }) | null> {
		const note = await this.context.read(path).catch(nullIfUnreadable);
		const label = await this.context.labelOf(path, note);
		const decision = await this.#permits.mayKnow(path, label);
		// What was asked about and read before need not be asked about again.
		if (decision.verdict !== 'allow' && (decision.verdict === 'deny' || !this.#notes.has(path))) throw refusalOf(decision);
		return note && { ...note, label, path };
	}

	/** The run has this note's text from now on. */
	#taken(path: VaultPath, note: ReadNote): ReadNote {
		this.observe(path, note.label);
		this.#notes.add(path);
		this.#labels.set(path, note.label);
		return note;
	}
}

/** Whether the change finds its place by what the note says. */
function looksUp(change: Change): boolean {
	return (change.type === 'replace' && 'quote' in change.target) || (change.type === 'append' && change.under !== undefined);
}

export type { AppliedReport, Approve, GuardQuestion, RunContext, RunOrigin } from './run-context';
