/** What a person does with the guard: see what left, open the policy, check a note, be told of changes from outside. */
import type { ApplyOptions, Change, Changes, Plan, RunReport } from '../changes/changes';
import type { Http, Store, Vault, VaultChange } from '../host';
import { isPraxisError, PraxisError } from '../lib/errors';
import { sift } from '../lib/turns';
import { asVaultPath, isNote, plainFolder, vaultPath, type VaultPath } from '../lib/vault-path';
import { yieldToHost } from '../lib/yield-to-host';
import { Acceptances, type PendingThing } from './acceptances';
import { ClippingScan } from './clipping-scan';
import { printEgressNote } from './egress-note';
import { sentOf, type EgressEntry } from './egress-record';
import { Guard, type GuardOptions, type GuardSettings, type RunOptions } from './guard';
import { foreign, joinLabels, OWN, type Label } from './labels';
import { checkForPhishing, type PhishingFinding } from './phishing';
import { planPolicyImport, type PolicyImport } from './policy-import';
import { defaultPolicyText, POLICY_NOTE } from './policy-note';
import { isSteeringPlace, readSteering } from './steering';
import { SteeringWatch, type Programs } from './steering-watch';

/** What only some hosts can give; without it there is no watch, and nobody to ask. */
export interface GuardSurroundings {
	/** The app's configuration folder. Left out where it is hidden, and hidden folders are refused anyway. */
	readonly configFolder?: string;
	readonly approve?: RunOptions['approve'];
	/** Makes a function that runs the last work it was given once nothing was given for a while. */
	readonly makeDebounce?: () => (work: () => void) => void;
	readonly isEditedHere?: (path: string) => boolean;
	readonly readPrograms?: () => Promise<Programs>;
	/** Agents, skills, patterns and strategies that ship with the product, as texts: accepted by their hashes. */
	readonly builtInTexts?: readonly string[];
}

export interface GuardDeskOptions {
	readonly vault: Vault;
	readonly http: Http;
	readonly store: Store;
	readonly notify: (message: string) => void;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly deviceId: string;
	readonly changes: Changes;
	readonly settings: () => GuardSettings;
	readonly surroundings: GuardSurroundings;
	/** Told before a run applies a plan. */
	readonly applying?: GuardOptions['applying'];
}

/** Where exported records go. */
const REPORTS = 'Praxis/Reports';

export class GuardDesk {
	readonly guard: Guard;
	readonly watch: SteeringWatch;
	readonly #scan: ClippingScan;
	readonly #acceptances: Acceptances;
	#firstLook: Promise<ReadonlyMap<VaultPath, string>> | null = null;

	constructor(private readonly options: GuardDeskOptions) {
		const { vault, store, changes, notify, now, settings, surroundings } = options;
		const makeDebounce = surroundings.makeDebounce ?? (() => () => undefined);
		const firstLook = (): Promise<ReadonlyMap<VaultPath, string>> => (this.#firstLook ??= this.#look());
		this.#acceptances = new Acceptances({ vault, store, builtIns: surroundings.builtInTexts ?? [], firstLook, isForeign: (path, note) => this.guard.isForeign(path, note) });
		this.watch = new SteeringWatch({ vault, store, changes, notify, now, firstLook, own: (...written) => this.#acceptances.own(...written), isEditedHere: surroundings.isEditedHere ?? (() => false), readPrograms: surroundings.readPrograms ?? null, later: makeDebounce() });
		this.guard = new Guard({ ...options, configFolder: surroundings.configFolder ?? '', instructions: () => this.watch.instructions, acceptances: this.#acceptances });
		this.#scan = new ClippingScan({ vault, store, notify, now, clippingFolders: () => settings().clippingFolders, later: makeDebounce(), write: (made) => this.#write(made, foreign('quotes clippings')) });
	}

	/** Begins to watch: what steers agents, and clippings that arrive. Call it once the vault is open; costs a few reads. */
	async start(): Promise<void> {
		await this.#acceptances.ready();
		await this.watch.start();
		this.#firstLook = null;
		await this.#scan.start();
	}

	/** Whether the person accepted the note as it reads now; what they edit here is theirs. */
	async isAccepted(path: VaultPath): Promise<boolean> {
		await this.watch.check();
		return this.#acceptances.isAccepted(path);
	}

	/** The person's yes to what they saw: give the hash of the text that was shown. Throws `conflict` when it reads otherwise by now. */
	async accept(path: VaultPath, hash?: string): Promise<void> {
		await this.#acceptances.accept(path, hash);
		this.watch.dismiss(path);
	}

	/** Notes that would steer agents and wait for the person's yes, by path. */
	async pendingAcceptances(): Promise<readonly PendingThing[]> {
		await this.watch.check();
		const places = await sift(await this.options.vault.list(), ({ path }) => isSteeringPlace(path), yieldToHost);
		return this.#acceptances.pending([...new Set([...places.map(({ path }) => path), ...this.watch.notes])]);
	}

	/** Tells when what waits may have changed. Returns the function that ends it. */
	onAcceptances(listener: () => void): () => void {
		const ends = [this.#acceptances.onAccepted(listener), this.watch.onFound(listener)];
		return () => ends.forEach((end) => end());
	}

	/** Tell it of every change in the vault. */
	async noteChanged(change: VaultChange): Promise<void> {
		this.watch.noteChanged(change);
		this.#scan.noteChanged(change);
		await this.#acceptances.follow(change);
		await this.guard.follow(change);
	}

	/** Every request of this device, newest first. */
	async sent(): Promise<readonly EgressEntry[]> {
		return (await this.guard.egress.read()).requests;
	}

	/** The requests that held text of this note, newest first. */
	async sentOf(path: VaultPath): Promise<readonly EgressEntry[]> {
		return sentOf(await this.sent(), path);
	}

	/** Writes the record as a note, and tells which. */
	async exportSent(): Promise<VaultPath> {
		const at = this.options.now().toISOString();
		const requests = await this.sent();
		const labels = await Promise.all([...new Set(requests.flatMap(({ notes }) => notes))].map((path) => this.#labelOfSent(path)));
		return this.#write([{ type: 'create', path: vaultPath(`${REPORTS}/${at.slice(0, 10)} What left this device.md`), text: printEgressNote(requests, at) }], joinLabels([OWN, ...labels]));
	}

	/** The policy note, made with its defaults when there is none. */
	async openPolicy(): Promise<VaultPath> {
		if ((await this.options.vault.read(POLICY_NOTE)) === null) {
			const { resultFolder } = this.options.settings();
			const plan = await this.options.changes.plan([{ type: 'create', path: POLICY_NOTE, text: defaultPolicyText(plainFolder(resultFolder)), ifExists: 'skip' }], { reason: 'Made the policy note' });
			// The person's command is the yes that a note which steers agents needs.
			await this.guard.ownChanges(OWN, () => Promise.resolve(true)).apply(plan);
		}
		return POLICY_NOTE;
	}

	/** What importing the rules of a PAI `patterns.yaml` would change. Throws `bad-input`. Writes nothing: give the plan to `applyPolicy`. */
	async planPolicyImport(yaml: string, name: string): Promise<PolicyImport> {
		const { vault, changes, settings } = this.options;
		const now = (await vault.read(POLICY_NOTE))?.text ?? null;
		return planPolicyImport(yaml, name, { now, first: defaultPolicyText(plainFolder(settings().resultFolder)), changes });
	}

	/** Writes what the person has accepted of the planned policy. */
	applyPolicy(plan: Plan, options?: ApplyOptions): Promise<RunReport> {
		return this.guard.applyReviewed(plan, options);
	}

	/** Throws `missing-note`, and `bad-input` for what is no Markdown note. */
	async checkNote(path: VaultPath): Promise<readonly PhishingFinding[]> {
		if (!isNote(path)) throw new PraxisError('bad-input', `"${path}" is not a Markdown note.`, { hint: 'Give a note, such as "Clippings/Offer.md".' });
		const note = await this.options.vault.read(path);
		if (!note) throw new PraxisError('missing-note', `There is no note "${path}".`, { hint: 'Check the path.' });
		return checkForPhishing(note.text);
	}

	/** The name of a private note tells of it, even where it only went to a model on this device; of a note that is gone nobody knows. */
	async #labelOfSent(path: string): Promise<Label> {
		const known = asVaultPath(path);
		const label = known && (await this.guard.labelOf(known).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error))));
		return { ...OWN, secrecy: label?.secrecy ?? 'private' };
	}

	async #look(): Promise<ReadonlyMap<VaultPath, string>> {
		return readSteering((await this.options.vault.list()).map(({ path }) => path).filter(isNote), this.options.vault, yieldToHost);
	}

	async #write(changes: readonly Change[], label: Label): Promise<VaultPath> {
		const plan = await this.options.changes.plan(changes, { reason: 'Report by Praxis' });
		const [result] = (await this.guard.ownChanges(label).apply(plan)).notes;
		if (!result || result.outcome === 'failed') throw new PraxisError('internal', 'The report could not be written.', { hint: result?.detail || 'Try again.' });
		return result.path;
	}
}
