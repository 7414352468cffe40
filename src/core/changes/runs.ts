/** The runs of this device: begins them, takes them back, lists them. Callers see to it that one works at a time. */
import type { Store } from '../host';
import { PraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { Change } from './change';
import { execute, type Workplace } from './execute';
import type { JournalEntry } from './journal';
import type { Plan } from './plan';
import { recoverRuns, type Recovery } from './recover';
import { detailsOf, reportOf, undoneBy, type NoteDetail, type RunReport } from './run-report';
import type { RunHeader, RunState, Step, StepResult } from './step';
import type { Touched } from './touched';
import { inverseOf } from './undo';
import { differences, dropSnapshot, openSnapshots, type Snapshot } from './watched-run';

/** Older runs are forgotten: they can no longer be undone. */
const MAX_RUNS = 500;

interface RunsOptions {
	readonly newId: () => string;
	readonly deviceId: string;
	readonly touched: Touched;
}

type Begin = Pick<RunHeader, 'id' | 'kind' | 'of' | 'reason' | 'summary'>;

export class Runs {
	readonly #place: Workplace;
	readonly #options: RunsOptions;

	constructor(place: Workplace, options: RunsOptions) {
		this.#place = place;
		this.#options = options;
	}

	apply(plan: Plan, steps: readonly Step[]): Promise<RunReport> {
		return this.#run({ id: plan.id, kind: 'apply', of: null, reason: plan.reason, summary: plan.summary }, steps);
	}

	async undo(runId: string): Promise<RunReport> {
		const entry = await this.#closedEntry(runId);
		if (undoneBy(runId, await this.#states()) !== null) throw new PraxisError('bad-input', 'This run was undone already.', { hint: 'It can be done again.' });
		return this.#takeBack(entry, entry.state.header.kind === 'undo' ? 'redo' : 'undo');
	}

	async redo(runId: string): Promise<RunReport> {
		const undo = undoneBy(runId, await this.#states());
		if (undo === null) throw new PraxisError('bad-input', 'This run was not undone.', { hint: 'Only what was undone can be done again.' });
		return this.#takeBack(await this.#closedEntry(undo), 'redo');
	}

	async list(): Promise<readonly RunReport[]> {
		const states = await this.#states();
		return states.map((state) => reportOf(state, states)).sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
	}

	async details(runId: string): Promise<readonly NoteDetail[]> {
		return detailsOf(await this.#entry(runId), this.#place);
	}

	/** The change that gives a note of the run its text from before the run. */
	async restoring(runId: string, path: VaultPath): Promise<readonly Change[]> {
		const { state } = await this.#entry(runId);
		const note = (await this.details(runId)).find((one) => one.path === path);
		if (note === undefined || note.outcome === 'created' || note.outcome === 'copied') {
			throw new PraxisError('bad-input', `This run did not change a note "${path}" that was there before.`, { hint: 'Choose one of the notes of the run.' });
		}
		const now = await this.#place.moves.follow(path, state.header.movesBefore);
		const present = await this.#place.vault.read(now);
		if (present === null) return [{ type: 'create', path: now, text: note.before }];
		return [{ type: 'replace', path: now, target: { start: 0, end: present.text.length }, text: note.before }];
	}

	/** Finishes what a crash left unfinished, the watched runs that nobody ended included. */
	async recover(store: Store): Promise<Recovery> {
		const { finished, problems } = await recoverRuns(this.#place, (state, steps) => this.#options.touched.closed(state, steps));
		const watched = await openSnapshots(store);
		for (const snapshot of watched) await this.endWatched(snapshot, { touched: new Set(), store });
		return { finished: [...finished, ...watched.map(({ id }) => id)], problems };
	}

	/** Journals what another program did between a snapshot and now, as a run that can be undone. */
	async endWatched(snapshot: Snapshot, { touched, store }: { touched: ReadonlySet<VaultPath>; store: Store }): Promise<RunReport> {
		const { journal, moves, now, vault } = this.#place;
		const { steps, results, kept } = await differences(snapshot, { vault, store, touched, ours: await this.#textsSince(snapshot.at) });
		const header: RunHeader = {
			id: snapshot.id,
			kind: 'watched',
			of: null,
			at: snapshot.at,
			deviceId: this.#options.deviceId,
			reason: snapshot.reason,
			summary: `Another program changed ${steps.length === 1 ? '1 note' : `${steps.length} notes`}`,
			movesBefore: await moves.last(),
		};
		const state: RunState = { header, phase: 'settled', closedAt: now().toISOString(), results: [...results, ...kept], touched: [] };
		const closed = await journal.record(state, steps);
		await dropSnapshot(snapshot.id, store);
		return reportOf(closed, []);
	}

	/** What our own runs wrote since a time, by note. */
	async #textsSince(at: string): Promise<ReadonlyMap<VaultPath, string>> {
		const texts = new Map<VaultPath, string>();
		for (const run of [...(await this.list())].reverse()) {
			if (run.at < at) continue;
			for (const note of await this.details(run.id)) if (note.outcome !== 'kept' && note.outcome !== 'unchanged' && note.outcome !== 'renamed') texts.set(note.path, note.after);
		}
		return texts;
	}

	async #takeBack(entry: JournalEntry, kind: 'undo' | 'redo'): Promise<RunReport> {
		const { header } = entry.state;
		const { steps, kept } = await inverseOf(entry, this.#place);
		const summary = `${kind === 'undo' ? 'Undo' : 'Redo'}: ${header.summary.replace(/^(?:Undo|Redo): /, '')}`;
		return this.#run({ id: this.#options.newId(), kind, of: header.id, reason: header.reason, summary }, steps, kept);
	}

	async #run(begin: Begin, steps: readonly Step[], kept: readonly StepResult[] = []): Promise<RunReport> {
		const { journal, moves, now } = this.#place;
		await this.#options.touched.settle();
		const known = await journal.entry(begin.id);
		if (known !== null && known.state.phase !== 'open') return reportOf(known.state, await this.#states());
		await this.#prune();
		const header: RunHeader = { ...begin, at: now().toISOString(), deviceId: this.#options.deviceId, movesBefore: await moves.last() };
		const state = known?.state ?? (await journal.open(header, steps, kept));
		const todo = known?.steps ?? steps;
		const closed = await execute(state, { ...this.#place, steps: todo, isResumed: known !== null });
		this.#options.touched.closed(closed, todo);
		return reportOf(closed, []);
	}

	async #closedEntry(runId: string): Promise<JournalEntry> {
		const entry = await this.#entry(runId);
		if (entry.steps === null) throw new PraxisError('corrupt', 'The journal of this run is damaged; it cannot be undone.', { hint: 'Compare the notes with your backup.' });
		if (entry.state.phase !== 'open') return entry;
		const state = await execute(entry.state, { ...this.#place, steps: entry.steps, isResumed: true });
		return { state, steps: entry.steps };
	}

	async #entry(runId: string): Promise<JournalEntry> {
		const entry = await this.#place.journal.entry(runId);
		if (entry === null) throw new PraxisError('bad-input', `There is no run "${runId}" on this device.`, { hint: 'Runs can be undone on the device that made them, while it remembers them.' });
		return entry;
	}

	/** Runs whose journal is damaged are left out; `recover` tells of them. */
	async #states(): Promise<readonly RunState[]> {
		const { journal } = this.#place;
		const states = await Promise.all((await journal.ids()).map((id) => journal.state(id).catch(() => null)));
		return states.flatMap((state) => (state === null ? [] : [state]));
	}

	async #prune(): Promise<void> {
		const ids = await this.#place.journal.ids();
		if (ids.length < MAX_RUNS) return;
		const oldest = (await this.#states()).filter((state) => state.phase !== 'open').sort((a, b) => (a.header.at < b.header.at ? -1 : 1));
		for (const state of oldest.slice(0, ids.length - MAX_RUNS + 1)) await this.#place.journal.remove(state.header.id);
	}
}
