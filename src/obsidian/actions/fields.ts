/** Fields of the form of a pattern: a list to choose from, and one for each type of variable. Values are text, as templates want them. */
import { AbstractInputSuggest, type App, type TFile } from 'obsidian';
import type { Variable } from '../../core/actions/pattern';
import { titleOf } from '../../core/lib/vault-path';
import { drawField } from '../telos-capture/form-parts';
import { words } from '../words';

export interface Field {
	readonly el: HTMLInputElement | HTMLSelectElement;
	value(): string;
	set(value: string): void;
}

export interface Option {
	readonly value: string;
	readonly name: string;
}

let selects = 0;

/** A label above a list. */
export function drawSelect(parent: HTMLElement, label: string, options: readonly Option[], chosen: string): Field {
	const id = `praxis-select-${++selects}`;
	const row = parent.createDiv({ cls: 'praxis-field' });
	row.createEl('label', { text: label, attr: { for: id } });
	const el = row.createEl('select', { cls: 'dropdown', attr: { id } });
	for (const { value, name } of options) el.createEl('option', { value, text: name });
	el.value = options.some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? '');
	return fieldOf(el);
}

export function drawText(parent: HTMLElement, label: string, value: string, hint = ''): Field {
	const el = drawField(parent, 'input', { label, ...(hint === '' ? {} : { hint }), attr: { type: 'text' } });
	el.value = value;
	return fieldOf(el);
}

/** `app` for suggestions of notes; `today` as "2026-11-02", for a date whose default says so. */
export function drawVariable(parent: HTMLElement, variable: Variable, { app, today }: { readonly app: App; readonly today: string }): Field {
	const { type, label, required, options } = variable;
	if (type === 'toggle') return drawToggle(parent, variable);
	const named = required ? `${label} (${words.actions.required.toLowerCase()})` : label;
	if (type === 'choice') return drawSelect(parent, named, [...(required || options.includes(variable.default) ? [] : [{ value: '', name: '' }]), ...options.map((option) => ({ value: option, name: option }))], variable.default);
	const el = drawField(parent, 'input', { label: named, attr: { type: type === 'number' || type === 'date' ? type : 'text', ...(type === 'number' ? { step: 'any' } : {}), ...(required ? { 'aria-required': 'true' } : {}) } });
	el.value = type === 'date' && /^(?:today|now)$/i.test(variable.default) ? today : variable.default;
	if (type === 'note') new NoteSuggest(app, el);
	return fieldOf(el);
}

function drawToggle(parent: HTMLElement, { label, default: first }: Variable): Field {
	const row = parent.createEl('label', { cls: 'praxis-check' });
	const el = row.createEl('input', { type: 'checkbox' });
	row.createSpan({ text: label });
	const set = (value: string): void => void (el.checked = /^(?:true|yes|on|1)$/i.test(value));
	set(first);
	return { el, value: () => String(el.checked), set };
}

function fieldOf(el: HTMLInputElement | HTMLSelectElement): Field {
	return { el, value: () => el.value.trim(), set: (value) => void (el.value = value) };
}

/** Notes by their title, for a field that names one. */
export class NoteSuggest extends AbstractInputSuggest<TFile> {
	constructor(
		app: App,
		private readonly field: HTMLInputElement,
	) {
		super(app, field);
	}

	protected override getSuggestions(query: string): TFile[] {
		const wanted = query.trim().toLowerCase();
		return this.app.vault
			.getMarkdownFiles()
			.filter(({ path }) => path.toLowerCase().includes(wanted))
			.slice(0, this.limit);
	}

	override renderSuggestion({ path }: TFile, el: HTMLElement): void {
		el.setText(titleOf(path));
		el.setAttribute('title', path);
	}

	override selectSuggestion({ path }: TFile): void {
		this.field.value = titleOf(path);
		this.field.trigger('input');
		this.close();
	}
}
