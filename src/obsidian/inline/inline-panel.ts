/** The panel below a place in a note: the wish, the proposal as it is written, and what can be done with it. It decides nothing. */
import { hunksOf } from '../../core/changes/hunks';
import { drawDiff, drawText } from '../diff/diff-element';
import { words } from '../words';

export type PanelState =
	| { readonly kind: 'asking' }
	/** `text`: what is written so far. */
	| { readonly kind: 'writing'; readonly text: string }
	| { readonly kind: 'ready'; readonly before: string; readonly after: string; /** What the result lacks; "" for nothing. */ readonly remark: string }
	| { readonly kind: 'failed'; readonly message: string };

export interface PanelActions {
	readonly write: (wish: string) => void;
	readonly stop: () => void;
	readonly accept: () => void;
	readonly close: () => void;
}

export interface PanelOptions extends PanelActions {
	readonly label: string;
	readonly placeholder: string;
	/** Nothing can be asked for without it. */
	readonly needsWish: boolean;
}

export class InlinePanel {
	readonly el: HTMLElement;
	readonly #field: HTMLTextAreaElement;
	private readonly body: HTMLElement;
	readonly #where: HTMLElement;
	readonly #buttons: HTMLElement;
	readonly #live: HTMLElement;
	private state: PanelState = { kind: 'asking' };

	constructor(private readonly options: PanelOptions) {
		this.el = createDiv({ cls: 'praxis-inline', attr: { role: 'group', 'aria-label': options.label } });
		this.#field = this.el.createEl('textarea', { cls: 'praxis-inline-wish', attr: { rows: '1', placeholder: options.placeholder, 'aria-label': options.label } });
		this.body = this.el.createDiv({ cls: 'praxis-inline-body', attr: { role: 'region', 'aria-label': words.inline.proposal, tabindex: '-1' } });
		const foot = this.el.createDiv({ cls: 'praxis-inline-foot' });
		this.#where = foot.createDiv({ cls: 'praxis-inline-where praxis-muted' });
		this.#buttons = foot.createDiv({ cls: 'praxis-inline-buttons' });
		this.#live = this.el.createDiv({ cls: 'praxis-live', attr: { 'aria-live': 'polite' } });
		this.#field.addEventListener('input', () => this.#draw());
		this.el.addEventListener('keydown', (event) => this.#onKey(event));
		this.#draw();
	}

	/** Where the text goes, in a sentence. */
	tellWhere(text: string): void {
		this.#where.setText(text);
	}

	show(state: PanelState): void {
		const isNew = state.kind !== this.state.kind;
		this.state = state;
		this.#drawBody();
		if (!isNew) return;
		this.#draw();
		this.#live.setText(state.kind === 'ready' ? words.inline.ready : state.kind === 'failed' ? state.message : state.kind === 'writing' ? words.inline.writing : '');
		if (state.kind === 'ready') this.#buttons.querySelector('button')?.focus();
	}

	focus(): void {
		this.#field.focus();
	}

	/** Asks with this wish, as if the person had typed it. */
	start(wish: string): void {
		this.#field.value = wish;
		this.#write();
	}

	#onKey(event: KeyboardEvent): void {
		// The editor below must not take these for its own.
		event.stopPropagation();
		if (event.isComposing) return;
		if (event.key === 'Escape') {
			event.preventDefault();
			if (this.state.kind === 'writing') this.options.stop();
			else this.options.close();
		} else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && this.state.kind === 'ready') {
			event.preventDefault();
			this.options.accept();
		} else if (event.key === 'Enter' && !event.shiftKey && event.target === this.#field) {
			event.preventDefault();
			this.#write();
		}
	}

	#write(): void {
		if (this.state.kind === 'writing' || !this.#mayWrite()) return;
		this.options.write(this.#field.value.trim());
	}

	#mayWrite(): boolean {
		return !this.options.needsWish || this.#field.value.trim() !== '';
	}

	#draw(): void {
		this.#field.rows = Math.min(6, this.#field.value.split('\n').length);
		const had = this.#buttons.contains(activeDocument.activeElement);
		this.#buttons.empty();
		const add = (text: string, act: () => void, cls = ''): HTMLButtonElement => {
			const button = this.#buttons.createEl('button', { text, cls });
			button.addEventListener('click', act);
			return button;
		};
		const { kind } = this.state;
		if (kind === 'writing') add(words.inline.stop, this.options.stop);
		else if (kind === 'ready') {
			add(words.inline.accept, this.options.accept, 'mod-cta');
			add(words.inline.retry, () => this.#write()).disabled = !this.#mayWrite();
			add(words.inline.reject, this.options.close);
		} else {
			add(kind === 'failed' ? words.inline.retry : words.inline.write, () => this.#write(), 'mod-cta').disabled = !this.#mayWrite();
			add(words.inline.close, this.options.close);
		}
		if (had) this.#buttons.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
	}

	#drawBody(): void {
		const { body, state } = this;
		const isAtEnd = body.scrollHeight - body.scrollTop - body.clientHeight < 8;
		body.empty();
		body.toggleClass('is-failed', state.kind === 'failed');
		if (state.kind === 'writing') drawText(body.createDiv({ cls: 'praxis-diff' }), state.text === '' ? words.inline.writing : state.text);
		else if (state.kind === 'failed') body.createDiv({ text: state.message });
		else if (state.kind === 'ready') this.#drawProposal(state);
		if (state.kind === 'writing' && isAtEnd) body.scrollTop = body.scrollHeight;
	}

	#drawProposal({ before, after, remark }: Extract<PanelState, { kind: 'ready' }>): void {
		if (before === after) this.body.createDiv({ text: words.inline.unchanged });
		else drawDiff(this.body, before, hunksOf(before, after));
		if (remark !== '') this.body.createDiv({ cls: 'praxis-muted', text: remark });
	}
}
