/**
 * All claims of the vault, read once and then kept up with every change. What follows from them is worked out in
 * `known-claims.ts`. It writes no note and finds nothing by meaning.
 */
import type { Label } from '../guard/labels';
import type { ReadHead } from '../guard/note-heads';
import type { NoteText, Vault } from '../host';
import { isPraxisError, messageOf, PraxisError } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { sortSteps } from '../lib/sort-steps';
import { inTurns, sift, turnsOf, type Turn } from '../lib/turns';
import { isInAny, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import { propertyFacet } from '../search/facets';
import { readClaim, type ClaimReading } from './claim-note';
import { KnownClaims, type ClaimNote, type KnownClaimsOptions } from './known-claims';
import { isUlid } from '../lib/ulid';

export interface ClaimShelfOptions extends KnownClaimsOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** Finds claims in any folder; it may still be reading. */
	readonly index: { pathsWith(facet: string): readonly string[] };
	/** The guard's label of a note as read. */
	readonly labelOf: (head: ReadHead, version: string) => Promise<Label>;
	readonly settings: () => { readonly memoryFolder: string; readonly memoryInbox: string; readonly excludedFolders: readonly string[] };
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

const SLICE_MS = 5;
const READ_AHEAD = 32;
/** Beside the paths of notes, what readings of many wait for each other by. */
const MANY = '';
const UNREAD: Label = { integrity: 'untrusted', secrecy: 'private', reasons: ['cannot be read'] };

export class ClaimShelf extends KnownClaims {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #pending = new Set<Promise<void>>();
	/** Notes that were told of since they were begun to be read among many. */
	readonly #told = new Set<VaultPath>();
	#reading: Promise<void> | null = null;
	#isReady = false;

	constructor(protected override readonly options: ClaimShelfOptions) {
		super(options);
	}

	/** Reads the vault the first time it is asked; resolves when all claims are known. Never rejects for what the disk does. */
	ready(): Promise<void> {
		this.#reading ??= this.#readAll();
		const { subjects } = this.options;
		return subjects ? Promise.all([this.#reading, subjects.refresh()]).then(() => undefined) : this.#reading;
	}

	get isReady(): boolean {
		return this.#isReady;
	}

	/** Tell it of every change in the vault; resolves when it is taken in. */
	noteChanged({ path, from }: { readonly path: VaultPath; readonly from?: VaultPath }): Promise<void> {
		if (this.#reading === null) return Promise.resolve();
		const work = Promise.all([path, ...(from === undefined ? [] : [from])].map((one) => this.#readOne(one))).then((changed) => {
			if (changed.some(Boolean)) this.#tell();
		});
		this.#pending.add(work);
		return work.finally(() => this.#pending.delete(work));
	}

	/** Resolves when every change told so far is taken in. */
	async settled(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	/** Tell it when labels may have changed: of one note, or of all when the settings did. */
	async labelsChanged(path?: VaultPath): Promise<void> {
		if (this.#reading === null) return;
		if (path !== undefined) return this.noteChanged({ path });
		await this.#readThese(async (turn) => [...new Set([...this.paths(), ...(await this.#listed(turn))])]);
	}

	/** Tell it when the index holds all notes: claims in other folders are found by it. */
	async indexReady(): Promise<void> {
		if (this.#reading === null) return;
		await this.#reading;
		await this.#readThese(() => Promise.resolve(this.#indexed().filter((path) => !this.isKnown(path))));
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	async #readAll(): Promise<void> {
		await this.#readThese((turn) => this.#listed(turn));
		this.#isReady = true;
		this.#tell();
	}

	async #listed(turn: Turn): Promise<readonly VaultPath[]> {
		try {
			const near = await sift(await this.options.vault.list(), ({ path }) => isNote(path) && (this.#isMeant(path) || isUlid(titleOf(path))), async () => void (await turn()));
			const paths = new Set(near.map(({ path }) => path));
			await this.options.yieldToHost();
			for (const path of this.#indexed()) paths.add(path);
			await this.options.yieldToHost();
			return [...paths];
		} catch (error) {
			if (isPraxisError(error)) return this.#indexed();
			throw error;
		}
	}

	#indexed(): readonly VaultPath[] {
		return this.options.index.pathsWith(propertyFacet('praxis', 'memory')) as readonly VaultPath[];
	}

	/** Many notes, in turns; one such reading after the other. */
	#readThese(list: (turn: Turn) => Promise<readonly VaultPath[]>): Promise<void> {
		return this.#serial.run([MANY], async () => {
			const { clock, yieldToHost } = this.options;
			const turn = turnsOf({ ...this.options, ms: SLICE_MS });
			// In the order of their ids mostly, in which they are kept.
			const paths = await inTurns(sortSteps(await list(turn), (one, other) => (one < other ? -1 : 1)), turn);
			let [isChanged, tookMs] = [false, 0];
			for (let at = 0; at < paths.length; at += READ_AHEAD) {
				const batch = paths.slice(at, at + READ_AHEAD);
				for (const path of batch) this.#told.delete(path);
				const notes = await Promise.all(batch.map((path) => this.#open(path)));
				for (const [i, path] of batch.entries()) {
					const begin = clock();
					const read = await this.#readNow(path, notes[i] ?? null);
					// What was told of since is read by itself, and newer.
					if (!this.#told.has(path)) isChanged = this.take(path, read) || isChanged;
					// Waiting for the disk takes nobody's time.
					tookMs += clock() - begin;
					if (tookMs >= SLICE_MS) await yieldToHost().then(() => (tookMs = 0));
				}
			}
			if (isChanged && this.#isReady) this.#tell();
		});
	}

	/** One after the other for each note: the last reading is of the last text. True when a claim came, changed or went. */
	#readOne(path: VaultPath): Promise<boolean> {
		this.#told.add(path);
		return this.#serial.run([path], async () => this.take(path, await this.#readNow(path, await this.#open(path))));
	}

	/** The note, null when there is none or none that is looked at; what the disk says when it cannot be read. */
	async #open(path: VaultPath): Promise<NoteText | PraxisError | null> {
		if (!isNote(path) || isInAny(path, this.options.settings().excludedFolders)) return null;
		try {
			return await this.options.vault.read(path);
		} catch (error) {
			if (isPraxisError(error)) return error;
			throw error;
		}
	}

	async #readNow(path: VaultPath, note: NoteText | PraxisError | null): Promise<ClaimNote | null> {
		if (note instanceof PraxisError) return this.isKnown(path) ? { claim: null, problems: [{ path, line: 1, message: messageOf(note) }], label: UNREAD } : null;
		const read = note && readClaim(path, note, this.#isMeant(path));
		return note && read && { claim: read.claim, problems: read.problems, label: await this.#labelled(read, path, note) };
	}

	#labelled({ head: { data, tags, unread, bodyStart } }: ClaimReading, path: VaultPath, { version }: NoteText): Promise<Label> {
		const none = { start: 0, end: 0 };
		return this.options.labelOf({ path, tags, unread, frontMatter: bodyStart === 0 ? null : { data, span: none, yaml: none } }, version);
	}

	#isMeant(path: VaultPath): boolean {
		const { memoryFolder, memoryInbox } = this.options.settings();
		return isInAny(path, [memoryFolder, memoryInbox]);
	}

	#tell(): void {
		this.#listeners.tell();
	}
}
