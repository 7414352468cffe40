/**
 * What power cuts took from runs that had closed, and what of it the write path does not bring back. For tests only.
 *
 * A note that is gone after its run closed may have been somebody's wish, so it stays gone (`core/changes/theirs.ts`),
 * and so does what others wrote, moved or removed before it was mended. The simulations allow for exactly these.
 */
import type { Changes } from '../../src/core/changes/changes';
import type { CrashWorld, Loss } from './crash-world';

export class ClosedLosses {
	readonly #world: CrashWorld;
	readonly #losses: Loss[] = [];
	readonly #seen = new Set<Loss>();

	constructor(world: CrashWorld) {
		this.#world = world;
	}

	/** To be called after `restart` and before `recover`. */
	async look(changes: Changes): Promise<void> {
		const fresh = this.#world.losses.filter((loss) => !this.#seen.has(loss));
		if (fresh.length === 0) return;
		const open = (await changes.runs()).find((run) => run.phase === 'open');
		for (const loss of fresh) this.#seen.add(loss);
		this.#losses.push(...fresh.filter((loss) => open === undefined || loss.at < Date.parse(open.at)));
	}

	/** True when a note was lost whole: what was made, moved or removed is as if it had not been. */
	get hasNames(): boolean {
		return this.#losses.some((loss) => loss.isName);
	}

	/** True when what Praxis wrote may be missing. */
	allows(words: string): boolean {
		return this.#losses.some((loss) => (loss.isName || this.#world.fates.has(loss)) && loss.text.includes(words));
	}

	/** True for what the person said in a note that was torn, and moved or removed before it was mended: the journal has it. */
	keeps(sentence: string): boolean {
		const isGone = this.#losses.some((loss) => this.#world.fates.get(loss) === 'gone' && loss.text.includes(sentence));
		return isGone && [...this.#world.disk.blobs.values()].some((bytes) => new TextDecoder().decode(bytes).includes(sentence));
	}
}
