/**
 * Watches the notes of runs that closed a moment ago. Once somebody else has changed such a note, it is theirs: a
 * later recovery must not take it for a write that the disk has lost.
 */
import type { VaultChange } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { Workplace } from './execute';
import type { RunState, Step } from './step';
import { textAt } from './text-at';

interface Watched {
	readonly runId: string;
	readonly step: number;
}

/** Longer than a system keeps writes in its cache. */
const SETTLE_MS = 2 * 60_000;

export class Touched {
	readonly #place: Workplace;
	readonly #notes = new Map<VaultPath, Watched>();
	readonly #closed = new Map<string, number>();

	constructor(place: Workplace) {
		this.#place = place;
	}

	/** A run that is settled already needs no watching. */
	closed(state: RunState, steps: readonly Step[]): void {
		if (state.phase !== 'closed') return;
		this.#closed.set(state.header.id, this.#place.now().getTime());
		for (const step of steps.keys()) {
			const path = state.results[step]?.path;
			if (path !== undefined) this.#notes.set(path, { runId: state.header.id, step });
		}
	}

	/** True when the change may concern a run that closed a moment ago; cheap, to be asked for every change in the vault. */
	concerns(change: VaultChange): boolean {
		return this.#notes.has(change.path) || (change.type === 'renamed' && this.#notes.has(change.from));
	}

	/** Marks the note as theirs, unless it still is what Praxis wrote. */
	async note(change: VaultChange): Promise<void> {
		const path = change.type === 'renamed' ? change.from : change.path;
		const watched = this.#notes.get(path);
		if (watched === undefined) return;
		const entry = await this.#place.journal.entry(watched.runId);
		const step = entry?.steps?.[watched.step];
		if (!entry || !step || entry.state.phase !== 'closed') return void this.#notes.delete(path);
		const texts = await this.#place.journal.texts(watched.runId, watched.step);
		const landed = texts?.landed ?? (step.kind === 'write' ? step.after : step.kind === 'create' ? step.text : null);
		if (change.type === 'written' && (await textAt(change.path, this.#place.vault)) === landed) return;
		this.#notes.delete(path);
		await this.#place.journal.save({ ...entry.state, touched: [...entry.state.touched, watched.step] });
	}

	/** Marks runs as settled that have had the time to reach the disk. */
	async settle(): Promise<void> {
		const now = this.#place.now().getTime();
		for (const [runId, closedAt] of [...this.#closed]) {
			if (now - closedAt < SETTLE_MS) continue;
			this.#closed.delete(runId);
			for (const [path, watched] of [...this.#notes]) if (watched.runId === runId) this.#notes.delete(path);
			const state = await this.#place.journal.state(runId);
			if (state?.phase === 'closed') await this.#place.journal.save({ ...state, phase: 'settled' });
		}
	}
}
