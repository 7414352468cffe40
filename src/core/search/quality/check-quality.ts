/** How well the search finds what is known to be there: recall on questions made from the vault itself, with every miss named. */
import { PraxisError, throwIfAborted } from '../../lib/errors';
import { LinkIndex } from '../../lib/links';
import { readNote } from '../../lib/markdown';
import { randomOf } from '../../lib/random';
import type { Turn } from '../../lib/turns';
import { titleOf, type VaultPath } from '../../lib/vault-path';
import type { NoteText } from '../../host';
import { ContentIndex } from '../content-index';
import type { Hit } from '../hit';
import { indexedPart } from '../indexed-part';
import { openings, QUESTION_KINDS, questionsOf, textWithout, type KnownItem, type QuestionKind } from './questions';

export type Rank = (query: string, hits: readonly Hit[], weight: number) => Promise<readonly Hit[]>;

interface ChangedNote {
	readonly path: string;
	readonly text: string;
	readonly version: string;
}

export interface QualityDeps {
	/** Paths of the notes that are searched. */
	readonly paths: readonly VaultPath[];
	/** Null for a note that is gone, cannot be read, or must not be named. */
	readonly read: (path: VaultPath) => Promise<NoteText | null>;
	readonly turn: Turn;
	readonly signal: AbortSignal;
	readonly tell: (done: number, total: number) => void;
	/** Given the copy and the notes that stand there otherwise: a way to order hits by a weight, null for none. */
	readonly trial?: (copy: ContentIndex, changed: readonly ChangedNote[]) => Promise<Rank | null>;
}

export interface QualityOptions {
	/** Questions of each kind at most. */
	readonly perKind: number;
	/** The same seed on the same notes gives the same questions. */
	readonly seed: number;
	/** Weights to be tried where there is a way to order by them; the first is the one in use. */
	readonly weights?: readonly number[];
}

export interface KindReport {
	readonly kind: QuestionKind;
	readonly asked: number;
	/** Share of the questions whose note is among the first so many: 0 to 1. */
	readonly recall: Readonly<Record<1 | 5 | 10, number>>;
	readonly misses: readonly { readonly question: string; readonly answer: string; /** Found first instead; null when nothing was. */ readonly first: string | null }[];
}

export interface QualityReport {
	readonly notes: number;
	readonly kinds: readonly KindReport[];
	/** Null when only one weight was tried. Scores are mean reciprocal ranks on the half of the questions that did not choose it. */
	readonly weight: { readonly best: number; readonly before: number; readonly scoreBefore: number; readonly scoreAfter: number } | null;
}

const DEPTH = 10;
/** Drawn for each that is asked: some turn out to stand in several notes. */
const SPARE = 4;

/** Reads every note once and searches a copy of the index. Throws `aborted`, and `bad-input` when there is nothing to ask. */
export async function checkQuality(deps: QualityDeps, { perKind, seed, weights = [] }: QualityOptions): Promise<QualityReport> {
	const copy = new ContentIndex();
	const { items, changed } = await collect(deps, { copy, perKind, seed });
	if (items.length === 0) throw new PraxisError('bad-input', 'There are no notes from which questions could be made.', { hint: 'Write a few notes with headings, and try again.' });
	const rank = (await deps.trial?.(copy, changed)) ?? null;
	const [used = 0, ...others] = weights;
	const asked = await askAll(items, used, { ...deps, copy, rank });
	return { notes: copy.size, kinds: QUESTION_KINDS.flatMap((kind) => kindReport(kind, asked)), weight: rank === null ? null : await bestWeight(items, { used, others, asked }, { ...deps, copy, rank }) };
}

/** A copy of the index in which nothing stands of which a question was made. */
async function collect({ paths, read, turn, signal, tell }: QualityDeps, { copy, perKind, seed }: { readonly copy: ContentIndex; readonly perKind: number; readonly seed: number }): Promise<{ items: KnownItem[]; changed: ChangedNote[] }> {
	const random = randomOf(seed);
	const links = new LinkIndex(paths);
	const titles = new Map<string, string[]>();
	for (const path of paths) titles.set(titleOf(path).toLowerCase(), [...(titles.get(titleOf(path).toLowerCase()) ?? []), path]);
	const known = new Set<string>();
	const drawn = new Map<QuestionKind, { items: KnownItem[]; seen: number }>(QUESTION_KINDS.map((kind) => [kind, { items: [], seen: 0 }]));
	const standsIn = new Map<string, number>();
	for (const [done, path] of paths.entries()) {
		throwIfAborted(signal);
		const pause = turn();
		if (pause) await pause;
		tell(done, paths.length);
		const found = await read(path);
		if (!found) continue;
		const text = indexedPart(found.text);
		known.add(path);
		const note = readNote(path, text);
		for (const opening of openings(text, note)) standsIn.set(opening, (standsIn.get(opening) ?? 0) + 1);
		copy.put({ path, text, version: found.version, note });
		for (const item of questionsOf({ path, text, note }, { links, random, sameTitle: (title) => titles.get(title.toLowerCase()) ?? [] })) keep(drawn, item, { perKind: perKind * SPARE, random });
	}
	const items = QUESTION_KINDS.flatMap((kind) => (drawn.get(kind)?.items ?? []).filter((item) => (item.own === '' || standsIn.get(item.own) === 1) && item.answers.every((path) => known.has(path))).slice(0, perKind));
	const changed: ChangedNote[] = [];
	for (const path of new Set(items.flatMap(({ without }) => without?.path ?? []))) {
		const again = await read(path as VaultPath);
		// It was changed meanwhile: its places would be others.
		if (again?.version !== copy.versionOf(path)) continue;
		const text = textWithout(indexedPart(again?.text ?? ''), items.flatMap(({ without }) => (without?.path === path ? [without.span] : [])));
		copy.put({ path, text, version: again.version, note: readNote(path, text) });
		changed.push({ path, text, version: again.version });
	}
	return { items, changed };
}

/** Reservoir sampling (Vitter, "Random Sampling with a Reservoir", 1985): each question has the same chance, whatever their number. */
function keep(drawn: ReadonlyMap<QuestionKind, { items: KnownItem[]; seen: number }>, item: KnownItem, { perKind, random }: { readonly perKind: number; readonly random: () => number }): void {
	const of = drawn.get(item.kind);
	if (!of) return;
	of.seen++;
	if (of.items.length < perKind) of.items.push(item);
	else {
		const at = Math.floor(random() * of.seen);
		if (at < perKind) of.items[at] = item;
	}
}

interface Asking extends Pick<QualityDeps, 'turn' | 'signal'> {
	readonly copy: ContentIndex;
	readonly rank: Rank | null;
}

interface Asked {
	readonly item: KnownItem;
	/** Place of the first right note, from 1; null when it is not among the first ten. */
	readonly place: number | null;
	readonly first: string | null;
}

async function askAll(items: readonly KnownItem[], weight: number, { copy, turn, signal, rank }: Asking): Promise<Asked[]> {
	const asked: Asked[] = [];
	for (const item of items) {
		throwIfAborted(signal);
		const pause = turn();
		if (pause) await pause;
		const found = copy.search(item.text, { limit: DEPTH, typing: item.kind === 'unfinished' });
		const hits = (await rank?.(item.text, found, weight)) ?? found;
		const at = hits.findIndex(({ path }) => item.answers.includes(path));
		asked.push({ item, place: at < 0 ? null : at + 1, first: hits[0]?.path ?? null });
	}
	return asked;
}

function kindReport(kind: QuestionKind, all: readonly Asked[]): KindReport[] {
	const asked = all.filter(({ item }) => item.kind === kind);
	if (asked.length === 0) return [];
	const within = (k: number): number => asked.filter(({ place }) => place !== null && place <= k).length / asked.length;
	return [{ kind, asked: asked.length, recall: { 1: within(1), 5: within(5), 10: within(10) }, misses: asked.filter(({ place }) => place === null).map(({ item, first }) => ({ question: item.text, answer: item.answers[0] ?? '', first })) }];
}

/** The weight is chosen on every second question and measured on the others, so that chance does not praise itself. */
async function bestWeight(items: readonly KnownItem[], { used, others, asked }: { readonly used: number; readonly others: readonly number[]; readonly asked: readonly Asked[] }, deps: Asking): Promise<NonNullable<QualityReport['weight']>> {
	const half = (all: readonly Asked[], which: 0 | 1): number => meanReciprocalRank(all.filter((_, at) => at % 2 === which));
	let best = { weight: used, asked };
	for (const weight of others) {
		const tried = await askAll(items, weight, deps);
		if (half(tried, 0) > half(best.asked, 0)) best = { weight, asked: tried };
	}
	const [before, after] = [half(asked, 1), half(best.asked, 1)];
	return after > before ? { best: best.weight, before: used, scoreBefore: before, scoreAfter: after } : { best: used, before: used, scoreBefore: before, scoreAfter: before };
}

function meanReciprocalRank(asked: readonly Asked[]): number {
	return asked.length === 0 ? 0 : asked.reduce((sum, { place }) => sum + (place === null ? 0 : 1 / place), 0) / asked.length;
}
