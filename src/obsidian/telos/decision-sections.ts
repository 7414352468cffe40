/** Decisions and predictions: what a bet rests on and what came of it, what falls with an assumption, how well predictions fit. */
import { calibrationOf, type Calibration } from '../../core/telos/calibration';
import { decisionsOf, isRefuted, shakenBy, type Decision } from '../../core/telos/decisions';
import type { Item } from '../../core/telos/item';
import { words } from '../words';
import { itemTitle } from './item-names';
import { drawItems, drawSection, type PageContext } from './page-parts';
import { dayText, shareText, valueText } from './telos-dates';

export function drawDecisions(parent: HTMLElement, item: Item, context: PageContext): void {
	const { telos } = words;
	const { graph, today } = context.facts;
	const shaken = shakenBy(graph).filter((one) => one.item.key === item.key);
	const decisions = item.type === 'bet' || restsOnIt(item, context).length > 0 ? decisionsOf(graph, today) : [];
	const own = decisions.find(({ bet }) => bet.key === item.key);
	if (own) drawDecision(parent, own, context);
	for (const { assumption } of shaken) drawSection(parent, telos.shakenItems).createEl('p', { text: telos.shaken(itemTitle(assumption)) });
	const resting = restsOnIt(item, context);
	if (resting.length > 0) drawItems(drawSection(parent, telos.decisions), resting, { context, label: telos.decisions, say: (bet) => sayDecision(decisions.find((one) => one.bet.key === bet.key), context) });
}

/** Decisions that name the item as what they rest on or are for, near or through other assumptions. */
function restsOnIt({ key }: Item, { facts }: PageContext): Item[] {
	const { edges, items } = facts.graph.view;
	const found = new Set<string>();
	const waiting = [key];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		for (const { from, to, kind } of edges) {
			if (to !== next || from === key || found.has(from)) continue;
			const isBet = items.get(from)?.type === 'bet';
			if (kind !== 'rests-on' && !(isBet && next === key && kind !== 'mentions' && kind !== 'related')) continue;
			found.add(from);
			if (kind === 'rests-on') waiting.push(from);
		}
	}
	return [...found].flatMap((one) => items.get(one) ?? []).filter(({ type }) => type === 'bet');
}

function drawDecision(parent: HTMLElement, { bet, assumptions, evidence, outcomes, lessons, isDue }: Decision, context: PageContext): void {
	const { telos } = words;
	const { today } = context.facts;
	if (isDue && bet.due !== null) drawSection(parent, telos.dueOutcomes).createEl('p', { text: telos.outcomeDue(dayText(bet.due, today)) });
	const parts: readonly (readonly [string, readonly Item[]])[] = [
		[telos.assumptions, assumptions],
		[telos.evidenceFor, evidence.filter(({ isAgainst }) => !isAgainst).map(({ item }) => item)],
		[telos.evidenceAgainst, evidence.filter(({ isAgainst }) => isAgainst).map(({ item }) => item)],
		[telos.outcomes, outcomes],
		[telos.lessons, lessons],
	];
	for (const [heading, items] of parts) if (items.length > 0) drawItems(drawSection(parent, heading), items, { context, label: heading, say: (item) => (isRefuted(item) ? telos.refuted : '') });
}

function sayDecision(decision: Decision | undefined, { facts }: PageContext): string {
	const due = decision?.isDue === true ? decision.bet.due : null;
	if (due !== null) return words.telos.outcomeDue(dayText(due, facts.today));
	return decision?.bet.status ?? '';
}

/** Brier score and bins over all predictions and decisions with odds. */
export function drawCalibration(parent: HTMLElement, context: PageContext): void {
	const { telos } = words;
	const calibration = calibrationOf(context.facts.graph.items(), context.facts.today);
	const el = drawSection(parent, telos.calibration);
	if (calibration.brier === null) return void el.createEl('p', { cls: 'praxis-muted', text: telos.noBrier });
	el.createEl('p', { text: telos.brier(valueText(calibration.brier), calibration.n) });
	drawBins(el, calibration);
}

function drawBins(parent: HTMLElement, { bins }: Calibration): void {
	const { telos } = words;
	const table = parent.createEl('table', { cls: 'praxis-telos-bins' });
	const head = table.createEl('thead').createEl('tr');
	head.createEl('th', { text: telos.sure, attr: { scope: 'col' } });
	head.createEl('th', { text: telos.cameTrue, attr: { scope: 'col' } });
	const body = table.createEl('tbody');
	for (const { from, to, n, right, accuracy } of bins) {
		const row = body.createEl('tr');
		row.createEl('th', { text: telos.bin(from, to), attr: { scope: 'row' } });
		row.createEl('td', { cls: accuracy === null ? 'praxis-muted' : '', text: accuracy === null ? telos.binEmpty : telos.binShare(shareText(accuracy), right, n) });
	}
}
