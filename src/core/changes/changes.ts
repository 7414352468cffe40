/**
 * The write path: the only way to the person's files. Plan, show, apply; recover after a crash; undo and redo.
 *
 * It holds no policy: what a run may touch is decided before it comes here.
 */
import type { Store, Vault, VaultChange } from '../host';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { titleOf, type VaultPath } from '../lib/vault-path';
import type { Change } from './change';
import { Journal } from './journal';
import type { Limits } from './limits';
import { Moves } from './moves';
import { makePlan, type Plan, type PlanOptions } from './plan';
import { relinkChanges } from './relink';
import type { Recovery } from './recover';
import type { NoteDetail, RunReport } from './run-report';
import { Runs } from './runs';
import { stepsOf } from './plan-steps';
import { Touched } from './touched';
import { takeSnapshot } from './watched-run';

export type { Change, Plan, Recovery, NoteDetail, RunReport };

export interface ChangesOptions {
	readonly vault: Vault;
	readonly store: Store;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly deviceId: string;
	readonly limits?: Partial<Limits>;
}

export interface ApplyOptions {
	/** Ids that the person did not accept (`idsOf`). A note of which nothing is left is not touched. */
	readonly rejected?: ReadonlySet<string>;
}

export interface Changes {
	/** Reads the notes and works out their new texts. Throws `bad-input`, `ambiguous`, `missing-note`, `over-limit`. */
	plan(changes: readonly Change[], options?: PlanOptions): Promise<Plan>;
	/** Writes a plan, whatever became of the notes meanwhile. A plan that was applied before is not applied again. */
	apply(plan: Plan, options?: ApplyOptions): Promise<RunReport>;
	/** To be awaited at start, before anything else: finishes what a crash left unfinished. */
	recover(): Promise<Recovery>;
	/** Takes back what a run did, keeping what others did since. Throws `bad-input` for an unknown run or one taken back already. */
	undo(runId: string): Promise<RunReport>;
	/** Does again what a run did that was taken back. Throws `bad-input` when it was not. */
	redo(runId: string): Promise<RunReport>;
	/** A plan that gives a note the text it had before a run; a removed note is made anew. */
	planRestore(runId: string, path: VaultPath): Promise<Plan>;
	/** Begins a run in which another program writes the files itself; reads every note once. */
	watchRun(reason: string): Promise<WatchedRun>;
	/** All runs this device remembers, newest first. */
	runs(): Promise<readonly RunReport[]>;
	/** The notes of one run with their texts and differences. */
	details(runId: string): Promise<readonly NoteDetail[]>;
	/** Tells when the list of runs may have changed, also after a run that failed half-way. Returns the function that ends it. */
	onRuns(listener: () => void): () => void;
	/** Tell it of every change in the vault (`Vault.watch`): notes are followed when they are moved. */
	noteChanged(change: VaultChange): Promise<void>;
	noteRenamed(from: VaultPath, to: VaultPath): Promise<void>;
}

export interface WatchedRun {
	readonly id: string;
	/** Files that the host saw change until now. */
	seen(): readonly VaultPath[];
	/** Journals every difference since the beginning as one run, shown and undoable like any other. */
	end(): Promise<RunReport>;
}

export function createChanges({ vault, store, now, newId, deviceId, limits }: ChangesOptions): Changes {
	const journal = new Journal(store);
	const moves = new Moves(store, now);
	const place = { vault, journal, moves, now };
	const touched = new Touched(place);
	const runs = new Runs(place, { newId, deviceId, touched });
	const serial = new Serial();
	const listeners = new Listeners<void>();
	const alone = <T>(work: () => Promise<T>): Promise<T> => serial.run(['changes'], work);
	const running = <T>(work: () => Promise<T>): Promise<T> => alone(work).finally(() => listeners.tell());
	const plan: Changes['plan'] = (changes, options) => makePlan(changes, { vault, newId, now, relink: (moves) => relinkChanges(moves, vault), ...options, limits: { ...limits, ...options?.limits } });
	const noteRenamed: Changes['noteRenamed'] = (from, to) => alone(() => moves.told(from, to));
	return {
		plan,
		apply: (planned, options) => running(() => runs.apply(planned, stepsOf(planned, options?.rejected ?? new Set()))),
		recover: () => running(() => runs.recover(store)),
		undo: (runId) => running(() => runs.undo(runId)),
		redo: (runId) => running(() => runs.redo(runId)),
		planRestore: async (runId, path) => plan(await runs.restoring(runId, path), { reason: `Restore “${titleOf(path)}” as it was` }),
		watchRun: async (reason) => {
			const seen = new Set<VaultPath>();
			const stop = vault.watch((change) => void seen.add(change.path));
			const snapshot = await takeSnapshot({ id: newId(), at: now().toISOString(), reason }, vault, store);
			const end = (): Promise<RunReport> => running(() => runs.endWatched(snapshot, { touched: seen, store })).finally(stop);
			return { id: snapshot.id, seen: () => [...seen], end };
		},
		runs: () => runs.list(),
		details: (runId) => runs.details(runId),
		onRuns: (listener) => listeners.add(listener),
		noteRenamed,
		noteChanged: async (change) => {
			const mayBeOurs = touched.concerns(change);
			if (change.type !== 'renamed' && !mayBeOurs) return;
			await alone(async () => {
				if (change.type === 'renamed') await moves.told(change.from, change.path);
				if (mayBeOurs) await touched.note(change);
			});
		},
	};
}
