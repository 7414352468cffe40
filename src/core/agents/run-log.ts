/**
 * The run log: one record for each run that ended, in a Markdown note per device and month, for people and Bases to
 * read. It is no journal: undo works without it, and a run never waits for it nor fails with it.
 *
 * A record's fields: `run` its id, `kind` (apply, undo, redo, watched), `reason` why it ran, `goal` which goal of the
 * purpose graph it served (empty when none was known as it wrote), `read` the notes whose text it used, `left` what left the
 * device, `changed` what became of each note. Its body is the link that takes the run back.
 */
import type { Changes, Plan, RunReport } from '../changes/changes';
import { recordChange, recordPath, type ActionRecord } from '../changes/records';
import type { StepOutcome } from '../changes/step';
import type { EgressEntry } from '../guard/egress-record';
import { isThisDevice } from '../guard/guarded-http';
import type { RunOrigin } from '../guard/run-guard';
import type { Store, Vault } from '../host';
import { messageOf, PraxisError } from '../lib/errors';
import { oneLine } from '../lib/one-line';
import { CHAT_RUN } from './chat-note';

/** Where the notes lie: "Praxis/Runs/device/2026-11.md". */
export const RUN_LOG_FOLDER = 'Praxis/Runs';
/** The action of the link that takes a run back: "obsidian://praxis-undo?vault=Notes&run=ID". */
export const UNDO_LINK = 'praxis-undo';

/** The log writes each record as a run whose id follows from the run it tells of, so that none is written twice. */
const OWN_ID = 'run-log-';
const SINCE = 'run-log/since';
const CHANGING: ReadonlySet<StepOutcome> = new Set<StepOutcome>(['written', 'merged', 'created', 'copied', 'renamed', 'trashed']);
const OUTCOMES: Readonly<Record<StepOutcome, string>> = {
	written: 'changed',
	merged: 'changed, together with edits by others',
	created: 'created',
	copied: 'put beside the note',
	renamed: 'moved',
	trashed: 'moved to the trash',
	kept: 'left as it was',
	unchanged: 'nothing to do',
	failed: 'could not be changed',
};

export interface RunLogOptions {
	readonly vault: Pick<Vault, 'read'>;
	readonly store: Store;
	readonly changes: Pick<Changes, 'plan' | 'runs' | 'onRuns'>;
	/** Applies the log's own plans. */
	readonly write: (plan: Plan) => Promise<RunReport>;
	/** What left this device, newest first. */
	readonly sent: () => Promise<readonly EgressEntry[]>;
	readonly notify: (message: string) => void;
	readonly now: () => Date;
	readonly deviceId: string;
	/** For the undo link; without it the link opens in the vault that is open. */
	readonly vaultName?: string;
}

export class RunLog {
	readonly #origins = new Map<string, RunOrigin>();
	readonly #startedAt: string;
	readonly #unlisten: () => void;
	#isOn = false;
	#isWaiting = false;
	#hasTold = false;
	#last: Promise<void> = Promise.resolve();

	constructor(private readonly options: RunLogOptions) {
		this.#startedAt = options.now().toISOString();
		this.#unlisten = options.changes.onRuns(() => this.#look());
	}

	/** Runs that begin from now on are logged, or no longer. Runs from before it was switched on never are. */
	switch(isOn: boolean): void {
		const at = this.options.now().toISOString();
		this.#isOn = isOn;
		if (!isOn) this.#origins.clear();
		this.#queue(() => this.#keepSince(isOn, at));
		this.#look();
	}

	/** Tell it, before a plan is applied, where the plan comes from. The first word on a plan counts. */
	comesFrom(origin: RunOrigin): void {
		if (this.#isOn && !this.#origins.has(origin.planId)) this.#origins.set(origin.planId, origin);
	}

	/** Resolves when all that ended until now is written, or told as not written. Never rejects. */
	async settled(): Promise<void> {
		for (let last: Promise<void> | null = null; last !== this.#last; ) {
			last = this.#last;
			await last;
		}
	}

	close(): void {
		this.#isOn = false;
		this.#unlisten();
	}

	#look(): void {
		if (!this.#isOn || this.#isWaiting) return;
		this.#isWaiting = true;
		this.#queue(async () => {
			this.#isWaiting = false;
			if (this.#isOn) await this.#logEnded();
		});
	}

	#queue(work: () => Promise<void>): void {
		this.#last = this.#last.then(work).then(undefined, (error: unknown) => {
			// Switched off there is nothing to miss.
			if (this.#hasTold || !this.#isOn) return;
			this.#hasTold = true;
			this.options.notify(`The run log could not be written: ${messageOf(error)} Changes go on without it.`);
		});
	}

	async #keepSince(isOn: boolean, at: string): Promise<void> {
		const { store } = this.options;
		const isKept = (await store.read(SINCE)) !== null;
		if (!isOn && isKept) await store.remove(SINCE);
		if (isOn && !isKept) await store.write(SINCE, new TextEncoder().encode(at));
	}

	async #logEnded(): Promise<void> {
		const bytes = await this.options.store.read(SINCE);
		if (bytes === null) return;
		const since = new TextDecoder().decode(bytes);
		const runs = await this.options.changes.runs();
		const known = new Set(runs.map(({ id }) => id));
		const ended = withoutLog(runs).filter((run) => run.phase !== 'open' && run.at >= since && !known.has(OWN_ID + run.id));
		for (const run of ended.reverse()) {
			if (!this.#isOn) return;
			await this.#log(run);
			this.#hasTold = false;
		}
	}

	async #log(run: RunReport): Promise<void> {
		const { vault, changes, write, deviceId } = this.options;
		const path = recordPath(RUN_LOG_FOLDER, deviceId, new Date(run.at));
		const change = recordChange(path, await this.#recordOf(run), (await vault.read(path)) !== null);
		const begun = change.type === 'create' ? { ...change, text: printHead(deviceId, run.at) + change.text } : change;
		const report = await write(await changes.plan([begun], { id: OWN_ID + run.id, reason: 'Run log' }));
		this.#origins.delete(run.id);
		const [result] = report.notes;
		if (result?.outcome === 'failed' || result?.outcome === 'kept') throw new PraxisError('internal', result.detail || `"${path}" could not be written.`);
	}

	async #recordOf(run: RunReport): Promise<ActionRecord> {
		const origin = this.#origins.get(run.id);
		const canUndo = run.notes.some(({ outcome }) => CHANGING.has(outcome));
		return {
			at: run.at,
			kind: 'run',
			fields: {
				run: run.id,
				kind: run.kind,
				reason: plainWords(run.reason === '' ? run.summary : run.reason),
				goal: goalOf(origin),
				read: (origin?.read ?? []).map(linkTo),
				left: await this.#leftBy(run, origin),
				changed: run.notes.map(({ path, outcome }) => `${linkTo(path)} ${OUTCOMES[outcome]}`),
			},
			body: canUndo ? `[Undo](${undoLink(run.id, this.options.vaultName)})` : '',
		};
	}

	/** Where it comes from is known in the session that ran it only; what another program sends is never known. */
	async #leftBy(run: RunReport, origin: RunOrigin | undefined): Promise<string | readonly string[]> {
		if (run.kind === 'watched' || (run.kind === 'apply' && !origin && run.at < this.#startedAt)) return 'not known';
		const sent = origin ? (await this.options.sent()).filter(({ run: of, host }) => of === origin.runId && !isThisDevice(host.replace(/:\d+$/, ''))) : [];
		return sent.length === 0 ? 'nothing' : sent.reverse().map(printSent);
	}
}

/** `runs`, newest first, without those by which the log was written and chats were kept, and without their undoing. */
export function withoutLog(runs: readonly RunReport[]): RunReport[] {
	const ofLog = new Map(runs.map((run) => [run.id, run]));
	const isOwn = (id: string): boolean => id.startsWith(OWN_ID) || id.startsWith(CHAT_RUN);
	const isLog = (run: RunReport | undefined): boolean => run !== undefined && (isOwn(run.id) || (run.of !== null && (isOwn(run.of) || isLog(ofLog.get(run.of)))));
	return runs.filter((run) => !isLog(run));
}

function printHead(deviceId: string, at: string): string {
	// It names notes that may be private.
	return `---\npraxis: run-log\ndevice: ${JSON.stringify(deviceId)}\nmonth: ${JSON.stringify(at.slice(0, 7))}\nprivate: true\n---\n`;
}

function undoLink(runId: string, vaultName: string | undefined): string {
	const vault = vaultName === undefined ? '' : `vault=${inLink(vaultName)}&`;
	return `obsidian://${UNDO_LINK}?${vault}run=${inLink(runId)}`;
}

/** A bracket would end the link's address in Markdown. */
function inLink(text: string): string {
	return encodeURIComponent(text).replace(/\(/g, '%28').replace(/\)/g, '%29');
}

function printSent({ host, model, bytes, notes }: EgressEntry): string {
	return [`${bytes} bytes to ${plainWords(host)}`, model === '' ? '' : `model ${plainWords(model)}`, notes.length === 0 ? '' : `from ${notes.map(linkTo).join(' ')}`].filter((part) => part !== '').join(', ');
}

function goalOf({ goal = '' }: Partial<RunOrigin> = {}): string {
	return /\.md$/i.test(goal) ? linkTo(goal) : plainWords(goal);
}

/** A path that cannot be a link, or is one only when unescaped, stands as words. */
function linkTo(path: string): string {
	return /[[\]|#^<>%`"\\\p{Cc}]/u.test(path) ? plainWords(path) : `[[${path.replace(/\.md$/i, '')}]]`;
}

const LOOK_ALIKE: Readonly<Record<string, string>> = { '[': '(', ']': ')', '<': '‹', '>': '›', '`': 'ˋ', '#': '＃', '%': '％', '\\': '＼', '"': '”' };

/** Words come from others: what could load, run, tag or hide something in Markdown is written with signs that look alike. */
function plainWords(text: string): string {
	return oneLine(text).replace(/[[\]<>`#%\\"]/g, (sign) => LOOK_ALIKE[sign] ?? '');
}
