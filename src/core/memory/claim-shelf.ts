/**
 * All claims of the vault, read once and then kept up with every change. What is derived of them (what took whose place,
 * what holds now) is worked out here and never written. It writes no note and finds nothing by meaning.
 */
import type { Label } from '../guard/labels';
import type { ReadHead } from '../guard/note-heads';
import type { NoteText, Vault } from '../host';
import { isPraxisError, messageOf, type Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { turnsOf } from '../lib/turns';
import { isInAny, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import { propertyFacet } from '../search/facets';
import type { Claim } from './claim';
import { readClaim, type ClaimReading } from './claim-note';
import { msOf } from './claim-time';
import { foldSubject } from './subject';
import type { Subjects } from './subjects';
import { Supersession } from './supersession';
import { isUlid } from './ulid-time';

export interface ClaimShelfOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** Finds claims in any folder; it may still be reading. */
	readonly index: { withFacet(facets: readonly string[]): readonly string[] };
	/** The guard's label of a note as read. */
	readonly labelOf: (head: ReadHead, version: string) => Promise<Label>;
	readonly settings: () => { readonly memoryFolder: string; readonly memoryInbox: string; readonly excludedFolders: readonly string[] };
	/** Names that are of one subject; without it, only a name itself is. */
	readonly subjects?: Pick<Subjects, 'key' | 'names' | 'refresh'>;
	readonly now: () => Date;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

interface Kept {
	/** As its note says; null for one that cannot be read. */
	readonly claim: Claim | null;
	readonly label: Label;
	readonly problems: readonly Problem[];
}

const SLICE_MS = 5;
const READ_AHEAD = 32;
/** Of notes with one id, so many are named beside each. */
const MOST_NAMED = 3;
/** Clocks differ by minutes; more is told of. */
const AHEAD_MS = 3_600_000;

export class ClaimShelf {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #kept = new Map<VaultPath, Kept>();
	/** Notes by the id that they state. */
	readonly #holders = new Map<string, VaultPath[]>();
	readonly #claims = new Map<string, Claim>();
	readonly #subjects = new Map<string, Set<string>>();
	/** In order, of subjects that were asked for since they changed: one may have tens of thousands. */
	readonly #ofSubject = new Map<string, readonly Claim[]>();
	readonly #supersession = new Supersession();
	readonly #pending = new Set<Promise<void>>();
	#sorted: readonly Claim[] | null = null;
	#reading: Promise<void> | null = null;
	#isReady = false;

	constructor(private readonly options: ClaimShelfOptions) {}

	/** Every claim of the vault, by id: superseded, retracted and not believed ones too. */
	all(): readonly Claim[] {
		return (this.#sorted ??= [...this.#claims.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
	}

	get(id: string): Claim | null {
		return this.#claims.get(id) ?? null;
	}

	/** The claim whose note lies there. */
	at(path: string): Claim | null {
		const claim = this.#kept.get(path as VaultPath)?.claim;
		return (claim && (this.#claims.get(path) ?? this.#claims.get(claim.id))) ?? null;
	}

	/** Claims about this under any of its names, by id; case, width and brackets do not count. */
	bySubject(subject: string): readonly Claim[] {
		const [name = '', ...more] = this.subjectNames(subject);
		return more.length === 0 ? this.#named(name) : [name, ...more].flatMap((one) => this.#named(one)).sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	/** The same for all names of one subject. */
	subjectKey(subject: string): string {
		return this.options.subjects?.key(subject) ?? foldSubject(subject);
	}

	/** All its names, folded; the first is its key. */
	subjectNames(subject: string): readonly string[] {
		return this.options.subjects?.names(subject) ?? [foldSubject(subject)];
	}

	#named(key: string): readonly Claim[] {
		const known = this.#ofSubject.get(key);
		if (known) return known;
		const found = [...(this.#subjects.get(key) ?? [])].sort().flatMap((id) => this.#claims.get(id) ?? []);
		if (found.length > 0) this.#ofSubject.set(key, found);
		return found;
	}

	/** Ids of the claims that took its place, latest first. Empty for what stands. */
	supersededBy(id: string): readonly string[] {
		return this.#supersession.by(id);
	}

	/** Ids of claims that supersede each other in a ring, latest first. */
	rings(): readonly (readonly string[])[] {
		return this.#supersession.rings();
	}

	/** Claims whose notes state one id, the one that keeps it first. */
	twins(): readonly (readonly Claim[])[] {
		return [...this.#holders].filter(([, paths]) => paths.length > 1).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, paths]) => paths.flatMap((path) => this.at(path) ?? []));
	}

	/** The guard's label of the claim's note; null when there is none. */
	labelOf(id: string): Label | null {
		const claim = this.#claims.get(id);
		return (claim && this.#kept.get(claim.path)?.label) ?? null;
	}

	/** Whether it may be told as so: the person or a run that had read nothing foreign wrote it, or the person endorsed it. */
	isBelieved(id: string): boolean {
		return this.labelOf(id)?.integrity === 'trusted';
	}

	/**
	 * Whether the claim holds: believed, no retraction, nothing took its place, and within its validity. `at`: an ISO date or
	 * time in the past to be asked for ("where did she live in March?"); now unless told.
	 */
	holds(id: string, at?: string): boolean {
		const claim = this.#claims.get(id);
		if (!claim || claim.type === 'retraction' || !this.isBelieved(id)) return false;
		const ms = at === undefined ? this.options.now().getTime() : msOf(at);
		const begins = this.#begins(claim, at !== undefined);
		if (begins !== null && begins > ms) return false;
		if (claim.validTo !== null && msOf(claim.validTo) <= ms) return false;
		return this.supersededBy(id).every((by) => this.#isBefore(ms, by, at !== undefined));
	}

	/** What is wrong with the note that lies there. */
	problemsOf(path: string): readonly Problem[] {
		const kept = this.#kept.get(path as VaultPath);
		return kept ? [...kept.problems, ...this.#shared(path as VaultPath, kept)] : [];
	}

	/** Of all notes, in the order of their paths. */
	problems(): readonly Problem[] {
		return [...this.#kept.keys()].sort().flatMap((path) => this.problemsOf(path));
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
		await this.#readThese([...new Set([...this.#kept.keys(), ...(await this.#listed())])]);
	}

	/** Tell it when the index holds all notes: claims in other folders are found by it. */
	async indexReady(): Promise<void> {
		if (this.#reading === null) return;
		await this.#reading;
		const more = this.#indexed().filter((path) => !this.#kept.has(path));
		if (more.length > 0) await this.#readThese(more);
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	async #readAll(): Promise<void> {
		await this.#readThese(await this.#listed());
		this.#isReady = true;
		this.#tell();
	}

	async #listed(): Promise<readonly VaultPath[]> {
		try {
			const near = (await this.options.vault.list()).map(({ path }) => path).filter((path) => isNote(path) && (this.#isMeant(path) || isUlid(titleOf(path))));
			return [...new Set([...near, ...this.#indexed()])];
		} catch (error) {
			if (isPraxisError(error)) return this.#indexed();
			throw error;
		}
	}

	#indexed(): readonly VaultPath[] {
		return this.options.index.withFacet([propertyFacet('praxis', 'memory')]) as readonly VaultPath[];
	}

	async #readThese(paths: readonly VaultPath[]): Promise<void> {
		const turn = turnsOf({ ...this.options, ms: SLICE_MS });
		let isChanged = false;
		for (let at = 0; at < paths.length; at += READ_AHEAD) {
			isChanged = (await Promise.all(paths.slice(at, at + READ_AHEAD).map((path) => this.#readOne(path)))).some(Boolean) || isChanged;
			await turn();
		}
		if (isChanged && this.#isReady) this.#tell();
	}

	/** One after the other for each note: the last reading is of the last text. True when a claim came, changed or went. */
	#readOne(path: VaultPath): Promise<boolean> {
		return this.#serial.run([path], async () => {
			const kept = await this.#readNow(path);
			const known = this.#kept.has(path);
			if (known) this.#drop(path);
			if (kept) this.#keep(path, kept);
			return known || kept !== null;
		});
	}

	async #readNow(path: VaultPath): Promise<Kept | null> {
		if (!isNote(path) || isInAny(path, this.options.settings().excludedFolders)) return null;
		try {
			const note = await this.options.vault.read(path);
			const read = note && readClaim(path, note, this.#isMeant(path));
			return note && read && { claim: read.claim, problems: read.problems, label: await this.#labelled(read, path, note) };
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return this.#kept.has(path) ? { claim: null, problems: [{ path, line: 1, message: messageOf(error) }], label: UNREAD } : null;
		}
	}

	#labelled({ head: { data, tags, unread, bodyStart } }: ClaimReading, path: VaultPath, { version }: NoteText): Promise<Label> {
		const none = { start: 0, end: 0 };
		return this.options.labelOf({ path, tags, unread, frontMatter: bodyStart === 0 ? null : { data, span: none, yaml: none } }, version);
	}

	#isMeant(path: VaultPath): boolean {
		const { memoryFolder, memoryInbox } = this.options.settings();
		return isInAny(path, [memoryFolder, memoryInbox]);
	}

	/** Of notes with one id the one that bears it as its name keeps it, else the first by path; others are known by their paths. */
	#keep(path: VaultPath, kept: Kept): void {
		this.#kept.set(path, kept);
		if (!kept.claim) return;
		const { id } = kept.claim;
		const holders = this.#holders.get(id) ?? [];
		const at = placeAmong(holders, path, id);
		const [first] = holders;
		holders.splice(at, 0, path);
		this.#holders.set(id, holders);
		if (at === 0) this.#takeOut(id);
		this.#give(path);
		if (at === 0 && first !== undefined) this.#give(first);
	}

	#drop(path: VaultPath): void {
		const id = this.#kept.get(path)?.claim?.id;
		const holders = (id !== undefined && this.#holders.get(id)) || [];
		const isFirst = holders[0] === path;
		if (id !== undefined) this.#takeOut(isFirst ? id : path);
		this.#kept.delete(path);
		holders.splice(holders.indexOf(path), holders.length === 0 ? 0 : 1);
		const [next] = holders;
		if (next === undefined) this.#holders.delete(id ?? '');
		else if (isFirst) {
			this.#takeOut(next);
			this.#give(next);
		}
	}

	/** Under the id that its note states when it is first of those with it, else under its path. */
	#give(path: VaultPath): void {
		const { claim, label } = this.#kept.get(path) ?? {};
		if (!claim || !label) return;
		const isFirst = this.#holders.get(claim.id)?.[0] === path;
		this.#putIn(isFirst ? claim : { ...claim, id: path }, claim.id, label);
	}

	#putIn(claim: Claim, writtenId: string, label: Label): void {
		this.#sorted = null;
		this.#claims.set(claim.id, claim);
		const key = foldSubject(claim.subject);
		this.#ofSubject.delete(key);
		this.#subjects.set(key, (this.#subjects.get(key) ?? new Set()).add(claim.id));
		this.#supersession.put({ claim, writtenId, isBelieved: label.integrity === 'trusted' });
	}

	#takeOut(id: string): void {
		const claim = this.#claims.get(id);
		if (!claim) return;
		this.#sorted = null;
		this.#claims.delete(id);
		const key = foldSubject(claim.subject);
		this.#ofSubject.delete(key);
		const same = this.#subjects.get(key);
		same?.delete(id);
		if (same?.size === 0) this.#subjects.delete(key);
		this.#supersession.remove(id);
	}

	/** Of what took a claim's place, asked for a day in the past, when it did so is what counts: from when it holds, else when it was recorded. */
	#begins(claim: Claim, isPast: boolean): number | null {
		if (claim.validFrom !== null) return msOf(claim.validFrom);
		return isPast && claim.supersedes.length > 0 && claim.recorded !== '' ? msOf(claim.recorded) : null;
	}

	#isBefore(ms: number, by: string, isPast: boolean): boolean {
		const claim = this.#claims.get(by);
		if (!claim || claim.type === 'retraction') return false;
		const begins = this.#begins(claim, isPast);
		return begins !== null && ms < begins;
	}

	/** What only shows beside others, or as time goes. */
	#shared(path: VaultPath, { claim }: Kept): readonly Problem[] {
		if (!claim) return [];
		const own = this.at(path);
		const holders = this.#holders.get(claim.id) ?? [];
		const others = holders.slice(0, MOST_NAMED + 1).filter((one) => one !== path).slice(0, MOST_NAMED);
		const more = holders.length - 1 - others.length;
		const ring = own && this.#supersession.ringOf(own.id);
		const messages = [
			...(others.length > 0 ? [`Another note has the same id: ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${holders.length > 2 ? 'All' : 'Both'} are kept.`] : []),
			...(ring ? [ring.length > 1 ? 'It and another claim supersede each other; the later one counts.' : 'It names itself as what it takes the place of; that counts for nothing.'] : []),
			...(msOf(claim.recorded) > this.options.now().getTime() + AHEAD_MS ? [`It says that it was recorded on ${claim.recorded.slice(0, 10)}, which is yet to come: a clock was wrong.`] : []),
		];
		return messages.map((message) => ({ path, line: 1, message }));
	}

	#tell(): void {
		this.#listeners.tell();
	}
}

/** Where it belongs among the notes with this id: those named by it, then by path. */
function placeAmong(holders: readonly VaultPath[], path: VaultPath, id: string): number {
	const isNamed = titleOf(path) === id;
	const isBefore = (other: VaultPath): boolean => {
		const named = titleOf(other) === id;
		return named === isNamed ? other < path : named;
	};
	let [low, high] = [0, holders.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isBefore(holders[middle] ?? path)) low = middle + 1;
		else high = middle;
	}
	return low;
}

const UNREAD: Label = { integrity: 'untrusted', secrecy: 'private', reasons: ['cannot be read'] };

