/** The vault's `adapter`: the public DataAdapter calls over the same storage and the same queue. No absolute paths, no file system. */
import type { ListedFiles, Stat } from 'obsidian';
import { decode, encode } from './storage';
import { strict } from './strict';
import type { Vault } from './vault';

export class DataAdapter {
	private readonly vault__: Vault;

	constructor(vault: Vault) {
		this.vault__ = vault;
		return strict(this, 'DataAdapter');
	}

	getName(): string {
		return this.vault__.getName();
	}

	getResourcePath(path: string): string {
		return `/vault/file?path=${encodeURIComponent(path)}`;
	}

	async exists(path: string): Promise<boolean> {
		return path === '/' || path === '' || (await this.vault__.storage__.stat(path)) !== null;
	}

	async stat(path: string): Promise<Stat | null> {
		const entry = await this.vault__.storage__.stat(path);
		return entry && { type: entry.isFolder ? 'folder' : 'file', ctime: entry.ctime, mtime: entry.mtime, size: entry.size };
	}

	async list(path: string): Promise<ListedFiles> {
		const entries = await this.vault__.storage__.children(path);
		const pathsOf = (isFolder: boolean): string[] => entries.filter((entry) => entry.isFolder === isFolder).map((entry) => entry.path);
		return { files: pathsOf(false), folders: pathsOf(true) };
	}

	async read(path: string): Promise<string> {
		return this.vault__.pluginFiles__.get(path) ?? decode(await this.vault__.storage__.read(path));
	}

	async readBinary(path: string): Promise<ArrayBuffer> {
		return (await this.vault__.storage__.read(path)).slice().buffer as ArrayBuffer;
	}

	async write(path: string, data: string): Promise<void> {
		await this.writeBytes__(path, encode(data));
	}

	async writeBinary(path: string, data: ArrayBuffer): Promise<void> {
		await this.writeBytes__(path, new Uint8Array(data));
	}

	async append(path: string, data: string): Promise<void> {
		await this.write(path, (await this.read(path)) + data);
	}

	async process(path: string, change: (data: string) => string): Promise<string> {
		const text = change(await this.read(path));
		await this.write(path, text);
		return text;
	}

	async mkdir(path: string): Promise<void> {
		await this.vault__.storage__.mkdir(path);
	}

	async rmdir(path: string): Promise<void> {
		await this.vault__.storage__.remove(path);
	}

	async remove(path: string): Promise<void> {
		const file = this.vault__.getAbstractFileByPath(path);
		if (file) return this.vault__.delete(file, true);
		return this.vault__.storage__.remove(path);
	}

	async rename(from: string, to: string): Promise<void> {
		const file = this.vault__.getAbstractFileByPath(from);
		if (file) return this.vault__.rename(file, to);
		return this.vault__.storage__.rename(from, to);
	}

	async copy(from: string, to: string): Promise<void> {
		await this.writeBytes__(to, await this.vault__.storage__.read(from));
	}

	async trashLocal(path: string): Promise<void> {
		const file = this.vault__.getAbstractFileByPath(path);
		if (file) await this.vault__.trash(file, false);
	}

	async trashSystem(path: string): Promise<boolean> {
		const file = this.vault__.getAbstractFileByPath(path);
		if (file) await this.vault__.trash(file, true);
		return file !== null;
	}

	private async writeBytes__(path: string, bytes: Uint8Array): Promise<void> {
		const file = this.vault__.getFileByPath(path);
		const buffer = bytes.slice().buffer as ArrayBuffer;
		if (file) await this.vault__.modifyBinary(file, buffer);
		else if (path.split('/').some((part) => part.startsWith('.'))) await this.vault__.storage__.write(path, bytes);
		else await this.vault__.createBinary(path, buffer);
	}
}
