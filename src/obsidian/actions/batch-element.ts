/** A batch drawn: what it would take and whom it leaves out, how far it is, and each note with its result or its failure. */
import type { BatchItem, BatchProgress } from '../../core/actions/batch';
import type { BatchPlan, LeftOutReason } from '../../core/actions/batch-desk';
import { titleOf, type VaultPath } from '../../core/lib/vault-path';
import { GrowingList } from '../growing-list';
import { number } from '../counts';
import { words } from '../words';

const ROWS = 50;

export function drawBatchPlan(el: HTMLElement, { progress, left, estimate, model, problem }: BatchPlan): void {
	const { batch } = words;
	const { paths, wish } = progress;
	if (problem !== '') el.createDiv({ cls: 'praxis-refusal', text: problem });
	if (paths.length === 0) el.createEl('p', { text: batch.none });
	else {
		const facts = model === null ? [batch.toNone] : [batch.toModel(model.name, model.place === 'remote'), batch.tokens(estimate.tokens), model.place === 'device' ? batch.usd(0) : batch.usd(estimate.usd), batch.time(estimate.seconds)];
		el.createDiv({ cls: 'praxis-batch-count', text: batch.planned(paths.length) });
		el.createDiv({ cls: 'praxis-muted', text: facts.join(' · ') });
		if (wish && estimate.usd !== null && estimate.usd > wish.budgetUsd) el.createDiv({ cls: 'praxis-refusal', text: batch.overBudget(wish.budgetUsd) });
		drawPaths(el.createEl('details', { cls: 'praxis-batch-more' }), batch.showNotes, paths);
	}
	if (left.length === 0) return;
	el.createDiv({ cls: 'praxis-batch-left', text: batch.left(left.length) });
	for (const reason of Object.keys(batch.reasons) as LeftOutReason[]) {
		const held = left.filter((one) => one.reason === reason);
		if (held.length > 0) drawPaths(el.createEl('details', { cls: 'praxis-batch-more' }), `${number.format(held.length)}: ${batch.reasons[reason]}`, held.map(({ path }) => path));
	}
}

/** Drawn when it is looked at: there may be ten thousand. */
function drawPaths(el: HTMLElement, title: string, paths: readonly VaultPath[]): void {
	el.createEl('summary', { text: title });
	el.addEventListener('toggle', () => el.children.length === 1 && new GrowingList(el.createDiv({ cls: 'praxis-batch-paths' }), { items: paths, atOnce: ROWS, draw: (parent, path) => parent.createDiv({ text: path }), moreText: (hidden) => `+ ${number.format(hidden)}` }), { once: true });
}

/** The rows are added to as notes end; `open` takes the note that holds the result. */
export class BatchProgressElement {
	private readonly bar: HTMLProgressElement;
	private readonly sentence: HTMLElement;
	private readonly list: HTMLElement;
	private drawn: readonly BatchItem[] = [];

	constructor(
		readonly el: HTMLElement,
		private readonly open: (path: VaultPath) => void,
	) {
		this.sentence = el.createDiv({ cls: 'praxis-batch-state', attr: { role: 'status' } });
		this.bar = el.createEl('progress', { cls: 'praxis-index-progress', attr: { 'aria-label': words.batch.results } });
		this.list = el.createDiv({ cls: 'praxis-batch-items', attr: { role: 'list', 'aria-label': words.batch.results, tabindex: '0' } });
	}

	update({ items, paths }: BatchProgress): void {
		this.bar.max = Math.max(1, paths.length);
		this.bar.value = items.length;
		this.say(words.batch.progress(items.length, paths.length, items.reduce((sum, { usd }) => sum + (usd ?? 0), 0)));
		// Those that failed are taken off when they are tried again.
		if (this.drawn.some((item, i) => items[i] !== item)) {
			this.list.empty();
			this.drawn = [];
		}
		for (const item of items.slice(this.drawn.length)) this.drawItem(item);
		this.drawn = items;
	}

	say(sentence: string): void {
		this.sentence.setText(sentence);
	}

	private drawItem(item: BatchItem): void {
		const { batch } = words;
		const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 24;
		const row = this.list.createDiv({ cls: 'praxis-batch-item', attr: { role: 'listitem' } });
		const state = item.outcome === 'failed' ? 'failed' : item.outcome === 'refused' ? 'refused' : item.outcome === 'partial' ? 'partial' : 'done';
		row.createSpan({ cls: `praxis-batch-outcome is-${state}`, text: batch.outcomes[state] });
		const about = row.createDiv({ cls: 'praxis-batch-about' });
		const target = item.made ?? item.path;
		about.createEl('button', { cls: 'praxis-link', text: titleOf(item.path), attr: { 'aria-label': batch.open(target), title: target } }).addEventListener('click', () => this.open(target));
		if (item.message !== '') about.createDiv({ cls: 'praxis-muted', text: item.message });
		if (isAtEnd) this.list.scrollTop = this.list.scrollHeight;
	}
}
