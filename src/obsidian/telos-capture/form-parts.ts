/** Parts of the forms of capture: a labelled field, a row of buttons, and a form that sends itself with the keyboard. */
import { words } from '../words';

let fields = 0;

/** A label above its field. */
export function drawField<Tag extends 'input' | 'textarea' | 'select'>(parent: HTMLElement, tag: Tag, { label, hint = '', attr = {} }: { readonly label: string; readonly hint?: string; readonly attr?: Readonly<Record<string, string>> }): HTMLElementTagNameMap[Tag] {
	const id = `praxis-field-${++fields}`;
	const row = parent.createDiv({ cls: 'praxis-field' });
	row.createEl('label', { text: label, attr: { for: id } });
	const field = row.createEl(tag, { attr: { id, ...attr, ...(hint === '' ? {} : { 'aria-describedby': `${id}-hint` }) } });
	if (hint !== '') row.createDiv({ cls: 'praxis-muted', text: hint, attr: { id: `${id}-hint` } });
	return field;
}

export interface FormActions {
	readonly submit: string;
	readonly cancel: () => void;
}

/** The last row; returns the button that sends the form. */
export function drawFormButtons(form: HTMLElement, { submit, cancel }: FormActions): HTMLButtonElement {
	const row = form.createDiv({ cls: 'modal-button-container' });
	const button = row.createEl('button', { cls: 'mod-cta', text: submit, attr: { type: 'submit' } });
	row.createEl('button', { cls: 'mod-cancel', text: words.capture.cancel, attr: { type: 'button' } }).addEventListener('click', cancel);
	return button;
}

/** Enter in a line and Mod+Enter in a text send the form; once while `send` runs. */
export function sendsWith(form: HTMLFormElement, send: () => Promise<void>): void {
	let isSending = false;
	const run = async (): Promise<void> => {
		if (isSending) return;
		isSending = true;
		try {
			await send();
		} finally {
			isSending = false;
		}
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void run();
	});
	form.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		void run();
	});
}

/** Keeps a button disabled while a required field is empty. */
export function requires(button: HTMLButtonElement, field: HTMLInputElement | HTMLTextAreaElement): void {
	const mark = (): void => void (button.disabled = field.value.trim() === '');
	field.addEventListener('input', mark);
	mark();
}
