/** FileManager: the changes that respect the person's preferences: trash, links that follow a rename, properties. */
import { parseDocument, stringify } from 'yaml';
import type { App } from './app';
import { folderOf, TFile, type TAbstractFile, type TFolder } from './files';
import { getFrontMatterInfo } from './functions';
import { linkpathOf } from './metadata-cache';
import { strict } from './strict';

export class FileManager {
	private readonly app__: App;

	constructor(app: App) {
		this.app__ = app;
		return strict(this, 'FileManager');
	}

	getNewFileParent(_sourcePath: string, _newFilePath?: string): TFolder {
		return this.app__.vault.getRoot();
	}

	/** To the vault's own `.trash`, the choice of this stand-in's person. */
	async trashFile(file: TAbstractFile): Promise<void> {
		await this.app__.vault.trash(file, false);
	}

	async promptForDeletion(file: TAbstractFile): Promise<boolean> {
		await this.trashFile(file);
		return true;
	}

	/** Renames, and rewrites the links of other notes that pointed at the old place. */
	async renameFile(file: TAbstractFile, newPath: string): Promise<void> {
		const { vault, metadataCache } = this.app__;
		const oldPath = file.path;
		const users = Object.entries(metadataCache.resolvedLinks).filter(([, links]) => oldPath in links).map(([path]) => path);
		const caches = new Map(users.map((path) => [path, metadataCache.getCache(path)]));
		const wasTarget = (link: string, source: string): boolean => file instanceof TFile && metadataCache.getFirstLinkpathDest(linkpathOf(link), source) === file;
		const stale = new Map(users.map((path) => [path, [...(caches.get(path)?.links ?? []), ...(caches.get(path)?.embeds ?? [])].filter((each) => wasTarget(each.link, path))]));
		await vault.rename(file, newPath);
		for (const [path, links] of stale) {
			const user = vault.getFileByPath(path === oldPath ? newPath : path);
			if (!user || !(file instanceof TFile)) continue;
			await vault.process(user, (text) =>
				[...links].reverse().reduce((whole, { link, original, position }) => {
					const fresh = original.replace(linkpathOf(link), metadataCache.fileToLinktext(file, user.path));
					return whole.slice(0, position.start.offset) + fresh + whole.slice(position.end.offset);
				}, text)
			);
		}
	}

	generateMarkdownLink(file: TFile, sourcePath: string, subpath = '', alias?: string): string {
		const target = this.app__.metadataCache.fileToLinktext(file, sourcePath) + subpath;
		return `${file.extension === 'md' ? '' : '!'}[[${target}${alias ? `|${alias}` : ''}]]`;
	}

	/** As in the app: the YAML is written anew, comments are lost. Throws when it does not parse. */
	async processFrontMatter(file: TFile, change: (frontmatter: Record<string, unknown>) => void): Promise<void> {
		await this.app__.vault.process(file, (text) => {
			const info = getFrontMatterInfo(text);
			const parsed = parseDocument(info.frontmatter);
			if (parsed.errors[0]) throw parsed.errors[0];
			const properties = (parsed.toJS() ?? {}) as Record<string, unknown>;
			change(properties);
			const body = text.slice(info.contentStart);
			return Object.keys(properties).length === 0 ? body : `---\n${stringify(properties)}---\n${body}`;
		});
	}

	async getAvailablePathForAttachment(filename: string, sourcePath = ''): Promise<string> {
		const folder = folderOf(sourcePath);
		const dot = filename.lastIndexOf('.');
		const [name, extension] = dot < 0 ? [filename, ''] : [filename.slice(0, dot), filename.slice(dot)];
		const prefix = folder === '/' ? '' : `${folder}/`;
		for (let count = 0; ; count++) {
			const path = `${prefix}${name}${count ? ` ${count}` : ''}${extension}`;
			if (!this.app__.vault.getAbstractFileByPath(path)) return path;
		}
	}
}
