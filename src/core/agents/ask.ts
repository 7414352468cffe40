/**
 * Answers a question from the notes without a model: search, read, choose quotes, check each quote, tell.
 *
 * A quote is shown only if the note, read again at that moment, still holds it literally.
 */
import type { NoteText, Vault } from '../host';
import { isPraxisError, messageOf, throwIfAborted } from '../lib/errors';
import type { Note } from '../lib/note';
import { untilAborted } from '../lib/until-aborted';
import type { VaultPath } from '../lib/vault-path';
import { chooseQuotes, judge, type Quote } from '../models/extractive';
import type { Recall, Recalled } from '../memory/recall/recall';
import type { Evidence, Question } from '../models/extractive-types';
import { answerPieces, countNotes, resolveText, searchedText, wordList } from '../models/extractive-words';
import type { RunEvent } from '../runs/events';
import type { Answer, Citation } from '../runs/outcome';
import { countSearched, isResultNote, type NoteCount } from '../runs/result-note';
import type { ContentIndex, WeighedTerm } from '../search/content-index';
import { evidenceIn } from '../search/evidence';
import { evidenceFor, heldText, openingOf, withoutTimeWords, type Opening } from './recalled-evidence';

export interface AskDeps {
	readonly vault: Pick<Vault, 'read'>;
	readonly index: Pick<ContentIndex, 'find'> & NoteCount;
	/** Whether a note is private: what is quoted from it stays private. */
	readonly isPrivate: (note: Note) => boolean;
	readonly now: () => Date;
	readonly newId: () => string;
	/** Without it claims are notes like any other, and no question speaks of a day. */
	readonly memory?: Pick<Recall, 'recall' | 'isClaim'> | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** As many notes as a run opens: the answer is nearly always in the first three. */
const NOTES_OPENED = 8;
/** Saved answers that may stand before them in the search. */
const RESULTS_SKIPPED = 24;
const AGENT = 'Praxis';
/** The name shown where a model's would be. */
export const EXTRACTIVE = 'extractive';

interface Findings {
	question: Question;
	terms: readonly WeighedTerm[];
	/** What the memory found; null without one. */
	recalled: Recalled | null;
	/** What is told so far; kept when the run is stopped. */
	text: string;
	citations: Citation[];
}

/** The run as it happens; `run-end` is the last event, whatever goes wrong. Never throws. */
export async function* ask(text: string, deps: AskDeps): AsyncGenerator<RunEvent, void, undefined> {
	const runId = deps.newId();
	// The clock of the device may be set while the run goes on.
	const [started, startedMs] = [deps.now(), performance.now()];
	const findings: Findings = { question: { text, terms: [], notes: countSearched(deps.index) }, terms: [], recalled: null, text: '', citations: [] };
	const end = (answer: Answer): RunEvent => ({ type: 'run-end', runId, answer, durationMs: Math.round(performance.now() - startedMs) });
	yield { type: 'run-start', runId, question: text, agent: AGENT, model: EXTRACTIVE, at: started.toISOString() };
	let answer: Answer;
	try {
		answer = yield* answerFrom(findings, deps);
	} catch (error) {
		answer = failedAnswer(findings, error, deps.signal);
	}
	yield end(answer);
}

async function* answerFrom(findings: Findings, deps: AskDeps): AsyncGenerator<RunEvent, Answer, undefined> {
	const { text } = findings.question;
	throwIfAborted(deps.signal);
	if (findings.question.notes === 0) return yield* say(emptyVault());
	const { hits, terms, query } = deps.index.find(text, { limit: NOTES_OPENED + RESULTS_SKIPPED });
	if (terms.length === 0 || query.isOnlyStopWords) return yield* say(emptyQuestion());
	const whole = { text, terms, notes: countSearched(deps.index) };
	Object.assign(findings, { question: whole, terms });
	const recalled = deps.memory ? await untilAborted(deps.memory.recall(text, deps.signal ? { signal: deps.signal } : {}), deps.signal) : null;
	const question = recalled ? withoutTimeWords(whole, recalled) : whole;
	Object.assign(findings, { question, terms: question.terms, recalled });
	const callId = deps.newId();
	const words = wordList(terms.map((term) => term.text));
	const opening = recalled ? openingOf(hits, recalled, (path) => deps.memory?.isClaim(path) === true) : { hits, mayQuote: () => true, isClaim: () => false };
	yield { type: 'tool-start', callId, tool: 'search', title: `Searching for ${words}` };
	const opened = await openNotes(opening, findings, deps);
	yield { type: 'tool-end', callId, summary: `Searched ${words} · ${countNotes(opened.length)}`, failed: false };
	return yield* tell(findings, chooseQuotes(question, opened.flat()), deps);
}

/** Streams what holds. The outcome is that of the quotes which are still in their notes. */
async function* tell(findings: Findings, chosen: readonly Quote[], deps: AskDeps): AsyncGenerator<RunEvent, Answer, undefined> {
	const { question } = findings;
	const quotes = (await Promise.all(chosen.map((quote) => confirm(quote, findings.terms, deps)))).filter((quote) => quote !== null);
	const verdict = judge(question, quotes);
	const shown = verdict.outcome === 'unknown' ? [] : quotes;
	for (const [at, piece] of answerPieces(question, shown, verdict).entries()) {
		throwIfAborted(deps.signal);
		const quote = shown[at - 1];
		if (quote) findings.citations.push(citationOf(quote));
		findings.text += piece;
		yield { type: 'text-delta', text: piece };
	}
	const held = findings.recalled ? heldText(findings.recalled, new Set(findings.citations.map(({ path }) => path))) : '';
	if (held !== '') yield { type: 'text-delta', text: held };
	findings.text += held;
	const { text, citations } = findings;
	return { outcome: verdict.outcome, text, citations, missing: verdict.missing, searched: searchedText(question), resolve: resolveText(verdict) };
}

/**
 * The passages of the best notes found, note by note, as they read now. A note that is gone or cannot be read is
 * passed over, and so is an answer that was saved: it repeats what other notes say, and is no evidence for it.
 */
async function openNotes({ hits: found, mayQuote, isClaim }: Opening, { terms, recalled }: Findings, deps: AskDeps): Promise<Evidence[][]> {
	const hits = found.filter(({ path }) => mayQuote(path));
	const top = hits[0]?.score ?? 1;
	const opened: Evidence[][] = [];
	for (let next = 0; next < hits.length && opened.length < NOTES_OPENED; ) {
		const group = hits.slice(next, next + NOTES_OPENED - opened.length);
		next += group.length;
		const reads = await Promise.all(group.map(({ path }) => readOrNull(path as VaultPath, deps)));
		for (const [at, { path: own, score }] of group.entries()) {
			const [path, read] = [own as VaultPath, reads[at]];
			if (!read || isResultNote(read.text)) continue;
			const evidence = evidenceIn({ path, read, isPrivate: deps.isPrivate, rank: score / top }, terms);
			opened.push(recalled ? evidenceFor(evidence, { recalled, isClaim: isClaim(path) }) : evidence);
		}
	}
	return opened;
}

/** The quote, moved to where it stands now when its note has changed; null when it is not there any more. */
async function confirm(quote: Quote, terms: readonly WeighedTerm[], deps: AskDeps): Promise<Quote | null> {
	const { path, rank, version } = quote.evidence;
	const read = await readOrNull(path, deps);
	if (!read) return null;
	if (read.version === version) return read.text.slice(quote.span.start, quote.span.end) === quote.text ? quote : null;
	for (const evidence of evidenceIn({ path, read, isPrivate: deps.isPrivate, rank }, terms)) {
		for (const block of evidence.blocks) {
			const at = block.text.indexOf(quote.text);
			if (at < 0) continue;
			const start = block.span.start + at;
			return { ...quote, evidence, block, span: { start, end: start + quote.text.length } };
		}
	}
	return null;
}

async function readOrNull(path: VaultPath, deps: AskDeps): Promise<NoteText | null> {
	try {
		return await untilAborted(deps.vault.read(path), deps.signal);
	} catch (error) {
		if (isPraxisError(error) && error.code !== 'aborted') return null;
		throw error;
	}
}

function citationOf({ evidence, block, span, text }: Quote): Citation {
	const { path, version, headings, isPrivate } = evidence;
	// A sentence further down in its block stands on a later line.
	const line = block.line + (block.text.slice(0, span.start - block.span.start).match(/\n/g)?.length ?? 0);
	return { path, version, span, line, quote: text, blockId: block.blockId, headings, isPrivate };
}

async function* say(answer: Answer): AsyncGenerator<RunEvent, Answer, undefined> {
	yield { type: 'text-delta', text: answer.text };
	return answer;
}

function emptyVault(): Answer {
	return {
		outcome: 'unknown',
		text: 'There are no notes to search yet.',
		citations: [],
		missing: [],
		searched: 'Searched 0 notes.',
		resolve: 'Write a note, or wait until the notes are indexed, and ask again.',
	};
}

function emptyQuestion(): Answer {
	return {
		outcome: 'needs-user',
		text: 'Ask about something: a person, a place, a project, a thing that your notes may speak of.',
		citations: [],
		missing: [],
		searched: 'Nothing was searched: the question names nothing.',
		resolve: 'Name what the question is about.',
	};
}

function failedAnswer({ question, text, citations }: Findings, error: unknown, signal: AbortSignal | undefined): Answer {
	const isStopped = signal?.aborted === true || isPraxisError(error, 'aborted');
	const [why, resolve] = isStopped ? ['Stopped before the answer was complete.', 'Ask again.'] : explain(error);
	return {
		outcome: 'failed',
		text: text === '' ? why : `${text}\n\n${why}`,
		citations,
		missing: [],
		searched: question.terms.length > 0 ? searchedText(question) : '',
		resolve,
	};
}

/** What happened and what to do about it. */
function explain(error: unknown): [why: string, resolve: string] {
	if (isPraxisError(error)) return [`The question could not be answered: ${error.message}`, error.hint === '' ? 'Ask again.' : error.hint];
	return ['The question could not be answered because of a fault in Praxis. Your notes are unchanged.', `Ask again. If it happens again, report it with these words: ${messageOf(error)}`];
}
