/**
 * From what a model says at the end to an answer that can be shown: each claim checked against the note as it reads
 * now, each written note against the record. What fails is shown as unsupported, and the outcome falls.
 */
import { safeMarkdown } from '../guard/safe-markdown';
import type { ReadNote } from '../guard/run-guard';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';
import { oneLine } from '../lib/one-line';
import { asVaultPath, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import type { Answer, Citation, Outcome } from '../runs/outcome';
import { isResultNote } from '../runs/result-note';
import { headingsAbove } from '../search/evidence';
import { indexedPart } from '../search/indexed-part';
import type { Claim, Finish } from '../tools';
import { checkClaim, checkQuote, countQuotes } from '../search/quotes/citation-check';

export interface CheckDeps {
	/** The note as it reads now, through the guard; null when it is gone or the run may not see it. */
	readonly read: (path: VaultPath) => Promise<ReadNote | null>;
	/** Whether this run has read the note before. */
	readonly wasRead: (path: VaultPath) => boolean;
	/** Whether words stand in one note of the vault at most. */
	readonly isInOneNote: (quote: string) => boolean;
	/** Paths that this run has written, as the record has them. */
	readonly written: ReadonlySet<string>;
	/** What was tried, in plain words. */
	readonly searched: string;
}

export interface CheckedClaim {
	readonly text: string;
	readonly citation: Citation | null;
	/** Why it is not supported, one clause; "" when it is. */
	readonly reason: string;
}

export async function checkFinish(finish: Finish, deps: CheckDeps): Promise<Answer & { readonly claims: readonly CheckedClaim[] }> {
	const claims: CheckedClaim[] = [];
	// Each note is read once, as it stands at the end.
	const opened = new Map<VaultPath, Promise<Opened | null>>();
	const open = (path: VaultPath): Promise<Opened | null> => {
		const known = opened.get(path) ?? openNote(path, deps);
		opened.set(path, known);
		return known;
	};
	for (const claim of finish.claims) claims.push(await checkOne(claim, deps, open));
	const supported = claims.filter(({ citation }) => citation !== null);
	const undone = undoneWrites(finish, claims, deps.written);
	const outcome = fallen(finish, { supported: supported.length, claims: claims.length, undone: undone !== '', written: deps.written.size });
	return {
		outcome,
		claims,
		text: answerText({ finish, claims, undone, outcome }),
		citations: supported.flatMap(({ citation }) => (citation ? [citation] : [])),
		missing: finish.missing.map(oneLine),
		searched: deps.searched,
		resolve: outcome === 'answered' ? '' : oneLine(finish.resolve) || (finish.outcome === outcome ? '' : 'Ask again in other words, or open the notes that were read.'),
	};
}

interface Opened {
	readonly read: ReadNote;
	readonly note: Note;
	/** The part of the note that is searched and cited. */
	readonly text: string;
}

async function openNote(path: VaultPath, { read }: CheckDeps): Promise<Opened | null> {
	const found = await read(path);
	if (!found) return null;
	const text = indexedPart(found.text);
	return { read: found, text, note: readNote(path, text) };
}

async function checkOne(claim: Claim, deps: CheckDeps, open: (path: VaultPath) => Promise<Opened | null>): Promise<CheckedClaim> {
	const text = shownText(claim.text);
	const failed = (reason: string): CheckedClaim => ({ text, citation: null, reason });
	const typed = claim.path.replace(/^\[\[|\]\]$/g, '').replace(/(?:#.*|\^[\w-]+|:\d+)$/, '');
	const path = asVaultPath(isNote(typed) ? typed : `${typed}.md`);
	if (path === null || !deps.wasRead(path)) return failed('its note was not read in this run');
	const opened = await open(path);
	if (!opened) return failed('its note is not there any more');
	const { read, note, text: source } = opened;
	// Quoted as evidence, a model's own words would prove themselves.
	if (isResultNote(read.text)) return failed('its note is a kept chat or a saved answer, which proves nothing');
	const found = checkQuote(claim.quote, source, note);
	if (!found.ok) return failed(found.reason);
	if (found.mustBeUnique && (countQuotes(claim.quote, source) !== 1 || !deps.isInOneNote(claim.quote))) return failed('its quote is too short to be sure where it is from');
	const reason = checkClaim(claim.text, claim.quote, { clause: found.clause, text: source });
	if (reason !== null) return failed(reason);
	return { text, reason: '', citation: citationOf({ path, read, note, found }) };
}

function citationOf({ path, read, note, found }: { path: VaultPath; read: ReadNote; note: Note; found: Extract<ReturnType<typeof checkQuote>, { ok: true }> }): Citation {
	const { span, block } = found;
	return {
		path,
		version: read.version,
		span,
		line: 1 + (read.text.slice(0, span.start).match(/\n/g)?.length ?? 0),
		quote: read.text.slice(span.start, span.end),
		blockId: block?.id ?? null,
		headings: block ? headingsAbove(note, block.heading) : [],
		isPrivate: read.label.secrecy === 'private',
		...(read.label.integrity === 'untrusted' ? { foreign: read.label.reasons[0] ?? 'is of unknown origin' } : {}),
	};
}

interface Tally { readonly supported: number; readonly claims: number; readonly undone: boolean; readonly written: number }

/** An outcome never rises: it falls to what the supported claims carry. */
function fallen({ outcome, claims, missing, remark }: Finish, tally: Tally): Outcome {
	if (outcome === 'unknown' || outcome === 'needs-user' || outcome === 'refused') return tally.undone ? 'failed' : outcome;
	if (tally.undone) return tally.supported > 0 || tally.written > 0 ? 'partial' : 'failed';
	if (claims.length === 0) return tally.written > 0 ? outcome : remark === '' ? 'unknown' : 'partial';
	if (tally.supported === 0) return 'unknown';
	if (tally.supported < tally.claims) return outcome === 'conflicting' && tally.supported > 1 ? 'conflicting' : 'partial';
	if (outcome === 'conflicting') return tally.supported > 1 ? 'conflicting' : 'partial';
	return outcome === 'answered' && missing.length > 0 ? 'partial' : outcome;
}

/** Notes that are said to be written and are not, as a sentence; "" when the record agrees. */
function undoneWrites(finish: Finish, claims: readonly CheckedClaim[], written: ReadonlySet<string>): string {
	const names = finish.written.map((path) => path.replace(/^\[\[|\]\]$/g, '')).filter((path) => !written.has(path) && !written.has(`${path}.md`));
	if (names.length > 0) return `Not done: the record shows no change to ${names.map((path) => `“${titleOf(oneLine(path))}”`).join(', ')}.`;
	// A claim with its quote tells what the person wrote, in their words: “I moved to Lyon”.
	const said = [finish.remark, ...claims.flatMap(({ text, citation }) => (citation === null ? [text] : []))].join('\n');
	return written.size === 0 && CLAIMS_A_WRITE.test(said) ? 'Not done: nothing was written in this run.' : '';
}

/** A model that says that it wrote. English only; the list of written notes is checked in every language. */
const CLAIMS_A_WRITE = /\b(?:I(?:['’]ve| have)?|the note (?:has been|was)) (?:now |just |successfully )?(?:created|added|updated|saved|written|wrote|edited|changed|renamed|moved|appended|deleted|removed|set)\b|\b(?:has|have) been (?:created|added|updated|saved|renamed|moved|deleted|removed)\b/i;

function answerText({ finish, claims, undone, outcome }: { finish: Finish; claims: readonly CheckedClaim[]; undone: string; outcome: Outcome }): string {
	let n = 0;
	const told = claims.filter(({ citation }) => citation !== null).map(({ text }) => `${text} [^${++n}]`);
	const open = claims.filter(({ citation }) => citation === null).map(({ text, reason }) => `- ${text} (${reason})`);
	const sides = outcome === 'conflicting' ? told.map((line) => `- ${line}`).join('\n') : told.join(' ');
	const parts = [
		outcome === 'unknown' && told.length === 0 ? 'Your notes do not say.' : outcome === 'conflicting' ? 'Your notes contradict each other:' : '',
		sides,
		open.length > 0 ? `Not supported by a quote:\n\n${open.join('\n')}` : '',
		undone,
		finish.remark === '' ? '' : claims.length > 0 || outcome === 'partial' ? `*The model adds, not from your notes:* ${shownText(finish.remark)}` : shownText(finish.remark),
		finish.missing.length > 0 ? `Not found: ${finish.missing.map((item) => shownText(oneLine(item))).join('; ')}.` : '',
	];
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Inert, and without marks that would pass for citations of ours. */
function shownText(text: string): string {
	return safeMarkdown(text.replace(/\[\^/g, '[\\^')).text.trim();
}
