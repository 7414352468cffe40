/**
 * Recall over notes as they are: blocks of journals, chats and minutes that answer a question, so that memory works before
 * any claim is written. It stands on the search and adds what only a memory may ask: who speaks, whether a block asks or
 * answers, and the days that the question speaks of. It believes and labels nothing: that is for whoever reads for it.
 */
import type { NoteText } from '../../host';
import type { Span } from '../../lib/note';
import type { VaultPath } from '../../lib/vault-path';
import { words } from '../../search/analyse';
import type { ContentIndex, Hit, SearchResult } from '../../search/content-index';
import { readQuery } from '../../search/query';
import { isoDay, type When } from './when';
import type { Days } from './days-in-text';
import { dayOfBlock, dayOfNote } from './note-day';
import { readSpoken, turnOf } from './spoken';
import { TELLS_TIME } from './time-words';

export interface RawBlock {
	readonly path: VaultPath;
	readonly version: string;
	readonly hit: Hit;
	/** The block, or the turn of a transcript in it. */
	readonly span: Span;
	readonly line: number;
	/** Its text as its note reads now. */
	readonly text: string;
	/** Comparable within one question only. */
	readonly score: number;
	/** Days since 1970 that it is about; null when nothing tells. */
	readonly day: number | null;
}

export interface RawNote {
	readonly path: VaultPath;
	/** 0 to about 2. */
	readonly score: number;
	readonly day: number | null;
}

export interface RawRecall {
	/** Best first. */
	readonly blocks: readonly RawBlock[];
	/** Best first; those that were found beside them too. */
	readonly notes: readonly RawNote[];
	readonly terms: SearchResult['terms'];
	readonly isOnlyStopWords: boolean;
	/** It names days and nothing else ("What did I do in August?"), and these are their blocks. */
	readonly isOfDaysAlone: boolean;
}

export interface RawDeps {
	readonly index: Pick<ContentIndex, 'find' | 'findBlocks'>;
	/** In order; null for one that is gone, may not be seen, or is no evidence. */
	readonly read: (paths: readonly VaultPath[]) => Promise<readonly (NoteText | null)[]>;
}

/**
 * What the parts of a score weigh beside the search, measured by `npm run eval -- search` on the development halves of LoCoMo
 * and RealTalk (blocks, nDCG@10 x 100): all together 61.6 to 63.6 and 51.8 to 53.6; each by itself as it stands there, when
 * the search alone had 56.7 and 49.9.
 */
export const RAW = {
	/** Said by whom the question names: +1.2 and +3.7. 0.3 gains no more and hides what others say of them. */
	speaker: 0.2,
	/** A block that asks seldom answers: +2.5 on LoCoMo; 0.3 loses where people ask as they tell. */
	asking: 0.15,
	/** The block after a question of another's: +1.3 and +0.8. */
	answering: 0.08,
	/** A block that tells a time, asked for one: +0.5 and +0.6. */
	tellsTime: 0.1,
	/** Of the days that the question speaks of: +1.1; 0.2 wins 0.6. */
	days: 0.4,
	/** What the best block of those days is worth, found without the words that say when, beside the best of all. */
	ofDays: 0.75,
	/** Beside the note's own score, its best block's: any@5 +0.3. */
	bestBlock: 1,
	/** Asked for the last time: blocks that come so near to the best count as equals, and the newest wins. */
	equals: 0.72,
};

const BLOCKS = 150;
const NOTES = 60;
/** Notes of the days, where nothing else is asked for. */
const MOST_OF_DAYS = 12;
/** Notes that are read: the rest keep their place by words alone. */
const READ = 24;

export async function recallRaw(question: string, when: When, deps: RawDeps): Promise<RawRecall> {
	// Claims are recalled as claims; looking through their properties costs more than all notes.
	const typed = `${plainText(question)} -[praxis:memory]`;
	const found = deps.index.findBlocks(typed, { limit: BLOCKS, reasons: false, notes: NOTES });
	const named = when.days ? withoutTime(plainText(question)) : '';
	const ofDays = when.days ? hitsOfDays(named, when.days, deps.index) : [];
	const namesNothing = ofDays.length > 0 && namesOnlyDays(named);
	const hits = bestOfBoth(found.hits, ofDays);
	const { notes } = found;
	const texts = await opened([...new Set([...(namesNothing ? ofDays : ofDays.slice(0, 8)), ...hits.slice(0, BLOCKS / 2), ...notes.slice(0, 8), ...hits].map(({ path }) => path))], deps);
	const asked = new Set(words(question).map(({ form }) => form));
	const blocks = hits.map((hit) => scored(hit, { texts, when, asked })).filter((block) => block !== null);
	const own = namesNothing ? blocks.filter(({ day }) => day !== null && day >= (when.days?.first ?? 0) && day <= (when.days?.last ?? 0)) : blocks;
	own.sort(byScore);
	return { blocks: ordered(own, when), notes: noteScores(notes, own, { texts, when }), terms: found.terms, isOnlyStopWords: found.query.isOnlyStopWords, isOfDaysAlone: namesNothing && own.length > 0 };
}

/** Blocks of the days themselves; where the question names nothing but the days, what their notes begin with. */
function hitsOfDays(named: string, days: Days, index: RawDeps['index']): readonly Hit[] {
	const filter = dateFilter(days);
	if (!namesOnlyDays(named)) return index.findBlocks(`${named} ${filter} -[praxis:memory]`, { limit: BLOCKS / 3, reasons: false }).hits;
	const notes = index.find(`${filter} -[praxis:memory]`, { limit: MOST_OF_DAYS, reasons: false, others: 2 }).hits;
	return notes.flatMap((hit) => [hit, ...hit.others.map((other) => ({ ...hit, ...other, others: [] }))]);
}

function namesOnlyDays(named: string): boolean {
	const { terms, isOnlyStopWords } = readQuery(named);
	return terms.length === 0 || isOnlyStopWords;
}

/** A question without the words that say when. */
function withoutTime(typed: string): string {
	let [text, at] = ['', 0];
	for (const { form, start, end } of words(typed)) {
		if (start < at) continue;
		const isOfTime = TELLS_TIME.has(form) || /^\d{1,4}(?:st|nd|rd|th)?$/.test(form);
		text += isOfTime ? `${typed.slice(at, start)} ` : typed.slice(at, end);
		at = end;
	}
	const rest = `${text}${typed.slice(at)}`.replace(/\s+/g, ' ').trim();
	return /[\p{L}\p{N}]/u.test(rest) ? rest : '';
}

/** Quotation marks of a question are no search for the exact words: memory seldom has them. */
export function plainText(question: string): string {
	return question.replace(/["“”„«»]/g, ' ').replace(/(^|\s)-(?=\S)/g, '$1 ').trim();
}

function dateFilter({ first, last }: Days): string {
	if (first === -Infinity) return `before:${isoDay(last)}`;
	return last === Infinity ? `after:${isoDay(first)}` : `date:${isoDay(first)}..${isoDay(last)}`;
}

/** Each block once, its score relative to the best of the search that found it. */
function bestOfBoth(found: readonly Hit[], ofDays: readonly Hit[]): readonly Hit[] {
	const best = new Map<string, Hit>();
	const take = (hits: readonly Hit[], worth: number): void => {
		for (const hit of hits) {
			const key = `${hit.path}\n${hit.block?.span.start ?? -1}`;
			const score = (worth * hit.score) / (hits[0]?.score || 1);
			if ((best.get(key)?.score ?? -1) < score) best.set(key, { ...hit, score });
		}
	};
	take(found, 1);
	take(ofDays, RAW.ofDays);
	return [...best.values()];
}

interface OpenNote extends NoteText {
	readonly day: number | null;
}

type OpenNotes = ReadonlyMap<string, OpenNote | null>;

async function opened(paths: readonly string[], { read }: RawDeps): Promise<OpenNotes> {
	const some = paths.slice(0, READ) as unknown as readonly VaultPath[];
	const reads = await read(some);
	return new Map(some.map((path, i) => [path, reads[i] ? { ...reads[i], day: dayOfNote(path, reads[i].text) } : null]));
}

interface Scoring {
	readonly texts: OpenNotes;
	readonly when: When;
	readonly asked: ReadonlySet<string>;
}

/** Null where the note may not be seen, or changed since it was indexed. */
function scored(hit: Hit, { texts, when, asked }: Scoring): RawBlock | null {
	const note = texts.get(hit.path);
	if (!hit.block || !note || note.version !== hit.version) return null;
	const span = turnOf(note.text, hit.block.span, hit.matches);
	const text = note.text.slice(span.start, span.end);
	const { speaker, asks, answers, tellsTime } = readSpoken(note.text, span, { readsTime: when.asksWhen });
	const day = dayOfBlock(text, { headings: hit.headings, noteDay: note.day });
	const score =
		hit.score *
		(speaker.some((form) => asked.has(form)) ? 1 + RAW.speaker : 1) *
		(asks ? 1 - RAW.asking : 1) *
		(answers ? 1 + RAW.answering : 1) *
		(when.asksWhen && tellsTime ? 1 + RAW.tellsTime : 1) *
		(1 + RAW.days * dayFit(day, when));
	return { path: hit.path as VaultPath, version: hit.version, hit, span, line: hit.block.line + (note.text.slice(hit.block.span.start, span.start).match(/\n/g)?.length ?? 0), text, score, day };
}

/** What is written soon after a day tells of it too. */
const SOON = 10;
const SOON_FIT = 0.8;

/** 0 to 1: how well a day is among those the question speaks of. */
export function dayFit(day: number | null, { days, yearly }: Pick<When, 'days' | 'yearly'>): number {
	if (day === null || !days) return 0;
	if (day >= days.first - 1 && day <= days.last + 1) return 1;
	if (yearly && isOfYear(day, yearly)) return 0.8;
	return day > days.last && day - days.last <= SOON && days.last - days.first <= 31 ? SOON_FIT : 0;
}

function isOfYear(day: number, { month, day: own }: { readonly month: number; readonly day: number }): boolean {
	const date = new Date(day * 86_400_000);
	return date.getUTCMonth() + 1 === month && (own === 0 || (date.getUTCDate() >= own - 1 && date.getUTCDate() <= own + SOON));
}

function byScore(a: RawBlock, b: RawBlock): number {
	return b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || (a.hit.block?.span.start ?? 0) - (b.hit.block?.span.start ?? 0);
}

/** The newest, or the oldest, of those that match about as well as the best; undated ones after them. */
function ordered(blocks: readonly RawBlock[], { order }: When): readonly RawBlock[] {
	const best = blocks[0]?.score ?? 0;
	if (order === null) return blocks;
	const equals = blocks.filter(({ score, day }) => score >= RAW.equals * best && day !== null);
	const sign = order === 'newest' ? -1 : 1;
	equals.sort((a, b) => sign * ((a.day ?? 0) - (b.day ?? 0)) || byScore(a, b));
	return [...equals, ...blocks.filter((block) => !equals.includes(block))];
}

function noteScores(hits: readonly Pick<Hit, 'path' | 'score'>[], blocks: readonly RawBlock[], { texts, when }: Pick<Scoring, 'texts' | 'when'>): RawNote[] {
	const best = new Map<string, number>();
	for (const { path, score } of blocks) best.set(path, Math.max(best.get(path) ?? 0, score));
	const [topNote, topBlock] = [hits[0]?.score ?? 1, blocks[0]?.score ?? 1];
	const bare = new Map(hits.map(({ path, score }) => [path, score / topNote]));
	const paths = [...new Set([...bare.keys(), ...best.keys()])].filter((path) => texts.get(path) !== null);
	const notes = paths.map((path): RawNote => {
		const day = texts.get(path)?.day ?? null;
		return { path: path as VaultPath, day, score: ((bare.get(path) ?? 0) + (RAW.bestBlock * (best.get(path) ?? 0)) / topBlock) * (1 + RAW.days * dayFit(day, when)) };
	});
	return notes.sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
}
