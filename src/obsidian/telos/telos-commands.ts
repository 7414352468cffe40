/** The command, the view and the code block of TELOS. */
import type { Plugin } from 'obsidian';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { TelosBlock } from './telos-block';
import { NO_OFFERS, type TelosOffers } from './telos-source';
import { TELOS_VIEW, TelosView } from './telos-view';

/** The language of the code block. */
export const TELOS_BLOCK = 'praxis-telos';

/** `offers` are shown to someone who has no TELOS yet. */
export function registerTelos(plugin: Plugin, session: Session, offers: TelosOffers = NO_OFFERS): void {
	plugin.registerView(TELOS_VIEW, (leaf) => new TelosView(leaf, session, offers));
	plugin.addCommand({ id: 'open-telos', name: words.commands.openTelos, icon: 'compass', callback: () => void showTelos(plugin) });
	plugin.registerMarkdownCodeBlockProcessor(TELOS_BLOCK, (source, el, context) => context.addChild(new TelosBlock(el, plugin.app, session, { source, notePath: context.sourcePath })));
}

async function showTelos({ app: { workspace } }: Plugin): Promise<void> {
	try {
		const [shown] = workspace.getLeavesOfType(TELOS_VIEW);
		const leaf = shown ?? workspace.getLeaf('tab');
		if (!shown) await leaf.setViewState({ type: TELOS_VIEW, active: true });
		await workspace.revealLeaf(leaf);
	} catch (error) {
		tellError(words.telos.openFailed, error);
	}
}
