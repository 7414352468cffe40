/**
 * What steers agents counts as the person's own only once they have accepted exactly this content, by its hash: one
 * changed byte asks again.
 *
 * Accepted without a question is what the person or Praxis, at their word, writes in this app, what ships with
 * Praxis, and, when Praxis first sees a vault, its policy and TELOS notes without a sign of another origin: nobody
 * hands those around. Agents, skills and patterns are handed around; they are asked about from the start.
 */
import { hunksOf, type Hunk } from '../changes/hunks';
import type { NoteText, Store, Vault, VaultChange } from '../host';
import { isPraxisError, PraxisError } from '../lib/errors';
import { hashText } from '../lib/hash';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { isNote, type VaultPath } from '../lib/vault-path';
import { warningsOf } from './shared-things';
import { kindOfText, type SteeringKind } from './steering';

/** A note that would steer agents and waits for the person's yes. */
export interface PendingThing {
	readonly path: VaultPath;
	readonly kind: SteeringKind;
	/** SHA-256 of the text, to be given to `accept`: what was looked at is what is accepted. */
	readonly hash: string;
	readonly text: string;
	/** What was accepted before; null when it was never, or is too long to be kept. */
	readonly acceptedText: string | null;
	/** From what was accepted to now; the whole text when it was never. */
	readonly hunks: readonly Hunk[];
	/** Accepted once, in another wording. */
	readonly isChanged: boolean;
	/** What the person should look at, a clause each; never a reason to trust. */
	readonly warnings: readonly string[];
}

export interface AcceptancesOptions {
	readonly vault: Pick<Vault, 'read'>;
	readonly store: Store;
	/** Texts that ship with Praxis. */
	readonly builtIns: readonly string[];
	/** Every note that steers, by path, read once when the vault is first seen. */
	readonly firstLook: () => Promise<ReadonlyMap<VaultPath, string>>;
	/** Whether a note has a sign of another origin. */
	readonly isForeign: (path: VaultPath, note: NoteText) => Promise<boolean>;
}

interface Accepted {
	readonly path: string;
	readonly hash: string;
	/** Null for long ones. */
	readonly text: string | null;
	/** The person said yes to it, rather than that it was written or found here. */
	readonly isGiven: boolean;
}

const FOLDER = 'guard/accepted/';
const SEEN = 'guard/accepted-since';
/** UTF-16 units of one text that is kept to show a difference. */
const LONGEST_TEXT = 100_000;

export class Acceptances {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<VaultPath>();
	readonly #builtIns: ReadonlySet<string>;
	readonly #byPath = new Map<string, Accepted>();
	#hashes: ReadonlySet<string>;
	#given: ReadonlySet<string>;
	#loading: Promise<void> | null = null;

	constructor(private readonly options: AcceptancesOptions) {
		this.#builtIns = new Set(['', ...options.builtIns].map(hashText));
		this.#hashes = this.#builtIns;
		this.#given = this.#builtIns;
	}

	/** Resolves when `hashes` is whole. */
	ready(): Promise<void> {
		this.#loading ??= this.#load().catch((error: unknown) => {
			this.#loading = null;
			throw error;
		});
		return this.#loading;
	}

	/** Hashes of what is accepted now. */
	get hashes(): ReadonlySet<string> {
		return this.#hashes;
	}

	/** Of these, what the person said yes to: it is trusted whatever origin it names. */
	get given(): ReadonlySet<string> {
		return this.#given;
	}

	/** Whether the note, as it reads now, is accepted; false when there is none. An empty note steers nothing. */
	async isAccepted(path: VaultPath): Promise<boolean> {
		await this.ready();
		const note = await this.#read(path);
		return note !== null && this.#holds(note.text, note.version);
	}

	/** The person accepts the note as they saw it. Throws `missing-note`, and `conflict` when it reads otherwise by now. */
	async accept(path: VaultPath, hash?: string): Promise<void> {
		await this.ready();
		const note = await this.#read(path);
		if (!note) throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'Nothing was accepted.' });
		if (hash !== undefined && hash !== note.version) throw new PraxisError('conflict', `“${path}” has changed since it was shown.`, { hint: 'Nothing was accepted. Look at it again.' });
		await this.#keep(path, note, true);
	}

	/**
	 * The person, or Praxis at their word, wrote this text here over one with the hash `before`; null over none. What
	 * stood there unaccepted is not accepted along.
	 */
	async own(path: VaultPath, text: string, before: string | null): Promise<void> {
		await this.ready();
		if (before !== null && !this.#hashes.has(before)) return;
		await this.#keep(path, { text, version: hashText(text) }, false);
	}

	/** Of these notes, those that wait; by path. */
	async pending(paths: readonly VaultPath[]): Promise<readonly PendingThing[]> {
		await this.ready();
		const things = await Promise.all([...paths].sort().map((path) => this.#pendingAt(path)));
		return things.filter((thing) => thing !== null);
	}

	/** Tells which note was accepted. Returns the function that ends it. */
	onAccepted(listener: (path: VaultPath) => void): () => void {
		return this.#listeners.add(listener);
	}

	/** What was accepted goes along when a note is moved, to show differences by. */
	async follow(change: VaultChange): Promise<void> {
		if (change.type !== 'renamed' || !this.#byPath.has(change.from)) return;
		await this.#serial.run([FOLDER], async () => {
			const known = this.#byPath.get(change.from);
			if (!known) return;
			await this.#write({ ...known, path: change.path });
			await this.options.store.remove(keyOf(change.from));
			this.#byPath.delete(change.from);
		});
	}

	async #pendingAt(path: VaultPath): Promise<PendingThing | null> {
		const note = await this.#read(path);
		const kind = note && kindOfText(path, note.text);
		if (!note || !kind || !needsAcceptance(kind) || this.#holds(note.text, note.version)) return null;
		const before = this.#byPath.get(path);
		const acceptedText = before?.text ?? null;
		return { path, kind, hash: note.version, text: note.text, acceptedText, hunks: hunksOf(acceptedText ?? '', note.text), isChanged: before !== undefined, warnings: warningsOf(path, note.text) };
	}

	#holds(text: string, hash: string): boolean {
		return this.#hashes.has(hash) || text.trim() === '';
	}

	async #keep(path: VaultPath, { text, version }: NoteText, isGiven: boolean): Promise<void> {
		const known = this.#byPath.get(path);
		if (known?.hash !== version || (isGiven && !known.isGiven)) await this.#serial.run([FOLDER], () => this.#write({ path, hash: version, text: text.length <= LONGEST_TEXT ? text : null, isGiven }));
		this.#listeners.tell(path);
	}

	async #write(accepted: Accepted): Promise<void> {
		await this.options.store.write(keyOf(accepted.path), new TextEncoder().encode(JSON.stringify(accepted)));
		this.#byPath.set(accepted.path, accepted);
		this.#gather();
	}

	#gather(): void {
		const all = [...this.#byPath.values()];
		this.#hashes = new Set([...this.#builtIns, ...all.map(({ hash }) => hash)]);
		this.#given = new Set([...this.#builtIns, ...all.filter(({ isGiven }) => isGiven).map(({ hash }) => hash)]);
	}

	async #load(): Promise<void> {
		const { store, firstLook, isForeign } = this.options;
		for (const key of await store.keys(FOLDER)) {
			const accepted = parseAccepted(await store.read(key));
			if (accepted) this.#byPath.set(accepted.path, accepted);
		}
		this.#gather();
		if ((await store.read(SEEN)) !== null) return;
		for (const [path, text] of await firstLook()) {
			const kind = kindOfText(path, text);
			const note = { text, version: hashText(text) };
			if ((kind === 'telos' || kind === 'policy') && !(await isForeign(path, note))) await this.#write({ path, hash: note.version, text: text.length <= LONGEST_TEXT ? text : null, isGiven: false });
		}
		await store.write(SEEN, Uint8Array.of(1));
	}

	async #read(path: VaultPath): Promise<NoteText | null> {
		try {
			return isNote(path) ? await this.options.vault.read(path) : null;
		} catch (error) {
			if (isPraxisError(error)) return null;
			throw error;
		}
	}
}

/** Templates are copied by the person and steer nothing by themselves. */
export function needsAcceptance(kind: SteeringKind): boolean {
	return kind !== 'template';
}

function keyOf(path: string): string {
	return `${FOLDER}${hashText(path).slice(0, 40)}.json`;
}

/** A damaged one counts as never accepted. */
function parseAccepted(bytes: Uint8Array | null): Accepted | null {
	if (!bytes) return null;
	try {
		const { path, hash, text, isGiven } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Accepted>;
		const isWhole = typeof path === 'string' && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) && (text === null || typeof text === 'string');
		return isWhole ? { path, hash, text, isGiven: isGiven === true } : null;
	} catch {
		return null; // As the contract says.
	}
}
