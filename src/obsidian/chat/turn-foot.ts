/** The quiet row under an answer: how it ended, how long it took, where it ran, and what can be done with it. */
import { setIcon } from 'obsidian';
import type { Turn } from '../../core/agents/transcript';
import type { SaveReport } from '../../core/app';
import { costText } from '../../core/runs/cost';
import type { Outcome, RunGoal } from '../../core/runs/outcome';
import { drawRunLabels } from '../guard/run-labels';
import { words } from '../words';

export interface TurnActions {
	copy(turn: Turn): void;
	insert(turn: Turn): void;
	/** Resolves with null when it could not be saved. */
	save(turn: Turn): Promise<SaveReport | null>;
	/** Takes a save back; true when that was done. */
	undoSave(saved: SaveReport): Promise<boolean>;
	/** Asks the question again in its place; `at` is what was clicked. */
	again(turn: Turn, at: HTMLElement): void;
	/** The next question follows this answer. */
	branch(turn: Turn): void;
	openNote(path: string): void;
	/** Offers to keep something of it in the memory; `at` is what was clicked. */
	remember(turn: Turn, at: HTMLElement): void;
}

/** One icon a meaning, from Lucide. */
export const OUTCOME_ICONS: Readonly<Record<Outcome, string>> = {
	answered: 'check',
	partial: 'contrast',
	unknown: 'search-x',
	conflicting: 'git-compare',
	'needs-user': 'message-circle-question',
	refused: 'ban',
	failed: 'triangle-alert',
};

/** The words of the badge: a run that the person stopped did not fail. */
export function outcomeName(turn: Turn): string {
	if (!turn.answer) return '';
	return wasStopped(turn) ? words.turn.stopped : words.turn.outcomes[turn.answer.outcome];
}

export function drawTurnFoot(parent: HTMLElement, turn: Turn, actions: TurnActions): void {
	if (!turn.answer) return;
	const foot = parent.createDiv({ cls: 'praxis-foot' });
	const facts = foot.createDiv({ cls: 'praxis-facts' });
	const badge = facts.createSpan({ cls: `praxis-outcome praxis-outcome-${wasStopped(turn) ? 'stopped' : turn.answer.outcome}` });
	setIcon(badge.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), wasStopped(turn) ? 'circle-stop' : OUTCOME_ICONS[turn.answer.outcome]);
	badge.createSpan({ text: outcomeName(turn) });
	facts.createSpan({ cls: 'praxis-time', text: words.turn.seconds(turn.durationMs) });
	if (turn.cost.calls > 0) facts.createSpan({ cls: 'praxis-cost', text: costText(turn.cost) });
	facts.createSpan({ cls: 'praxis-by', text: turn.cost.calls > 0 ? turn.model : words.turn.onDevice });
	drawGoal(foot, turn.answer.goal, actions);
	drawRunLabels(foot, turn.answer.labels);
	const buttons = foot.createDiv({ cls: 'praxis-actions' });
	const savedEl = parent.createDiv({ cls: 'praxis-saved' });
	savedEl.hide();
	addButton(buttons, 'copy', words.turn.copy).addEventListener('click', () => actions.copy(turn));
	addButton(buttons, 'text-cursor-input', words.turn.insert).addEventListener('click', () => actions.insert(turn));
	addSaveButton(buttons, savedEl, { turn, actions });
	const remember = addButton(buttons, 'bookmark-plus', words.remember.command);
	remember.addEventListener('click', () => actions.remember(turn, remember));
	const again = addButton(buttons, 'rotate-cw', words.turn.again);
	again.addEventListener('click', () => actions.again(turn, again));
	addButton(buttons, 'git-branch', words.turn.branch).addEventListener('click', () => actions.branch(turn));
	buttons.lastElementChild?.addClass('praxis-branch');
}

/** What the run served, and why where the person did not choose it; nothing where no agent ran. */
function drawGoal(parent: HTMLElement, goal: RunGoal | undefined, actions: Pick<TurnActions, 'openNote'>): void {
	if (!goal) return;
	const el = parent.createDiv({ cls: 'praxis-serves' });
	if (goal.how === 'none') return el.setText(words.turn.servesNone);
	el.appendText(`${words.turn.serves} `);
	if (goal.path === '') el.appendText(goal.title);
	else el.createEl('button', { cls: 'praxis-link', text: goal.title }).addEventListener('click', () => actions.openNote(goal.path));
	const why = goal.how === 'chosen' ? words.turn.servesChosen : goal.from === 'agent' ? words.turn.servesAgent : words.turn.servesRun;
	el.appendText(` ${why}`);
}

function addSaveButton(parent: HTMLElement, savedEl: HTMLElement, { turn, actions }: { turn: Turn; actions: TurnActions }): void {
	const button = addButton(parent, 'file-plus', words.turn.save);
	const run = async (): Promise<void> => {
		button.toggleAttribute('disabled', true);
		const saved = await actions.save(turn);
		button.toggleAttribute('disabled', false);
		if (saved !== null) drawSaved(savedEl, saved, actions);
	};
	button.addEventListener('click', () => void run());
}

function drawSaved(el: HTMLElement, saved: SaveReport, actions: TurnActions): void {
	el.empty();
	el.appendText(`${words.turn.savedIn} `);
	el.createEl('button', { cls: 'praxis-link', text: saved.path }).addEventListener('click', () => actions.openNote(saved.path));
	el.appendText(' · ');
	const undo = el.createEl('button', { cls: 'praxis-undo-save', text: words.turn.undoSave, attr: { 'aria-label': words.turn.undoSaveLabel } });
	const run = async (): Promise<void> => {
		undo.disabled = true;
		if (await actions.undoSave(saved)) el.setText(words.turn.saveUndone);
		else undo.disabled = false;
	};
	undo.addEventListener('click', () => void run());
	el.show();
	el.scrollIntoView({ block: 'nearest' });
}

function addButton(parent: HTMLElement, icon: string, label: string): HTMLElement {
	const button = parent.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': label } });
	setIcon(button, icon);
	return button;
}

function wasStopped(turn: Turn): boolean {
	return turn.isStopped && turn.answer?.outcome === 'failed';
}
