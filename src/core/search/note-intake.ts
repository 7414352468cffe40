/**
 * Takes notes into the index as they are read: each in its latest reading only, the many and the very long through
 * another thread where the host has one. A note that cannot be read is a problem on that note, never a stop. It does
 * not know which notes there are.
 */
import type { After, NoteText, StartThread, Vault } from '../host';
import type { Problem } from '../lib/errors';
import { readNote } from '../lib/markdown';
import type { Turn } from '../lib/turns';
import type { VaultPath } from '../lib/vault-path';
import type { NoteStat } from './adoption';
import type { NoteToRead } from './analysis';
import type { ContentIndex } from './content-index';
import { indexedPart } from './indexed-part';
import type { NoteProblems } from './note-problems';
import { ReadingThread } from './reading-thread';
import { ThreadedIntake } from './threaded-intake';

/** Fewer notes are read here before another thread would have started; longer ones would be felt while typing. */
const MANY_NOTES = 64;
const LONG_NOTE = 30_000;

export interface NoteIntakeDeps {
	readonly index: ContentIndex;
	readonly problems: NoteProblems;
	readonly vault: Pick<Vault, 'read'>;
	/** Whether a note may be held; asked when it was read. */
	readonly mayHold: (path: string) => boolean;
	/** The file as it was listed; null when it may be another by now. */
	readonly statOf: (path: string) => NoteStat | null;
	/** Where a note that reads so was before it was moved while nobody watched; null when that is not known. */
	readonly takeVanished: (version: string) => string | null;
	readonly turn: Turn;
	/** UTF-16 units of one note. */
	readonly indexedLength: number;
	readonly startThread?: StartThread;
	readonly after?: After;
}

/** What came of reading a note. `order` tells whether it is still wanted. */
export type Reading = { readonly path: VaultPath; readonly order: symbol } & ({ readonly read: NoteText | null } | { readonly error: unknown });

interface Wanted {
	readonly order: symbol;
	/** It is one of many: it may wait for others. */
	readonly isOneOfMany: boolean;
}

export class NoteIntake {
	/** The latest order for each path whose reading is under way; older readings are dropped when they arrive. */
	readonly #orders = new Map<string, symbol>();
	/** `length`: of the whole text. */
	readonly #orderOf = new WeakMap<NoteToRead, { readonly order: symbol; readonly length: number }>();
	readonly #thread: ThreadedIntake | null;
	#isReadingMany = false;
	#isEnded = false;

	constructor(private readonly deps: NoteIntakeDeps) {
		const { startThread: start, after, index, turn } = deps;
		this.#thread = start ? this.#threaded(new ReadingThread({ start, numbersOf: (forms) => index.numbersOf(forms, turn), ...(after ? { after } : {}) })) : null;
	}

	/** Paths whose reading is under way. */
	get underWay(): Iterable<string> {
		return this.#orders.keys();
	}

	/** Something is half taken in. */
	get isBusy(): boolean {
		return this.#thread?.isBusy ?? false;
	}

	/** Reads a note. Never rejects. From now on earlier readings of it are out of date. */
	async read(path: VaultPath): Promise<Reading> {
		const order = Symbol(path);
		this.#orders.set(path, order);
		try {
			return { path, order, read: await this.deps.vault.read(path) };
		} catch (error) {
			return { path, order, error };
		}
	}

	/** Does nothing when a later order for the note came meanwhile. When the note is on its way only, gives back what to wait for before more is read. */
	take(reading: Reading, { isOneOfMany = false } = {}): Promise<void> | null {
		const { index, problems, mayHold } = this.deps;
		const { path, order } = reading;
		if (this.#orders.get(path) !== order) return null;
		this.#orders.delete(path);
		try {
			if ('error' in reading) throw reading.error;
			if (reading.read !== null) return mayHold(path) ? this.#accept(path, reading.read, { order, isOneOfMany }) : null;
			index.remove(path);
			problems.delete(path);
		} catch (error) {
			this.#cannotRead(path, error);
		}
		return null;
	}

	/** Moves a note that is held and was not written since; false when it has to be read where it is now. */
	move(from: string, to: string): boolean {
		if (!this.deps.index.has(from) || this.#orders.has(from)) return false;
		this.#moveKnown(from, to);
		this.#orders.delete(to);
		return true;
	}

	forget(path: string): void {
		this.#orders.delete(path);
		this.deps.index.remove(path);
		this.deps.problems.delete(path);
	}

	/** So many notes come now, until `endMany`. */
	beginMany(count: number): void {
		this.#isReadingMany = count >= MANY_NOTES;
	}

	async endMany(): Promise<void> {
		await this.#thread?.flush();
		this.#isReadingMany = false;
		this.rest();
	}

	/** Resolves when all that was taken until now is in the index. Never rejects. */
	async flush(): Promise<void> {
		await this.#thread?.flush();
	}

	/** The thread holds all words of the vault: it is kept no longer than needed. */
	rest(): void {
		if (this.#thread && !this.#isReadingMany && !this.#thread.isBusy) this.#thread.end();
	}

	end(): void {
		this.#isEnded = true;
		this.#thread?.end();
	}

	#threaded(thread: ReadingThread): ThreadedIntake {
		return new ThreadedIntake({
			index: this.deps.index,
			thread,
			turn: this.deps.turn,
			claim: (note) => {
				const isWanted = !this.#isEnded && this.#orders.get(note.path) === this.#orderOf.get(note)?.order;
				if (isWanted) this.#orders.delete(note.path);
				return isWanted;
			},
			onTakenIn: (note, problems) => this.#tell(note, problems),
			readHere: (note) => this.#readHere(note),
		});
	}

	/** Takes a note in as it was read, unless it is held so already, here or where it was before. */
	#accept(path: VaultPath, { text, version }: NoteText, wanted: Wanted): Promise<void> | null {
		const { index, statOf, takeVanished, indexedLength } = this.deps;
		const from = index.versionOf(path) === version ? path : takeVanished(version);
		const listed = statOf(path);
		const stat = { mtime: Math.round(listed?.mtime ?? 0), size: listed?.size ?? 0 };
		if (from === null) return this.#add({ path, text: indexedPart(text, indexedLength), version, ...stat }, { ...wanted, length: text.length });
		if (from !== path) this.#moveKnown(from, path);
		if (listed) index.setStat(path, stat);
		return null;
	}

	#add(note: NoteToRead, of: Wanted & { readonly length: number }): Promise<void> | null {
		this.#orderOf.set(note, of);
		if (this.#thread && !this.#thread.isBroken && ((of.isOneOfMany && this.#isReadingMany) || note.text.length > LONG_NOTE)) {
			// It is on its way until it is taken in.
			this.#orders.set(note.path, of.order);
			return this.#thread.add(note);
		}
		this.#readHere(note);
		return null;
	}

	/** Never throws. */
	#readHere(note: NoteToRead): void {
		try {
			const read = readNote(note.path, note.text);
			this.deps.index.put({ ...note, note: read });
			this.#tell(note, read.problems);
		} catch (error) {
			this.#cannotRead(note.path, error);
		}
	}

	#cannotRead(path: string, error: unknown): void {
		this.deps.index.remove(path);
		if (this.deps.mayHold(path)) this.deps.problems.setUnread(path, error);
		else this.deps.problems.delete(path);
	}

	#moveKnown(from: string, to: string): void {
		this.deps.index.rename(from, to);
		this.deps.problems.move(from, to);
	}

	#tell(note: NoteToRead, found: readonly Problem[]): void {
		const { path, text } = note;
		const [kept, whole] = [text.length, this.#orderOf.get(note)?.length ?? 0];
		this.deps.problems.set(path, kept < whole ? [...found, { path, line: 1, message: cutMessage(kept, whole) }] : found);
	}
}

function cutMessage(kept: number, whole: number): string {
	return `Only the first ${kept.toLocaleString('en')} of ${whole.toLocaleString('en')} characters are searched. Split the note to find the rest.`;
}
