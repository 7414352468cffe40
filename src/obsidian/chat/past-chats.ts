/** The chats that are kept as notes, the one last gone on with first, to open and go on with. */
import { FuzzySuggestModal, type FuzzyMatch, type TFile, type App } from 'obsidian';
import { folderOf } from '../../core/lib/vault-path';
import { dayName, timeName } from '../activity/when';
import { words } from '../words';

export class PastChats extends FuzzySuggestModal<TFile> {
	constructor(
		app: App,
		private readonly choose: (chat: TFile) => void,
	) {
		super(app);
		this.setPlaceholder(words.chat.findPast);
		this.emptyStateText = words.chat.noPast;
	}

	override getItems(): TFile[] {
		return this.app.vault.getMarkdownFiles().filter((file) => isChat(file, this.app)).sort((a, b) => b.stat.mtime - a.stat.mtime);
	}

	override getItemText(file: TFile): string {
		return file.basename;
	}

	override renderSuggestion(match: FuzzyMatch<TFile>, el: HTMLElement): void {
		super.renderSuggestion(match, el);
		el.addClass('praxis-past');
		const [at, now] = [new Date(match.item.stat.mtime), new Date()];
		const day = dayName(at, now);
		el.createDiv({ cls: 'praxis-past-place', text: words.chat.pastPlace(day === words.activity.today ? timeName(at, now) : day, folderOf(match.item.path)) });
	}

	override onChooseItem(file: TFile): void {
		this.choose(file);
	}
}

/** True for a note that its properties call a chat. */
export function isChat(file: TFile, app: App): boolean {
	return app.metadataCache.getFileCache(file)?.frontmatter?.['praxis'] === 'chat';
}
