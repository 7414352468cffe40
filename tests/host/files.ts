/** The tree of files and folders: `TFile`, `TFolder`, and path arithmetic. Holds no content. */
import type { FileStats } from 'obsidian';
import { strict } from './strict';
import type { Vault } from './vault';

export class TAbstractFile {
	vault: Vault;
	path = '';
	name = '';
	parent: TFolder | null = null;

	constructor(vault: Vault) {
		this.vault = vault;
	}

	setPath__(path: string): void {
		this.path = path;
		this.name = baseName(path);
	}
}

export class TFile extends TAbstractFile {
	stat: FileStats = { ctime: 0, mtime: 0, size: 0 };
	basename = '';
	extension = '';

	constructor(vault: Vault, path: string) {
		super(vault);
		this.setPath__(path);
		return strict(this, 'TFile');
	}

	override setPath__(path: string): void {
		super.setPath__(path);
		const dot = this.name.lastIndexOf('.');
		this.basename = dot > 0 ? this.name.slice(0, dot) : this.name;
		this.extension = dot > 0 ? this.name.slice(dot + 1).toLowerCase() : '';
	}
}

export class TFolder extends TAbstractFile {
	children: TAbstractFile[] = [];

	constructor(vault: Vault, path: string) {
		super(vault);
		this.setPath__(path);
		return strict(this, 'TFolder');
	}

	isRoot(): boolean {
		return this.path === '/';
	}
}

export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path; the root is '/'. */
export function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Hidden files are reachable through the adapter only, as in the app. */
export function isHidden(path: string): boolean {
	return path.split('/').some((part) => part.startsWith('.'));
}
