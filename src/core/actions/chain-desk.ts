/**
 * Chains as the product holds them: which there are, carrying one out, and going on with one that was stopped, at any of
 * its steps. The whole result is written as that of one run, under the id of its progress.
 */
import type { Changes, Plan } from '../changes/changes';
import type { Store, Vault } from '../host';
import { PraxisError, type Problem } from '../lib/errors';
import { asVaultPath } from '../lib/vault-path';
import type { ActionDesk } from './action-desk';
import { chainFromPai, type Chain, type ChainStep } from './chain';
import { ChainShelf, CHAIN_FOLDERS } from './chain-shelf';
import type { SourceFile } from './fabric';
import type { ActionInput, ActionRun } from './run-action';
import { namesOf, readProgress, runChain, type ChainEvent, type ChainProgress } from './run-chain';

export interface ChainDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Pick<Store, 'read' | 'write' | 'keys' | 'remove'>;
	readonly actions: Pick<ActionDesk, 'patterns' | 'start' | 'remember'>;
	readonly changes: Pick<Changes, 'plan'>;
	readonly now: () => Date;
	readonly newId: () => string;
}

export interface ChainRequest {
	readonly chain: Chain;
	/** What the first step works on. */
	readonly inputs: readonly ActionInput[];
	/** Goes on behind the steps that it holds. */
	readonly earlier?: ChainProgress;
	readonly signal: AbortSignal;
}

const FOLDER = 'chains/';
/** So many chains that were begun are kept on this device. */
const MOST_KEPT = 20;

export class ChainDesk {
	readonly shelf: ChainShelf;

	constructor(private readonly options: ChainDeskOptions) {
		this.shelf = new ChainShelf({ vault: options.vault, isPattern: (name) => options.actions.patterns.get(name) !== null });
	}

	/** Resolves when the chains and the patterns that they name are read. */
	async ready(): Promise<void> {
		await Promise.all([this.shelf.ready(), this.options.actions.patterns.ready()]);
	}

	/**
	 * Carries it out; the events are those of `runChain`. When it ends, `planResult` knows its result under the id of the
	 * progress that is returned. Throws `bad-input` for a chain that has problems, and as `runChain` does.
	 */
	async *run({ chain, inputs, earlier, signal }: ChainRequest): AsyncGenerator<ChainEvent, ChainProgress, undefined> {
		await this.ready();
		const [problem] = this.shelf.problemsOf(chain);
		if (problem) throw new PraxisError('bad-input', problem.message, { hint: `Mend line ${problem.line} of the chain.` });
		const { store, actions, newId, now } = this.options;
		const id = earlier?.id ?? newId();
		await this.#forgetOld();
		const steps = this.shelf.stepsOf(chain);
		const progress = yield* runChain({ id, chain: { ...chain, steps }, inputs, start: (step, given, stop) => this.#start(step, given, stop), store, signal, ...(earlier ? { earlier } : {}) });
		const last = progress.steps.at(-1);
		if (last) actions.remember(id, last.label, { pattern: chain.name, model: progress.steps.map(({ model }) => model ?? '').filter((model, i, all) => model !== '' && all.indexOf(model) === i).join(' '), at: now().toISOString(), outcome: 'answered', text: last.text, inputs });
		return progress;
	}

	/** What is kept of the newest time that this chain was carried out on these texts; null when it never was. */
	async kept(chain: Chain, inputs: readonly ActionInput[]): Promise<ChainProgress | null> {
		const about = JSON.stringify(namesOf(inputs));
		for (const key of [...(await this.options.store.keys(FOLDER))].reverse()) {
			const progress = await readProgress(this.options.store, key.slice(FOLDER.length).replace(/\.json$/, ''));
			if (progress?.chain === chain.name && JSON.stringify(progress.about ?? []) === about) return progress;
		}
		return null;
	}

	/** PAI's `P_NAME.yaml` files as notes of chains, to be shown and applied. Those that are there already stay as they are. */
	async planImport(files: readonly SourceFile[]): Promise<{ readonly plan: Plan; readonly problems: readonly Problem[] }> {
		const taken = new Set<string>((await this.options.vault.list()).map(({ path }) => path));
		const read = files.map(({ path, text }) => ({ path, made: chainFromPai(path, text) }));
		const problems = read.flatMap(({ made }) => ('problem' in made ? [made.problem] : []));
		const changes = read.flatMap(({ path, made }) => {
			const target = 'problem' in made ? null : asVaultPath(`${CHAIN_FOLDERS[1] ?? ''}/${made.name}.md`);
			if ('problem' in made) return [];
			if (target !== null) return taken.has(target) ? [] : [{ type: 'create', path: target, text: made.text, ifExists: 'skip' } as const];
			problems.push({ path, line: 1, message: `“${made.name}” cannot be the name of a note.` });
			return [];
		});
		return { plan: await this.options.changes.plan(changes, { reason: 'Import chains', limits: { notes: 1000 } }), problems };
	}

	async #start({ pattern: name, model, onDevice, variables = {} }: ChainStep, inputs: readonly ActionInput[], signal: AbortSignal): Promise<ActionRun> {
		const pattern = this.options.actions.patterns.get(name);
		if (!pattern) throw new PraxisError('bad-input', `There is no pattern “${name}”.`, { hint: 'Mend the chain, and go on from this step.' });
		return this.options.actions.start({ pattern: onDevice ? { ...pattern, privacy: 'device' } : pattern, inputs, variables, signal, ...(model === null ? {} : { model }) });
	}

	async #forgetOld(): Promise<void> {
		const { store } = this.options;
		for (const key of (await store.keys(FOLDER)).slice(0, -MOST_KEPT)) await store.remove(key);
	}
}
