/** What `@` can name: notes, people, folders and tags of the vault, and the best of them for what was typed. */
import { getAllTags, prepareFuzzySearch, TFolder, type App, type SearchMatches, type TFile } from 'obsidian';
import type { Attachment } from '../../core/app';
import { asVaultPath, folderOf, isInAny, nameOf } from '../../core/lib/vault-path';

export interface Mention {
	readonly kind: 'note' | 'person' | 'folder' | 'tag';
	/** What is searched and shown. */
	readonly name: string;
	/** Where it lies, or what an alias stands for. */
	readonly place: string;
	readonly attachment: Attachment;
}

export interface FoundMention {
	readonly mention: Mention;
	readonly matches: SearchMatches;
}

const MOST = 30;
const PEOPLE_FOLDER = /^(?:people|persons|contacts)$/i;
const PEOPLE_TAG = /^#(?:person|people|contact)(?:\/|$)/i;

/** Everything that can be named, what was changed last first. `excluded` folders are left out. */
export function listMentions(app: App, excluded: readonly string[]): readonly Mention[] {
	const files = app.vault.getMarkdownFiles().filter(({ path }) => !isInAny(path, excluded));
	const notes = files.sort((a, b) => b.stat.mtime - a.stat.mtime).flatMap((file) => mentionsOf(file, app));
	const folders = app.vault.getAllLoadedFiles().filter((file): file is TFolder => file instanceof TFolder && !file.isRoot() && !isInAny(file.path, excluded));
	return [...notes, ...folders.map(({ path }): Mention => ({ kind: 'folder', name: nameOf(path), place: folderOf(path), attachment: { type: 'folder', path } })), ...tagsOf(files, app)];
}

/** The best first; without a word, what was changed last. */
export function findMentions(mentions: readonly Mention[], typed: string): readonly FoundMention[] {
	const query = typed.trim();
	if (query === '') return mentions.slice(0, MOST).map((mention) => ({ mention, matches: [] }));
	const search = prepareFuzzySearch(query);
	const found = mentions.flatMap((mention) => {
		const result = search(mention.name);
		return result ? [{ mention, matches: result.matches, score: result.score, nearness: nearness(mention.name, query) }] : [];
	});
	return found.sort((a, b) => a.nearness - b.nearness || b.score - a.score).slice(0, MOST);
}

/** 0 when the name begins so, 1 when a word of it does, 2 when it stands anywhere in it, 3 when only its letters do. */
function nearness(name: string, query: string): number {
	const [whole, part] = [fold(name).replace(/^#/, ''), fold(query).replace(/^#/, '')];
	const at = whole.indexOf(part);
	if (at <= 0) return at === 0 ? 0 : 3;
	return /[\s/_-]/.test(whole.charAt(at - 1)) || whole.includes(` ${part}`) ? 1 : 2;
}

function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function mentionsOf(file: TFile, app: App): Mention[] {
	const path = asVaultPath(file.path);
	if (path === null) return [];
	const cache = app.metadataCache.getFileCache(file);
	const kind = isPerson(file, app) ? 'person' : 'note';
	const aliases: unknown = cache?.frontmatter?.['aliases'];
	const names = (Array.isArray(aliases) ? aliases : [aliases]).filter((alias): alias is string => typeof alias === 'string' && alias.trim() !== '');
	const attachment = { type: 'note', path } as const;
	return [{ kind, name: file.basename, place: folderOf(file.path), attachment }, ...names.map((name): Mention => ({ kind, name, place: file.basename, attachment }))];
}

/** A note that says so by its property or tag, or lies in a folder of people. */
function isPerson(file: TFile, app: App): boolean {
	const cache = app.metadataCache.getFileCache(file);
	const type: unknown = cache?.frontmatter?.['type'];
	if (typeof type === 'string' && /^(?:person|contact)$/i.test(type)) return true;
	return PEOPLE_FOLDER.test(nameOf(folderOf(file.path))) || (cache !== null && (getAllTags(cache) ?? []).some((tag) => PEOPLE_TAG.test(tag)));
}

function tagsOf(files: readonly TFile[], app: App): Mention[] {
	const tags = new Set(files.flatMap((file) => {
		const cache = app.metadataCache.getFileCache(file);
		return cache ? (getAllTags(cache) ?? []) : [];
	}));
	return [...tags].sort().map((tag) => ({ kind: 'tag', name: tag, place: '', attachment: { type: 'tag', tag } }));
}
