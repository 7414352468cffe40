/**
 * Measures the memory: how long a question takes over claims and notes, how soon a claim is recalled after it was written,
 * and how claims rank.
 *
 * `--notes 10000` says how many notes and as many claims. With `--data DIR`: `claims_…`, each turn of a set of talks made a
 * claim about its speaker, by kind of question and by halves; `claims_none` is the share of questions that no claim answers.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createApp } from '../../src/core/app';
import { hashText } from '../../src/core/lib/hash';
import { readNote } from '../../src/core/lib/markdown';
import type { Claim } from '../../src/core/memory/claim';
import { printClaim } from '../../src/core/memory/claim-note';
import { rankClaims, type Candidate } from '../../src/core/memory/recall/score-claims';
import { dayNamed } from '../../src/core/memory/recall/days-in-text';
import { isoDay } from '../../src/core/memory/recall/when';
import { ContentIndex } from '../../src/core/search/content-index';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { claimId } from '../support/memory-world';
import { memoryHost } from '../support/memory-host';
import { add, directories, halfOf, metrics, rowsOf, type EvalRow } from './search';
import { readRetrievalSet, type EvalDocument, type RetrievalSet } from './search/retrieval-set';

const NAMES = ['Anna Meyer', 'Tom Hall', 'Haruka Sato', 'Ricardo Prata', 'Yusuf Demir', 'Renate Hollerbach', 'Ben Okafor', 'Lena Brandt'];
const DOES = ['lives in', 'works at', 'likes', 'wrote to', 'met', 'paid', 'repaired', 'forgot', 'planned', 'moved to'];
const WHAT = ['Lyon', 'the mill', 'black coffee', 'the landlord', 'the pump', 'plot', 'a drill', 'the lease', 'the garden', 'Porto', 'the council', 'the survey'];
const ASKED = 200;
/** Asked before it counts. */
const WARM = 20;

export async function run({ data, sets, notes = [10_000] }: { data?: string; sets?: readonly string[]; notes?: readonly number[] } = {}): Promise<EvalRow[]> {
	const rows: EvalRow[] = [];
	for (const count of notes) rows.push(...(await measureScale(count)));
	if (data && existsSync(data)) for (const directory of directories(data, sets)) rows.push(...measureClaims(basename(directory), readRetrievalSet(directory)));
	return rows;
}

async function measureScale(count: number): Promise<EvalRow[]> {
	const host = memoryHost(filesOf(count), { at: '2026-11-22T12:00:00Z' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.index.rebuild();
	await app.memory.claims.ready();
	const times: number[] = [];
	let cpu = process.cpuUsage();
	for (let n = 0; n < ASKED; n++) {
		if (n === WARM) cpu = process.cpuUsage();
		const question = [`What does ${NAMES[n % NAMES.length] ?? ''} ${DOES[n % 7] ?? ''}?`, `When did I last see ${NAMES[n % NAMES.length] ?? ''}?`, `Where did ${NAMES[n % NAMES.length] ?? ''} live in March?`, `Who repaired ${WHAT[n % WHAT.length] ?? ''} ${n}?`][n % 4] ?? '';
		const began = performance.now();
		await app.memory.recall.recall(question);
		if (n >= WARM) times.push(performance.now() - began);
	}
	const { user, system } = process.cpuUsage(cpu);
	const soon = await measureWrites(app);
	app.close();
	const row = (metric: string, value: number, n: number): EvalRow => ({ set: `memory-${count}`, engine: 'praxis', metric, value, n });
	return [row('recall_p50_ms', at(times, 0.5), times.length), row('recall_p95_ms', at(times, 0.95), times.length), row('recall_cpu_ms', (user + system) / 1000 / times.length, times.length), row('recallable_after_p50_ms', at(soon, 0.5), soon.length), row('recallable_after_max_ms', Math.max(...soon), soon.length)];
}

/** From asking to remember to finding it. */
async function measureWrites({ memory }: Pick<ReturnType<typeof createApp>, 'memory'>): Promise<number[]> {
	const times: number[] = [];
	for (let n = 0; n < 20; n++) {
		const began = performance.now();
		await memory.desk.remember([{ text: `The blue kite ${n}x belongs to neighbour ${n}y.`, subject: `Kite ${n}x`, sourceKind: 'user' }]);
		for (;;) {
			const { claims } = await memory.recall.recall(`Who has the blue kite ${n}x?`, { claimsOnly: true });
			if (claims.some(({ claim }) => claim.text.includes(`kite ${n}x`)) || performance.now() - began > 10_000) break;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		times.push(performance.now() - began);
	}
	return times;
}

function filesOf(count: number): Record<string, string> {
	const files: Record<string, string> = {};
	for (let n = 0; n < count; n++) {
		const [who, does, what] = [NAMES[n % NAMES.length] ?? '', DOES[(n * 7) % DOES.length] ?? '', WHAT[(n * 5) % WHAT.length] ?? ''];
		const day = isoDay(20_000 + (n % 700));
		files[`Journal/${n % 50}/${day} ${n}.md`] = Array.from({ length: 12 }, (_line, line) => `- ${NAMES[(n + line) % NAMES.length] ?? ''} ${DOES[(n * 3 + line) % DOES.length] ?? ''} ${WHAT[(n + line * 5) % WHAT.length] ?? ''}, and item ${(n * 31 + line * 17) % 9973} was ${WHAT[line % WHAT.length] ?? ''} again.`).join('\n');
		const id = claimId(n);
		files[`Praxis/Memory/${id}.md`] = printClaim({ ...PLAIN, id, text: `${who} ${does} ${what} ${n}.`, subject: `${who} ${n % 500}`, recorded: `${day}T09:00:00Z`, supersedes: n % 10 === 9 ? [claimId(n - 1)] : [] });
	}
	return files;
}

const PLAIN: Omit<Claim, 'path' | 'version'> = { id: '', text: '', type: 'fact', subject: '', attribute: '', sources: [], quote: '', sourceKind: 'user', confidence: 1, importance: 3, recorded: '', validFrom: null, validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: '', run: '' };

function at(times: readonly number[], share: number): number {
	return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Each turn a claim about whoever speaks, recorded on its day. Of three claims a subject at most, as in the product: r3. */
function measureClaims(name: string, set: RetrievalSet): EvalRow[] {
	if (!set.documents.some(({ note, date }) => note !== '' && date !== '')) return [];
	const byConversation = new Map<string, ReturnType<typeof claimsOf>>();
	const sums = new Map<string, Map<string, number>>();
	for (const { id, text, conv, category } of set.queries) {
		const grades = set.grades.get(id);
		if (!grades || grades.size === 0) continue;
		const own = byConversation.get(conv) ?? claimsOf(set.documents.filter((document) => document.conv === conv));
		byConversation.set(conv, own);
		const { hits, terms } = own.index.find(text, { limit: 60, reasons: false });
		const candidates = hits.flatMap(({ path, score }): Candidate[] => {
			const claim = own.claims.get(path);
			return claim ? [{ claim, label: { integrity: 'trusted', secrecy: 'vault', reasons: [] }, state: 'holds', supersededBy: [], found: score / (hits[0]?.score ?? 1) }] : [];
		});
		const ranked = rankClaims(candidates, { question: text, terms, nowMs: own.lastMs, limit: 100 }).map(({ claim }) => claim.id);
		const { ndcg10 = 0, r5 = 0, mrr10 = 0 } = metrics(ranked, grades);
		for (const kind of ['', halfOf(id), ...(category === '' ? [] : [category])]) add(sums, kind, { claims_ndcg10: ndcg10, claims_r5: r5, claims_mrr10: mrr10, claims_none: ranked.length === 0 ? 1 : 0, n: 1 });
	}
	return [...sums].flatMap(([kind, own]) => rowsOf(kind === '' ? name : `${name}/${kind}`, 'praxis-claims', own));
}

function claimsOf(documents: readonly EvalDocument[]): { readonly index: ContentIndex; readonly claims: ReadonlyMap<string, Claim>; readonly lastMs: number } {
	const index = new ContentIndex();
	const claims = new Map<string, Claim>();
	let lastMs = 0;
	for (const { id, body, date } of documents) {
		const [, subject = '', said = body] = /^([^:\n]{1,40}):\s([\s\S]*)$/.exec(body) ?? [];
		const day = dayNamed(date) ?? 0;
		lastMs = Math.max(lastMs, (day + 1) * 86_400_000);
		const claim: Omit<Claim, 'path' | 'version'> = { ...PLAIN, id, text: said, subject, recorded: `${isoDay(day)}T09:00:00Z` };
		const text = printClaim(claim);
		claims.set(id, { ...claim, path: id as Claim['path'], version: '' });
		index.put({ path: id, text, version: hashText(text), note: readNote(id, text) });
	}
	return { index, claims, lastMs };
}
