/** The commands and menus for patterns in number: many notes, chains, a library in and out. Cheap to register. */
import { FuzzySuggestModal, Notice, SuggestModal, TFile, TFolder, type App, type FuzzyMatch, type Plugin } from 'obsidian';
import type { BatchProgress } from '../../core/actions/batch';
import type { ListedChain } from '../../core/actions/chain-shelf';
import type { App as Praxis } from '../../core/app';
import { isNote } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import type { BatchFrom } from './batch-form';
import { BatchModal } from './batch-modal';
import { ChainModal } from './chain-modal';
import { hereAt, hereNow, type Here } from './here';
import { exportLibrary, importChains, importPatterns } from './library-imports';
import type { ListedPattern } from '../../core/actions/pattern-shelf';

export interface ManyOptions {
	/** Lets the person choose a pattern. */
	readonly pick: (choose: (pattern: ListedPattern) => void) => void;
}

export function registerMany(plugin: Plugin, session: Session, { pick }: ManyOptions): void {
	const { app } = session;
	const withPraxis = (run: (praxis: Praxis) => void): void => (session.praxis ? run(session.praxis) : void new Notice(words.chat.notReady));
	const batch = (start: BatchFrom): void => withPraxis((praxis) => pick((pattern) => new BatchModal({ session, praxis, pattern, start }).open()));
	const here = (): BatchFrom => ({ from: 'folder', of: hereNow(app).spot.folder ?? '' });
	const chain = (at: Here): void => withPraxis((praxis) => void openChains(at, { session, praxis }));
	plugin.addCommand({ id: 'run-batch', name: words.batch.command, icon: 'files', callback: () => batch(here()) });
	plugin.addCommand({ id: 'show-batches', name: words.batch.show, icon: 'list-checks', callback: () => withPraxis((praxis) => void showBatches({ session, praxis }, () => batch(here()))) });
	plugin.addCommand({ id: 'run-chain', name: words.chain.command, icon: 'workflow', callback: () => chain(hereNow(app)) });
	plugin.addCommand({ id: 'import-chains', name: words.chain.import, icon: 'download', callback: () => withPraxis((praxis) => importChains({ session, praxis })) });
	plugin.addCommand({ id: 'import-patterns', name: words.library.import, icon: 'download', callback: () => withPraxis((praxis) => importPatterns({ session, praxis })) });
	plugin.addCommand({ id: 'export-patterns', name: words.library.export, icon: 'upload', callback: () => withPraxis((praxis) => void exportLibrary({ session, praxis })) });
	plugin.registerEvent(
		app.workspace.on('file-menu', (menu, file) => {
			if (file instanceof TFolder) menu.addItem((item) => item.setTitle(words.batch.folderMenu).setIcon('files').setSection('praxis').onClick(() => batch({ from: 'folder', of: file.isRoot() ? '' : file.path })));
			if (file instanceof TFile && isNote(file.path)) menu.addItem((item) => item.setTitle(words.chain.menu).setIcon('workflow').setSection('praxis').onClick(() => chain(hereAt(file))));
		}),
	);
}

interface Desk {
	readonly session: Session;
	readonly praxis: Praxis;
}

/** Never rejects. */
async function openChains(here: Here, { session, praxis }: Desk): Promise<void> {
	try {
		await praxis.chains.ready();
		const chains = praxis.chains.shelf.list();
		if (chains.length === 0) return void new Notice(words.chain.none);
		new ChainSuggest(session.app, { chains, hasProblem: (chain) => praxis.chains.shelf.problemsOf(chain).length > 0, choose: (chain) => new ChainModal({ session, praxis, chain, here }).open() }).open();
	} catch (error) {
		tellError(words.chain.failed, error);
	}
}

/** Never rejects. */
async function showBatches({ session, praxis }: Desk, begin: () => void): Promise<void> {
	try {
		const kept = await praxis.batches.kept();
		await praxis.actions.patterns.ready();
		if (kept.length === 0) new Notice(words.batch.nothing);
		if (kept.length === 0) return begin();
		new BatchSuggest(session.app, kept, (progress) => {
			const pattern = praxis.actions.list().find(({ name }) => name === progress.pattern);
			if (pattern && progress.wish) new BatchModal({ session, praxis, pattern, start: progress.wish, earlier: progress }).open();
			else new Notice(words.actions.gone(progress.pattern));
		}).open();
	} catch (error) {
		tellError(words.batch.failed, error);
	}
}

class ChainSuggest extends FuzzySuggestModal<ListedChain> {
	constructor(
		app: App,
		private readonly choice: { readonly chains: readonly ListedChain[]; readonly hasProblem: (chain: ListedChain) => boolean; readonly choose: (chain: ListedChain) => void },
	) {
		super(app);
		this.setPlaceholder(words.chain.pick);
	}

	override getItems(): ListedChain[] {
		return [...this.choice.chains];
	}

	override getItemText({ name, description }: ListedChain): string {
		return `${name} ${description}`;
	}

	override renderSuggestion({ item }: FuzzyMatch<ListedChain>, el: HTMLElement): void {
		el.addClass('praxis-item-suggestion');
		el.createSpan({ cls: 'praxis-item-name', text: item.name });
		el.createSpan({ cls: 'praxis-item-kind', text: this.choice.hasProblem(item) ? words.chain.hasProblem : words.chain.flow(item.steps.map(({ pattern }) => pattern)) });
	}

	override onChooseItem(chain: ListedChain): void {
		this.choice.choose(chain);
	}
}

class BatchSuggest extends SuggestModal<BatchProgress> {
	constructor(
		app: App,
		private readonly kept: readonly BatchProgress[],
		private readonly choose: (progress: BatchProgress) => void,
	) {
		super(app);
		this.setPlaceholder(words.batch.show);
	}

	override getSuggestions(query: string): BatchProgress[] {
		return this.kept.filter(({ pattern, wish }) => `${pattern} ${wish?.of ?? ''}`.toLowerCase().includes(query.trim().toLowerCase()));
	}

	override renderSuggestion({ pattern, items, paths, wish }: BatchProgress, el: HTMLElement): void {
		el.addClass('praxis-item-suggestion');
		el.createSpan({ cls: 'praxis-item-name', text: `${pattern}${wish?.of ? `: ${wish.of}` : ''}` });
		el.createSpan({ cls: 'praxis-item-kind', text: words.batch.progress(items.length, paths.length, 0) });
	}

	override onChooseSuggestion(progress: BatchProgress): void {
		this.choose(progress);
	}
}
