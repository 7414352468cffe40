/** The stand-in's metadata cache: follows the vault's events, resolves links through an index by name, fires the app's events. */
import type { CachedMetadata } from 'obsidian';
import { Events } from './events';
import { baseName, folderOf, TFile, type TAbstractFile } from './files';
import { readMetadata } from './metadata-reader';
import { strict } from './strict';
import type { Vault } from './vault';

export class MetadataCache extends Events {
	resolvedLinks: Record<string, Record<string, number>> = {};
	unresolvedLinks: Record<string, Record<string, number>> = {};
	private readonly vault__: Vault;
	private readonly caches__ = new Map<string, CachedMetadata>();
	/** Lower-case file name, with and without ".md", to the files that carry it. */
	private readonly named__ = new Map<string, Set<TFile>>();
	/** Lower-case link base names to the notes that use them, so that a new file re-resolves only those. */
	private readonly wanted__ = new Map<string, Set<string>>();
	private isStarted__ = false;

	constructor(vault: Vault) {
		super();
		this.vault__ = vault;
		const self = strict(this, 'MetadataCache');
		vault.on('create', (file: TAbstractFile) => self.onCreate__(file));
		vault.on('modify', (file: TAbstractFile) => self.onModify__(file));
		vault.on('delete', (file: TAbstractFile) => self.onDelete__(file));
		vault.on('rename', (file: TAbstractFile, oldPath: string) => self.onRename__(file, oldPath));
		return self;
	}

	/** The first pass over a vault: every note is read, then every link resolved; `resolve` for each, `resolved` once. */
	start__(): void {
		const notes = this.vault__.getMarkdownFiles();
		for (const file of notes) this.read__(file);
		this.isStarted__ = true;
		for (const file of notes) this.resolve__(file);
		this.trigger('resolved');
	}

	getFileCache(file: TFile): CachedMetadata | null {
		return this.getCache(file.path);
	}

	getCache(path: string): CachedMetadata | null {
		return this.caches__.get(path) ?? null;
	}

	/** Exact path first, then a file beside the source, then the shortest path that ends so. */
	getFirstLinkpathDest(linkpath: string, sourcePath: string): TFile | null {
		if (linkpath === '') return this.vault__.getFileByPath(sourcePath);
		const want = resolveDots(linkpath, sourcePath).toLowerCase();
		const candidates = this.named__.get(baseName(want));
		if (!candidates) return null;
		const fits = [...candidates].filter((file) => isEnding(file.path.toLowerCase(), want));
		const exact = fits.find((file) => file.path.toLowerCase() === want || file.path.toLowerCase() === `${want}.md`);
		if (exact) return exact;
		if (/^\.{1,2}\//.test(linkpath)) return null;
		const here = folderOf(sourcePath);
		const near = fits.find((file) => folderOf(file.path) === here);
		return near ?? fits.sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))[0] ?? null;
	}

	fileToLinktext(file: TFile, _sourcePath: string, omitMdExtension = true): string {
		const isUnique = (this.named__.get(file.name.toLowerCase())?.size ?? 0) <= 1;
		const text = isUnique ? file.name : file.path;
		return omitMdExtension && file.extension === 'md' ? text.replace(/\.md$/, '') : text;
	}

	private read__(file: TFile): CachedMetadata {
		const cache = readMetadata(this.vault__.textOf__(file.path) ?? '');
		this.caches__.set(file.path, cache);
		for (const { link } of refs(cache)) {
			const name = baseName(linkpathOf(link)).toLowerCase();
			const users = this.wanted__.get(name);
			if (users) users.add(file.path);
			else this.wanted__.set(name, new Set([file.path]));
		}
		return cache;
	}

	private resolve__(file: TFile): void {
		const cache = this.caches__.get(file.path);
		if (!cache) return;
		const resolved: Record<string, number> = {};
		const unresolved: Record<string, number> = {};
		for (const { link } of refs(cache)) {
			const linkpath = linkpathOf(link);
			const target = this.getFirstLinkpathDest(linkpath, file.path);
			if (target) resolved[target.path] = (resolved[target.path] ?? 0) + 1;
			else unresolved[linkpath] = (unresolved[linkpath] ?? 0) + 1;
		}
		this.resolvedLinks[file.path] = resolved;
		this.unresolvedLinks[file.path] = unresolved;
		this.trigger('resolve', file);
	}

	private onCreate__(file: TAbstractFile): void {
		if (!(file instanceof TFile)) return;
		this.addName__(file);
		if (!this.isStarted__) return;
		this.onModify__(file);
		this.resolveUsers__([file.path]);
	}

	/** Tells later: listeners of the vault run before those of the cache, as in the app. */
	private onModify__(file: TAbstractFile): void {
		if (!(file instanceof TFile) || file.extension !== 'md' || !this.isStarted__) return;
		queueMicrotask(() => {
			if (this.vault__.getFileByPath(file.path) !== file) return;
			const cache = this.read__(file);
			this.trigger('changed', file, this.vault__.textOf__(file.path) ?? '', cache);
			this.resolve__(file);
			this.trigger('resolved');
		});
	}

	private onDelete__(file: TAbstractFile): void {
		if (!(file instanceof TFile)) return;
		this.dropName__(file, file.path);
		const previous = this.forget__(file.path);
		queueMicrotask(() => {
			if (file.extension === 'md') this.trigger('deleted', file, previous);
			this.resolveUsers__([file.path]);
		});
	}

	private onRename__(file: TAbstractFile, oldPath: string): void {
		if (!(file instanceof TFile)) return;
		this.dropName__(file, oldPath);
		this.addName__(file);
		const cache = this.forget__(oldPath);
		if (cache) this.read__(file);
		const { path } = file;
		queueMicrotask(() => {
			this.resolveUsers__([oldPath, path]);
			if (cache) this.resolve__(file);
			this.trigger('resolved');
		});
	}

	private forget__(path: string): CachedMetadata | null {
		const cache = this.caches__.get(path) ?? null;
		this.caches__.delete(path);
		delete this.resolvedLinks[path];
		delete this.unresolvedLinks[path];
		return cache;
	}

	private resolveUsers__(paths: string[]): void {
		if (!this.isStarted__) return;
		const users = new Set<string>();
		for (const path of paths) for (const name of namesOf(path)) for (const user of this.wanted__.get(name) ?? []) users.add(user);
		for (const user of users) {
			const file = this.vault__.getFileByPath(user);
			if (file) this.resolve__(file);
		}
	}

	private addName__(file: TFile): void {
		for (const name of namesOf(file.path)) {
			const files = this.named__.get(name);
			if (files) files.add(file);
			else this.named__.set(name, new Set([file]));
		}
	}

	private dropName__(file: TFile, path: string): void {
		for (const name of namesOf(path)) this.named__.get(name)?.delete(file);
	}
}

function namesOf(path: string): string[] {
	const name = baseName(path).toLowerCase();
	return name.endsWith('.md') ? [name, name.slice(0, -3)] : [name];
}

function isEnding(path: string, want: string): boolean {
	return path === want || path === `${want}.md` || path.endsWith(`/${want}`) || path.endsWith(`/${want}.md`);
}

/** Every link of a note: in the text, embeds, and properties. */
function refs(cache: CachedMetadata): { link: string }[] {
	return [...(cache.links ?? []), ...(cache.embeds ?? []), ...(cache.frontmatterLinks ?? [])];
}

export function linkpathOf(link: string): string {
	const hash = link.indexOf('#');
	return (hash < 0 ? link : link.slice(0, hash)).normalize('NFC');
}

function resolveDots(linkpath: string, sourcePath: string): string {
	const path = linkpath.replace(/^\//, '');
	if (!/^\.{1,2}\//.test(path)) return path;
	const parts = folderOf(sourcePath).split('/').filter(Boolean);
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.') parts.push(part);
	}
	return parts.join('/');
}
