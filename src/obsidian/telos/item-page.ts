/** The page of one item: what it is, how far, what was done for it, why it is there, and what rests on it. */
import { setIcon } from 'obsidian';
import type { Item } from '../../core/telos/item';
import { linkedPaths } from '../../core/telos/trace';
import { words } from '../words';
import { drawCalibration, drawDecisions } from './decision-sections';
import { itemTitle, ownerLink, ownerName, proseOf } from './item-names';
import { dueText, iconOf, judgementTexts } from './item-words';
import type { PageContext } from './page-parts';
import { drawProblems, problemsOf } from './problem-section';
import { drawProgress } from './progress-section';
import { drawBelow, drawCrumbs, drawPaths, drawWork } from './purpose-sections';
import { drawPrivateChip, drawStatus } from './row-element';
import { dayText } from './telos-dates';

const JUDGED = new Set(['prediction', 'bet']);

export function drawItemPage(parent: HTMLElement, item: Item, context: PageContext): void {
	drawHead(parent, item, context);
	drawProblems(parent, problemsOf(item, context.facts.graph), context);
	drawProgress(parent, item, context);
	drawWork(parent, item, context);
	drawPaths(parent, item, context);
	drawBelow(parent, item, context);
	drawDecisions(parent, item, context);
	if (JUDGED.has(item.type)) drawCalibration(parent, context);
}

function drawHead(parent: HTMLElement, item: Item, context: PageContext): void {
	const { telos } = words;
	const [path] = linkedPaths(item.key, context.facts.graph);
	if (path) drawCrumbs(parent.createEl('nav', { cls: 'praxis-telos-crumbs', attr: { 'aria-label': telos.paths } }), path.steps.map((step) => step.item).reverse(), context);
	const head = parent.createDiv({ cls: 'praxis-telos-page-head' });
	head.createEl('h2', { cls: 'praxis-telos-page-title', text: itemTitle(item), attr: { tabindex: '-1' } });
	const facts = head.createDiv({ cls: 'praxis-telos-page-facts' });
	const type = facts.createSpan({ cls: 'praxis-telos-page-type' });
	setIcon(type.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), iconOf(item.type));
	type.createSpan({ text: item.id === null ? telos.type(item.type) : `${telos.type(item.type)} ${item.id}` });
	if (item.status !== null) drawStatus(facts, item);
	for (const text of headFacts(item, context)) facts.createSpan({ text });
	if (item.owner !== null) drawOwner(facts, item.owner, { item, context });
	if (item.isPrivate) drawPrivateChip(facts);
	const text = proseOf(item);
	if (text !== '' && text !== itemTitle(item)) parent.createEl('p', { cls: 'praxis-telos-text', text });
	const open = parent.createEl('button', { cls: 'praxis-telos-open' });
	setIcon(open.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'file-text');
	open.createSpan({ text: telos.openNote });
	open.addEventListener('click', (event) => context.openAt(item.path, item.line, event.ctrlKey || event.metaKey));
}

function headFacts(item: Item, { facts: { today } }: PageContext): string[] {
	const { telos } = words;
	const due = dueText(item, today);
	return [...(due === null ? [] : [due]), ...(item.priority === null ? [] : [telos.priority(item.priority)]), ...(item.reviewed === null ? [] : [telos.reviewed(dayText(item.reviewed, today))]), ...judgementTexts(item)];
}

/** An owner who is a note, an agent above all, is one click away. */
function drawOwner(parent: HTMLElement, owner: string, { item, context }: { readonly item: Item; readonly context: PageContext }): void {
	const link = ownerLink(owner);
	const said = words.telos.owner(ownerName(owner));
	if (link === null) return void parent.createSpan({ text: said });
	parent.createEl('button', { cls: 'praxis-link', text: said }).addEventListener('click', () => context.openLink(link, item.path));
}
