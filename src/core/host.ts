/**
 * Everything the core needs from the world, on one screen.
 *
 * A port has two real implementations (Obsidian and Node) besides the one in `tests/support`; what has
 * fewer is a function argument. Each port has one contract test in `tests/hosts`, run over all three.
 */
import type { Problem } from './lib/errors';
import type { VaultPath } from './lib/vault-path';

export interface Host {
	readonly vault: Vault;
	readonly http: Http;
	readonly secrets: Secrets;
	readonly store: Store;
	/** Shows one short sentence to the person, and does not wait. */
	readonly notify: (message: string) => void;
	readonly now: () => Date;
	readonly after: After;
	/** Starts another thread; absent where there is none. */
	readonly startThread?: StartThread;
	/** A new ULID: 26 characters, sorted by time. */
	readonly newId: () => string;
	/** Stays the same on this device for this vault; made on first use. */
	readonly deviceId: string;
}

/**
 * The person's files. Text is exactly what is on disk: BOM, CRLF and a missing last newline included.
 * Hidden files and the configuration folder are not listed and cannot be reached (`bad-path`).
 * A path names the file that `list` gives under exactly those characters. Another case or Unicode normal form
 * is another path: there is no such note, even where the disk would find one, though `create` and `rename`
 * may find the name taken. Nothing outside the folder is reached through links.
 * Failures are `PraxisError`: missing-note, note-exists, bad-path, not-text, too-large, no-permission, disk-full,
 * and `conflict` when another program never stops writing the note.
 */
export interface Vault {
	/** True when a write is on disk once its promise resolves, so that a power cut after it takes nothing back. */
	readonly isDurable?: boolean;
	/** Every visible file, notes and attachments, in no promised order. */
	list(): Promise<readonly FileEntry[]>;
	/** What the last `list` had to pass over, each named as far as it can be. Absent where a host passes over nothing. */
	leftOut?(): readonly Problem[];
	/** The note, or null when there is none. `not-text` when its bytes are not valid UTF-8, `too-large` above 64 MiB. */
	read(path: VaultPath): Promise<NoteText | null>;
	/**
	 * The only way to change a note: `change` gets the text as it is now and returns the text to write, with
	 * no other writer of this host in between. Returning the same text writes nothing. An error thrown by
	 * `change` leaves the note as it was and is passed on. `change` runs again, on the newer text, when another
	 * program wrote in between: it must have no effect but its result. Throws `missing-note`.
	 */
	process(path: VaultPath, change: (text: string) => string): Promise<NoteText>;
	/** Makes a new note and the folders above it. Throws `note-exists`, never overwrites. */
	create(path: VaultPath, text: string): Promise<NoteText>;
	/** Moves a file, making folders. Throws `missing-note`, or `note-exists` when `to` is taken. */
	rename(from: VaultPath, to: VaultPath): Promise<void>;
	/** Moves a file to the trash the person has chosen, from which it can be brought back. Throws `missing-note`. */
	trash(path: VaultPath): Promise<void>;
	/**
	 * Tells of changes made by anyone to any visible file, after they happened; of a moved folder, file by file.
	 * A change may be told more than once, and a rename by another program as `removed` and `written`.
	 * Returns the function that ends it.
	 */
	watch(listener: (change: VaultChange) => void): () => void;
}

export interface FileEntry {
	readonly path: VaultPath;
	/** Milliseconds since 1970. */
	readonly mtime: number;
	/** Bytes. */
	readonly size: number;
}

export interface NoteText {
	readonly text: string;
	/** SHA-256 of the text, hex. Two reads with one version read the same text. */
	readonly version: string;
}

export type VaultChange =
	| { readonly type: 'written' | 'removed'; readonly path: VaultPath }
	| { readonly type: 'renamed'; readonly path: VaultPath; readonly from: VaultPath };

/**
 * A call shaped like the web's `fetch`: streams the body where the host can, follows `init.signal` at once
 * (`aborted`, also while the body is read), and rejects with `network` (hint: what to check) when no answer
 * came or it broke off. A status of 400 or more is an answer, not an error. Only http and https (`bad-input`).
 * A redirect is an error unless `init.redirect` says otherwise, so that nothing goes to a place nobody agreed
 * to; the one host function that cannot see redirects is named in `src/obsidian/http.ts`.
 */
export type Http = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * A timer: runs `run` once after `ms` milliseconds. Returns the function that calls it off; calling that later, or
 * twice, does nothing. Windows and Node have different ones, so it is handed in.
 */
export type After = (ms: number, run: () => void) => () => void;

/**
 * Another thread of this program that runs `core/search/analyst.ts`. What is posted is cloned, or moved where its
 * memory is named. Nothing is told before `startThread` resolved; it rejects where no thread can be had. `onFailure`
 * tells at most once, and nothing is told after `end`.
 */
export type StartThread = (told: { readonly onMessage: (message: unknown) => void; readonly onFailure: (error: unknown) => void }) => Promise<Thread>;

export interface Thread {
	post(message: unknown, moved?: readonly ArrayBuffer[]): void;
	end(): void;
}

/**
 * Keys and passwords, never inside the vault folder. Names are words of a-z and 0-9 with one "-" between them,
 * 64 characters at most; any other name is `bad-input`. Setting "" forgets a secret.
 */
export interface Secrets {
	get(name: string): Promise<string | null>;
	set(name: string, value: string): Promise<void>;
	names(): Promise<readonly string[]>;
}

/**
 * Blobs of this device for this vault: journal, caches. Never synced, never inside the vault's notes.
 * A write is atomic and durable: when it resolves, the bytes survive a crash; before, the old ones stand.
 * Keys are parts of a-z, A-Z, 0-9, "-", "_" and "." between "/", 120 characters at most, no part starting with
 * "."; any other key is `bad-input`. Full disks are `disk-full`.
 */
export interface Store {
	read(key: string): Promise<Uint8Array | null>;
	write(key: string, bytes: Uint8Array): Promise<void>;
	remove(key: string): Promise<void>;
	/** Keys that start with `prefix`, sorted. */
	keys(prefix: string): Promise<readonly string[]>;
}
