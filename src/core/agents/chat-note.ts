/**
 * A chat as a Markdown note: each question is a heading, its answer stands below, quotes are footnotes. One comment a
 * turn holds what the words do not say. It is only ever added to at its end, so whatever a person changes or writes in
 * between stays, and is read back as part of the answer above it.
 */
import { readFrontMatter } from '../lib/front-matter';
import { oneLine } from '../lib/one-line';
import { titleOf, vaultPath, asVaultPath } from '../lib/vault-path';
import { safeMarkdown } from '../guard/safe-markdown';
import { NO_COST } from '../runs/cost';
import type { Answer, Citation, Outcome } from '../runs/outcome';
import { closeFence, readFootnotes, splitTurns, type Footnote } from './chat-sections';
import type { Attached, Turn } from './transcript';

export interface ChatHead {
	/** A ULID: by it the device finds what the note does not hold. */
	readonly id: string;
	/** ISO 8601. */
	readonly created: string;
	readonly isPrivate: boolean;
}

export interface ReadChat {
	readonly id: string;
	readonly turns: readonly { readonly turn: Turn; /** As it stands in the note. */ readonly section: string }[];
}

export interface ReadOptions {
	/** The path that a link's target leads to; null when there is none. */
	readonly resolve: (target: string) => string | null;
	/** What is quoted in it is shown as private. */
	readonly isPrivate: boolean;
}

/** Runs of the write path by which chats are kept begin so: no list of what agents did tells of them. */
export const CHAT_RUN = 'chat-note-';

const MARKER = 'praxis:turn';
const OUTCOMES: readonly Outcome[] = ['answered', 'partial', 'unknown', 'conflicting', 'needs-user', 'refused', 'failed'];
const KINDS: readonly Attached['kind'][] = ['note', 'selection', 'folder', 'tag', 'image'];
const LONGEST_HEADING = 200;

export function printChatHead({ id, created, isPrivate }: ChatHead): string {
	return `---\npraxis: chat\nid: ${id}\ncreated: ${created}\n${isPrivate ? 'private: true\n' : ''}---\n`;
}

/** True for a note that holds a chat, as its properties say. */
export function isChatNote(text: string): boolean {
	return /^\uFEFF?---/.test(text) && readFrontMatter(text).frontMatter?.data['praxis'] === 'chat';
}

/** An ended turn. `links[i]` is the link to the place of `answer.citations[i]`. No line of it can begin another turn. */
export function printTurn(turn: Turn, links: readonly string[]): string {
	const { question, answer } = turn;
	if (!answer) return '';
	const heading = printHeading(question);
	const isLong = readHeading(heading) !== question;
	const label = labelOf(turn.runId);
	const text = answer.text.replace(/\[\^(\d+)\]/g, (_mark, n: string) => `[^${label}-${n}]`);
	const rest = answer.outcome === 'answered' ? [] : [answer.searched, answer.resolve].filter((line) => line !== '' && !answer.text.includes(line));
	const notes = answer.citations.map((citation, i) => `[^${label}-${i + 1}]: ${links[i] ?? titleOf(citation.path)} “${indented(citation.quote)}”`);
	const body = [isLong ? quoted(question) : '', [text.trim(), ...rest].filter((part) => part !== '').join('\n\n'), notes.join('\n')].filter((part) => part !== '');
	return `${printMarker(turn, isLong)}\n## ${heading}\n\n${body.map(inert).join('\n\n')}\n`;
}

/** Null for a note that is no chat. Never throws: what cannot be read in a turn is left out. */
export function readChat(text: string, options: ReadOptions): ReadChat | null {
	const { frontMatter } = readFrontMatter(text);
	const id = frontMatter?.data['id'];
	if (!frontMatter || frontMatter.data['praxis'] !== 'chat') return null;
	const turns = splitTurns(text.slice(frontMatter.span.end), MARKER).flatMap(({ marker, lines, section }) => {
		const turn = readTurn(marker, lines, options);
		return turn ? [{ turn, section }] : [];
	});
	return { id: typeof id === 'string' ? id : '', turns };
}

function printMarker({ runId, parent, at, agent, model, answer, durationMs, attached, isStopped }: Turn, isLong: boolean): string {
	const lines = answer?.citations.map(({ line }) => line) ?? [];
	const data = { run: runId, after: parent, at, agent, model, outcome: answer?.outcome, ms: durationMs, ...(attached.length > 0 ? { attached } : {}), ...(lines.length > 0 ? { lines } : {}), ...(isStopped ? { stopped: true } : {}), ...(isLong ? { long: true } : {}) };
	// A ">" could end the comment.
	return `<!-- ${MARKER} ${JSON.stringify(data).replace(/[<>]/g, (sign) => (sign === '<' ? '\\u003c' : '\\u003e'))} -->`;
}

/** What would hide all that follows, or pass for a footnote of the answer, is escaped. */
function printHeading(question: string): string {
	const line = oneLine(question);
	const cut = line.length <= LONGEST_HEADING ? line : `${line.slice(0, LONGEST_HEADING).replace(/[\uD800-\uDBFF]$/, '')}…`;
	return safeMarkdown(cut).text.replace(/\s+/g, ' ').replace(/%%/g, '\\%\\%').replace(/\[\^/g, '[\\^');
}

function readHeading(heading: string): string {
	return heading.replace(/\\%\\%/g, '%%').replace(/\[\\\^/g, '[^');
}

/** Text that loads nothing, hides nothing of what follows, and leaves no code open. */
function inert(text: string): string {
	const safe = closeFence(safeMarkdown(text).text);
	return safe.replace(/%%/g, '\\%\\%').replace(new RegExp(`^(\\\\*)(?=<!-- ${MARKER})`, 'gm'), '$1\\');
}

function quoted(text: string): string {
	return text.split('\n').map((line) => `> ${line}`).join('\n');
}

/** Further lines of a footnote stand four blanks in. */
function indented(text: string): string {
	return text.split('\n').join('\n    ');
}

function labelOf(runId: string): string {
	return runId.replace(/[^A-Za-z0-9]/g, '').slice(-8).toLowerCase() || 'turn';
}

function readTurn(marker: unknown, lines: readonly string[], options: ReadOptions): Turn | null {
	if (typeof marker !== 'object' || marker === null) return null;
	const data = marker as Record<string, unknown>;
	const textOf = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
	const runId = textOf('run');
	if (runId === '') return null;
	const { question, rest } = readQuestion(lines, data['long'] === true);
	const { text, footnotes } = readFootnotes(rest, labelOf(runId));
	const numbers: readonly unknown[] = Array.isArray(data['lines']) ? data['lines'] : [];
	const answer: Answer = {
		outcome: OUTCOMES.find((name) => name === data['outcome']) ?? 'partial',
		text: text.replace(/^\\(\\*<!-- praxis:turn)/gm, '$1').replace(/\\%\\%/g, '%%'),
		citations: footnotes.map((footnote, i) => citationOf(footnote, typeof numbers[i] === 'number' ? numbers[i] : 0, options)),
		missing: [],
		searched: '',
		resolve: '',
	};
	return {
		...{ runId, question, answer, text: answer.text, agent: textOf('agent'), model: textOf('model'), at: textOf('at') },
		parent: typeof data['after'] === 'string' ? data['after'] : null,
		attached: readAttached(data['attached']),
		durationMs: typeof data['ms'] === 'number' ? data['ms'] : 0,
		isStopped: data['stopped'] === true,
		...{ modelNote: '', steps: [], thinking: '', cost: NO_COST, asking: null, changes: [] },
	};
}

/** The heading, or the quoted lines below it when the question was too long for one. */
function readQuestion(lines: readonly string[], isLong: boolean): { question: string; rest: readonly string[] } {
	const at = lines.findIndex((line) => /^#{1,6} /.test(line));
	const heading = readHeading((lines[at] ?? '').replace(/^#{1,6} +/, '').trim());
	const rest = lines.slice(at + 1);
	if (!isLong) return { question: heading, rest };
	const from = rest.findIndex((line) => line.startsWith('>'));
	if (from < 0) return { question: heading, rest };
	const length = [...rest.slice(from), ''].findIndex((line) => !line.startsWith('>'));
	const question = rest.slice(from, from + length).map((line) => line.replace(/^> ?/, '')).join('\n');
	return { question: question.replace(/\\%\\%/g, '%%'), rest: [...rest.slice(0, from), ...rest.slice(from + length)] };
}

function citationOf({ target, subpath, display, quote }: Footnote, line: number, { resolve, isPrivate }: ReadOptions): Citation {
	const path = asVaultPath(resolve(target) ?? `${target}.md`) ?? vaultPath('gone.md');
	const headings = display.split(' › ').slice(1);
	// Nobody has looked whether it still stands there: that is seen when it is opened.
	return { path, version: '', span: { start: 0, end: quote.length }, line, quote, blockId: subpath.startsWith('^') ? subpath.slice(1) : null, headings, isPrivate };
}

function readAttached(value: unknown): readonly Attached[] {
	const items: readonly unknown[] = Array.isArray(value) ? value : [];
	return items.flatMap((item) => {
		const { kind, name, isPrivate } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
		const known = KINDS.find((one) => one === kind);
		return known && typeof name === 'string' ? [{ kind: known, name, isPrivate: isPrivate === true }] : [];
	});
}
