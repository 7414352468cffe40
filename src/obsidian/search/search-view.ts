/** Searching in a pane that stays. */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import type { Attachment } from '../../core/app';
import type { Session } from '../session';
import { words } from '../words';
import { SearchPanel } from './search-panel';

export const SEARCH_VIEW = 'praxis-search';

export class SearchView extends ItemView {
	override icon = 'text-search';
	#panel: SearchPanel | null = null;

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
		private readonly ask: (attachments: readonly Attachment[]) => void,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return SEARCH_VIEW;
	}

	override getDisplayText(): string {
		return words.searching.title;
	}

	override getState(): Record<string, unknown> {
		return { query: this.#panel?.bar.text ?? '' };
	}

	override async setState(state: unknown, result: ViewStateResult): Promise<void> {
		const query = typeof state === 'object' && state !== null && 'query' in state ? state.query : undefined;
		if (typeof query === 'string' && this.#panel && query !== this.#panel.bar.text) this.#panel.bar.set(query);
		await super.setState(state, result);
	}

	override onOpen(): Promise<void> {
		this.contentEl.empty();
		this.contentEl.addClass('praxis-search-view');
		this.#panel = this.addChild(new SearchPanel(this.contentEl, { session: this.session, id: 'pane', opened: () => undefined, ask: this.ask, changed: () => this.app.workspace.requestSaveLayout() }));
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		if (this.#panel) this.removeChild(this.#panel);
		this.#panel = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	focusField(): void {
		this.#panel?.focus();
	}
}
