/**
 * The write path: the only way to the person's files. Plan, show, apply; recover after a crash; undo and redo.
 *
 * It holds no policy: what a run may touch is decided before it comes here.
 */
import type { Store, Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { Serial } from '../lib/serial';
import type { VaultPath } from '../lib/vault-path';
import type { Change } from './change';
import { execute } from './execute';
import { applyHunks } from './hunks';
import { Journal } from './journal';
import type { Limits } from './limits';
import { Moves } from './moves';
import { makePlan, type Plan, type PlannedNote, type PlanOptions } from './plan';
import type { RunHeader, RunPhase, RunState, Step, StepResult } from './step';

export interface ChangesOptions {
	readonly vault: Vault;
	readonly store: Store;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly deviceId: string;
	readonly limits?: Partial<Limits>;
}

export interface ApplyOptions {
	/** Ids of hunks that the person did not accept. A note of which nothing is left is not touched. */
	readonly rejected?: ReadonlySet<string>;
}

export interface RunReport extends RunHeader {
	readonly phase: RunPhase;
	/** One for each note; in an open run only those that were reached. */
	readonly notes: readonly StepResult[];
}

export interface Changes {
	/** Reads the notes and works out their new texts. Throws `bad-input`, `ambiguous`, `missing-note`, `over-limit`. */
	plan(changes: readonly Change[], options?: PlanOptions): Promise<Plan>;
	/** Writes a plan, whatever became of the notes meanwhile. A plan that was applied before is not applied again. */
	apply(plan: Plan, options?: ApplyOptions): Promise<RunReport>;
	/** All runs this device remembers, newest first. */
	runs(): Promise<readonly RunReport[]>;
	/** Tell it of every rename in the vault, so that runs can be undone afterwards. */
	noteRenamed(from: VaultPath, to: VaultPath): Promise<void>;
}

export function createChanges({ vault, store, now, newId, deviceId, limits }: ChangesOptions): Changes {
	const journal = new Journal(store);
	const moves = new Moves(store, now);
	const serial = new Serial();
	const alone = <T>(work: () => Promise<T>): Promise<T> => serial.run(['changes'], work);
	const run = async (header: RunHeader, steps: readonly Step[]): Promise<RunReport> => {
		const known = await journal.entry(header.id);
		if (known?.state.phase === 'closed' || known?.state.phase === 'settled') return reportOf(known.state);
		const state = known?.state ?? (await journal.open(header, steps));
		return reportOf(await execute(state, { vault, journal, moves, now, steps: known?.steps ?? steps, isResumed: known !== null }));
	};
	return {
		plan: (changes, options) => makePlan(changes, { vault, newId, now, ...options, limits: { ...limits, ...options?.limits } }),
		apply: (plan, options) =>
			alone(() => run({ id: plan.id, kind: 'apply', of: null, at: now().toISOString(), deviceId, reason: plan.reason, summary: plan.summary }, stepsOf(plan, options?.rejected ?? new Set()))),
		runs: async () => {
			const states = await Promise.all((await journal.ids()).map((id) => journal.state(id)));
			return states.flatMap((state) => (state === null ? [] : [reportOf(state)])).sort((a, b) => (a.at < b.at ? 1 : -1));
		},
		noteRenamed: (from, to) => moves.note(from, to),
	};
}

export function reportOf(state: RunState): RunReport {
	return { ...state.header, phase: state.phase, notes: state.results.flatMap((result) => (result === null ? [] : [result])) };
}

/** The plan with only what the person accepted. */
function stepsOf(plan: Plan, rejected: ReadonlySet<string>): Step[] {
	return plan.notes.flatMap((note) => {
		const accepted = note.hunks.filter((hunk) => !rejected.has(hunk.id));
		if (note.hunks.length > 0 && accepted.length === 0) return [];
		return [stepOf(note, accepted.length === note.hunks.length, accepted)];
	});
}

function stepOf(note: PlannedNote, isWhole: boolean, accepted: PlannedNote['hunks']): Step {
	if (note.kind === 'rename') return { kind: 'rename', path: note.path, to: note.to };
	if (note.kind === 'trash') return { kind: 'trash', path: note.path, before: note.before };
	if (note.kind === 'create') return { kind: 'create', path: note.path, text: isWhole ? note.after : applyHunks('', accepted), ifExists: note.ifExists };
	if (note.kind !== 'write') throw new PraxisError('internal', 'An unknown kind of change.');
	const after = isWhole ? note.after : applyHunks(note.before, accepted);
	return { kind: 'write', path: note.path, before: note.before, after, changes: isWhole ? note.changes : [], inTheWay: 'copy' };
}
