/**
 * The purpose graph of a vault as the product holds it: read once when it is first asked for, then kept up with every
 * change, with the guard's word on whose notes count and which are private. It draws nothing and writes no note.
 */
import type { Plan } from '../changes/changes';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { Label } from '../guard/labels';
import type { NoteText, Store, Vault, VaultChange } from '../host';
import { isPraxisError, messageOf, type Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';
import { isInAny, isNote, type VaultPath } from '../lib/vault-path';
import type { RunRecords } from '../runs/run-records';
import type { ContentIndex } from '../search/content-index';
import { activities, activityOfGoals, type Activity, type MoreEvidence } from './activity';
import type { Asked } from './ask-once';
import { calibrationOf, type Calibration } from './calibration';
import { dayOf } from './days';
import { decisionsOf, shakenBy, type Decision, type Shaken } from './decisions';
import { TelosGraph } from './graph';
import { EditDays } from './edit-days';
import { exportTelos, type Export, type ExportFormat } from './export';
import { InterviewDesk } from './interview-desk';
import type { Day, Item, ItemType } from './item';
import { progressOf, type Progress } from './progress';
import { purposeFor, type ToldPurpose } from './purpose';
import { dueReviews, reviewOf, reviewPrompt, type Review, type ReviewKind } from './review';
import { runTraces } from './run-traces';
import { Mentions } from './mentions';
import { itemsLike } from './telos-evidence';
import type { TelosSettings } from './telos-settings';
import { EXPORT_FOLDER, TelosWriter, type TelosWriterOptions } from './telos-writer';
import { linkedPaths, trace, type Trace } from './trace';
import { UpdateLog } from './update-log';

export interface TelosDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly index: Pick<ContentIndex, 'find'>;
	/** The guard's label of a note as read. */
	readonly labelOf: (note: Note, version: string) => Promise<Label>;
	/** The guard's label of a note as it is now; null when it is gone or may not steer a run. */
	readonly labelNow: (path: VaultPath) => Promise<Label | null>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'applyReviewed' | 'runs' | 'onRuns'>;
	readonly notify: (message: string) => void;
	/** Records of the runs on this device. */
	readonly records: Pick<RunRecords, 'list'>;
	/** True while the person edits the note in this app. */
	readonly isEditedHere: (path: string) => boolean;
	/** The guarded write path for the person's own commands. */
	readonly write: TelosWriterOptions['write'];
	readonly store: Store;
	/** Asks the model that the person has chosen; null when none is. */
	readonly ask: (build: (remote: boolean) => Asked, signal?: AbortSignal) => Promise<{ readonly text: string; readonly model: string } | null>;
	readonly settings: () => TelosSettings & { readonly excludedFolders: readonly string[] };
	readonly now: () => Date;
	/** Lets the host do other work, then resolves: a task, not a microtask. */
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
}

/** The thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
const READ_AHEAD = 32;
/** A tenth of the prompt's budget. */
const DIGEST_TOKENS = 600;

export class TelosDesk {
	readonly graph: TelosGraph;
	/** What commands add and change: as plans. */
	readonly writer: TelosWriter;
	readonly interview: InterviewDesk;
	/** Tells of changes to items, when the person wants it. */
	readonly updates: UpdateLog;
	readonly #labels = new Map<string, Label>();
	/** The latest reading of each path that is under way; earlier ones are dropped when they arrive. */
	readonly #orders = new Map<string, symbol>();
	readonly #pending = new Set<Promise<void>>();
	readonly #listeners = new Listeners<void>();
	readonly #edits: EditDays;
	#mentions: Mentions;
	/** Another one whenever what it finds may have changed as a whole. */
	#mentionsOf: NonNullable<MoreEvidence['mentions']> = (item) => this.#mentions.of(item);
	#runs: NonNullable<MoreEvidence['runs']> = () => [];
	#started: Promise<void> | null = null;
	#isReady = false;
	#isClosed = false;
	/** What was worked out since the last change. */
	#known: { goals?: readonly Activity[]; more?: MoreEvidence } = {};

	constructor(private readonly options: TelosDeskOptions) {
		const { settings } = options;
		this.#edits = new EditDays(options.store);
		this.graph = new TelosGraph({
			get types() {
				return settings().telosWords;
			},
			isTrusted: ({ path }) => this.#labels.get(path)?.integrity !== 'untrusted',
			isPrivate: ({ path }) => this.#labels.get(path)?.secrecy === 'private',
		});
		this.#mentions = this.#newMentions();
		const { vault, changes, write, store, ask } = options;
		this.writer = new TelosWriter({ graph: this.graph, vault, changes, write, folder: () => settings().telosFolder, today: () => this.today });
		this.interview = new InterviewDesk({ store, graph: this.graph, writer: this.writer, settled: () => this.settled(), ask });
		this.updates = new UpdateLog({ vault, changes, write, isOn: () => settings().telosUpdates && this.#isReady, path: () => this.writer.at('updates.md'), isItem: (path) => this.graph.itemsIn(path).length > 0, settled: () => this.settled(), notify: options.notify, now: options.now });
	}

	/** Reads the vault the first time it is asked; resolves when the graph is whole. Rejects when the vault cannot be listed, and tries again when asked again. */
	ready(): Promise<void> {
		this.#started ??= this.#readAll().catch((error: unknown) => {
			this.#started = null;
			throw error;
		});
		return this.#started;
	}

	/** False until all notes were read once: what the reads say until then is not all. */
	get isReady(): boolean {
		return this.#isReady;
	}

	/** Resolves when every change told so far is in the graph. */
	async settled(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	/** Tells after each change of the graph, and when it is ready. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): void {
		if (!this.#started || this.#isClosed) return;
		this.#track(this.#noteEdit(change));
		if (change.type === 'renamed') this.#forget(change.from);
		if (change.type === 'removed') this.#forget(change.path);
		else this.#track(this.#update(change.path));
	}

	/** Tell it when a label may have changed: of one note, or of all when the settings did. */
	labelsChanged(path?: VaultPath): void {
		if (!this.#started || this.#isClosed) return;
		if (path !== undefined) this.#track(this.#update(path));
		else this.#track(this.#readPaths().catch(() => undefined));
	}

	close(): void {
		this.updates.close();
		this.#isClosed = true;
	}

	get today(): Day {
		return dayOf(this.options.now());
	}

	/** In order of path and line; those of one type, if one is named. */
	items(type?: ItemType): readonly Item[] {
		const items = this.graph.items();
		return type === undefined ? items : items.filter((item) => item.type === type);
	}

	item(key: string): Item | null {
		return this.graph.item(key);
	}

	/** Why a note (by path) or an item (by key) is there. */
	trace(start: string): Promise<Trace> {
		return trace(start, this.graph, (path) => itemsLike(path, { graph: this.graph, index: this.options.index, read: (one) => this.#read(one) }));
	}

	/** The nearest goal that a note serves by its links, as a wikilink; "" for none. */
	async goalOf(path: string): Promise<string> {
		const { by, paths } = await this.trace(path);
		const goal = by === 'links' ? paths.flatMap(({ steps }) => steps.find(({ item }) => item.type === 'goal')?.item ?? [])[0] : undefined;
		return goal ? `[[${goal.path.replace(/\.md$/i, '')}]]` : '';
	}

	/** The title of the nearest goal that a note serves by its links; null for none, and until all notes were read. */
	linkedGoal(path: string): string | null {
		const goals = this.#isReady ? linkedPaths(path, this.graph).flatMap(({ steps }) => steps.find(({ item }) => item.type === 'goal')?.item ?? []) : [];
		return goals[0]?.title ?? null;
	}

	/** Of active goals and projects, the longest idle first. */
	activity(): readonly Activity[] {
		this.#known.goals ??= activityOfGoals(this.graph, { today: this.today, more: this.evidence });
		return this.#known.goals;
	}

	/** Of any items. */
	activityOf(items: readonly Item[]): readonly Activity[] {
		return activities(items, this.graph, { today: this.today, more: this.evidence });
	}

	progress(item: Item): Progress {
		return progressOf(item, this.graph);
	}

	calibration(): Calibration {
		return calibrationOf(this.graph.items(), this.today);
	}

	decisions(): readonly Decision[] {
		return decisionsOf(this.graph, this.today);
	}

	/** What rests on a refuted assumption. */
	shaken(): readonly Shaken[] {
		return shakenBy(this.graph);
	}

	problems(): readonly Problem[] {
		return this.graph.view.problems;
	}

	/** What a run is told of the person's purpose. With `remote`, nothing of it is private. */
	async purpose({ purpose }: { readonly purpose: readonly string[] }, remote: boolean): Promise<ToldPurpose> {
		await this.ready();
		await this.settled();
		await this.#mentions.prepare(this.items('goal'));
		const { labelNow, settings } = this.options;
		return purposeFor(this.graph, { ownPurpose: purpose, isRemote: remote, budgetTokens: DIGEST_TOKENS, today: this.today, more: this.evidence, isHalving: settings().telosHalving, labelNow: (path) => labelNow(path as VaultPath) });
	}

	/** A review as a plan: from evidence alone, or with what a model makes of the same evidence. A model on another device is told nothing private. */
	async planReview(kind: ReviewKind, { withModel = false, signal }: { readonly withModel?: boolean; readonly signal?: AbortSignal } = {}): Promise<{ readonly plan: Plan; readonly review: Review }> {
		await this.ready();
		await this.#mentions.prepare(this.#reviewable(), signal);
		const more = this.evidence;
		const told = (remote: boolean): Asked => reviewPrompt(reviewOf(this.graph, { kind, today: this.today, more, withoutPrivate: remote }));
		const said = withModel ? await this.options.ask(told, signal) : null;
		return this.writer.planReview(kind, { more, ...(said ? { standsOut: said } : {}) });
	}

	/** The files of an export, from the notes as they read now; nothing is written. Files go anywhere, so that private notes are left out: how many is told. */
	async export(format: ExportFormat): Promise<Export & { readonly privateLeftOut: number }> {
		await this.ready();
		await this.settled();
		const texts = new Map<string, string>();
		let privateLeftOut = 0;
		for (const path of this.graph.notePaths()) {
			const read = await this.#read(path as VaultPath);
			if (!read) continue;
			const label = await this.options.labelOf(readNote(path, read.text), read.version);
			if (label.secrecy === 'private') privateLeftOut++;
			else texts.set(path, read.text);
		}
		return { ...exportTelos(privateLeftOut === 0 ? this.graph : this.#graphOf(texts), texts, format), privateLeftOut };
	}

	/** Reviews whose time has come, of the kinds that the person has done before; the longest overdue first. */
	dueReviews(): readonly ReviewKind[] {
		return dueReviews(this.graph.items(), this.today);
	}

	/** The guard's label of an item's note, as it was read last. */
	labelOf(path: string): Label | null {
		return this.#labels.get(path) ?? null;
	}

	/** What the graph alone does not know: mentions in the words of dated notes, edits on this device, runs that named a goal. */
	get evidence(): MoreEvidence {
		this.#known.more ??= { mentions: this.#mentionsOf, editedOn: (path) => this.#edits.of(path), runs: this.#runs };
		return this.#known.more;
	}

	/** Tell it when the index holds all notes: what it did not know of is looked for again. */
	indexReady(): void {
		if (!this.#started || this.#isClosed) return;
		this.#mentions = this.#newMentions();
		this.#mentionsOf = (item) => this.#mentions.of(item);
		this.#changed();
	}

	/** Never rejects: a day that could not be kept is a trace less. */
	async #noteEdit(change: VaultChange): Promise<void> {
		const { isEditedHere, notify } = this.options;
		try {
			if (change.type === 'renamed') await this.#edits.moved(change.from, change.path);
			else if (change.type === 'written' && isEditedHere(change.path)) await this.#edits.edited(change.path, this.today);
		} catch (error) {
			notify(`The day of an edit could not be kept: ${messageOf(error)}`);
		}
	}

	/** Tell it when a run has ended: it may have served a goal. Never rejects. */
	async runsChanged(): Promise<void> {
		if (!this.#isReady || this.#isClosed) return;
		try {
			this.#runs = runTraces(await this.options.records.list());
			this.#changed();
		} catch (error) {
			this.options.notify(`Runs could not be read as traces of work: ${messageOf(error)}`);
		}
	}

	/** The graph of these notes alone; links find the same notes as in the whole. */
	#graphOf(texts: ReadonlyMap<string, string>): TelosGraph {
		const graph = new TelosGraph({ types: this.options.settings().telosWords, isTrusted: ({ path }) => this.#labels.get(path)?.integrity !== 'untrusted' });
		for (const path of this.#labels.keys()) graph.put(readNote(path, texts.get(path) ?? ''), texts.get(path) ?? '');
		return graph;
	}

	async #readAll(): Promise<void> {
		await this.#edits.load();
		this.#runs = runTraces(await this.options.records.list());
		await this.#readPaths();
		this.#isReady = true;
		this.#changed();
	}

	async #readPaths(): Promise<void> {
		const paths = (await this.options.vault.list()).map(({ path }) => path).filter((path) => this.#isRead(path));
		const listed = new Set<string>(paths);
		for (const path of [...this.#labels.keys()]) if (!listed.has(path)) this.#forget(path);
		let sliceEnd = this.options.clock() + SLICE_MS;
		for (let at = 0; at < paths.length && !this.#isClosed; at += READ_AHEAD) {
			await Promise.all(paths.slice(at, at + READ_AHEAD).map((path) => this.#update(path)));
			if (this.options.clock() < sliceEnd) continue;
			await this.options.yieldToHost();
			sliceEnd = this.options.clock() + SLICE_MS;
		}
	}

	/** Never rejects: a note that cannot be read is a problem of the index, and says nothing here. */
	async #update(path: VaultPath): Promise<void> {
		if (!this.#isRead(path)) return this.#forget(path);
		const order = Symbol(path);
		this.#orders.set(path, order);
		const read = await this.#read(path);
		const note = read && readNote(path, read.text);
		const label = note && (await this.options.labelOf(note, read.version));
		if (this.#orders.get(path) !== order || this.#isClosed) return;
		this.#orders.delete(path);
		if (!note || !label) return this.#forget(path);
		this.#labels.set(path, label);
		this.graph.put(note, read.text);
		this.#changed();
	}

	async #read(path: VaultPath): Promise<NoteText | null> {
		try {
			return await this.options.vault.read(path);
		} catch (error) {
			if (isPraxisError(error)) return null;
			throw error;
		}
	}

	#newMentions(): Mentions {
		const { index, clock, yieldToHost } = this.options;
		return new Mentions({ graph: this.graph, index, clock, yieldToHost });
	}

	/** Goals and projects, and what serves them. */
	#reviewable(): readonly Item[] {
		const { below, items } = this.graph.view;
		const tops = this.items().filter(({ type }) => type === 'goal' || type === 'project');
		return [...new Set([...tops, ...tops.flatMap(({ key }) => (below.get(key) ?? []).flatMap(({ lower }) => items.get(lower) ?? []))])];
	}

	#forget(path: string): void {
		this.#orders.delete(path);
		if (!this.#labels.delete(path)) return;
		this.graph.remove(path);
		this.#changed();
	}

	#isRead(path: string): boolean {
		return isNote(path) && !isInAny(path, [...this.options.settings().excludedFolders, EXPORT_FOLDER]);
	}

	#track(work: Promise<void>): void {
		this.#pending.add(work);
		void work.finally(() => this.#pending.delete(work));
	}

	#changed(): void {
		this.#known = {};
		if (this.#isReady) this.#listeners.tell();
	}
}
