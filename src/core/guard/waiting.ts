/**
 * Questions that came while nobody was there: kept on the device over restarts, each bound by its hash to exactly what
 * is asked, for a week. A question is taken out before what it asks for is done, so that no yes counts twice.
 */
import { readPlanned } from '../changes/read-plan';
import type { Plan } from '../changes/changes';
import type { Store } from '../host';
import { hashText } from '../lib/hash';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { canonicalJson, requestHash } from './confirmation';
import type { Label } from './labels';
import type { Source } from './run-state';

export interface WaitingQuestion {
	/** What a yes is bound to: run, tool and exact arguments. */
	readonly id: string;
	readonly runId: string;
	readonly agent: string;
	readonly tool: string;
	/** Null when it is no change of notes: such a run has to be started again. */
	readonly plan: Plan | null;
	/** The exact arguments as they are shown, hidden characters made visible. */
	readonly text: string;
	readonly reason: string;
	/** What the run had read that is not the person's. */
	readonly sources: readonly Source[];
	/** Of whatever the run writes. */
	readonly label: Label;
	/** ISO 8601. */
	readonly at: string;
}

export const WAITING_DAYS = 7;
/** One that nobody answers must not fill the device. */
const MOST = 100;
const FOLDER = 'guard/waiting/';
const DAY_MS = 86_400_000;

export class WaitingQuestions {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();

	constructor(private readonly options: { readonly store: Store; readonly now: () => Date }) {}

	/** Resolves when it is kept; false when too many wait already. */
	add(question: Omit<WaitingQuestion, 'at'>): Promise<boolean> {
		return this.#change(async () => {
			const waiting = await this.#read();
			if (waiting.length >= MOST && !waiting.some(({ id }) => id === question.id)) return false;
			const kept: WaitingQuestion = { ...question, at: this.options.now().toISOString() };
			await this.options.store.write(keyOf(question.id), new TextEncoder().encode(JSON.stringify({ seal: sealOf(kept), question: kept })));
			return true;
		});
	}

	/** Those that wait, oldest first. What has expired or was changed on the disk is gone. */
	list(): Promise<readonly WaitingQuestion[]> {
		return this.#serial.run([FOLDER], () => this.#read());
	}

	/** The question, which from now on waits no more; null when it does not. */
	take(id: string): Promise<WaitingQuestion | null> {
		return this.#change(async () => {
			const question = (await this.#read()).find((one) => one.id === id) ?? null;
			if (question) await this.options.store.remove(keyOf(id));
			return question;
		});
	}

	/** Tells when one came or went. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	async #change<T>(work: () => Promise<T>): Promise<T> {
		const result = await this.#serial.run([FOLDER], work);
		this.#listeners.tell();
		return result;
	}

	async #read(): Promise<WaitingQuestion[]> {
		const { store, now } = this.options;
		const found: WaitingQuestion[] = [];
		for (const key of await store.keys(FOLDER)) {
			const question = parseQuestion(await store.read(key));
			const isDue = question !== null && key === keyOf(question.id) && now().getTime() - Date.parse(question.at) < WAITING_DAYS * DAY_MS;
			if (isDue) found.push(question);
			else await store.remove(key);
		}
		return found.sort((a, b) => (a.at < b.at ? -1 : 1));
	}
}

/** What a question about a plan is bound to. */
export function planArguments(plan: Plan): unknown {
	return { plan: { summary: plan.summary, notes: plan.notes.map(({ kind, path, hunks }) => ({ kind, path, hunks: hunks.map(({ before, after }) => ({ before, after })) })) } };
}

function keyOf(id: string): string {
	return `${FOLDER}${hashText(id).slice(0, 40)}.json`;
}

function sealOf(question: WaitingQuestion): string {
	return hashText(canonicalJson(JSON.parse(JSON.stringify(question))));
}

/** Whole, unchanged, and about exactly what its id says; else null. */
function parseQuestion(bytes: Uint8Array | null): WaitingQuestion | null {
	if (!bytes) return null;
	try {
		const { seal, question } = JSON.parse(new TextDecoder().decode(bytes)) as { seal?: unknown; question?: WaitingQuestion };
		if (!question || seal !== sealOf(question)) return null;
		if (question.plan === null) return question;
		const plan = readPlanned(question.plan);
		return requestHash({ runId: question.runId, tool: question.tool, args: planArguments(plan) }) === question.id ? { ...question, plan } : null;
	} catch {
		return null; // Damaged: what cannot be read is not asked.
	}
}
