/** Searching over what is open: closes when something is opened, except in a new tab. */
import { Modal, Platform } from 'obsidian';
import type { Attachment } from '../../core/app';
import type { Session } from '../session';
import { words } from '../words';
import { drawKeys } from './query-bar';
import { SearchPanel } from './search-panel';

/** What was typed last, for the next time: kept while the plugin is loaded. */
let lastQuery = '';

export class SearchModal extends Modal {
	#panel: SearchPanel | null = null;

	constructor(
		private readonly session: Session,
		private readonly ask: (attachments: readonly Attachment[]) => void,
		/** What was typed last, unless told. */
		private readonly query: string = lastQuery,
	) {
		super(session.app);
	}

	override onOpen(): void {
		this.setTitle(words.searching.title);
		this.modalEl.addClass('praxis-search-modal');
		this.#panel = new SearchPanel(this.contentEl, {
			session: this.session,
			id: 'modal',
			opened: () => this.close(),
			ask: (attachments) => {
				this.close();
				this.ask(attachments);
			},
			changed: (query) => {
				lastQuery = query;
			},
		});
		this.#panel.bar.field.value = this.query.slice(0, 1_000);
		if (!Platform.isMobile) drawKeys(this.contentEl);
		this.#panel.load();
		this.#panel.focus();
	}

	override onClose(): void {
		this.#panel?.unload();
		this.#panel = null;
		this.contentEl.empty();
	}
}
