/** Before a claim is remembered that may contradict others: these, with their words and days, and which of them hold. It writes nothing. */
import { Modal, type App } from 'obsidian';
import type { Claim } from '../../core/memory/claim';
import { words } from '../words';
import { dayText, sourceName, validText } from './known-claim';

/** `replaces`: the others hold no longer. Null when the person wants to think again. */
export type Verdict = 'replaces' | 'both' | null;

export function askWhichHolds(app: App, text: string, others: readonly Claim[]): Promise<Verdict> {
	return new Promise((resolve) => new ContradictionModal(app, { text, others, resolve }).open());
}

class ContradictionModal extends Modal {
	#verdict: Verdict = null;

	constructor(
		app: App,
		private readonly options: { readonly text: string; readonly others: readonly Claim[]; readonly resolve: (verdict: Verdict) => void },
	) {
		super(app);
	}

	override onOpen(): void {
		const { contradiction, capture } = words;
		const { text, others } = this.options;
		this.setTitle(contradiction.title);
		this.modalEl.addClass('praxis-form', 'praxis-contradiction');
		drawSide(this.contentEl, contradiction.said, text);
		for (const other of others) drawOther(this.contentEl, other);
		const buttons = this.contentEl.createDiv({ cls: 'modal-button-container' });
		const add = (name: string, verdict: Verdict): HTMLElement => {
			const button = buttons.createEl('button', { text: name });
			button.addEventListener('click', () => {
				this.#verdict = verdict;
				this.close();
			});
			return button;
		};
		add(contradiction.replaces(others.length), 'replaces').addClass('mod-cta');
		add(contradiction.both, 'both');
		add(capture.cancel, null).focus();
	}

	override onClose(): void {
		this.contentEl.empty();
		this.options.resolve(this.#verdict);
	}
}

function drawSide(parent: HTMLElement, name: string, text: string): HTMLElement {
	const el = parent.createDiv({ cls: 'praxis-contradiction-side' });
	el.createDiv({ cls: 'praxis-field-label', text: name });
	el.createDiv({ text, attr: { dir: 'auto' } });
	return el;
}

function drawOther(parent: HTMLElement, claim: Claim): void {
	const { text, quote, recorded, sources: [source] } = claim;
	const el = drawSide(parent, words.contradiction.known(dayText(recorded)), text);
	if (quote !== '') el.createEl('blockquote', { cls: 'praxis-quote praxis-remember-quote', text: quote, attr: { dir: 'auto', tabindex: '0' } });
	const about = [validText(claim), source === undefined ? '' : sourceName(source)].filter((fact) => fact !== '').join(' · ');
	if (about !== '') el.createDiv({ cls: 'praxis-muted', text: about });
}
