/** What the chosen models cost, model by model: the list price, or the person's own. */
import { setIcon } from 'obsidian';
import type { ModelSpec } from '../../core/models/model';
import type { OwnPrice } from '../../core/models/model-settings';
import { words } from '../words';

export interface PriceListOptions {
	readonly models: readonly ModelSpec[];
	/** Null takes the person's price back. */
	readonly change: (ref: string, price: OwnPrice | null) => void;
}

export function drawPriceList(parent: HTMLElement, { models, change }: PriceListOptions): void {
	const list = parent.createEl('ul', { cls: 'praxis-prices', attr: { 'aria-label': words.models.prices } });
	for (const model of models) drawPrice(list.createEl('li', { cls: 'praxis-price' }), model, change);
}

function drawPrice(row: HTMLElement, model: ModelSpec, change: PriceListOptions['change']): void {
	const { price, ref, name } = model;
	const about = row.createDiv({ cls: 'praxis-price-about' });
	about.createDiv({ cls: 'praxis-price-model', text: name });
	const sourceEl = about.createDiv({ cls: 'praxis-price-source', text: sourceOf(model) });
	if (price?.source !== undefined) {
		sourceEl.appendText(' · ');
		sourceEl.createEl('a', { text: words.models.pricePage, href: price.source, attr: { 'aria-label': words.models.pricePageLabel(name) } });
	}
	const errorEl = about.createDiv({ cls: 'praxis-problem-line', attr: { role: 'alert' } });
	const input = drawNumber(row, { name: words.models.priceInput, label: words.models.priceInputLabel(name), value: price?.input });
	const output = drawNumber(row, { name: words.models.priceOutput, label: words.models.priceOutputLabel(name), value: price?.output });
	const take = (): void => {
		const [asked, answered] = [readPrice(input.value), readPrice(output.value)];
		// While only one of the two is filled in, the other is still to come.
		errorEl.setText(asked === null || answered === null ? words.models.priceBad : '');
		if (asked !== null && answered !== null) change(ref, { ref, input: asked, output: answered, asOf: new Date().toISOString().slice(0, 10) });
	};
	for (const field of [input, output]) field.addEventListener('change', take);
	if (!price?.isOwn) return;
	const reset = row.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': words.models.priceReset(name) } });
	setIcon(reset, 'rotate-ccw');
	reset.addEventListener('click', () => change(ref, null));
}

function drawNumber(parent: HTMLElement, { name, label, value }: { name: string; label: string; value: number | undefined }): HTMLInputElement {
	const el = parent.createEl('label', { cls: 'praxis-price-field' });
	el.createSpan({ text: name });
	return el.createEl('input', { type: 'number', value: value === undefined ? '' : String(value), attr: { 'aria-label': label, min: '0', step: 'any', inputmode: 'decimal' } });
}

/** Null when it is no price. */
function readPrice(text: string): number | null {
	const price = Number(text);
	return text.trim() === '' || !Number.isFinite(price) || price < 0 ? null : price;
}

function sourceOf({ price, place }: ModelSpec): string {
	if (!price) return place === 'device' ? words.models.priceFree : words.models.priceUnknown;
	const day = new Date(price.asOf).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
	return price.isOwn ? words.models.priceOwn(day) : words.models.priceListed(day);
}
