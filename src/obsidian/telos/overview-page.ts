/** The page of TELOS as a whole: how much there is, what is neglected, what is due, how predictions fit, what is odd in the notes. */
import { calibrationOf } from '../../core/telos/calibration';
import { decisionsOf, shakenBy } from '../../core/telos/decisions';
import type { Item, ItemType } from '../../core/telos/item';
import { words } from '../words';
import { drawCalibration } from './decision-sections';
import { itemTitle } from './item-names';
import { idleText } from './item-words';
import { drawItems, drawSection, type PageContext } from './page-parts';
import { drawProblems } from './problem-section';
import { CHAIN } from './tree-places';
import { dayText } from './telos-dates';

export function drawOverview(parent: HTMLElement, context: PageContext): void {
	const { telos } = words;
	const { facts } = context;
	const items = facts.graph.items();
	parent.createEl('h2', { cls: 'praxis-telos-page-title', text: telos.overview, attr: { tabindex: '-1' } });
	parent.createEl('p', { cls: 'praxis-telos-text', text: countsText(items) });
	const goals = facts.ofGoals();
	const neglected = goals.filter(({ item }) => facts.isNeglected(item));
	const el = drawSection(parent, telos.neglectedGoals);
	if (goals.some(({ item }) => !facts.isSure(item))) el.createEl('p', { cls: 'praxis-muted', text: telos.lookingForWork });
	else if (neglected.length === 0) el.createEl('p', { cls: 'praxis-muted', text: telos.noneNeglected });
	else drawItems(el, neglected.map(({ item }) => item), { context, label: telos.neglectedGoals, say: (item) => idleText(facts.activity(item), facts.today) });
	drawDue(parent, context);
	drawShaken(parent, context);
	if (items.some(({ type }) => type === 'prediction')) drawCalibration(parent, context);
	drawProblems(parent, facts.graph.view.problems, context);
}

function countsText(items: readonly Item[]): string {
	const counts = new Map<ItemType, number>();
	for (const { type } of items) counts.set(type, (counts.get(type) ?? 0) + 1);
	const list = new Intl.ListFormat(undefined, { type: 'conjunction' });
	return list.format(CHAIN.flatMap((type) => {
		const n = counts.get(type) ?? 0;
		return n === 0 ? [] : [words.telos.counts(n, type)];
	}));
}

/** Decisions and predictions whose day has come without an outcome. */
function drawDue(parent: HTMLElement, context: PageContext): void {
	const { telos } = words;
	const { graph, today } = context.facts;
	const bets = decisionsOf(graph, today).filter(({ isDue }) => isDue).map(({ bet }) => bet);
	const predictions = calibrationOf(graph.items(), today).due.map(({ item }) => item);
	const due = [...new Set([...bets, ...predictions])];
	if (due.length > 0) drawItems(drawSection(parent, telos.dueOutcomes), due, { context, label: telos.dueOutcomes, say: (item) => (item.due === null ? '' : telos.overdue(dayText(item.due, today))) });
}

function drawShaken(parent: HTMLElement, context: PageContext): void {
	const { telos } = words;
	const shaken = shakenBy(context.facts.graph);
	const by = new Map(shaken.map(({ item, assumption }) => [item.key, assumption]));
	if (shaken.length === 0) return;
	drawItems(drawSection(parent, telos.shakenItems), [...new Set(shaken.map(({ item }) => item))], { context, label: telos.shakenItems, say: ({ key }) => {
		const assumption = by.get(key);
		return assumption ? telos.shaken(itemTitle(assumption)) : '';
	} });
}
