/** What a run works on that is not where the person is: a web page, fetched at their press, or the notes that a search finds. */
import type { Spot } from '../../core/actions/gather-inputs';
import type { App as Praxis } from '../../core/app';
import { titleOf } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { explainError } from '../tell-error';
import { words } from '../words';
import { drawText, type Field } from './fields';

export interface SourceRowOptions {
	readonly kind: 'search' | 'url';
	readonly session: Session;
	readonly praxis: Pick<Praxis, 'actions' | 'search'>;
	/** What it works on is another now. */
	readonly changed: () => void;
}

/** Passages that fit best; notes of several count once. */
const MOST_FOUND = 20;

export class SourceRow {
	spot: Pick<Spot, 'found' | 'page'> = {};
	private readonly field: Field | null;
	private readonly foundEl: HTMLElement;
	private fetching = new AbortController();

	constructor(
		parent: HTMLElement,
		private readonly options: SourceRowOptions,
	) {
		const { kind, session } = options;
		const { actions } = words;
		const { webPages, onDeviceOnly } = session.settings;
		const isOff = kind === 'url' && (!webPages || onDeviceOnly);
		if (isOff) parent.createDiv({ cls: 'praxis-muted praxis-source-off', text: actions.pagesOff(onDeviceOnly) });
		this.field = isOff ? null : drawText(parent, kind === 'url' ? actions.address : actions.query, '');
		if (this.field && kind === 'url') this.drawFetch(parent, this.field);
		this.foundEl = parent.createDiv({ cls: 'praxis-source-found praxis-muted', attr: { role: 'status' } });
	}

	/** Null when there is something to work on, else what is still to do. Rejects as a search does. */
	async waitsFor(): Promise<string | null> {
		const { kind, praxis } = this.options;
		const { actions } = words;
		if (kind === 'url') return this.spot.page ? null : this.field ? actions.fetchFirst : '';
		const query = this.field?.value() ?? '';
		const hits = query === '' ? [] : await praxis.search(query, { limit: MOST_FOUND });
		if (query !== this.field?.value()) return '';
		const found = [...new Set(hits.map(({ citation }) => citation.path))];
		this.spot = { found };
		this.foundEl.setText(found.length > 0 ? actions.notesFound(found.length) : '');
		const list = this.foundEl.createEl('ul', { attr: { tabindex: '0' } });
		for (const path of found) list.createEl('li', { text: titleOf(path), attr: { title: path } });
		return found.length > 0 ? null : query === '' ? actions.queryFirst : actions.noneFound;
	}

	stop(): void {
		this.fetching.abort();
	}

	private drawFetch(parent: HTMLElement, field: Field): void {
		const button = parent.createEl('button', { text: words.actions.fetchPage, attr: { type: 'button' } });
		button.addEventListener('click', () => void this.fetchPage(field.value()));
		field.el.setAttribute('inputmode', 'url');
		field.el.addEventListener('input', () => {
			this.stop();
			this.spot = {};
			this.foundEl.empty();
		});
		field.el.addEventListener('keydown', (event) => {
			if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.isComposing || this.spot.page) return;
			event.preventDefault();
			button.click();
		});
	}

	/** Never rejects. */
	private async fetchPage(address: string): Promise<void> {
		if (address === '') return this.field?.el.focus();
		const { praxis, changed } = this.options;
		const { actions } = words;
		this.stop();
		const { signal } = (this.fetching = new AbortController());
		this.spot = {};
		this.foundEl.setText(actions.fetching);
		try {
			const page = await praxis.actions.page(address, signal);
			if (signal.aborted) return;
			this.spot = { page };
			this.foundEl.setText(actions.fetched(page.url, page.text.length));
		} catch (error) {
			if (signal.aborted) return;
			this.foundEl.setText(explainError(actions.fetchFailed, error));
		}
		changed();
	}
}
