/**
 * Everything that a pattern's run needs, wired once: which pattern, on which models, and where its result is written.
 * Views and the command line hold it through `App`.
 */
import type { Changes, Plan, RunReport } from '../changes/changes';
import type { Guard } from '../guard/guard';
import type { Label } from '../guard/labels';
import { checkPlaced } from '../guard/placed';
import type { RunGuard } from '../guard/run-guard';
import { labelOfOutput } from '../guard/run-state';
import { isPraxisError, messageOf, PraxisError, throwIfAborted } from '../lib/errors';
import { LinkIndex, writeLink } from '../lib/links';
import { QUOTES } from '../models/model-settings';
import type { Models, ReadyModel } from '../models/models';
import type { RunEvent } from '../runs/events';
import { vaultPath, type VaultPath } from '../lib/vault-path';
import { LOCAL_ACTIONS } from './local/local-actions';
import type { LocalAction, LocalContext } from './local/local-action';
import { localPattern, runLocal } from './local/run-local';
import { gatherContexts } from './gather-contexts';
import { gatherInputs, type Spot } from './gather-inputs';
import type { InputKind } from './pattern';
import { patternCatalog } from './pattern-catalog';
import { PatternShelf, type ListedPattern, type PatternShelfOptions } from './pattern-shelf';
import { previewAction, type ActionPreview } from './preview-action';
import { resultChanges, type ActionResult, type ResultPlace } from './result-changes';
import { runAction, type ActionInput, type ActionOptions, type ActionRun } from './run-action';
import type { Strategy } from './strategy';
import { StrategyShelf } from './strategy-shelf';

export interface ActionDeskOptions extends PatternShelfOptions, Pick<ActionOptions, 'records' | 'purpose' | 'lessons' | 'approve' | 'now' | 'newId'> {
	readonly guard: Pick<Guard, 'run' | 'ready' | 'ownChanges'>;
	readonly models: Pick<Models, 'ready'>;
	readonly changes: Pick<Changes, 'plan'>;
	/** For actions that need no model; without it there are none. */
	readonly index?: LocalContext['index'];
	/** The goal that a note serves by its links, as a link; "" for none. */
	readonly goalOf?: (path: VaultPath) => Promise<string>;
	/** Whether the person accepted a pattern's note as it reads now. Without it none needs to be. */
	readonly isAccepted?: (path: VaultPath) => Promise<boolean>;
	/** One web page through the gate of that run; without it there are none. */
	readonly fetchPage?: (url: string, guard: RunGuard, signal: AbortSignal) => Promise<{ readonly address: string; readonly text: string }>;
	/** Whether the person switched web pages on. */
	readonly mayFetch?: () => boolean;
	/** What is remembered of a text, for patterns that want it; without it nothing is. `noPrivate`: its model may be remote. */
	readonly memory?: (about: string, noPrivate: boolean) => Promise<readonly ActionInput[]>;
	/** Strategies that ship with the product, as notes. */
	readonly builtInStrategies?: PatternShelfOptions['builtIns'];
}

export interface ActRequest extends Pick<ActionOptions, 'pattern' | 'strategy' | 'variables' | 'inputs' | 'contexts' | 'wish' | 'signal'> {
	/** A role or the ref of a model; the pattern's own when absent, else the standard role. */
	readonly model?: string;
	/** Notes and folders that go along beside those of the pattern, by link or path. */
	readonly along?: readonly string[];
}

export interface PlannedResult {
	readonly plan: Plan;
	/** An earlier result of the pattern is replaced; `isSameInput`: it was made from the same text. */
	readonly replaces: { readonly isSameInput: boolean } | null;
	/** Applies it through the guard. Throws `refused`. */
	apply(): Promise<RunReport>;
}

interface Ended {
	readonly result: ActionResult;
	readonly label: Label;
}

/** Results of so many runs can still be written. */
const MOST_ENDED = 50;

export class ActionDesk {
	readonly patterns: PatternShelf;
	readonly strategies: StrategyShelf;
	readonly #ended = new Map<string, Ended>();

	constructor(private readonly options: ActionDeskOptions) {
		this.patterns = new PatternShelf(options);
		this.strategies = new StrategyShelf({ vault: options.vault, builtIns: options.builtInStrategies ?? [] });
	}

	/** The run as it happens; `run-end` is the last event, and its answer's text the result. Writes nothing. */
	async *act(request: ActRequest): AsyncGenerator<RunEvent, void, undefined> {
		let run: ActionRun;
		try {
			run = await this.start(request);
		} catch (error) {
			const runId = this.options.newId();
			yield { type: 'run-start', runId, question: request.wish ?? '', agent: request.pattern.name, model: '', at: this.options.now().toISOString() };
			yield { type: 'run-end', runId, durationMs: 0, answer: { outcome: 'failed', text: '', citations: [], missing: [], searched: '', resolve: [messageOf(error), isPraxisError(error) ? error.hint : ''].filter((part) => part !== '').join(' ') } };
			return;
		}
		yield* run.events;
	}

	/**
	 * The run itself, for whoever needs its labels: a chain. Without a strategy the pattern's own is taken. Throws
	 * `refused` for a pattern or strategy from elsewhere that the person has not accepted, `unknown-model`, `bad-input` for a strategy that there is not, and what `Models.ready` throws.
	 */
	async start({ model, along = [], ...request }: ActRequest): Promise<ActionRun> {
		const { models, guard, records, purpose, lessons, approve, now, newId } = this.options;
		await this.#checkAccepted('pattern', request.pattern);
		const strategy = request.strategy === undefined ? await this.#strategyOf(request.pattern.strategy) : request.strategy;
		if (strategy) await this.#checkAccepted('strategy', strategy);
		const ready = withFirst(await models.ready(wantedModel(model, request.pattern.model)));
		const run = runAction({ ...request, ...withDefaults(request), strategy, contexts: await this.#contextsOf({ ...request, along }), models: ready, guard, records, now, newId, ...(purpose ? { purpose } : {}), ...(lessons ? { lessons } : {}), ...(approve ? { approve } : {}) });
		return { ...run, events: this.#remembered(run, request) };
	}

	/** Its words are instructions, so those of a stranger go before no model together with the person's notes. */
	async #checkAccepted(kind: 'pattern' | 'strategy', { name, path }: { readonly name: string; readonly path: string }): Promise<void> {
		if (path === '' || !this.options.isAccepted) return;
		const shelf = kind === 'pattern' ? this.patterns : this.strategies;
		await shelf.ready();
		const listed = shelf.get(name);
		if ((listed?.isBuiltIn === true && listed.path === path) || (await this.options.isAccepted(vaultPath(path)))) return;
		throw new PraxisError('refused', `You have not yet accepted the ${kind} “${name}” as it reads now.`, { hint: 'Look at it with the command “Review what steers agents”, and run it again.' });
	}

	async #strategyOf(name: string): Promise<Strategy | null> {
		if (name === '') return null;
		await this.strategies.ready();
		const strategy = this.strategies.get(name);
		if (!strategy) throw new PraxisError('bad-input', `There is no strategy “${name}”.`, { hint: 'Choose another one in the pattern, or make a note of that name in the folder “Strategies”.' });
		return strategy;
	}

	/** All that goes along: what the caller gives, what pattern and person name, what is remembered, and for a pattern that proposes some the patterns that may fit. */
	async #contextsOf({ pattern: { name, context, privacy }, inputs, contexts = [], along = [] }: ActRequest): Promise<readonly ActionInput[]> {
		const { vault, memory } = this.options;
		const about = inputs.map(({ text }) => text).join('\n');
		if (context.patterns) await this.patterns.ready();
		const used = new Set(inputs.map(({ path }) => path));
		const named = (await gatherContexts([...context.notes, ...along], vault)).filter(({ path }) => !used.has(path));
		return [...contexts, ...named, ...(context.memory && memory ? await memory(about, privacy !== 'device') : []), ...(context.patterns ? patternCatalog(about, this.patterns.list().filter((one) => one.name !== name)) : [])];
	}

	/**
	 * The text of a web page as an input's `page`. The gate decides and the record tells of it. Throws `refused` while web
	 * pages are switched off or the person says no, and what `pageText` throws.
	 */
	async page(typed: string, signal: AbortSignal = new AbortController().signal): Promise<NonNullable<Spot['page']>> {
		const { guard, approve, fetchPage, mayFetch } = this.options;
		const url = typed.trim();
		if (!fetchPage || mayFetch?.() !== true) throw new PraxisError('refused', 'Web pages are switched off.', { hint: 'Switch on “Web pages” in the settings, or copy the page and use the clipboard.' });
		await guard.ready();
		const run = guard.run({ remote: false, typed: [url], granted: ['web_get'], ...(approve ? { approve } : {}) });
		try {
			const { address, text } = await fetchPage(url, run, signal);
			if (text.trim() === '') throw new PraxisError('bad-input', 'There is no text on this page.', { hint: 'Copy what you see of it, and use the clipboard.' });
			return { url: address, text };
		} finally {
			run.end();
		}
	}

	/** Patterns, and actions that need no model, as one list by name. A pattern of the person's wins over an action of its name. */
	list(): readonly ListedPattern[] {
		const patterns = this.patterns.list();
		const local = this.options.index ? LOCAL_ACTIONS.filter(({ name }) => !patterns.some((one) => one.name.toLowerCase() === name)) : [];
		return [...patterns, ...local.map((action) => ({ ...localPattern(action), isBuiltIn: true }))].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
	}

	/** An action that needs no model, with the events of a run. Writes nothing, sends nothing. */
	async *actLocally(action: LocalAction, inputs: readonly ActionInput[]): AsyncGenerator<RunEvent, void, undefined> {
		const { guard, vault, index, now, newId } = this.options;
		const ended = (runId: string, text: string, resolve: string): RunEvent => ({ type: 'run-end', runId, durationMs: 0, answer: { outcome: text === '' ? 'failed' : 'answered', text, citations: [], missing: [], searched: '', resolve } });
		try {
			if (!index) throw new PraxisError('bad-input', `“${action.name}” needs the index of the vault.`);
			const run = await runLocal({ action, inputs, guard, context: { vault, index, now } });
			this.remember(run.guard.id, labelOfOutput(run.guard.state), { pattern: action.name, model: 'none', at: now().toISOString(), outcome: 'answered', text: run.text, inputs });
			yield ended(run.guard.id, run.text, '');
		} catch (error) {
			yield ended(newId(), '', [messageOf(error), isPraxisError(error) ? error.hint : ''].filter((part) => part !== '').join(' '));
		}
	}

	/** The texts to work on from where the person is. Throws as `gatherInputs` does. */
	inputs(kind: InputKind, spot: Spot): Promise<readonly ActionInput[]> {
		return gatherInputs(kind, spot, this.options.vault);
	}

	/** What such a run would send. Sends nothing; a model or strategy that there is not is a problem of the preview. */
	async preview({ model, signal, along = [], ...request }: ActRequest): Promise<ActionPreview> {
		const { models, guard, purpose, lessons, now } = this.options;
		const problems: string[] = [];
		const tell = <T>(none: T) => (error: unknown): T => {
			if (!isPraxisError(error)) throw error;
			problems.push([error.message, error.hint].filter((part) => part !== '').join(' '));
			return none;
		};
		const ready = await models.ready(wantedModel(model, request.pattern.model)).catch(tell<readonly ReadyModel[]>([]));
		const strategy = request.strategy === undefined ? await this.#strategyOf(request.pattern.strategy).catch(tell<Strategy | null>(null)) : request.strategy;
		const usable = request.pattern.privacy === 'device' ? ready.filter(({ spec }) => spec.place === 'device') : ready;
		if (usable.length < ready.length && usable.length === 0) problems.push(`“${request.pattern.name}” runs only on models on this device, and none is chosen.`);
		const contexts = await this.#contextsOf({ ...request, along }).catch(tell<readonly ActionInput[]>([]));
		const preview = await previewAction({ ...request, ...withDefaults(request), strategy, contexts, spec: usable[0]?.spec ?? null, guard, now, ...(purpose ? { purpose } : {}), ...(lessons ? { lessons } : {}) });
		throwIfAborted(signal);
		return { ...preview, problems: [...problems, ...preview.problems] };
	}

	/** What writing the result of a run would change. Throws `missing-note` for a run that is not known any more, and as `resultChanges` does. */
	async planResult(runId: string, place: ResultPlace): Promise<PlannedResult> {
		const ended = this.#ended.get(runId);
		if (!ended) throw new PraxisError('missing-note', 'The result of this run is not kept any more.', { hint: 'Run the pattern again.' });
		const { vault, changes, guard, approve } = this.options;
		const links = new LinkIndex((await vault.list()).map(({ path }) => path));
		const [source] = ended.result.sources;
		const goal = source === undefined ? '' : ((await this.options.goalOf?.(source)) ?? '');
		const planned = await resultChanges({ ...ended.result, goal }, this.#withTemplate(place, { pattern: ended.result.pattern, links }), { textOf: async (path) => (await vault.read(path))?.text ?? null, linkTo: (path) => linkIn(links, path) });
		const plan = await changes.plan(planned.changes, { reason: `Result of “${ended.result.pattern}”` });
		checkPlaced(plan);
		return { plan, replaces: planned.replaces, apply: () => guard.ownChanges(ended.label, approve).apply(plan) };
	}

	/** A new note is made after the template that the person names, by link or path, else its pattern. A name that leads nowhere is told when it is read. */
	#withTemplate(place: ResultPlace, { pattern, links }: { readonly pattern: string; readonly links: LinkIndex }): ResultPlace {
		const named = place.to === 'new-note' ? (place.template ?? this.patterns.get(pattern)?.template ?? '') : '';
		return place.to !== 'new-note' || named === '' ? place : { ...place, template: links.resolve(named, '') ?? (named.endsWith('.md') ? named : `${named}.md`) };
	}

	/** Of the result of a run; null when it left none, or is not known any more. */
	labelOf(runId: string): Label | null {
		return this.#ended.get(runId)?.label ?? null;
	}

	/** Makes the result of several runs known to `planResult` under an id of its own. */
	remember(id: string, label: Label, { inputs, ...rest }: Pick<ActionResult, 'pattern' | 'model' | 'at' | 'outcome' | 'text'> & Pick<ActRequest, 'inputs'>): void {
		const sources = [...new Set(inputs.flatMap(({ path }) => (path === undefined ? [] : [path])))] satisfies VaultPath[];
		this.#ended.set(id, { result: { ...rest, runId: id, sources, input: inputs.map(({ text }) => text).join('\n'), isPrivate: label.secrecy === 'private' }, label });
		for (const old of [...this.#ended.keys()].slice(0, -MOST_ENDED)) this.#ended.delete(old);
	}

	async *#remembered({ events, guard }: ActionRun, { pattern, inputs }: Pick<ActRequest, 'pattern' | 'inputs'>): AsyncGenerator<RunEvent, void, undefined> {
		let [model, at] = ['', ''];
		for await (const event of events) {
			if (event.type === 'run-start') [model, at] = [event.model, event.at];
			if (event.type === 'model-change') model = event.model;
			if (event.type === 'run-end' && event.answer.text !== '') {
				this.remember(guard.id, labelOfOutput(guard.state), { pattern: pattern.name, model, at, outcome: event.answer.outcome, text: event.answer.text, inputs });
			}
			yield event;
		}
	}
}

/** Also to a note that is about to be made. */
function linkIn(links: LinkIndex, path: VaultPath): string {
	if (!links.has(path)) links.add(path);
	return writeLink(links.linkText(path));
}

/** Where nobody was asked for a variable, its default holds: in a chain, a batch, on the command line. */
function withDefaults({ pattern, variables = {} }: Pick<ActRequest, 'pattern' | 'variables'>): Pick<ActRequest, 'variables'> {
	return { variables: { ...Object.fromEntries(pattern.variables.flatMap(({ name, default: usual }) => (usual === '' ? [] : [[name, usual] as const]))), ...variables } };
}

/** Whoever reads quotes in the chat still wants a text to be written when they ask for one. */
export function wantedModel(model: string | undefined, ofPattern: string | null): string {
	return model !== undefined && model !== QUOTES ? model : (ofPattern ?? 'standard');
}

function withFirst([first, ...others]: readonly ReadyModel[]): readonly [ReadyModel, ...ReadyModel[]] {
	if (!first) throw new PraxisError('unknown-model', 'No model is set up that could write this.', { hint: 'Add one in the settings, under “Which models?”.' });
	return [first, ...others];
}
