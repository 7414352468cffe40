/**
 * One pattern over many notes as the product holds it: which notes, what it would take, carrying it out, going on with
 * what was stopped, and taking all of it back. What one note gets is written as the result of one run.
 */
import type { Changes } from '../changes/changes';
import type { Guard } from '../guard/guard';
import type { RunGuard } from '../guard/run-guard';
import type { Store, Vault } from '../host';
import { isPraxisError, PraxisError, throwIfAborted } from '../lib/errors';
import { readNote } from '../lib/markdown';
import { isInAny, isInFolder, isNote, type VaultPath } from '../lib/vault-path';
import type { ModelSpec } from '../models/model';
import type { Models } from '../models/models';
import type { Answer } from '../runs/outcome';
import { wantedModel, type ActionDesk, type ActRequest } from './action-desk';
import { BATCH_FOLDER, estimateBatch, forgetBatch, readBatch, runBatch, type BatchEstimate, type BatchItem, type BatchProgress, type BatchWish } from './batch';
import { localActionOf } from './local/run-local';
import { PATTERN_FOLDERS, type ListedPattern } from './pattern-shelf';
import { isWrittenFrom } from './result-changes';

/** Why a note is left out. */
export type LeftOutReason = 'private' | 'done' | 'empty' | 'result' | 'unreadable';

export interface BatchPlan {
	readonly progress: BatchProgress;
	readonly left: readonly { readonly path: VaultPath; readonly reason: LeftOutReason }[];
	readonly estimate: BatchEstimate;
	/** Null when none can be asked, or none is needed. */
	readonly model: Pick<ModelSpec, 'ref' | 'name' | 'place' | 'origin'> | null;
	/** What keeps it from being begun; "" for nothing. */
	readonly problem: string;
}

export interface BatchDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Pick<Store, 'read' | 'write' | 'keys' | 'remove'>;
	readonly actions: Pick<ActionDesk, 'patterns' | 'strategies' | 'list' | 'inputs' | 'act' | 'actLocally' | 'planResult'>;
	readonly guard: Pick<Guard, 'run' | 'ready'>;
	readonly models: Pick<Models, 'ready'>;
	readonly changes: Pick<Changes, 'undo'>;
	/** Best first. */
	readonly find: (query: string, limit: number) => Promise<readonly VaultPath[]>;
	readonly excludedFolders: () => readonly string[];
	readonly newId: () => string;
	readonly yieldToHost: () => Promise<void>;
}

export interface LookOptions {
	readonly signal: AbortSignal;
	readonly looked: (done: number, total: number) => void;
}

interface Looking {
	readonly wish: BatchWish;
	readonly run: RunGuard;
}

const MOST_KEPT = 20;
/** Of a search: what comes later hardly fits. */
const MOST_FOUND = 100;
const PAUSE_AFTER = 50;

export class BatchDesk {
	constructor(private readonly options: BatchDeskOptions) {}

	/** Reads each note once; writes and sends nothing. Throws `bad-input` for a pattern that there is not, and `aborted`. */
	async plan(wish: BatchWish, look: LookOptions): Promise<BatchPlan> {
		const { guard, newId } = this.options;
		const pattern = await this.#patternOf(wish);
		const { spec, problem } = await this.#modelOf(pattern, wish);
		await guard.ready();
		const run = guard.run({ remote: spec?.place === 'remote', typed: [], granted: ['note_read'], approve: () => Promise.resolve(false) });
		try {
			const { taken, left } = await this.#lookThrough(await this.#candidates(wish), { wish, run }, look);
			const texts = taken.map(({ text }) => text);
			const estimate = spec ? estimateBatch(texts, pattern.instructions, spec) : { notes: taken.length, tokens: 0, usd: 0, seconds: 0 };
			return { progress: { id: newId(), pattern: pattern.name, paths: taken.map(({ path }) => path), items: [], stopped: '', wish }, left, estimate, model: spec, problem };
		} finally {
			run.end();
		}
	}

	/** Begins, or goes on where `progress` ends: notes that failed are tried again. Tells after each note, and ends with all. */
	async *run(progress: BatchProgress, signal: AbortSignal): AsyncGenerator<BatchProgress, BatchProgress, undefined> {
		const { wish } = progress;
		if (!wish) throw new PraxisError('bad-input', 'It is not kept what this batch was to do.', { hint: 'Begin it anew.' });
		const pattern = await this.#patternOf(wish);
		const { store } = this.options;
		for (const key of (await store.keys(BATCH_FOLDER)).slice(0, -MOST_KEPT)) await forgetBatch(store, idIn(key));
		return yield* runBatch({ store, start: progress, carryOut: (path, stop) => this.#carryOut(path, { pattern, wish, signal: stop }), budgetUsd: wish.budgetUsd, signal });
	}

	/** Those that this device remembers, newest first. */
	async kept(): Promise<readonly BatchProgress[]> {
		const keys = await this.options.store.keys(BATCH_FOLDER);
		const all = await Promise.all(keys.map((key) => readBatch(this.options.store, idIn(key))));
		return all.filter((one) => one !== null && one.wish !== undefined).reverse() as readonly BatchProgress[];
	}

	/** Takes back what it wrote, the last note first. How many notes were, and why others were not. */
	async undo({ id, items }: BatchProgress): Promise<{ readonly undone: number; readonly problems: readonly string[] }> {
		const problems: string[] = [];
		let undone = 0;
		for (const { changeId } of [...items].reverse()) {
			if (changeId === '') continue;
			try {
				await this.options.changes.undo(changeId);
				undone++;
			} catch (error) {
				if (!isPraxisError(error)) throw error;
				problems.push(error.message);
			}
		}
		await forgetBatch(this.options.store, id);
		return { undone, problems: [...new Set(problems)] };
	}

	async #patternOf({ pattern }: BatchWish): Promise<ListedPattern> {
		const { actions } = this.options;
		await Promise.all([actions.patterns.ready(), actions.strategies.ready()]);
		const found = actions.list().find(({ name }) => name.toLowerCase() === pattern.toLowerCase());
		if (!found) throw new PraxisError('bad-input', `There is no pattern “${pattern}”.`, { hint: 'Choose another one.' });
		return found;
	}

	async #modelOf(pattern: ListedPattern, { model }: BatchWish): Promise<{ readonly spec: ModelSpec | null; readonly problem: string }> {
		if (localActionOf(pattern)) return { spec: null, problem: '' };
		try {
			const ready = await this.options.models.ready(wantedModel(model === '' ? undefined : model, pattern.model));
			const spec = (pattern.privacy === 'device' ? ready.filter((one) => one.spec.place === 'device') : ready)[0]?.spec ?? null;
			return { spec, problem: spec ? '' : ready.length > 0 ? `“${pattern.name}” runs only on models on this device, and none is chosen.` : 'No model is set up that could write this.' };
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return { spec: null, problem: [error.message, error.hint].filter((part) => part !== '').join(' ') };
		}
	}

	async #candidates({ from, of }: BatchWish): Promise<readonly VaultPath[]> {
		if (from === 'search') return [...new Set(await this.options.find(of, MOST_FOUND))];
		const passedOver = [...this.options.excludedFolders(), ...PATTERN_FOLDERS];
		const paths = (await this.options.vault.list()).map(({ path }) => path).filter((path) => isNote(path) && !isInAny(path, passedOver));
		return (from === 'folder' ? paths.filter((path) => isInFolder(path, of)) : paths).sort();
	}

	async #lookThrough(candidates: readonly VaultPath[], looking: Looking, { signal, looked }: LookOptions): Promise<{ readonly taken: readonly { path: VaultPath; text: string }[]; readonly left: BatchPlan['left'] }> {
		const taken: { path: VaultPath; text: string }[] = [];
		const left: { path: VaultPath; reason: LeftOutReason }[] = [];
		for (const [i, path] of candidates.entries()) {
			throwIfAborted(signal);
			if (i % PAUSE_AFTER === 0) {
				looked(i, candidates.length);
				await this.options.yieldToHost();
			}
			const found = await this.#look(path, looking);
			if (found === null) continue;
			if ('reason' in found) left.push({ path, reason: found.reason });
			else taken.push({ path, text: found.text });
		}
		return { taken, left };
	}

	/** Null: not meant at all. */
	async #look(path: VaultPath, { wish, run }: Looking): Promise<{ readonly text: string } | { readonly reason: LeftOutReason } | null> {
		const textOf = async (of: VaultPath): Promise<string | null> => (await this.options.vault.read(of))?.text ?? null;
		try {
			const text = await textOf(path);
			if (text === null) return null;
			const { frontMatter, tags } = readNote(path, text);
			if (wish.from === 'tag' && !tags.some(({ name }) => isTag(name, wish.of))) return null;
			if (frontMatter?.data['praxis'] !== undefined) return { reason: 'result' };
			if (text.slice(frontMatter?.span.end ?? 0).trim() === '') return { reason: 'empty' };
			if (!(await run.mayEnter(path))) return { reason: 'private' };
			return (await isWrittenFrom({ pattern: wish.pattern, path, text, place: wish.place }, textOf)) ? { reason: 'done' } : { text };
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return { reason: 'unreadable' };
		}
	}

	/** Throws where the world fails, with the reason. */
	async #carryOut(path: VaultPath, { pattern, wish, signal }: { readonly pattern: ListedPattern; readonly wish: BatchWish; readonly signal: AbortSignal }): Promise<BatchItem> {
		const { actions } = this.options;
		const local = localActionOf(pattern);
		const inputs = await actions.inputs('note', { path });
		const strategy = wish.strategy === '' ? {} : { strategy: actions.strategies.get(wish.strategy) };
		const request: ActRequest = { pattern, inputs, signal, variables: wish.variables, ...(wish.wish === '' ? {} : { wish: wish.wish }), ...(wish.model === '' ? {} : { model: wish.model }), ...strategy };
		let usd: number | null = 0;
		let ended = null as { readonly runId: string; readonly answer: Answer } | null;
		for await (const event of local ? actions.actLocally(local, inputs) : actions.act(request)) {
			if (event.type === 'usage') usd = event.cost.unpricedCalls > 0 ? null : event.cost.usd;
			if (event.type === 'run-end') ended = event;
		}
		if (!ended || ended.answer.text === '' || ended.answer.outcome === 'failed' || ended.answer.outcome === 'refused') return { path, outcome: ended?.answer.outcome === 'refused' ? 'refused' : 'failed', message: ended?.answer.resolve ?? '', changeId: '', usd };
		const { place } = wish;
		const report = await (await actions.planResult(ended.runId, place.to === 'new-note' ? place : { ...place, path })).apply();
		const wrong = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
		const made = report.notes.find(({ outcome }) => outcome === 'created')?.path;
		return { path, outcome: wrong ? 'failed' : ended.answer.outcome, message: wrong ? wrong.detail : ended.answer.resolve, changeId: report.id, usd, ...(made === undefined ? {} : { made }) };
	}
}

function idIn(key: string): string {
	return key.slice(BATCH_FOLDER.length).replace(/\.json$/, '');
}

/** The tag itself, or one below it; without "#", in any case. */
function isTag(name: string, wanted: string): boolean {
	const [one, other] = [name.toLowerCase(), wanted.trim().replace(/^#/, '').toLowerCase()];
	return one === other || one.startsWith(`${other}/`);
}
