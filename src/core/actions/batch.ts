/**
 * One pattern over many notes, a note at a time: first what it would take, then the notes one after the other, each with
 * its result or its failure. What is done is kept on this device, so that a batch that was stopped goes on.
 */
import type { Store } from '../host';
import { isPraxisError, messageOf } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { mostCost } from '../models/cost';
import { estimateTokens } from '../models/estimate-tokens';
import type { ModelSpec } from '../models/model';
import type { Outcome } from '../runs/outcome';

/** What the whole would take, before anything is sent. */
export interface BatchEstimate {
	readonly notes: number;
	/** Of all questions together. */
	readonly tokens: number;
	/** US dollars, with answers of usual length; null when the price is not known. */
	readonly usd: number | null;
	/** At the usual pace of such a model. */
	readonly seconds: number;
}

/** Which notes, with what, and where each result goes: plain data, kept so that a batch can go on another day. */
export interface BatchWish {
	readonly pattern: string;
	readonly from: 'folder' | 'tag' | 'search';
	/** The folder, the tag, or what is searched for. */
	readonly of: string;
	readonly variables: Readonly<Record<string, string>>;
	/** A role or ref; "" for the pattern's own. */
	readonly model: string;
	/** A name; "" for the pattern's own. */
	readonly strategy: string;
	readonly wish: string;
	readonly place: BatchPlace;
	/** US dollars for the whole. */
	readonly budgetUsd: number;
}

export type BatchPlace = { readonly to: 'append' | 'prepend'; readonly heading: string } | { readonly to: 'new-note'; readonly folder: string; readonly template?: string } | { readonly to: 'property'; readonly name: string };

export interface BatchItem {
	readonly path: VaultPath;
	readonly outcome: Outcome;
	/** Why it failed, or what the result lacks; "" for nothing. */
	readonly message: string;
	/** The change that wrote it, for undo; "" when nothing was written. */
	readonly changeId: string;
	/** US dollars; null when the price is not known. */
	readonly usd: number | null;
	/** The note that was made for it. */
	readonly made?: VaultPath;
}

export interface BatchProgress {
	readonly id: string;
	readonly pattern: string;
	readonly paths: readonly VaultPath[];
	readonly items: readonly BatchItem[];
	/** Why it ended before the last note: the limit; "" while it goes on or when all is done. */
	readonly stopped: string;
	readonly wish?: BatchWish;
}

export interface BatchOptions {
	readonly store: Pick<Store, 'write' | 'keys' | 'remove'>;
	readonly start: BatchProgress;
	/** One note: run, written, and what came of it. Throws where the world fails. */
	readonly carryOut: (path: VaultPath, signal: AbortSignal) => Promise<BatchItem>;
	/** US dollars for the whole; the batch stops before the note that would begin beyond it. */
	readonly budgetUsd: number;
	readonly signal: AbortSignal;
}

/** Tokens of an answer of usual length, and of what a pattern itself says. */
const USUAL_ANSWER = 500;
/** Tokens a second that models write at: remote ones as a rule, and those on a person's own machine. */
const PACE = { remote: 60, device: 15 } as const;
export const BATCH_FOLDER = 'batches/';
const ITEMS_FOLDER = 'batch-items/';
/** Items that are written anew with each note: at thousands of notes, all of them would be. */
const AT_ONCE = 50;
/** So many failures one after the other are no accident of one note. */
const MOST_FAILURES = 5;

/** `lengths`: UTF-16 units of each note. */
export function estimateBatch(texts: readonly string[], instructions: string, spec: Pick<ModelSpec, 'price' | 'place'>): BatchEstimate {
	const own = estimateTokens(instructions);
	const tokens = texts.reduce((sum, text) => sum + own + estimateTokens(text), 0);
	return { notes: texts.length, tokens, usd: mostCost(tokens, USUAL_ANSWER * texts.length, spec), seconds: Math.ceil((texts.length * USUAL_ANSWER) / PACE[spec.place]) };
}

/** Tells after each note. Ends with all that is known; an abort ends it after the note under way. Throws only for faults of ours. */
export async function* runBatch({ store, start, carryOut, budgetUsd, signal }: BatchOptions): AsyncGenerator<BatchProgress, BatchProgress, undefined> {
	let progress: BatchProgress = { ...start, stopped: '' };
	const done = new Set(start.items.filter(({ outcome }) => outcome !== 'failed').map(({ path }) => path));
	progress = { ...progress, items: progress.items.filter(({ path }) => done.has(path)) };
	const kept = await keepAll(progress, store);
	let failures = 0;
	for (const path of start.paths) {
		if (done.has(path)) continue;
		const why = whyStop(progress, { budgetUsd, failures, isAborted: signal.aborted });
		if (why !== '') {
			progress = { ...progress, stopped: why };
			break;
		}
		const item = await attempt(path, carryOut, signal);
		failures = item.outcome === 'failed' ? failures + 1 : 0;
		if (signal.aborted && item.outcome === 'failed') continue;
		progress = { ...progress, items: [...progress.items, item] };
		await keepItems(progress, kept, store);
		yield progress;
	}
	await keepHead(progress, kept, store);
	return progress;
}

/** Null when nothing is kept, or it is damaged. */
export async function readBatch(store: Pick<Store, 'read'>, id: string): Promise<BatchProgress | null> {
	if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return null;
	const head = await readJson<Partial<BatchProgress & Kept>>(store, `${BATCH_FOLDER}${id}.json`);
	if (typeof head?.id !== 'string' || !Array.isArray(head.paths) || !Array.isArray(head.items)) return null;
	const { round, ...progress } = head as BatchProgress & Partial<Kept>;
	const items: BatchItem[] = [...progress.items];
	for (let part = 0; round !== undefined; part++) {
		const more = await readJson<readonly BatchItem[]>(store, itemsKey(id, round, part));
		if (!Array.isArray(more)) break;
		items.push(...(more as readonly BatchItem[]));
	}
	return { ...progress, items };
}

/** All that is kept of it. What it wrote into notes stays. */
export async function forgetBatch(store: Pick<Store, 'keys' | 'remove'>, id: string): Promise<void> {
	for (const key of await store.keys(`${ITEMS_FOLDER}${id}/`)) await store.remove(key);
	await store.remove(`${BATCH_FOLDER}${id}.json`);
}

/** Items lie apart, some to a part, under the number of the round: what an earlier round left is not taken for this one's. */
interface Kept {
	readonly round: number;
}

async function keepAll(progress: BatchProgress, store: BatchOptions['store']): Promise<Kept> {
	const folder = `${ITEMS_FOLDER}${progress.id}/`;
	const old = await store.keys(folder);
	const kept = { round: 1 + Math.max(0, ...old.map((key) => Number(key.slice(folder.length).split('-')[0]) || 0)) };
	for (let at = 0; at < progress.items.length; at += AT_ONCE) await keepItems({ ...progress, items: progress.items.slice(0, at + AT_ONCE) }, kept, store);
	await keepHead(progress, kept, store);
	for (const key of old) await store.remove(key);
	return kept;
}

/** The part with the last item. */
async function keepItems({ id, items }: BatchProgress, { round }: Kept, store: Pick<Store, 'write'>): Promise<void> {
	const part = Math.floor((items.length - 1) / AT_ONCE);
	await store.write(itemsKey(id, round, part), new TextEncoder().encode(JSON.stringify(items.slice(part * AT_ONCE))));
}

async function keepHead(progress: BatchProgress, kept: Kept, store: Pick<Store, 'write'>): Promise<void> {
	await store.write(`${BATCH_FOLDER}${progress.id}.json`, new TextEncoder().encode(JSON.stringify({ ...progress, items: [], ...kept })));
}

function itemsKey(id: string, round: number, part: number): string {
	return `${ITEMS_FOLDER}${id}/${round}-${part}.json`;
}

async function readJson<T>(store: Pick<Store, 'read'>, key: string): Promise<T | null> {
	const bytes = await store.read(key);
	try {
		return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T | null);
	} catch {
		return null; // The notes themselves hold what was written.
	}
}

function whyStop({ items }: BatchProgress, { budgetUsd, failures, isAborted }: { readonly budgetUsd: number; readonly failures: number; readonly isAborted: boolean }): string {
	if (isAborted) return 'Stopped by you.';
	if (failures >= MOST_FAILURES) return `Stopped: ${MOST_FAILURES} notes failed one after the other. ${items.at(-1)?.message ?? ''}`.trim();
	const spent = items.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
	// The next will cost what the others did.
	const next = items.length === 0 ? 0 : spent / items.length;
	return spent > 0 && spent + next > budgetUsd * (1 + 1e-9) ? `Stopped at the limit of $${budgetUsd.toFixed(2)}.` : '';
}

async function attempt(path: VaultPath, carryOut: BatchOptions['carryOut'], signal: AbortSignal): Promise<BatchItem> {
	try {
		return await carryOut(path, signal);
	} catch (error) {
		if (!isPraxisError(error)) throw error;
		return { path, outcome: error.code === 'refused' ? 'refused' : 'failed', message: messageOf(error), changeId: '', usd: 0 };
	}
}
