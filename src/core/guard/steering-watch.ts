/**
 * Watches what steers agents, and the programs of other plugins where the host can read them: what was changed by
 * nobody here is told once, with its difference. Cheap: it reads a few notes at start, and then those that change.
 */
import type { Changes } from '../changes/changes';
import { hunksOf, type Hunk } from '../changes/hunks';
import type { Store, Vault, VaultChange } from '../host';
import { hashText } from '../lib/hash';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { sift } from '../lib/turns';
import { isNote, titleOf, type VaultPath } from '../lib/vault-path';
import { yieldToHost } from '../lib/yield-to-host';
import { isSteeringPlace, readSteering, STEERING_PLACES } from './steering';
import { foreignChanges, parseSnapshot, printSnapshot, type ForeignChange } from './watch';

/** Name → SHA-256 of its program, hex. */
export type Programs = ReadonlyMap<string, string>;

export interface SteeringWatchOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly changes: Pick<Changes, 'runs' | 'details'>;
	readonly notify: (message: string) => void;
	/** True while the person works on the note in this app; asked when the change is told. */
	readonly isEditedHere: (path: string) => boolean;
	/** Every note that steers, by path, when there is nothing yet to compare with. */
	readonly firstLook: () => Promise<ReadonlyMap<VaultPath, string>>;
	/** Told of a text that the person, or Praxis at their word, wrote here. */
	readonly own: (path: VaultPath, text: string, before: string | null) => Promise<void>;
	readonly now: () => Date;
	/** Null where the host cannot read them. */
	readonly readPrograms: (() => Promise<Programs>) | null;
	/** Runs the work once the vault has been at rest for a while; the last work given wins. */
	readonly later: (work: () => void) => void;
}

/** A change by nobody here. `hunks` is null where the text from before is not kept: programs and very long notes. */
export interface SteeringChange extends ForeignChange {
	readonly isProgram: boolean;
	readonly beforeText: string;
	readonly hunks: readonly Hunk[] | null;
}

const HASHES = 'guard/steering.json';
const TEXTS = 'guard/steering-texts.json';
const LOOKED = 'guard/steering-looked.txt';
const PROGRAM = 'plugin:';
/** Clocks of devices that sync differ, and a copy may bear an older time: notes from so long before the last look are read again. */
const DAY_MS = 86_400_000;
/** UTF-16 units of one note whose text is kept to show a difference. */
const LONGEST_TEXT = 100_000;
const RECENT_RUNS = 20;

export class SteeringWatch {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #edited = new Set<VaultPath>();
	/** Of these, those that changed while the person did not work on them here. */
	readonly #byOthers = new Set<string>();
	#hashes: Map<string, string> | null = null;
	#texts = new Map<string, string>();
	#found: SteeringChange[] = [];

	constructor(private readonly options: SteeringWatchOptions) {}

	/** Globs and paths of what steers runs, for the gate. */
	get instructions(): readonly string[] {
		return [...STEERING_PLACES, ...[...(this.#hashes?.keys() ?? [])].filter((path) => !path.startsWith(PROGRAM) && !isSteeringPlace(path))];
	}

	/** Notes known to steer. Complete once started. */
	get notes(): readonly VaultPath[] {
		return [...(this.#hashes?.keys() ?? [])].filter((path) => !path.startsWith(PROGRAM)) as VaultPath[];
	}

	/** What was found and not yet dismissed, newest last. */
	get found(): readonly SteeringChange[] {
		return this.#found;
	}

	onFound(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Compares with what was there when the app was last open. The first time there is nothing to compare with. */
	start(): Promise<void> {
		return this.#serial.run(['watch'], async () => {
			const { store, readPrograms } = this.options;
			const known = parseSnapshot(textOf(await store.read(HASHES)) ?? '');
			this.#texts = readTexts(textOf(await store.read(TEXTS)));
			const looked = this.options.now().getTime();
			const now = known ? await this.#lookAgain(known) : new Map(await this.options.firstLook());
			const programs = readPrograms ? [...(await readPrograms())].map(([name, hash]) => [`${PROGRAM}${name}`, hash] as const) : [];
			await this.#compare(known ?? null, new Map<string, string>([...[...now].map(([path, text]) => [path, hashText(text)] as const), ...programs]), now);
			await store.write(LOOKED, new TextEncoder().encode(String(looked)));
		});
	}

	/** What steers by its place, what did before, and what was written since the last look. */
	async #lookAgain(known: ReadonlyMap<string, string>): Promise<Map<VaultPath, string>> {
		const since = Number(textOf(await this.options.store.read(LOOKED)) ?? 0) - DAY_MS;
		const files = await sift(await this.options.vault.list(), ({ path, mtime }) => isNote(path) && (mtime >= since || known.has(path) || isSteeringPlace(path)), yieldToHost);
		return readSteering(files.map(({ path }) => path), this.options.vault, yieldToHost);
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): void {
		const paths: readonly VaultPath[] = change.type === 'renamed' ? [change.from, change.path] : [change.path];
		for (const path of paths.filter((path) => isNote(path))) {
			this.#edited.add(path);
			if (!this.options.isEditedHere(path)) this.#byOthers.add(path);
		}
		if (this.#edited.size === 0 || this.#hashes === null) return;
		this.options.later(() => void this.check().catch((error: unknown) => this.#failed(error)));
	}

	/** Looks now at what has changed since the last look. */
	check(): Promise<void> {
		return this.#serial.run(['watch'], async () => {
			const before = this.#hashes;
			const paths = [...this.#edited];
			const here = new Set<string>(paths.filter((path) => !this.#byOthers.has(path)));
			this.#edited.clear();
			this.#byOthers.clear();
			if (!before || paths.length === 0) return;
			const texts = await readSteering(paths, this.options.vault);
			const now = new Map(before);
			for (const path of paths) now.delete(path);
			for (const [path, text] of texts) now.set(path, hashText(text));
			await this.#compare(before, now, texts, here);
		});
	}

	/** The person has seen them, or the one of this note. */
	dismiss(path?: VaultPath): void {
		this.#found = path === undefined ? [] : this.#found.filter((change) => change.isProgram || change.path !== path);
		this.#listeners.tell();
	}

	async #compare(before: ReadonlyMap<string, string> | null, now: Map<string, string>, texts: ReadonlyMap<VaultPath, string>, here: ReadonlySet<string> = new Set()): Promise<void> {
		const different = before ? foreignChanges(before, now, new Map()) : [];
		const ours = different.length === 0 ? new Map<string, Set<string | null>>() : await this.#ours();
		const foreign = before ? foreignChanges(before, now, ours).filter(({ path }) => !here.has(path)) : [];
		const found = foreign.map((change) => this.#describe(change, texts));
		if (different.length > 0 || !before) await this.#keep(now, texts);
		else this.#hashes = now;
		const theirs = new Set(foreign.map(({ path }) => path));
		for (const { path, before: was } of different) {
			const text = texts.get(path as VaultPath);
			if (text !== undefined && !theirs.has(path)) await this.options.own(path as VaultPath, text, was);
		}
		if (different.length > 0) this.#listeners.tell();
		if (found.length === 0) return;
		this.#found = [...this.#found.filter((old) => !found.some((change) => change.path === old.path)), ...found];
		this.options.notify(noticeOf(found));
		this.#listeners.tell();
	}

	#describe(change: ForeignChange, texts: ReadonlyMap<VaultPath, string>): SteeringChange {
		const isProgram = change.path.startsWith(PROGRAM);
		const beforeText = change.before === null ? '' : this.#texts.get(change.path);
		const hunks = isProgram || beforeText === undefined ? null : hunksOf(beforeText, texts.get(change.path as VaultPath) ?? '');
		return { ...change, path: isProgram ? change.path.slice(PROGRAM.length) : change.path, isProgram, beforeText: beforeText ?? '', hunks };
	}

	/** What Praxis wrote lately, by path: hashes of the texts. */
	async #ours(): Promise<Map<string, Set<string | null>>> {
		const ours = new Map<string, Set<string | null>>();
		for (const run of (await this.options.changes.runs()).slice(0, RECENT_RUNS)) {
			if (run.kind === 'watched') continue;
			for (const { path, after, outcome } of await this.options.changes.details(run.id)) {
				ours.set(path, (ours.get(path) ?? new Set()).add(outcome === 'trashed' ? null : hashText(after)));
			}
		}
		return ours;
	}

	async #keep(now: Map<string, string>, texts: ReadonlyMap<VaultPath, string>): Promise<void> {
		for (const path of [...this.#texts.keys()]) if (!now.has(path)) this.#texts.delete(path);
		for (const [path, text] of texts) if (text.length <= LONGEST_TEXT) this.#texts.set(path, text);
		this.#hashes = now;
		const { store } = this.options;
		await store.write(TEXTS, new TextEncoder().encode(JSON.stringify([...this.#texts])));
		await store.write(HASHES, new TextEncoder().encode(printSnapshot(now)));
	}

	#failed(error: unknown): void {
		this.options.notify(`Changes to notes that steer agents could not be checked: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function noticeOf(found: readonly SteeringChange[]): string {
	const names = found.slice(0, 3).map(({ path, isProgram }) => (isProgram ? `the plugin “${path}”` : `“${titleOf(path)}”`));
	const rest = found.length > 3 ? ` and ${found.length - 3} more` : '';
	return `Changed outside this app, and able to steer agents: ${names.join(', ')}${rest}. See “Review what steers agents”.`;
}

function textOf(bytes: Uint8Array | null): string | null {
	return bytes ? new TextDecoder().decode(bytes) : null;
}

function readTexts(json: string | null): Map<string, string> {
	if (json === null) return new Map();
	try {
		const data: unknown = JSON.parse(json);
		return new Map(Array.isArray(data) ? data.filter((item): item is [string, string] => Array.isArray(item) && typeof item[0] === 'string' && typeof item[1] === 'string') : []);
	} catch {
		return new Map(); // Differences are then told without their texts.
	}
}
