/** The command, the view and the code block of TELOS. */
import type { Plugin } from 'obsidian';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { metricBlock } from './block-options';
import { TelosBlock } from './telos-block';
import { NO_OFFERS, type TelosOffers } from './telos-source';
import { TELOS_VIEW, TelosView } from './telos-view';

/** The language of the code block. */
export const TELOS_BLOCK = 'praxis-telos';
/** A metric with its values over time. */
export const METRIC_BLOCK = 'telos-metric';

/** `offers` are shown to someone who has no TELOS yet. */
export function registerTelos(plugin: Plugin, session: Session, offers: TelosOffers = NO_OFFERS): void {
	plugin.registerView(TELOS_VIEW, (leaf) => new TelosView(leaf, session, offers));
	plugin.addCommand({ id: 'open-telos', name: words.commands.openTelos, icon: 'compass', callback: () => void showTelos(plugin) });
	const block = (name: string, read: (source: string) => string): void => void plugin.registerMarkdownCodeBlockProcessor(name, (source, el, context) => context.addChild(new TelosBlock(el, plugin.app, session, { source: read(source), notePath: context.sourcePath })));
	block(TELOS_BLOCK, (source) => source);
	block(METRIC_BLOCK, metricBlock);
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
