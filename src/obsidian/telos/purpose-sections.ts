/** Why an item is there and what was done for it: paths to purpose, what serves it, evidence of work with every line it stands on. */
import { setIcon } from 'obsidian';
import type { Proof } from '../../core/telos/activity';
import type { Item } from '../../core/telos/item';
import { linkedPaths } from '../../core/telos/trace';
import { isOpen } from '../../core/telos/vocabulary';
import { titleOf } from '../../core/lib/vault-path';
import { words } from '../words';
import { plainText } from './item-names';
import { idleText, workText } from './item-words';
import { drawItemLink, drawItems, drawList, drawNoteLink, drawSection, type PageContext } from './page-parts';
import { dayText } from './telos-dates';

const PROOFS_AT_ONCE = 8;
const TOPS = new Set(['problem', 'mission', 'narrative']);
/** Their work is asked after; of others it is told when there is any. */
const WORKED_ON = new Set(['goal', 'project', 'challenge', 'strategy', 'mission']);

export function drawWork(parent: HTMLElement, item: Item, context: PageContext): void {
	const { telos } = words;
	const activity = context.facts.activity(item);
	if (activity.proofs.length === 0 && !WORKED_ON.has(item.type)) return;
	const el = drawSection(parent, telos.work);
	const { facts } = context;
	const said = !isOpen(item.status) ? null : facts.isSure(item) ? workText(activity, facts.today) : idleText(activity, facts.today);
	if (said !== null && WORKED_ON.has(item.type)) el.createEl('p', { text: telos.workAndCadence(said, activity.cadenceDays) });
	if (activity.proofs.length === 0) return void el.createEl('p', { cls: 'praxis-muted', text: telos.noWork });
	drawList(el, { items: activity.proofs, atOnce: PROOFS_AT_ONCE, label: telos.work, draw: (line, proof) => drawProof(line, proof, { item, context }) });
}

function drawProof(line: HTMLElement, { kind, day, path, line: number, text }: Proof, { item, context }: { readonly item: Item; readonly context: PageContext }): void {
	line.createSpan({ cls: 'praxis-telos-day', text: dayText(day, context.facts.today) });
	line.createSpan({ cls: 'praxis-muted praxis-telos-kind', text: words.telos.proof(kind) });
	const isQuote = kind === 'log' || kind === 'value' || (kind === 'task-done' && path === item.path);
	drawNoteLink(line, { path, line: number, text: isQuote ? plainText(text) : titleOf(path) }, context).addClass('is-quiet');
	if (isQuote && path !== item.path) line.createSpan({ cls: 'praxis-muted', text: titleOf(path) });
}

/** The ways up as links say, from purpose down to the item, as crumbs. A single one stands above the title already. */
export function drawPaths(parent: HTMLElement, item: Item, context: PageContext): void {
	const { telos } = words;
	const paths = linkedPaths(item.key, context.facts.graph);
	if (paths.length === 1 || (paths.length === 0 && TOPS.has(item.type))) return;
	const el = drawSection(parent, telos.paths);
	if (paths.length === 0) return void el.createEl('p', { cls: 'praxis-muted', text: telos.noPath });
	drawList(el, { items: paths, atOnce: 4, label: telos.paths, draw: (line, { steps }) => drawCrumbs(line, steps.map((step) => step.item).reverse(), context) });
}

export function drawCrumbs(parent: HTMLElement, items: readonly Item[], context: PageContext): void {
	items.forEach((item, index) => {
		if (index > 0) setIcon(parent.createSpan({ cls: 'praxis-icon praxis-telos-crumb-sign', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
		drawItemLink(parent, item, context);
	});
}

export function drawBelow(parent: HTMLElement, item: Item, context: PageContext): void {
	const { below, items } = context.facts.graph.view;
	const lower = [...new Set((below.get(item.key) ?? []).map((step) => step.lower))].filter((key) => key !== item.key).flatMap((key) => items.get(key) ?? []);
	if (lower.length === 0) return;
	drawItems(drawSection(parent, words.telos.below), lower, { context, label: words.telos.below });
}
