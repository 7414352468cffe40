/** The stand-in's Vault: one serial queue of writes, real stat, and the app's events. Bytes live in a `VaultStorage`. */
import type { DataWriteOptions } from 'obsidian';
import { DataAdapter } from './adapter';
import { Events, reportLater } from './events';
import { baseName, folderOf, isHidden, TAbstractFile, TFile, TFolder } from './files';
import { decode, encode, StorageConflict, type StoredEntry, type VaultStorage } from './storage';
import { strict } from './strict';

export class Vault extends Events {
	adapter: DataAdapter;
	configDir = '.obsidian';
	storage__: VaultStorage;
	private readonly byPath__ = new Map<string, TAbstractFile>();
	private readonly byLowerPath__ = new Map<string, TAbstractFile>();
	private readonly texts__ = new Map<string, string>();
	private readonly root__: TFolder;
	private queue__: Promise<unknown> = Promise.resolve();
	readonly name__: string;
	/** Files of plugins that lie in the configuration folder, by path: not part of what the vault lists. */
	readonly pluginFiles__ = new Map<string, string>();
	stopWatching__: () => void = () => undefined;

	constructor(storage: VaultStorage, name = 'Vault') {
		super();
		this.storage__ = storage;
		this.name__ = name;
		const self = strict(this, 'Vault');
		this.root__ = new TFolder(self, '/');
		this.root__.name = '';
		this.byPath__.set('/', this.root__);
		this.adapter = new DataAdapter(self);
		return self;
	}

	/** Reads the folder and fires `create` for everything in it, as the app does at start. */
	async load__(): Promise<void> {
		for (const entry of await this.storage__.list()) {
			if (isHidden(entry.path) || this.byPath__.has(entry.path)) continue;
			this.trigger('create', this.adopt__(entry));
		}
		this.stopWatching__ = this.storage__.watch((path) => void this.enqueue__(() => this.followOutside__(path)).catch(reportLater));
	}

	getName(): string {
		return this.name__;
	}

	getRoot(): TFolder {
		return this.root__;
	}

	getAbstractFileByPath(path: string): TAbstractFile | null {
		return this.byPath__.get(path) ?? null;
	}

	getFileByPath(path: string): TFile | null {
		const found = this.byPath__.get(path);
		return found instanceof TFile ? found : null;
	}

	getFolderByPath(path: string): TFolder | null {
		const found = this.byPath__.get(path);
		return found instanceof TFolder ? found : null;
	}

	getAllLoadedFiles(): TAbstractFile[] {
		return [...this.byPath__.values()];
	}

	getAllFolders(includeRoot = false): TFolder[] {
		return this.getAllLoadedFiles().filter((file): file is TFolder => file instanceof TFolder && (includeRoot || file !== this.root__));
	}

	getFiles(): TFile[] {
		return this.getAllLoadedFiles().filter((file): file is TFile => file instanceof TFile);
	}

	getMarkdownFiles(): TFile[] {
		return this.getFiles().filter((file) => file.extension === 'md');
	}

	getResourcePath(file: TFile): string {
		return this.adapter.getResourcePath(file.path);
	}

	async read(file: TFile): Promise<string> {
		return decode(await this.storage__.read(file.path));
	}

	async cachedRead(file: TFile): Promise<string> {
		return this.texts__.get(file.path) ?? this.read(file);
	}

	async readBinary(file: TFile): Promise<ArrayBuffer> {
		const bytes = await this.storage__.read(file.path);
		return bytes.slice().buffer as ArrayBuffer;
	}

	create(path: string, data: string, options?: DataWriteOptions): Promise<TFile> {
		return this.enqueue__(() => this.createNow__(path, encode(data), options));
	}

	createBinary(path: string, data: ArrayBuffer, options?: DataWriteOptions): Promise<TFile> {
		return this.enqueue__(() => this.createNow__(path, new Uint8Array(data), options));
	}

	/** As on a case-insensitive disk: a path that differs in case only is taken. The folder must exist. */
	private async createNow__(path: string, bytes: Uint8Array, options?: DataWriteOptions): Promise<TFile> {
		if (this.byLowerPath__.has(path.toLowerCase())) throw new Error('File already exists.');
		if (!isHidden(path) && !this.getFolderByPath(folderOf(path))) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
		const entry = await this.storage__.write(path, bytes, { isNew: true });
		const file = this.adopt__({ ...entry, ...stamps(options) }) as TFile;
		this.trigger('create', file);
		return file;
	}

	createFolder(path: string): Promise<TFolder> {
		return this.enqueue__(async () => {
			if (this.byLowerPath__.has(path.toLowerCase())) throw new Error('Folder already exists.');
			const made: TFolder[] = [];
			const parts = path.split('/');
			for (let depth = 1; depth <= parts.length; depth++) {
				const each = parts.slice(0, depth).join('/');
				if (!this.byPath__.has(each)) made.push(this.adopt__(await this.storage__.mkdir(each)) as TFolder);
			}
			for (const folder of made) this.trigger('create', folder);
			return made[made.length - 1] as TFolder;
		});
	}

	modify(file: TFile, data: string, options?: DataWriteOptions): Promise<void> {
		return this.enqueue__(() => this.modifyNow__(file, encode(data), options));
	}

	modifyBinary(file: TFile, data: ArrayBuffer, options?: DataWriteOptions): Promise<void> {
		return this.enqueue__(() => this.modifyNow__(file, new Uint8Array(data), options));
	}

	append(file: TFile, data: string, options?: DataWriteOptions): Promise<void> {
		return this.process(file, (text) => text + data, options).then(() => undefined);
	}

	/** Read, change, write with nothing of this app in between; a write by another program makes it start again. */
	process(file: TFile, change: (data: string) => string, options?: DataWriteOptions): Promise<string> {
		return this.enqueue__(async () => {
			for (;;) {
				const bytes = await this.storage__.read(file.path);
				const before = decode(bytes);
				const after = change(before);
				if (after === before) return after;
				try {
					await this.modifyNow__(file, encode(after), options, bytes);
					return after;
				} catch (error) {
					if (!(error instanceof StorageConflict)) throw error;
				}
			}
		});
	}

	private async modifyNow__(file: TFile, bytes: Uint8Array, options?: DataWriteOptions, expected?: Uint8Array): Promise<void> {
		if (this.byPath__.get(file.path) !== file) throw new Error(`ENOENT: no such file or directory, open '${file.path}'`);
		const entry = await this.storage__.write(file.path, bytes, expected ? { expected } : {});
		this.stamp__(file, { ...entry, ...stamps(options) });
		this.trigger('modify', file);
	}

	copy(file: TFile, newPath: string): Promise<TFile> {
		return this.enqueue__(async () => this.createNow__(newPath, await this.storage__.read(file.path)));
	}

	rename(file: TAbstractFile, newPath: string): Promise<void> {
		return this.enqueue__(async () => {
			const isTaken = this.byLowerPath__.has(newPath.toLowerCase()) && newPath.toLowerCase() !== file.path.toLowerCase();
			if (isTaken) throw new Error('Destination file already exists!');
			if (!this.getFolderByPath(folderOf(newPath))) throw new Error(`ENOENT: no such file or directory, rename '${file.path}' -> '${newPath}'`);
			await this.storage__.rename(file.path, newPath);
			this.move__(file, newPath);
		});
	}

	delete(file: TAbstractFile, force = false): Promise<void> {
		return this.enqueue__(async () => {
			if (file instanceof TFolder && file.children.length > 0 && !force) throw new Error('Folder is not empty.');
			await this.storage__.remove(file.path);
			this.forget__(file);
		});
	}

	/** `system` true: the device's trash, here a folder beside the vault's life; false: `.trash` inside the vault. */
	trash(file: TAbstractFile, system: boolean): Promise<void> {
		return this.enqueue__(async () => {
			const bin = system ? '.system-trash' : '.trash';
			let target = `${bin}/${file.name}`;
			for (let count = 2; await this.storage__.stat(target); count++) target = `${bin}/${count} ${file.name}`;
			await this.storage__.mkdir(bin);
			await this.storage__.rename(file.path, target);
			this.forget__(file);
		});
	}

	static recurseChildren(root: TFolder, visit: (file: TAbstractFile) => unknown): void {
		visit(root);
		for (const child of root.children) {
			if (child instanceof TFolder) Vault.recurseChildren(child, visit);
			else visit(child);
		}
	}

	/** One job at a time; a job that fails does not stop the next. */
	enqueue__<T>(job: () => Promise<T>): Promise<T> {
		const run = this.queue__.then(job, job);
		this.queue__ = run.catch(() => undefined);
		return run;
	}

	/** The text of a note as last seen, without a promise: for the metadata cache. */
	textOf__(path: string): string | undefined {
		return this.texts__.get(path);
	}

	adopt__(entry: StoredEntry): TAbstractFile {
		const file = entry.isFolder ? new TFolder(this.root__.vault, entry.path) : new TFile(this.root__.vault, entry.path);
		file.parent = this.getFolderByPath(folderOf(entry.path)) ?? this.root__;
		file.parent.children.push(file);
		this.byPath__.set(entry.path, file);
		this.byLowerPath__.set(entry.path.toLowerCase(), file);
		if (file instanceof TFile) this.stamp__(file, entry);
		return file;
	}

	private stamp__(file: TFile, entry: StoredEntry): void {
		file.stat = { ctime: entry.ctime, mtime: entry.mtime, size: entry.size };
		if (entry.text === undefined) this.texts__.delete(file.path);
		else this.texts__.set(file.path, entry.text);
	}

	/** Fires `rename` for the folder first, then for what is inside it, as the app does. */
	private move__(file: TAbstractFile, newPath: string): void {
		const oldPath = file.path;
		const inside = file instanceof TFolder ? [...file.children] : [];
		const text = this.texts__.get(oldPath);
		this.unlink__(file);
		file.setPath__(newPath);
		file.parent = this.getFolderByPath(folderOf(newPath)) ?? this.root__;
		file.parent.children.push(file);
		this.byPath__.set(newPath, file);
		this.byLowerPath__.set(newPath.toLowerCase(), file);
		if (text !== undefined) this.texts__.set(newPath, text);
		this.trigger('rename', file, oldPath);
		for (const child of inside) this.move__(child, `${newPath}/${baseName(child.path)}`);
	}

	private unlink__(file: TAbstractFile): void {
		this.byPath__.delete(file.path);
		this.byLowerPath__.delete(file.path.toLowerCase());
		this.texts__.delete(file.path);
		if (file.parent) file.parent.children = file.parent.children.filter((other) => other !== file);
	}

	private forget__(file: TAbstractFile): void {
		if (file instanceof TFolder) for (const child of [...file.children]) this.forget__(child);
		this.unlink__(file);
		this.trigger('delete', file);
	}

	/** Another program may have changed this path; asked in the queue, so that an own write is never taken for a foreign one. */
	private async followOutside__(path: string): Promise<void> {
		if (isHidden(path)) return;
		const known = this.byPath__.get(path);
		const entry = await this.storage__.stat(path);
		if (!entry) {
			if (known) this.forget__(known);
		} else if (!known) {
			for (const folder of missingFolders(path, this.byPath__)) this.trigger('create', this.adopt__({ path: folder, isFolder: true, ctime: 0, mtime: 0, size: 0 }));
			this.trigger('create', this.adopt__(entry));
		} else if (known instanceof TFile && !entry.isFolder) {
			const isSame = entry.text === undefined ? known.stat.mtime === entry.mtime && known.stat.size === entry.size : entry.text === this.texts__.get(path);
			this.stamp__(known, entry);
			if (!isSame) this.trigger('modify', known);
		}
	}
}

function stamps(options?: DataWriteOptions): { ctime?: number; mtime?: number } {
	return { ...(options?.ctime === undefined ? {} : { ctime: options.ctime }), ...(options?.mtime === undefined ? {} : { mtime: options.mtime }) };
}

function missingFolders(path: string, known: ReadonlyMap<string, unknown>): string[] {
	const parts = path.split('/').slice(0, -1);
	return parts.map((_, at) => parts.slice(0, at + 1).join('/')).filter((folder) => !known.has(folder));
}
