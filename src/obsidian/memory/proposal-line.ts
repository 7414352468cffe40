/** Below an answer: how many things there are to remember out of its turn, one quiet line, gone once they were looked at. */
import { setIcon } from 'obsidian';
import type { ProposalBatch } from '../../core/memory/proposals/proposal';
import type { Proposals } from '../../core/memory/proposals/proposals';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface ProposalLineOptions {
	/** Null while it cannot be known. */
	readonly proposals: () => Proposals | null;
	/** All of one turn together. */
	review(batches: readonly ProposalBatch[]): void;
}

/** Draws into `parent`, and follows what waits until the returned function is called. */
export function drawProposalLine(parent: HTMLElement, runId: string, options: ProposalLineOptions): () => void {
	const proposals = options.proposals();
	if (!proposals) return () => undefined;
	const el = parent.createDiv({ cls: 'praxis-proposal-line', attr: { role: 'status' } });
	let isOver = false;
	const draw = (): void => {
		proposals.pending().then(
			(batches) => (isOver ? undefined : drawBatches(el, batches.filter((one) => one.runId === runId && one.from === 'chat'), options)),
			(error: unknown) => tellError(words.proposals.failed, error),
		);
	};
	draw();
	const stop = proposals.onChange(draw);
	return () => {
		isOver = true;
		stop();
	};
}

function drawBatches(el: HTMLElement, batches: readonly ProposalBatch[], options: ProposalLineOptions): void {
	el.empty();
	if (batches.length === 0) return;
	const row = el.createDiv({ cls: 'praxis-unknown-line' });
	setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'bookmark-plus');
	const line = row.createSpan({ text: `${words.proposals.line(batches.reduce((sum, { drafts }) => sum + drafts.length, 0))} ` });
	line.createEl('button', { cls: 'praxis-link', text: words.proposals.review }).addEventListener('click', () => options.review(batches));
}
