/**
 * At start: finishes every run that a crash left unfinished, and mends the texts that a power cut tore in runs that had
 * just closed (`theirs.ts`). Nothing here guesses: a note that is neither as planned before nor after gets a copy beside it.
 */
import { isPraxisError, PraxisError, type Problem } from '../lib/errors';
import { execute, type Workplace } from './execute';
import { History } from './history';
import type { RunState, Step, TextPair } from './step';
import { lookAt } from './theirs';

export interface Recovery {
	/** Ids of runs that were finished now. */
	readonly finished: readonly string[];
	/** Runs that could not be finished or whose journal is damaged, and notes that could not be written. */
	readonly problems: readonly Problem[];
}

/**
 * A run closed longer ago than this is taken to be on disk: systems write their caches out within a minute, and a
 * device that crashed is started again soon.
 */
export const RECENT_MS = 10 * 60_000;

export async function recoverRuns(place: Workplace, onClosed: (state: RunState, steps: readonly Step[]) => void): Promise<Recovery> {
	const finished: string[] = [];
	const { states, problems } = await unsettledRuns(place);
	const history = await History.of(states, place);
	for (const state of states) {
		const { id } = state.header;
		try {
			const failed = await recoverRun(state, history, { place, onClosed });
			if (state.phase === 'open') finished.push(id);
			problems.push(...failed);
		} catch (error) {
			problems.push(problem(id, error));
		}
	}
	return { finished, problems };
}

/** In the order in which they were made. */
async function unsettledRuns({ journal }: Workplace): Promise<{ states: RunState[]; problems: Problem[] }> {
	const states: RunState[] = [];
	const problems: Problem[] = [];
	for (const id of await journal.ids()) {
		try {
			const state = await journal.state(id);
			// Without a state the crash came before the run began: no note was touched.
			if (state === null) await journal.remove(id);
			else if (state.phase !== 'settled') states.push(state);
		} catch (error) {
			problems.push(problem(id, error));
		}
	}
	return { states: states.sort((a, b) => (a.header.at === b.header.at ? (a.header.id < b.header.id ? -1 : 1) : a.header.at < b.header.at ? -1 : 1)), problems };
}

interface Recovering {
	readonly place: Workplace;
	readonly onClosed: (state: RunState, steps: readonly Step[]) => void;
}

/** The notes that could not be written, as problems. */
async function recoverRun(state: RunState, history: History, { place, onClosed }: Recovering): Promise<readonly Problem[]> {
	const { id } = state.header;
	if (state.phase !== 'open' && !isRecent(state, place.now())) {
		await place.journal.save({ ...state, phase: 'settled' });
		return [];
	}
	const steps = (await place.journal.entry(id))?.steps;
	if (!steps) throw new PraxisError('corrupt', 'Its plan is damaged.');
	const earlier = (step: number): readonly TextPair[] => history.earlier(id, step);
	const seen = state.phase === 'open' ? null : await lookAt(state, { place, steps, earlier });
	const current = seen === null ? state : await place.journal.save({ ...state, phase: seen.needsMending ? 'open' : 'closed', touched: seen.theirs });
	if (seen !== null && !seen.needsMending) {
		onClosed(current, steps);
		return [];
	}
	const closed = await execute(current, {
		...place,
		steps,
		isResumed: true,
		isSuperseded: (step) => history.isSuperseded(id, step),
		earlier,
	});
	onClosed(closed, steps);
	return closed.results.flatMap((result, step) => (result?.outcome === 'failed' && state.results[step]?.outcome !== 'failed' ? [{ path: result.path, line: 1, message: result.detail }] : []));
}

function isRecent(state: RunState, now: Date): boolean {
	return state.closedAt !== null && now.getTime() - Date.parse(state.closedAt) < RECENT_MS;
}

/** As a problem to be told; the error itself when it is not one of the vault's or the journal's. */
function problem(id: string, error: unknown): Problem {
	if (!isPraxisError(error)) throw error;
	return { path: '', line: 1, message: `Run ${id} could not be finished: ${error.message}` };
}
