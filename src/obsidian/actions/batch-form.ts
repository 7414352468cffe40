/** Which notes a pattern is to go over, with what, and where each result goes. It looks at nothing yet. */
import type { App } from 'obsidian';
import type { BatchPlace, BatchWish } from '../../core/actions/batch';
import type { Pattern } from '../../core/actions/pattern';
import { words } from '../words';
import { ActionForm, NO_STRATEGY, type ActionFormOptions } from './action-form';
import { drawSelect, drawText, type Field } from './fields';
import type { GoesTo } from './work-kinds';
import { foldersOf, PathSuggest, tagsOf } from './path-suggest';

export type BatchFrom = Pick<BatchWish, 'from' | 'of'>;

export interface BatchFormOptions extends Omit<ActionFormOptions, 'here' | 'inputs' | 'changed' | 'outputs'> {
	readonly start: BatchFrom;
}

const OUTPUTS = ['append', 'prepend', 'property', 'new-note'] as const satisfies readonly GoesTo[];
/** US dollars: a person who thought of no limit has one. */
const USUAL_BUDGET = '1';

export class BatchForm {
	readonly form: ActionForm;
	private readonly from: Field;
	private of: Field;
	private readonly budget: Field | null = null;
	private readonly ofEl: HTMLElement;

	constructor(
		readonly el: HTMLElement,
		private readonly options: BatchFormOptions,
	) {
		const { start, isLocal } = options;
		const { batch } = words;
		this.from = drawSelect(el, batch.from, (['folder', 'tag', 'search'] as const).map((kind) => ({ value: kind, name: batch.kinds[kind] })), start.from);
		this.ofEl = el.createDiv();
		this.of = this.drawOf(start.of);
		this.from.el.addEventListener('change', () => (this.of = this.drawOf('')));
		this.form = new ActionForm(el, { ...options, here: { spot: {}, view: null }, inputs: ['note'], changed: () => undefined, outputs: OUTPUTS.map((kind) => ({ value: kind, name: batch.outputs[kind] })) });
		if (isLocal) return;
		this.budget = drawText(el, batch.budget, USUAL_BUDGET);
		this.budget.el.setAttribute('inputmode', 'decimal');
	}

	wish(pattern: Pattern): BatchWish {
		const { variables, model, strategy, wish, output, place, template } = this.form.wishes;
		const given = Object.fromEntries(Object.entries(variables).filter(([name, value]) => value !== '' || pattern.variables.some((one) => one.name === name && !one.required)));
		const budget = Number(this.budget?.value().replace(',', '.') ?? 0);
		return { pattern: pattern.name, from: this.kind, of: this.of.value(), variables: given, model, strategy: strategy === NO_STRATEGY ? '' : strategy, wish, place: placeOf(output, place, template), budgetUsd: Number.isFinite(budget) && budget > 0 ? budget : Number(USUAL_BUDGET) };
	}

	/** Fields that are needed and empty. */
	get missing(): readonly HTMLElement[] {
		return [...(this.kind !== 'folder' && this.of.value() === '' ? [this.of.el] : []), ...this.form.missing];
	}

	focus(): void {
		const [first = this.of.el] = this.missing;
		first.focus();
	}

	private get kind(): BatchWish['from'] {
		return this.from.value() as BatchWish['from'];
	}

	private drawOf(value: string): Field {
		const { app }: { app: App } = this.options;
		this.ofEl.empty();
		const field = drawText(this.ofEl, words.batch.of[this.kind], value, words.batch.ofHints[this.kind]);
		if (field.el instanceof HTMLInputElement && this.kind !== 'search') new PathSuggest(app, field.el, () => (this.kind === 'tag' ? tagsOf(app) : foldersOf(app)));
		return field;
	}
}

function placeOf(output: GoesTo, place: string, template: string): BatchPlace {
	return output === 'append' || output === 'prepend' ? { to: output, heading: place } : output === 'property' ? { to: 'property', name: place } : { to: 'new-note', folder: place, template };
}
