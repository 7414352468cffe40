/**
 * What the runs since the last certain moment wrote, note by note. After a power cut a note may have fallen back by
 * several runs, and an older run may not take what a newer one wrote for a loss of its own.
 */
import type { VaultPath } from '../lib/vault-path';
import { plannedTexts, type Workplace } from './execute';
import type { RunState, TextPair } from './step';

interface Entry {
	readonly runId: string;
	readonly step: number;
	readonly isDone: boolean;
	/** A rename settles the name of a note; all else settles its text. */
	readonly settles: 'name' | 'text';
	/** Where the note is today, as far as is known. */
	readonly path: VaultPath;
	readonly texts: TextPair;
}

export class History {
	readonly #entries: readonly Entry[];

	private constructor(entries: readonly Entry[]) {
		this.#entries = entries;
	}

	/** Of runs in the order in which they were made. */
	static async of(states: readonly RunState[], { journal, moves }: Workplace): Promise<History> {
		const entries: Entry[] = [];
		for (const { header, results } of states) {
			const steps = (await journal.entry(header.id))?.steps ?? [];
			for (const [step, planned] of steps.entries()) {
				const path = await moves.follow(results[step]?.path ?? planned.path, header.movesBefore);
				const texts = (await journal.texts(header.id, step)) ?? plannedTexts(planned);
				entries.push({ runId: header.id, step, isDone: Boolean(results[step]), settles: planned.kind === 'rename' ? 'name' : 'text', path, texts });
			}
		}
		return new History(entries);
	}

	/** True when a later run decided, or is to decide, what this step had decided. A step that is not done is never superseded. */
	isSuperseded(runId: string, step: number): boolean {
		const at = this.#indexOf(runId, step);
		const own = this.#entries[at];
		return own?.isDone === true && this.#entries.slice(at + 1).some((one) => one.runId !== runId && one.path === own.path && one.settles === own.settles);
	}

	/** The writes that led, one upon the other, to the text that this step found; the last one first. */
	earlier(runId: string, step: number): readonly TextPair[] {
		const at = this.#indexOf(runId, step);
		const own = this.#entries[at];
		const chain: TextPair[] = [];
		let wanted = own?.texts.found;
		for (const one of this.#entries.slice(0, Math.max(at, 0)).reverse()) {
			if (one.path !== own?.path || one.settles !== 'text' || one.texts.landed !== wanted) continue;
			chain.push(one.texts);
			wanted = one.texts.found;
		}
		return chain;
	}

	#indexOf(runId: string, step: number): number {
		return this.#entries.findIndex((one) => one.runId === runId && one.step === step);
	}
}
