/** Suggestions below a field: folders or tags of the vault. */
import { AbstractInputSuggest, TFolder, type App } from 'obsidian';

export class PathSuggest extends AbstractInputSuggest<string> {
	constructor(
		app: App,
		private readonly field: HTMLInputElement,
		private readonly all: () => readonly string[],
	) {
		super(app, field);
	}

	protected override getSuggestions(query: string): string[] {
		const wanted = query.trim().toLowerCase();
		return this.all()
			.filter((one) => one.toLowerCase().includes(wanted))
			.slice(0, this.limit);
	}

	override renderSuggestion(one: string, el: HTMLElement): void {
		el.setText(one);
	}

	override selectSuggestion(one: string): void {
		this.field.value = one;
		this.field.trigger('input');
		this.close();
	}
}

export function foldersOf({ vault }: App): readonly string[] {
	return vault.getAllLoadedFiles().flatMap((file) => (file instanceof TFolder && !file.isRoot() ? file.path : [])).sort();
}

/** Without "#", the most common first. */
export function tagsOf({ vault, metadataCache }: App): readonly string[] {
	const counts = new Map<string, number>();
	for (const file of vault.getMarkdownFiles()) {
		const cache = metadataCache.getFileCache(file);
		const own: unknown = cache?.frontmatter?.['tags'];
		for (const tag of [...(cache?.tags ?? []).map(({ tag: one }) => one), ...(Array.isArray(own) ? own.map(String) : typeof own === 'string' ? own.split(/[\s,]+/) : [])]) {
			const name = tag.replace(/^#/, '');
			if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
		}
	}
	return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}
