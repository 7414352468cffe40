/**
 * The guard as the product holds it: made once from the host's raw ports, it hands out runs whose every read, write
 * and request passes the gate. Whoever is given a run, and nothing else, can do nothing past it.
 */
import type { ApplyOptions, Changes, Plan, RunReport } from '../changes/changes';
import type { Http, NoteText, Store, Vault, VaultChange } from '../host';
import { PraxisError } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';
import { isInAny, isNote, type VaultPath } from '../lib/vault-path';
import { needsAcceptance, type Acceptances } from './acceptances';
import { canonicalJson } from './confirmation';
import { DayUsage } from './day-usage';
import { EgressLog } from './egress-log';
import type { GateRules, ToolKind } from './gate';
import { labelNote, type Label } from './labels';
import { guardHttp } from './guarded-http';
import { limitsOf, type LimitSettings } from './limit-settings';
import { NO_AMOUNTS, NO_LIMITS, type Limits } from './limits';
import { NoteHeads, type ReadHead } from './note-heads';
import { NoteRecords } from './note-records';
import { OWN_AGENT, PolicyNote, type OwnKind } from './policy-note';
import { isPrivateNote } from './private-note';
import { planArguments, WaitingQuestions } from './waiting';
import { kindOfText, steeringKind } from './steering';
import type { PartialYes } from './partial-yes';
import { RunGuard, type Approve, type RunContext } from './run-guard';

/** The guard's slice of the settings. */
export interface GuardSettings extends Partial<LimitSettings> {
	/** Where agents write: their inbox. */
	readonly resultFolder: string;
	/** Where chats are kept. */
	readonly chatFolder?: string;
	/** Where claims of the memory wait for the person's yes. */
	readonly memoryInbox?: string;
	readonly privateFolders: readonly string[];
	readonly clippingFolders: readonly string[];
	/** Nothing leaves this device; the model servers below still answer. */
	readonly onDeviceOnly: boolean;
	/** Exact origins of the person's own model servers, such as "http://127.0.0.1:11434". */
	readonly modelOrigins: readonly string[];
}

export interface GuardOptions {
	readonly vault: Pick<Vault, 'read' | 'list'>;
	readonly http: Http;
	readonly store: Store;
	readonly changes: Pick<Changes, 'plan' | 'apply'>;
	readonly settings: () => GuardSettings;
	/** Paths of notes that steer later runs, as the watch knows them. */
	readonly instructions: () => readonly string[];
	readonly configFolder: string;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly deviceId: string;
	readonly limits?: Limits;
	/** Which notes that steer are accepted. Without it none needs to be. */
	readonly acceptances?: Acceptances;
	/** Told before a run applies a plan. */
	readonly applying?: RunContext['applying'];
}

export interface RunOptions {
	/** The agent's name; without one Praxis acts itself, at the person's command. */
	readonly agent?: string;
	/** Whether the run's model is remote. */
	readonly remote: boolean;
	/** What the person typed to start it. */
	readonly typed?: readonly string[];
	/** Tools beside the built-in ones. */
	readonly tools?: ReadonlyMap<string, ToolKind>;
	/** The names of the tools that the agent was granted; Praxis itself has the built-in ones. */
	readonly granted?: readonly string[];
	/** It may not be given private notes, wherever its model runs. */
	readonly noPrivate?: boolean;
	/** Shows the person what they decide about; without it nobody is there. */
	readonly approve?: Approve;
}

export const BUILT_IN_TOOLS: ReadonlyMap<string, ToolKind> = new Map([
	['note_read', 'read'],
	['note_create', 'create'],
	['note_edit', 'edit'],
	['note_move', 'move'],
	['note_trash', 'remove'],
	['web_get', 'fetch'],
	['ask_model', 'model'],
]);

export class Guard {
	readonly egress: EgressLog;
	readonly policy: PolicyNote;
	/** Questions that came while nobody was there, oldest first. */
	readonly waiting: WaitingQuestions;
	readonly #records: NoteRecords;
	readonly #day: DayUsage;
	readonly #heads = new NoteHeads();
	readonly #labelListeners = new Listeners<VaultPath>();

	constructor(private readonly options: GuardOptions) {
		this.egress = new EgressLog(options);
		this.policy = new PolicyNote(options.vault, options.acceptances);
		options.acceptances?.onAccepted((path) => this.#labelListeners.tell(path));
		this.waiting = new WaitingQuestions(options);
		this.#records = new NoteRecords(options.store);
		this.#day = new DayUsage(options.store, options.now);
	}

	/** Begins a run. Throws `bad-input` for an agent that bears the product's name. */
	run(options: RunOptions): RunGuard {
		if (options.agent !== undefined && options.agent.normalize('NFKC').trim().toLowerCase() === OWN_AGENT.toLowerCase()) {
			throw new PraxisError('bad-input', `An agent cannot be named “${OWN_AGENT}”.`, { hint: 'Give it another name.' });
		}
		return this.#begin(options, 'run');
	}

	/**
	 * The write path for what the person does with a button or command of their own: where it writes counts as
	 * typed. `label` is that of the text which is written, and stays with the notes.
	 */
	ownChanges(label: Label, approve?: RunOptions['approve']): { apply(plan: Plan): Promise<RunReport> } {
		return {
			apply: (plan) => {
				const run = this.#begin({ remote: false, typed: plan.notes.map(({ path }) => `[[${path}]]`), ...(approve ? { approve } : {}) }, 'command');
				run.observe('what is written', label);
				return run.apply(plan);
			},
		};
	}

	/** See `GuardedChanges`: the person has decided about every part, so no limit of runs holds, and none is used up. */
	applyReviewed(plan: Plan, { rejected = new Set() }: ApplyOptions = {}): Promise<RunReport> {
		const approve: Approve = () => Promise.resolve(rejected.size === 0 || { rejected });
		const context = this.#contextOf({ remote: false, approve }, 'reviewed');
		const run = new RunGuard({ ...context, used: () => Promise.resolve() }, { remote: false });
		return run.apply(plan, { mustAsk: true, isReviewed: true });
	}

	/** Marks the note private, after asking, when text with this label is about to be put into it. Throws `refused` when the person says no. */
	async keepPrivate(path: VaultPath, label: Label, approve?: RunOptions['approve']): Promise<void> {
		const note = label.secrecy === 'private' && isNote(path) ? await this.options.vault.read(path) : null;
		if (!note || isPrivateNote(readNote(path, note.text), this.options.settings().privateFolders)) return;
		const plan = await this.options.changes.plan([{ type: 'set-properties', path, properties: { private: true } }], { reason: 'What is put into this note comes from private notes, so it becomes private.' });
		const run = this.#begin({ remote: false, ...(approve ? { approve } : {}) }, 'command');
		await run.apply(plan, { mustAsk: true });
	}

	/** For looking which model servers run here: reaches these origins on this device and no other, and is recorded like all. */
	localHttp(ownOrigins: readonly string[]): Http {
		// It carries no note and no key: the person's word is all it needs.
		return guardHttp({ ...this.#contextOf({ remote: false }).http, rules: () => ({ ownOrigins, onDeviceOnly: true }), permit: () => Promise.resolve(), about: () => ({ run: '', model: '', notes: [] }) });
	}

	/** Resolves when `isPrivate` knows what runs have written. */
	ready(): Promise<void> {
		return this.#records.ready();
	}

	/** The one rule for what is private: folder, properties, tags, and what a run made of private text. */
	isPrivate(note: Note): boolean {
		return isPrivateNote(note, this.options.settings().privateFolders) || this.#records.peek(note.path)?.secrecy === 'private';
	}

	/** The label of a note as it reads now; null when there is none. */
	async labelOf(path: VaultPath): Promise<Label | null> {
		const note = await this.options.vault.read(path);
		return note ? this.#label(path, note) : null;
	}

	/**
	 * By its origin, the label of a note that was read already, for the person's own views. `version`: of the text it was
	 * read from. What is to steer or to be believed by a run needs `labelOf`, which asks for acceptance too.
	 */
	async labelOfRead(note: ReadHead, version: string): Promise<Label> {
		const { acceptances } = this.options;
		if (acceptances && steeringKind(note.path, note.frontMatter?.data ?? null) !== null) await acceptances.ready();
		return this.#labelOf(note, { version, steers: false, accepted: acceptances?.given ?? new Set() });
	}

	/** Whether the note has a sign of another origin, whatever it steers. */
	async isForeign(path: VaultPath, { text, version }: NoteText): Promise<boolean> {
		return (await this.#labelOf(readNote(path, text), { version, steers: false, accepted: new Set() })).integrity === 'untrusted';
	}

	/** Tells when a run's note was labelled anew. Returns the function that ends it. */
	onLabelled(listener: (path: VaultPath) => void): () => void {
		return this.#labelListeners.add(listener);
	}

	/** Tell it of every change in the vault: what is known of a note follows it when it is moved. */
	follow(change: VaultChange): Promise<void> {
		return this.#records.follow(change);
	}

	/**
	 * Does what a question asked that waited, after the person's yes to it or to a part of it. The gate judges anew: what
	 * it denies by now stays undone. Throws `missing-note` when it does not wait any more, and what the gate throws.
	 */
	async answerWaiting(id: string, yes: true | PartialYes): Promise<RunReport> {
		const question = await this.waiting.take(id);
		if (!question) throw new PraxisError('missing-note', 'This question does not wait any more.', { hint: 'Nothing was done. Start the run again.' });
		const { plan, agent, label, sources } = question;
		if (!plan) throw new PraxisError('bad-input', 'What this run wanted can only be done while it goes on.', { hint: 'Nothing was done. Start the run again while you are here.' });
		const asked = canonicalJson(planArguments(plan));
		const approve: Approve = (now) => Promise.resolve(now.plan !== null && canonicalJson(planArguments(now.plan)) === asked ? yes : false);
		const run = this.run({ ...(agent === OWN_AGENT ? {} : { agent, granted: [...BUILT_IN_TOOLS.keys()] }), remote: false, approve });
		run.observe('the run that asked', label);
		for (const { name, reason } of sources) run.receive(name, reason);
		return run.apply(plan, { mustAsk: true });
	}

	async #label(path: VaultPath, note: NoteText | null): Promise<Label> {
		const read = note && isNote(path) ? { ...this.#heads.of(path, note), path } : { path, frontMatter: null, tags: [] };
		const { acceptances } = this.options;
		const kind = acceptances ? steeringKind(path, read.frontMatter?.data ?? null) : null;
		if (kind !== null) await acceptances?.ready();
		const version = note?.version ?? '';
		const steers = kind !== null && needsAcceptance(kind) && acceptances?.hashes.has(version) === false;
		return this.#labelOf(read, { version, steers, accepted: acceptances?.given ?? new Set() });
	}

	/** What a clean run wrote that steers, the person was asked about. */
	async #accept(path: VaultPath, before: string | null): Promise<void> {
		const note = this.options.acceptances && isNote(path) ? await this.options.vault.read(path) : null;
		if (note && kindOfText(path, note.text) !== null) await this.options.acceptances?.own(path, note.text, before);
	}

	async #labelOf({ path, frontMatter, tags, unread = '' }: ReadHead, { version, steers, accepted }: { readonly version: string; readonly steers: boolean; readonly accepted: ReadonlySet<string> }): Promise<Label> {
		const { privateFolders, clippingFolders } = this.options.settings();
		return labelNote(
			{ path, hash: version, properties: frontMatter?.data ?? null, tags: tags.map(({ name }) => name), unread, steers, record: await this.#records.get(path), accepted },
			{ privateFolders, untrustedFolders: clippingFolders, outputFolders: this.#outputFolders() },
		);
	}

	/** Where agents write. */
	#outputFolders(): readonly string[] {
		const { resultFolder, chatFolder = '', memoryInbox = '' } = this.options.settings();
		return [resultFolder, chatFolder, memoryInbox].filter((folder) => folder.trim() !== '');
	}

	#begin(options: RunOptions, kind: OwnKind): RunGuard {
		const run = new RunGuard(this.#contextOf(options, kind), { remote: options.remote });
		for (const text of options.typed ?? []) run.type(text);
		return run;
	}

	#contextOf({ noPrivate = false, agent = OWN_AGENT, tools = new Map<string, ToolKind>(), granted, approve }: RunOptions, kind: OwnKind = 'run'): RunContext {
		const { vault, http, changes, settings, now, newId } = this.options;
		const all = new Map([...tools, ...BUILT_IN_TOOLS]);
		const names = new Set(granted ?? (agent === OWN_AGENT ? BUILT_IN_TOOLS.keys() : []));
		const id = newId();
		return {
			id,
			agent,
			depth: 0,
			usage: { run: NO_AMOUNTS },
			rules: async (usage, depth): Promise<GateRules> => ({ ...this.#standing(kind), tools: all, granted: names, agent, ...(await this.policy.for(agent, kind)), usage: { run: usage, day: await this.#day.read(), depth }, isPersonHere: approve !== undefined, noPrivate }),
			read: (path) => vault.read(path),
			labelOf: (path, note) => this.#label(path, note),
			isStranger: async (path) => isInAny(path.toLowerCase(), this.#outputFolders().map((folder) => folder.toLowerCase())) && (await this.#records.get(path)) === null,
			isMarked: (path, text) => isNote(path) && isPrivateNote(readNote(path, text), settings().privateFolders),
			countNotes: async () => (await vault.list()).filter(({ path }) => isNote(path)).length,
			approve: approve ?? null,
			queue: (question, label) => this.waiting.add({ id: question.id, runId: id, agent, tool: question.tool, plan: question.plan, text: question.text, reason: question.reason, sources: question.sources, label }),
			used: (more) => this.#day.add(more),
			wrote: async (notes) => {
				await this.#records.add(notes.map(({ path, label }) => [path, label]));
				for (const { path, label, before } of notes) {
					if (label.integrity === 'trusted' && before !== undefined) await this.#accept(path, before);
					this.#labelListeners.tell(path);
				}
			},
			...(this.options.applying ? { applying: this.options.applying } : {}),
			changes,
			http: { http, rules: () => ({ ownOrigins: settings().modelOrigins, onDeviceOnly: settings().onDeviceOnly }), record: (entry) => this.egress.append(entry), now, newId },
		};
	}

	#standing(kind: OwnKind): Pick<GateRules, 'configFolder' | 'instructions' | 'inboxFolder' | 'egress' | 'limits'> {
		const { configFolder, instructions, settings, limits } = this.options;
		return { configFolder, instructions: instructions(), inboxFolder: settings().resultFolder, egress: { ownOrigins: settings().modelOrigins }, limits: kind === 'reviewed' ? NO_LIMITS : (limits ?? limitsOf(settings())) };
	}
}
