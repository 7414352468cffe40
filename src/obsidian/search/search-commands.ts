/** What a person can start searching with: commands, the ribbon, and the views' registration. */
import { Platform, type Command, type Plugin } from 'obsidian';
import type { Attachment } from '../../core/app';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { NameModal } from './name-modal';
import { QualityModal } from './quality-modal';
import { RELATED_VIEW, RelatedView } from './related-view';
import { SearchModal } from './search-modal';
import { SEARCH_VIEW, SearchView } from './search-view';

export interface SearchWays {
	/** Shows the chat with these beside the next question. */
	readonly ask: (attachments: readonly Attachment[]) => void;
	/** Every command of the plugin. */
	readonly commands: () => readonly Command[];
	readonly runPattern: (name: string) => void;
}

/** Cheap: nothing is read or drawn. */
export function registerSearch(plugin: Plugin, session: Session, { ask, commands, runPattern }: SearchWays): void {
	const search = (query?: string): void => new SearchModal(session, ask, query).open();
	plugin.registerView(SEARCH_VIEW, (leaf) => new SearchView(leaf, session, ask));
	plugin.registerView(RELATED_VIEW, (leaf) => new RelatedView(leaf, session));
	plugin.addRibbonIcon('text-search', words.searching.title, () => search());
	plugin.addCommand({ id: 'search', name: words.searching.command, icon: 'text-search', callback: () => search() });
	plugin.addCommand({ id: 'open-search', name: words.searching.openPane, icon: 'text-search', callback: () => void showPane(plugin, SEARCH_VIEW, 'left') });
	plugin.addCommand({ id: 'open-related', name: words.related.command, icon: 'waypoints', callback: () => void showPane(plugin, RELATED_VIEW, 'right') });
	plugin.addCommand({ id: 'check-search', name: words.quality.command, icon: 'gauge', checkCallback: (checking) => {
		const { praxis } = session;
		if (praxis && !checking) new QualityModal(session, praxis).open();
		return praxis !== null;
	} });
	plugin.addCommand({ id: 'go-to', name: words.finding.command, icon: 'crosshair', callback: () => new NameModal(session, { commands, search, runPattern }).open() });
}

async function showPane({ app: { workspace } }: Plugin, type: string, side: 'left' | 'right'): Promise<void> {
	try {
		const leaf = await workspace.ensureSideLeaf(type, side, { active: !Platform.isPhone || type === SEARCH_VIEW, reveal: true });
		if (leaf.view instanceof SearchView) leaf.view.focusField();
	} catch (error) {
		tellError(words.errors.start, error);
	}
}
