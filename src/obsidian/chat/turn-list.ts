/** The turns of the conversation that are shown: the last ones drawn, earlier ones on demand, those of other branches named. */
import { branchesOf, hiddenAfter, type Transcript } from '../../core/agents/transcript';
import { words } from '../words';
import { FollowScroll } from './follow-scroll';
import type { PendingAsk } from './pending-asks';
import { TurnElement, type TurnOptions } from './turn-element';

/** So many turns are drawn when the pane opens, and again for each request of more. */
const TURNS_AT_ONCE = 50;

export interface TurnListOptions extends TurnOptions {
	showBranch(runId: string): void;
}

export class TurnList {
	readonly follow: FollowScroll;
	readonly #turns = new Map<string, TurnElement>();
	readonly #earlierEl: HTMLElement;
	readonly #turnsEl: HTMLElement;
	readonly #laterEl: HTMLElement;
	#most = TURNS_AT_ONCE;
	private last: Transcript | null = null;

	constructor(
		scrollEl: HTMLElement,
		private readonly options: TurnListOptions,
	) {
		this.#earlierEl = scrollEl.createEl('button', { cls: 'praxis-earlier', text: words.chat.earlier });
		this.#turnsEl = scrollEl.createDiv({ cls: 'praxis-turns' });
		this.#laterEl = scrollEl.createDiv({ cls: 'praxis-later' });
		this.follow = new FollowScroll(scrollEl);
		this.#earlierEl.addEventListener('click', () => this.#showEarlier());
	}

	/** How many are drawn. */
	get size(): number {
		return this.#turns.size;
	}

	/** Draws what changed; `asks` belong to the turn that runs. */
	update(transcript: Transcript, asks: readonly PendingAsk[]): void {
		const { turns } = transcript;
		// What a person reads above is not taken from under their eyes; at the end of the list the oldest go.
		const added = addedTo(this.last, transcript);
		if (this.last && !this.follow.isAtEnd) this.#most += added;
		else if (added > 0) this.#most = TURNS_AT_ONCE;
		const isNewTree = added > 0 || this.last?.all.length !== transcript.all.length || this.last.turns.length !== turns.length;
		this.last = transcript;
		this.follow.keep(() => this.#draw(transcript, { asks, isNewTree }));
	}

	close(): void {
		for (const drawn of this.#turns.values()) drawn.close();
		this.#turns.clear();
	}

	#draw(transcript: Transcript, { asks, isNewTree }: { readonly asks: readonly PendingAsk[]; readonly isNewTree: boolean }): void {
		const shown = transcript.turns.slice(-this.#most);
		if (isNewTree) this.#release(new Set(shown.map(({ runId }) => runId)));
		const branches = isNewTree ? branchesOf(transcript) : null;
		shown.forEach((turn, at) => {
			const drawn = this.#turns.get(turn.runId) ?? new TurnElement(turn, this.options);
			this.#turns.set(turn.runId, drawn);
			if (this.#turnsEl.children[at] !== drawn.el) this.#turnsEl.insertBefore(drawn.el, this.#turnsEl.children[at] ?? null);
			drawn.update(turn, transcript.turns[transcript.turns.length - shown.length + at - 1]);
			if (branches) drawn.setBranches(branches.get(turn.runId) ?? [], at === shown.length - 1);
			drawn.setAsks(turn.answer === null ? asks : []);
		});
		this.#earlierEl.toggle(transcript.turns.length > shown.length);
		if (isNewTree) this.#drawLater(transcript);
	}

	#release(kept: ReadonlySet<string>): void {
		for (const [runId, drawn] of this.#turns) {
			if (kept.has(runId)) continue;
			drawn.close();
			drawn.el.remove();
			this.#turns.delete(runId);
		}
	}

	/** What follows in other branches, when the way shown ends before them. */
	#drawLater(transcript: Transcript): void {
		const later = hiddenAfter(transcript);
		const newest = later.at(-1);
		this.#laterEl.empty();
		this.#laterEl.toggle(newest !== undefined && transcript.turns.length > 0);
		if (!newest) return;
		this.#laterEl.createSpan({ text: words.branches.later });
		this.#laterEl.createEl('button', { cls: 'praxis-link', text: words.branches.showLater }).addEventListener('click', () => this.options.showBranch(newest.runId));
	}

	#showEarlier(): void {
		this.#most = this.#turns.size + TURNS_AT_ONCE;
		const { last } = this;
		if (last) this.follow.fromEnd(() => this.#draw(last, { asks: [], isNewTree: true }));
	}
}

/** How many turns follow the last one that was shown. A conversation that is full loses its oldest turn with each new one. */
function addedTo(before: Transcript | null, { turns }: Transcript): number {
	const tip = before?.turns.at(-1);
	if (!before || !tip) return turns.length;
	const at = turns.findIndex(({ runId }) => runId === tip.runId);
	return at === -1 ? Math.max(0, turns.length - before.turns.length) : turns.length - 1 - at;
}
