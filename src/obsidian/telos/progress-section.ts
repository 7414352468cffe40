/** How far an item is: its metrics with pace and data, its milestones, and what below it is done. Never averaged together. */
import { setIcon } from 'obsidian';
import type { Item } from '../../core/telos/item';
import type { MetricProgress } from '../../core/telos/progress';
import { words } from '../words';
import { itemTitle, plainText } from './item-names';
import { metricText } from './item-words';
import { drawItemLink, drawList, drawNoteLink, drawSection, type PageContext } from './page-parts';
import { drawSparkline } from './sparkline';
import { dateText, shareText, valueText } from './telos-dates';

const CHART = { width: 320, height: 72 };
const VALUES_AT_ONCE = 12;

export function drawProgress(parent: HTMLElement, item: Item, context: PageContext): void {
	const { telos } = words;
	const { metrics, milestones, children } = context.facts.progress(item);
	const isMeasurable = item.type === 'goal' || item.type === 'project' || item.type === 'metric';
	if (!isMeasurable && metrics.length === 0 && !milestones && !children) return;
	const el = drawSection(parent, telos.progress);
	if (metrics.length === 0 && !milestones && !children) el.createEl('p', { cls: 'praxis-muted', text: telos.noProgress });
	for (const metric of metrics) drawMetric(el, metric, { item, context });
	if (milestones) {
		el.createEl('p', { text: telos.shareMilestones(milestones.done, milestones.all) });
		drawShare(el, milestones.done / milestones.all);
		drawList(el, { items: item.milestones, atOnce: 8, label: telos.milestones, draw: (line, { text, isDone, line: number }) => {
			setIcon(line.createSpan({ cls: 'praxis-icon', attr: { role: 'img', 'aria-label': isDone ? telos.done : telos.notDone } }), isDone ? 'square-check' : 'square');
			drawNoteLink(line, { path: item.path, line: number, text: plainText(text) }, context).addClass('is-quiet');
		} });
	}
	if (children) {
		el.createEl('p', { text: telos.shareChildren(children.done, children.all) });
		drawShare(el, children.done / children.all);
	}
}

function drawMetric(parent: HTMLElement, progress: MetricProgress, { item, context }: { readonly item: Item; readonly context: PageContext }): void {
	const { telos } = words;
	const { metric, values, share } = progress;
	const el = parent.createDiv({ cls: 'praxis-telos-metric' });
	const head = el.createDiv({ cls: 'praxis-telos-list-line' });
	if (metric.key !== item.key) drawItemLink(head, metric, context);
	const said = metricText(progress, context.facts.today);
	if (said !== null) head.createSpan({ text: said });
	if (share !== null) head.createSpan({ cls: 'praxis-muted', text: telos.share(shareText(share)) });
	if (share !== null) drawShare(el, share);
	if (values.length > 1) drawChart(el, progress);
	drawPace(el, progress, context);
}

/** The line with its first and its last value under it. */
function drawChart(parent: HTMLElement, { metric, values, target }: MetricProgress): void {
	drawSparkline(parent, { name: itemTitle(metric), values, target, ...CHART }).addClass('is-chart');
	const ends = parent.createDiv({ cls: 'praxis-telos-chart-ends' });
	for (const end of [values[0], values[values.length - 1]]) if (end) ends.createSpan({ text: words.telos.valueOn(valueText(end.value ?? 0), dateText(end.day)) });
}

/** Where the pace leads, and the values that say so: no forecast without its data. */
function drawPace(parent: HTMLElement, { metric, values, forecast }: MetricProgress, context: PageContext): void {
	const { telos } = words;
	if (forecast) parent.createEl('p', { text: forecast.day === null ? telos.neverAtThisPace : telos.atThisPace(dateText(forecast.day)) });
	if (values.length === 0) return;
	const details = parent.createEl('details', { cls: 'praxis-fold praxis-telos-values' });
	details.createEl('summary', { text: forecast ? telos.paceData(forecast.n, dateText(forecast.from.day), dateText(forecast.to.day)) : telos.valuesOf(values.length) });
	drawList(details, { items: [...values].reverse(), atOnce: VALUES_AT_ONCE, label: telos.valuesOf(values.length), draw: (line, { day, text, value, line: number }) => {
		line.createSpan({ cls: 'praxis-telos-day', text: dateText(day) });
		line.createSpan({ cls: 'praxis-telos-value', text: valueText(value ?? 0) });
		drawNoteLink(line, { path: metric.path, line: number, text: plainText(text) }, context).addClass('is-quiet');
	} });
}

function drawShare(parent: HTMLElement, share: number): void {
	const bar = parent.createDiv({ cls: 'praxis-telos-bar', attr: { 'aria-hidden': 'true' } });
	bar.createSpan().style.setProperty('--praxis-telos-share', String(share));
}
