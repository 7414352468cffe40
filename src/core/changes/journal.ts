/**
 * The journal on this device: what a run is about to do and how far it got, written before the vault is touched.
 *
 * A run is four kinds of blob: `plan` (its steps with all texts, written once), `state` (how it began and ended),
 * `result-N` (how step N ended, until the run has), and `texts-N` (what step N writes when that is no longer what was
 * planned). All but the first have two slots, written in turn, so that a torn one leaves the one before it. Each begins
 * with the SHA-256 of the rest.
 */
import type { Store } from '../host';
import { PraxisError } from '../lib/errors';
import { sealed, unsealed } from './sealed';
import { readSlots, writeSlots } from './slots';
import type { RunHeader, RunState, Step, StepResult, TextPair } from './step';

const ROOT = 'changes/runs';

/** What the journal knows of a run. `steps` is null when its plan is damaged. */
export interface JournalEntry {
	readonly state: RunState;
	readonly steps: readonly Step[] | null;
}

export class Journal {
	readonly #store: Store;

	constructor(store: Store) {
		this.#store = store;
	}

	/**
	 * Writes down what will be done. When it resolves, a crash at any later moment can be recovered from.
	 * `kept` tells of notes that no step is for, and stands after the results of the steps.
	 */
	async open(header: RunHeader, steps: readonly Step[], kept: readonly StepResult[] = []): Promise<RunState> {
		await this.#store.write(`${ROOT}/${header.id}/plan`, sealed(steps));
		return this.save({ header, phase: 'open', closedAt: null, results: [...steps.map(() => null), ...kept], touched: [] });
	}

	/** Writes down what has been done already, by another program: there is nothing to recover. */
	async record(state: RunState, steps: readonly Step[]): Promise<RunState> {
		await this.#store.write(`${ROOT}/${state.header.id}/plan`, sealed(steps));
		return this.save(state);
	}

	async save(state: RunState): Promise<RunState> {
		await writeSlots(this.#store, `${ROOT}/${state.header.id}/state`, state);
		return state;
	}

	/** Writes down how one step ended, apart from the state: that is as long as the run has steps. */
	setResult(id: string, step: number, result: StepResult): Promise<void> {
		return writeSlots(this.#store, `${resultsOf(id)}${step}`, result);
	}

	/** Writes down the end of a run, with all results. */
	async close(state: RunState): Promise<RunState> {
		await this.save(state);
		for (const key of await this.#store.keys(resultsOf(state.header.id))) await this.#store.remove(key);
		return state;
	}

	/** The newest state that can be trusted; null when the run never began. Throws `corrupt` when none is whole though a step has ended or both are there. */
	async state(id: string): Promise<RunState | null> {
		const { newest, isDamaged } = await readSlots<RunState>(this.#store, `${ROOT}/${id}/state`);
		if (newest?.value.phase === 'open') return this.#withResults(newest.value);
		if (isDamaged || (newest === null && (await this.#store.keys(resultsOf(id))).length > 0)) throw new PraxisError('corrupt', `The journal of run ${id} is damaged.`, { hint: 'The notes were left as they are. Compare them with your backup.' });
		return newest?.value ?? null;
	}

	async entry(id: string): Promise<JournalEntry | null> {
		const state = await this.state(id);
		if (state === null) return null;
		const bytes = await this.#store.read(`${ROOT}/${id}/plan`);
		const plan = bytes === null ? null : unsealed<readonly Step[]>(bytes);
		return { state, steps: plan?.isValid ? plan.value : null };
	}

	setTexts(id: string, step: number, pair: TextPair): Promise<void> {
		return writeSlots(this.#store, `${ROOT}/${id}/texts-${step}`, pair);
	}

	/** Null when the step writes what was planned. */
	async texts(id: string, step: number): Promise<TextPair | null> {
		return (await readSlots<TextPair>(this.#store, `${ROOT}/${id}/texts-${step}`)).newest?.value ?? null;
	}

	/** Ids of all runs, oldest first as far as ids sort by time. */
	async ids(): Promise<readonly string[]> {
		const keys = await this.#store.keys(`${ROOT}/`);
		return [...new Set(keys.map((key) => key.slice(ROOT.length + 1).split('/')[0] ?? ''))];
	}

	/** Forgets a run: it can no longer be undone. State and plan go last, so that half a removal is seen as a run that closed or that never began. */
	async remove(id: string): Promise<void> {
		const keys = await this.#store.keys(`${ROOT}/${id}/`);
		const last = [`${ROOT}/${id}/state-0`, `${ROOT}/${id}/state-1`, `${ROOT}/${id}/plan`];
		for (const key of keys.filter((one) => !last.includes(one))) await this.#store.remove(key);
		for (const key of last) await this.#store.remove(key);
	}

	async #withResults(state: RunState): Promise<RunState> {
		const { header: { id } } = state;
		const results = [...state.results];
		const steps = new Set((await this.#store.keys(resultsOf(id))).map((key) => parseInt(key.slice(resultsOf(id).length), 10)));
		for (const step of steps) results[step] = (await readSlots<StepResult>(this.#store, `${resultsOf(id)}${step}`)).newest?.value ?? results[step] ?? null;
		return { ...state, results };
	}
}

function resultsOf(id: string): string {
	return `${ROOT}/${id}/result-`;
}
