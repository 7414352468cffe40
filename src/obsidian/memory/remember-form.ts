/** The fields of one claim: what holds, about whom, since when, how much it matters. It writes nothing. */
import type { App } from 'obsidian';
import { PathSuggest } from '../actions/path-suggest';
import { CLAIM_TYPES, type ClaimType } from '../../core/memory/claim';
import { USUAL_IMPORTANCE, type ClaimDraft } from '../../core/memory/draft';
import { drawField } from '../telos-capture/form-parts';
import { words } from '../words';
import { sourceName } from './known-claim';

export interface RememberFormOptions {
	readonly app: App;
	readonly draft: Partial<ClaimDraft>;
	/** Names that a claim may be about. */
	readonly subjects: () => readonly string[];
}

export class RememberForm {
	readonly text: HTMLTextAreaElement;
	readonly #subject: HTMLInputElement;
	readonly #type: HTMLSelectElement;
	readonly #attribute: HTMLInputElement;
	readonly #from: HTMLInputElement;
	readonly #to: HTMLInputElement;
	readonly #importance: HTMLSelectElement;
	readonly #private: HTMLInputElement;

	constructor(
		form: HTMLElement,
		private readonly options: RememberFormOptions,
	) {
		const { draft, app, subjects } = options;
		const { remember, memory } = words;
		this.text = drawField(form, 'textarea', { label: remember.claim, hint: remember.claimHint, attr: { rows: '3', placeholder: remember.claimExample, dir: 'auto' } });
		this.text.value = draft.text ?? '';
		this.#subject = drawField(form, 'input', { label: remember.subject, attr: { type: 'text', placeholder: remember.subjectExample, dir: 'auto' } });
		this.#subject.value = draft.subject ?? '';
		new PathSuggest(app, this.#subject, subjects);
		drawQuote(form, draft);
		const more = form.createEl('details', { cls: 'praxis-remember-more' });
		more.createEl('summary', { text: remember.more });
		const fields = more.createDiv({ cls: 'praxis-remember-fields' });
		this.#from = dateField(fields, remember.from, draft.validFrom);
		this.#to = dateField(fields, remember.to, draft.validTo);
		this.#type = choice(fields, remember.type, { options: CLAIM_TYPES.filter((type) => type !== 'retraction').map((type) => [type, memory.types[type]]), chosen: draft.type ?? 'fact' });
		this.#importance = choice(fields, remember.importance, { options: remember.importances.map((text, at) => [String(at + 1), text]), chosen: String(draft.importance ?? USUAL_IMPORTANCE) });
		this.#attribute = drawField(fields, 'input', { label: remember.attribute, hint: remember.attributeHint, attr: { type: 'text' } });
		this.#attribute.value = draft.attribute ?? '';
		const label = form.createEl('label', { cls: 'praxis-remember-private' });
		this.#private = label.createEl('input', { type: 'checkbox' });
		this.#private.checked = draft.isPrivate ?? false;
		label.appendText(remember.isPrivate);
	}

	/** What was there and has no field stays. */
	get draft(): ClaimDraft {
		const { draft } = this.options;
		const [attribute, validFrom, validTo] = [this.#attribute.value.trim(), day(this.#from, draft.validFrom), day(this.#to, draft.validTo)];
		const { attribute: _attribute, validFrom: _from, validTo: _to, ...kept } = draft;
		return {
			...kept,
			sourceKind: draft.sourceKind ?? 'user',
			text: this.text.value.trim(),
			subject: this.#subject.value.trim(),
			type: this.#type.value as ClaimType,
			importance: Number(this.#importance.value),
			isPrivate: this.#private.checked,
			...(attribute === '' ? {} : { attribute }),
			...(validFrom === '' ? {} : { validFrom }),
			...(validTo === '' ? {} : { validTo }),
		};
	}
}

function drawQuote(form: HTMLElement, { quote = '', sources = [] }: Partial<ClaimDraft>): void {
	const [source] = sources;
	if (quote === '' || source === undefined) return;
	const el = form.createDiv({ cls: 'praxis-field' });
	el.createDiv({ cls: 'praxis-field-label', text: words.remember.standsOn(sourceName(source)) });
	el.createEl('blockquote', { cls: 'praxis-quote praxis-remember-quote', text: quote, attr: { dir: 'auto', tabindex: '0' } });
}

function dateField(parent: HTMLElement, label: string, value = ''): HTMLInputElement {
	const field = drawField(parent, 'input', { label, attr: { type: 'date' } });
	field.value = value.slice(0, 10);
	return field;
}

/** A time of day that was there stays while its day does. */
function day({ value }: HTMLInputElement, before = ''): string {
	return value !== '' && before.startsWith(value) ? before : value;
}

function choice(parent: HTMLElement, label: string, { options, chosen }: { readonly options: readonly (readonly [string, string])[]; readonly chosen: string }): HTMLSelectElement {
	const field = drawField(parent, 'select', { label, attr: { class: 'dropdown' } });
	for (const [value, text] of options) field.createEl('option', { value, text });
	field.value = chosen;
	return field;
}
