/**
 * What the memory knows of a question: claims that hold, and blocks of the notes as they are. Claims that were superseded,
 * retracted or are past are hidden, unless the question speaks of a day on which they held. Nothing is guessed: below the
 * threshold the answer is that it is unknown, and what was searched.
 *
 * It reads through a run of the guard that ends with the question, so that looking taints nobody; whoever uses what was
 * found reads it again in a run of their own.
 */
import type { Guard } from '../../guard/guard';
import { joinLabels, type Label } from '../../guard/labels';
import type { RunGuard } from '../../guard/run-guard';
import type { NoteText } from '../../host';
import { isPraxisError, throwIfAborted } from '../../lib/errors';
import { inTurns, turnsOf, type Turn } from '../../lib/turns';
import type { VaultPath } from '../../lib/vault-path';
import { chooseQuotes, judge } from '../../models/extractive';
import type { Question } from '../../models/extractive-types';
import { estimateTokens } from '../../models/estimate-tokens';
import { searchedText } from '../../models/extractive-words';
import type { Citation } from '../../runs/outcome';
import { countSearched, isResultNote, type NoteCount } from '../../runs/result-note';
import type { ContentIndex, SearchResult } from '../../search/content-index';
import { evidenceIn } from '../../search/evidence';
import { LONGEST_QUERY } from '../../search/query';
import type { Claim } from '../claim';
import { msOf } from '../claim-time';
import type { ClaimShelf } from '../claim-shelf';
import { latestFirst } from '../supersession';
import { askedTerms } from './asked-terms';
import { dayFit, plainText, recallRaw, type RawBlock, type RawNote, type RawRecall } from './raw';
import { CLAIMS, fewOfEach, rankClaims, recencyOf, type Candidate, type RecalledClaim } from './score-claims';
import { readyPatterns } from '../relative-dates';
import { lineOf, toldOf, type Told } from './told';
import type { ClaimUses } from './uses';
import { isoDay, pastDay, readWhen, type When } from './when';

export interface RecallDeps {
	readonly claims: Pick<ClaimShelf, 'ready' | 'all' | 'pinned' | 'get' | 'at' | 'bySubject' | 'subjectKey' | 'subjectNames' | 'supersededBy' | 'labelOf' | 'isBelieved' | 'holds'>;
	readonly index: Pick<ContentIndex, 'find' | 'findBlocks' | 'findSteps'> & NoteCount;
	readonly guard: Pick<Guard, 'run' | 'ready' | 'isPrivate'>;
	readonly uses: ClaimUses;
	/** `hotTokens`: what is pinned may have so many. */
	readonly settings: () => { readonly hotTokens: number };
	readonly now: () => Date;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

export interface RecallOptions {
	/** An ISO day or time: what held then. Without it the question's own words decide. */
	readonly asOf?: string;
	/** Claims at most, and blocks at most; 8 unless told. */
	readonly limit?: number;
	/** Claims that were put away too. */
	readonly includeCold?: boolean;
	/** For a remote model, or an agent that may not see private notes: nothing private is found, nor named. */
	readonly noPrivate?: boolean;
	/** Claims alone: no note but theirs is looked at. */
	readonly claimsOnly?: boolean;
	readonly signal?: AbortSignal;
}

export interface RecalledBlock {
	readonly citation: Citation;
	readonly score: number;
	/** ISO day that it is about; null when nothing tells. */
	readonly day: string | null;
}

export interface Recalled {
	readonly claims: readonly RecalledClaim[];
	readonly blocks: readonly RecalledBlock[];
	/** Notes that hold an answer most likely, best first; claims are not among them. */
	readonly notes: readonly RawNote[];
	/** Neither a claim nor a block is sure enough. Both lists are empty then. */
	readonly isUnknown: boolean;
	/** ISO day of the past that the question speaks of; null for now. */
	readonly asOf: string | null;
	readonly when: When;
	/** What was tried: "Searched 82 notes and 12 claims for …". */
	readonly searched: string;
}

/** What a run of a model needs of it. */
export type RunMemory = Pick<Recall, 'recall' | 'told' | 'used' | 'whyNotSo'>;

/** Words of a text in which subjects are looked for. */
const TEXT_WORDS = 3_000;
const LIMIT = 8;
/** Most questions are answered within one: giving way costs more than it where others are at work. */
const TURN_MS = 8;
/** Claims that the search hands over, to be ranked. */
const CANDIDATES = 60;
/** Of the subjects that are named, so many claims are looked at though no other word of the question is in them. */
const OF_SUBJECTS = 40;
/** Of one subject, so many are looked through for those that count. */
const OF_ONE = 1_000;
/** The best notes are looked through for the answer itself, unless they are very long. */
const JUDGED = 3;
const JUDGED_LENGTH = 100_000;

export class Recall {
	constructor(private readonly deps: RecallDeps) {}

	async recall(typed: string, options: RecallOptions = {}): Promise<Recalled> {
		const question = typed.slice(0, LONGEST_QUERY);
		const { claims, guard, now, index } = this.deps;
		await Promise.all([claims.ready(), guard.ready()]);
		throwIfAborted(options.signal);
		const run = guard.run({ remote: options.noPrivate ?? false, typed: [question] });
		try {
			const turn = turnsOf({ ...this.deps, ms: TURN_MS });
			await inTurns(readyPatterns(), turn);
			const when = await this.#withEvent(readWhen(question, now()), run);
			const asOf = options.asOf ?? pastDay(when, now());
			const found = await this.#find(question, turn);
			const raw = options.claimsOnly ? claimsAlone(found) : await recallRaw(question, when, { index, read: (paths) => readEvidence(paths, run) });
			throwIfAborted(options.signal);
			const { isOnlyStopWords } = raw;
			const terms = askedTerms(raw.terms, when);
			const limit = options.limit ?? LIMIT;
			const ranked = rankClaims(this.#candidates(question, { found, includeCold: options.includeCold ?? false, noPrivate: options.noPrivate ?? false, asOf, when }), { question, terms, nowMs: now().getTime(), limit, namesOf: (subject) => claims.subjectNames(subject) });
			const asked = { text: question, terms: isOfDays(raw.blocks, when) ? terms : raw.terms, notes: countSearched(index) };
			const isTold = !options.claimsOnly && (raw.isOfDaysAlone || (!isOnlyStopWords && (await this.#answers(asked, raw, run))));
			const blocks = isTold ? raw.blocks.slice(0, limit).map((block) => this.#shown(block, run)) : [];
			return { claims: ranked, blocks, notes: raw.notes, isUnknown: ranked.length === 0 && !isTold, asOf, when, searched: this.#searched(asked) };
		} finally {
			run.end();
		}
	}

	/** Claims that every run is told, within a budget of tokens: the most important first, then the newest. */
	async hot({ tokens, noPrivate = false, sizeOf }: { readonly tokens: number; readonly noPrivate?: boolean; readonly sizeOf: (claim: Claim) => number }): Promise<{ readonly told: readonly Claim[]; /** Pinned, and beyond the budget. */ readonly left: readonly Claim[] }> {
		const { claims, now, guard } = this.deps;
		await Promise.all([claims.ready(), guard.ready()]);
		const pinned = claims.pinned().filter((claim) => claims.holds(claim.id) && !(noPrivate && this.isPrivate(claim)));
		pinned.sort((a, b) => b.importance - a.importance || recencyOf(b, now().getTime()) - recencyOf(a, now().getTime()) || (a.id < b.id ? 1 : -1));
		const told: Claim[] = [];
		const left: Claim[] = [];
		let room = tokens;
		for (const claim of pinned) {
			const size = sizeOf(claim);
			if (size <= room) told.push(claim);
			else left.push(claim);
			if (size <= room) room -= size;
		}
		return { told, left };
	}

	/** What holds of whom and what a text names, and what is pinned: to go along with the text. Most important first; at most three of one subject. */
	async about(text: string, { tokens, noPrivate = false }: { readonly tokens: number; readonly noPrivate?: boolean }): Promise<{ readonly lines: readonly string[]; readonly label: Label }> {
		const { claims, now } = this.deps;
		const sizeOf = (claim: Claim): number => estimateTokens(lineOf(claim));
		const { told } = await this.hot({ tokens, noPrivate, sizeOf });
		const terms = this.#ofSubjects(text, (claim) => claim.tier === 'warm' && claims.holds(claim.id) && !(noPrivate && this.isPrivate(claim)), TEXT_WORDS);
		const worth = (claim: Claim): number => CLAIMS.importance * (claim.importance / 5) + CLAIMS.recency * recencyOf(claim, now().getTime());
		terms.sort((a, b) => worth(b) - worth(a) || latestFirst(a, b));
		let left = tokens - told.reduce((sum, claim) => sum + sizeOf(claim), 0);
		const given = [...told, ...fewOfEach(terms.map((claim) => ({ claim })), terms.length, (subject) => claims.subjectKey(subject)).map(({ claim }) => claim).filter((claim) => (left -= sizeOf(claim)) >= 0)];
		return { lines: given.map((claim) => lineOf(claim)), label: joinLabels(given.flatMap(({ id }) => claims.labelOf(id) ?? [])) };
	}

	/** Whether a claim stands in the note, as far as is known. */
	isClaim(path: string): boolean {
		return this.deps.claims.at(path) !== null;
	}

	/** What a run is told of the memory before it begins; see `told.ts`. */
	told(question: string, guard: RunGuard): Promise<Told> {
		return toldOf(question, guard, { recall: this, hotTokens: this.deps.settings().hotTokens });
	}

	/** Notes that a run told of or quoted: the claims among them were used. Never rejects: it is a count. */
	async used(paths: readonly string[], runId: string): Promise<void> {
		const ids = paths.flatMap((path) => this.deps.claims.at(path)?.id ?? []);
		await this.deps.uses.note(ids, runId).catch(whenNotKept);
	}

	isPrivate(claim: Claim): boolean {
		return claim.isPrivate || this.deps.claims.labelOf(claim.id)?.secrecy !== 'vault';
	}

	/** What must be known of a note before its words are told as so; null for any note that is no claim, and for one that holds. */
	whyNotSo(path: string): string | null {
		const { claims } = this.deps;
		const claim = claims.at(path);
		if (!claim || claims.holds(claim.id)) return null;
		if (!claims.isBelieved(claim.id)) return 'a claim that the person has not confirmed: do not tell it as so';
		const [by] = claims.supersededBy(claim.id);
		const later = by === undefined ? null : claims.get(by);
		if (later) return later.type === 'retraction' ? 'a claim that was retracted: do not tell it as so' : `a claim that was superseded by ${later.path}: do not tell it as so`;
		if (claim.type === 'retraction') return 'a note that takes a claim back';
		return claim.validTo !== null && msOf(claim.validTo) <= this.deps.now().getTime() ? `a claim that held until ${claim.validTo}` : `a claim that holds from ${claim.validFrom ?? 'another day'}`;
	}

	/** Claims that have words of the question. */
	#find(question: string, turn: Turn): Promise<SearchResult> {
		return inTurns(this.deps.index.findSteps(`${plainText(question)} [praxis:memory]`, { limit: CANDIDATES, reasons: false }), turn);
	}

	/** "Before the move": the day of the move, as the notes tell it. */
	async #withEvent(when: When, run: RunGuard): Promise<When> {
		if (when.event === null) return when;
		const { blocks } = await recallRaw(when.event.words, { ...when, asksWhen: false, order: null, event: null }, { index: this.deps.index, read: (paths) => readEvidence(paths.slice(0, 6), run) });
		const day = blocks.slice(0, 5).find((block) => block.day !== null)?.day ?? null;
		if (day === null) return when;
		return { ...when, days: when.event.side === 'before' ? { first: -Infinity, last: day - 1 } : { first: day + 1, last: Infinity } };
	}

	#candidates(question: string, { found: { hits }, asOf, includeCold, noPrivate, when }: Required<Pick<RecallOptions, 'includeCold' | 'noPrivate'>> & { readonly found: SearchResult; readonly asOf: string | null; readonly when: When }): Candidate[] {
		const { claims } = this.deps;
		const mayTell = (claim: Claim): boolean => (claim.tier !== 'cold' || includeCold) && !(noPrivate && this.isPrivate(claim)) && this.#stateOf(claim, asOf, when) !== null;
		const found = new Map<Claim, number>();
		const share = (score = 0): number => score / (hits[0]?.score ?? 1);
		for (const { path, score } of hits) {
			const claim = claims.at(path);
			if (claim && mayTell(claim)) found.set(claim, share(score));
		}
		// Of more than the search hands over, many match as well as the last.
		const beyond = share(hits[CANDIDATES - 1]?.score);
		for (const claim of this.#ofSubjects(question, mayTell)) if (!found.has(claim)) found.set(claim, beyond);
		return [...found].flatMap(([claim, score]): Candidate[] => {
			const [label, state] = [claims.labelOf(claim.id), this.#stateOf(claim, asOf, when)];
			return !label || state === null ? [] : [{ claim, label, state, supersededBy: claims.supersededBy(claim.id), found: score }];
		});
	}

	/** Null for what is to be hidden. */
	#stateOf(claim: Claim, asOf: string | null, when: When): RecalledClaim['state'] | null {
		const { claims, now } = this.deps;
		const isHeld = claims.holds(claim.id);
		if (asOf !== null) return claims.holds(claim.id, asOf) ? (isHeld ? 'holds' : 'held') : null;
		if (isHeld) return 'holds';
		// Recorded when it held already: whose clock is right does not matter.
		const nowMs = now().getTime();
		if (claim.validFrom === null || msOf(claim.validFrom) <= nowMs || !claims.isBelieved(claim.id) || claims.supersededBy(claim.id).length > 0) return null;
		if (msOf(claim.recorded) >= msOf(claim.validFrom)) return 'holds';
		return when.isFuture || when.asksWhen ? 'to-come' : null;
	}

	/** Claims about what the question names by its whole name, or by two words of it and more: the latest of each that count, in turns. */
	#ofSubjects(question: string, counts: (claim: Claim) => boolean, most = 40): Claim[] {
		const { claims } = this.deps;
		const names = plainText(question).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}.-]*/gu)?.slice(0, most) ?? [];
		const subjects = new Map<string, readonly Claim[]>();
		for (let length = Math.min(4, names.length); length > 0; length--) {
			for (let at = 0; at + length <= names.length; at++) {
				const about = claims.bySubject(names.slice(at, at + length).join(' '));
				const [first] = about;
				const key = first && claims.subjectKey(first.subject);
				if (key !== undefined && !subjects.has(key)) subjects.set(key, latestOf(about, counts));
			}
		}
		const found: Claim[] = [];
		for (let turn = 0; turn < OF_SUBJECTS; turn++) for (const about of subjects.values()) found.push(...about.slice(turn, turn + 1));
		return found.slice(0, OF_SUBJECTS);
	}

	/** Whether the blocks found answer, as the extractive engine judges it. */
	async #answers(question: Question & { readonly terms: RawRecall['terms'] }, { notes, blocks }: RawRecall, run: RunGuard): Promise<boolean> {
		const paths = [...new Set([...blocks.slice(0, JUDGED).map(({ path }) => path), ...notes.slice(0, JUDGED).map(({ path }) => path)])].slice(0, JUDGED + 1);
		const reads = await readEvidence(paths, run);
		const evidence = paths.flatMap((path, i) => {
			const read = reads[i];
			return read && read.text.length <= JUDGED_LENGTH ? evidenceIn({ path, read, isPrivate: () => false, rank: 1 - i / 10 }, question.terms) : [];
		});
		return judge(question, chooseQuotes(question, evidence)).outcome !== 'unknown';
	}

	#shown({ path, version, hit, span, line, text, score, day }: RawBlock, run: RunGuard): RecalledBlock {
		const label = run.labelOf(path);
		const foreign = label?.integrity === 'untrusted' ? label.reasons[0] : undefined;
		const citation: Citation = { path, version, span, line, quote: text, blockId: hit.block?.id ?? null, headings: hit.headings, isPrivate: label?.secrecy === 'private', ...(foreign === undefined ? {} : { foreign }) };
		return { citation, score, day: day === null ? null : isoDay(day) };
	}

	#searched(question: Question): string {
		const count = this.deps.claims.all().length;
		return searchedText(question, count === 0 ? '' : `${count === 1 ? '1 claim' : `${count.toLocaleString('en')} claims`} among them`);
	}
}

/** Whether one of the best blocks is of the days that the question speaks of. */
export function isOfDays(blocks: readonly { readonly day: number | null }[], when: When): boolean {
	return when.order !== null || blocks.slice(0, LIMIT).some(({ day }) => dayFit(day, when) > 0);
}

/** Saved answers repeat what other notes say, and claims are recalled as claims. */
function readEvidence(paths: readonly VaultPath[], run: RunGuard): Promise<readonly (NoteText | null)[]> {
	return run.readAllowed(paths, (text) => !isClaim(text) && !isResultNote(text));
}

function claimsAlone({ terms, query: { isOnlyStopWords } }: SearchResult): RawRecall {
	return { blocks: [], notes: [], terms, isOnlyStopWords, isOfDaysAlone: false };
}

/** The latest first. */
function latestOf(earliestFirst: readonly Claim[], counts: (claim: Claim) => boolean): readonly Claim[] {
	const latest: Claim[] = [];
	const end = Math.max(0, earliestFirst.length - OF_ONE);
	for (let at = earliestFirst.length - 1; at >= end && latest.length < OF_SUBJECTS; at--) {
		const claim = earliestFirst[at];
		if (claim && counts(claim)) latest.push(claim);
	}
	return latest;
}

function whenNotKept(error: unknown): void {
	if (!isPraxisError(error)) throw error;
}

function isClaim(text: string): boolean {
	return /^\uFEFF?---\r?\n(?:(?!---)[^\n]*\n){0,40}?praxis:\s*["']?memory\b/i.test(text);
}
