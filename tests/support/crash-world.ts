/**
 * A vault and a store on a simulated disk that can stop at any step. For tests only.
 *
 * Before and after each effect there is a step. At a step others may write (the person, sync), and the program may
 * die: killed (what the system took over survives) or by a power cut (each unsynced write survives, is torn or is
 * lost, independently of the others, so that they also come to disk in another order). A write during which the
 * program dies may be torn. The store keeps the port's promise: what has resolved is durable; what had not is old, new or torn.
 */
import type { FileEntry, NoteText, Store, Vault, VaultChange } from '../../src/core/host';
import { hashText } from '../../src/core/lib/hash';
import { vaultPath } from '../../src/core/lib/vault-path';
import type { Random } from './random';

/** What the program under test throws for a failing vault; its own class, as it tells errors apart by it. */
export type MakeError = (code: 'missing-note' | 'note-exists', message: string) => Error;

export class Crash extends Error {}

/** After so long every write is on disk. */
const FLUSH_MS = 60_000;

/** No scenario comes near: a program that does more goes round in circles. */
const MAX_STEPS = 20_000;

export interface WorldOptions {
	readonly random: Random;
	readonly makeError: MakeError;
	/** Something that others may do at a step. */
	readonly onStep: (world: CrashWorld) => void;
}

export interface DiskFile {
	text: string;
	/** When it was last written, in the world's milliseconds. A write that is torn or lost keeps it. */
	mtime: number;
}

/** What a power cut took of the program's work. */
export interface Loss {
	readonly file: DiskFile;
	/** What the program had written, or the file's whole text when its name was made, moved or removed. */
	readonly text: string;
	/** When the program did it. */
	readonly at: number;
	/** The making, moving or removing of a file, rather than its text. */
	readonly isName: boolean;
}

interface Disk {
	readonly files: Map<string, DiskFile>;
	readonly trash: DiskFile[];
	readonly blobs: Map<string, Uint8Array>;
}

/** How an effect of the program that is not yet on disk is taken back by a power cut. */
interface Unsynced {
	readonly file: DiskFile;
	/** When, in the world's milliseconds. */
	readonly at: number;
	/** What the program wrote; null for the making, moving or removing of a file. */
	readonly after: string | null;
	readonly revert: () => void;
	readonly tear: () => void;
}

export class CrashWorld {
	readonly disk: Disk = { files: new Map(), trash: [], blobs: new Map() };
	/** What happened, for reading a failed scenario. */
	readonly log: string[] = [];
	/** Files whose write broke off: what stood in them may be in a copy only. */
	readonly torn = new Set<DiskFile>();
	/** What power cuts took and the program has not written again. */
	losses: readonly Loss[] = [];
	/** Of these, the ones whose file others wrote, or moved or removed (`gone`), since: it stays as they left it. */
	readonly fates = new Map<Loss, 'written' | 'gone'>();
	steps = 0;
	/** The step at which the program dies; Infinity for never. */
	crashAt = Infinity;
	ms = Date.parse('2026-11-22T09:14:00Z');
	#isDead = false;

	#unsynced: Unsynced[] = [];
	readonly #options: WorldOptions;
	readonly #listeners = new Set<(change: VaultChange) => void>();

	constructor(options: WorldOptions) {
		this.#options = options;
	}

	/** The program has died, perhaps in something it did on the side. */
	get isDead(): boolean {
		return this.#isDead;
	}

	now = (): Date => new Date(this.ms);

	/** Others write: durable at once, and so is what stood in that file before. */
	foreignWrite(path: string, text: string): void {
		const file = this.disk.files.get(path) ?? { text, mtime: this.ms };
		this.log.push(`${this.steps} others write ${path}: ${JSON.stringify(text)}`);
		file.text = text;
		file.mtime = this.ms;
		this.#giveUp(file, 'written');
		this.disk.files.set(path, file);
		this.#sync(file);
		this.#tell({ type: 'written', path: vaultPath(path) });
	}

	foreignRename(from: string, to: string): void {
		const file = this.disk.files.get(from);
		if (file === undefined || this.disk.files.has(to)) return;
		this.log.push(`${this.steps} others move ${from} to ${to}`);
		this.#giveUp(file, 'gone');
		this.#sync(file);
		this.#move(from, to);
		this.#tell({ type: 'renamed', from: vaultPath(from), path: vaultPath(to) });
	}

	foreignTrash(path: string): void {
		const file = this.disk.files.get(path);
		if (file === undefined) return;
		this.log.push(`${this.steps} others remove ${path}`);
		this.#giveUp(file, 'gone');
		this.disk.files.delete(path);
		this.disk.trash.push(file);
		this.#sync(file);
		this.#tell({ type: 'removed', path: vaultPath(path) });
	}

	/** The program starts again. Before it does, the crash takes its toll; a program that ended well may still lose its last writes to a later one. */
	restart(): void {
		this.log.push(`${this.steps} ${this.#isDead ? 'died' : 'stopped'}`);
		const { random } = this.#options;
		if (this.#isDead && random.chance(0.5)) {
			const texts = new Map(this.#unsynced.map(({ file }) => [file, file.text]));
			const losses: Loss[] = [];
			for (const effect of this.#unsynced.filter((one) => this.ms - one.at < FLUSH_MS).reverse()) {
				const fate = random.below(3);
				const isName = effect.after === null;
				if (fate === 1 || (fate === 2 && !isName)) losses.push({ file: effect.file, text: effect.after ?? texts.get(effect.file) ?? '', at: effect.at, isName });
				if (fate === 1) effect.revert();
				else if (fate === 2) effect.tear();
				this.log.push(`${this.steps} power cut: ${['kept', 'lost', 'torn'][fate]} ${JSON.stringify(effect.file.text)}`);
			}
			this.losses = [...this.losses, ...losses];
		}
		if (this.#isDead) this.#unsynced = [];
		this.#listeners.clear();
		this.#isDead = false;
		this.crashAt = Infinity;
	}

	vault(): Vault {
		return {
			list: () => this.#step(() => [...this.disk.files].map(([path, file]): FileEntry => ({ path: vaultPath(path), mtime: file.mtime, size: new TextEncoder().encode(file.text).length }))),
			read: (path) => this.#step(() => this.#textOf(path)),
			process: (path, change) => this.#step(() => this.#process(path, change)),
			create: (path, text) => this.#step(() => this.#create(path, text)),
			rename: (from, to) => this.#step(() => this.#rename(from, to)),
			trash: (path) => this.#step(() => this.#trash(path)),
			watch: (listener) => {
				this.#listeners.add(listener);
				return () => void this.#listeners.delete(listener);
			},
		};
	}

	store(): Store {
		const { blobs } = this.disk;
		return {
			read: async (key) => blobs.get(key) ?? null,
			write: (key, bytes) => this.#step((dies) => void blobs.set(key, dies ? this.#half(key, bytes) : bytes)),
			remove: (key) => this.#step((dies) => void (dies || blobs.delete(key))),
			keys: async (prefix) => [...blobs.keys()].filter((key) => key.startsWith(prefix)).sort(),
		};
	}

	/** One effect. The program may die before it, during it (`dies`: the effect is cut short), or after it. */
	async #step<T>(effect: (dies: boolean) => T): Promise<T> {
		this.#tick();
		this.steps++;
		this.ms += 7;
		const dies = this.steps === this.crashAt;
		if (dies) this.#isDead = true;
		const result = effect(dies);
		if (dies) throw new Crash();
		this.#tick();
		return result;
	}

	#tick(): void {
		this.steps++;
		if (this.steps > MAX_STEPS) throw new Error('The program does not come to an end.');
		if (this.#isDead || this.steps === this.crashAt) {
			this.#isDead = true;
			throw new Crash();
		}
		this.#options.onStep(this);
		const { random } = this.#options;
		if (this.#unsynced.length > 0 && random.chance(0.1)) this.#unsynced.splice(random.below(this.#unsynced.length), 1);
	}

	#textOf(path: string): NoteText | null {
		const file = this.disk.files.get(path);
		return file === undefined ? null : { text: file.text, version: hashText(file.text) };
	}

	/** Now and then another writer comes in between: then, as the port says, the change is asked for again. */
	#process(path: string, change: (text: string) => string): NoteText {
		const file = this.#existing(path);
		if (!this.#isDead && this.#options.random.chance(0.1)) {
			change(file.text);
			this.#options.onStep(this);
			if (this.disk.files.get(path) !== file) throw this.#options.makeError('missing-note', `There is no ${path}.`);
		}
		const after = change(file.text);
		if (after !== file.text) this.#put(file, after, path);
		return { text: after, version: hashText(after) };
	}

	#create(path: string, text: string): NoteText {
		if (this.disk.files.has(path)) throw this.#options.makeError('note-exists', `${path} is there.`);
		const file: DiskFile = { text: '', mtime: this.ms };
		if (this.#isDead && this.#options.random.chance(0.5)) return { text, version: '' };
		this.disk.files.set(path, file);
		this.#unsynced.push({ file, at: this.ms, after: null, tear: () => undefined, revert: () => this.#forget(file) });
		this.#put(file, text, path);
		return { text, version: hashText(text) };
	}

	#put(file: DiskFile, after: string, path: string): void {
		const { random } = this.#options;
		const before = file.text;
		this.log.push(`${this.steps} write ${path}: ${JSON.stringify(after)}`);
		const tear = (): void => {
			file.text = after.slice(0, random.below(after.length + 1));
			this.torn.add(file);
		};
		if (this.#isDead) {
			if (random.chance(0.5)) tear();
			return;
		}
		file.text = after;
		file.mtime = this.ms;
		this.losses = this.losses.filter((loss) => loss.file !== file || loss.isName);
		this.#unsynced.push({ file, at: this.ms, after, tear, revert: () => void (file.text = before) });
		this.#tell({ type: 'written', path: vaultPath(path) });
	}

	#rename(from: string, to: string): void {
		this.#existing(from);
		if (this.disk.files.has(to)) throw this.#options.makeError('note-exists', `${to} is there.`);
		if (this.#isDead) return;
		const file = this.#move(from, to);
		this.log.push(`${this.steps} move ${from} to ${to}`);
		this.#unsynced.push({ file, at: this.ms, after: null, tear: () => undefined, revert: () => void (this.disk.files.get(to) === file && !this.disk.files.has(from) && this.#move(to, from)) });
		this.#tell({ type: 'renamed', from: vaultPath(from), path: vaultPath(to) });
	}

	#move(from: string, to: string): DiskFile {
		const file = this.#existing(from);
		this.disk.files.delete(from);
		this.disk.files.set(to, file);
		return file;
	}

	#trash(path: string): void {
		const file = this.#existing(path);
		if (this.#isDead) return;
		this.log.push(`${this.steps} trash ${path}`);
		this.disk.files.delete(path);
		this.disk.trash.push(file);
		const revert = (): void => {
			if (this.disk.files.has(path)) return;
			this.disk.files.set(path, file);
			this.disk.trash.splice(this.disk.trash.indexOf(file), 1);
		};
		this.#unsynced.push({ file, at: this.ms, after: null, tear: () => undefined, revert });
		this.#tell({ type: 'removed', path: vaultPath(path) });
	}

	#forget(file: DiskFile): void {
		for (const [path, one] of [...this.disk.files]) if (one === file) this.disk.files.delete(path);
	}

	#existing(path: string): DiskFile {
		const file = this.disk.files.get(path);
		if (file === undefined) throw this.#options.makeError('missing-note', `There is no ${path}.`);
		return file;
	}

	#half(key: string, bytes: Uint8Array): Uint8Array {
		const fate = this.#options.random.below(3);
		if (fate === 0) return bytes;
		const old = this.disk.blobs.get(key);
		return fate === 1 && old !== undefined ? old : bytes.slice(0, this.#options.random.below(bytes.length));
	}

	#giveUp(file: DiskFile, fate: 'written' | 'gone'): void {
		for (const loss of this.losses) if (loss.file === file && this.fates.get(loss) !== 'gone') this.fates.set(loss, fate);
	}

	#sync(file: DiskFile): void {
		this.#unsynced = this.#unsynced.filter((effect) => effect.file !== file);
	}

	#tell(change: VaultChange): void {
		for (const listener of this.#listeners) listener(change);
	}
}
