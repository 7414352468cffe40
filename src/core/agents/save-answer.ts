/**
 * Writes an answer into the vault: a new note, or the end of a note that is there. Each citation becomes a link to
 * its exact block. A cited block without an id gets one, as Obsidian gives it when a person links to a block; when
 * the settings say not to, or its note cannot be written, the link leads to the heading instead. What quotes hold
 * that would load or run in the new place is written so that it is only read.
 */
import type { Change } from '../changes/change';
import type { Changes, Plan, RunReport } from '../changes/changes';
import { checkPlaced } from '../guard/placed';
import { safeMarkdown } from '../guard/safe-markdown';
import type { Vault } from '../host';
import { isPraxisError, messageOf, PraxisError } from '../lib/errors';
import { hashText } from '../lib/hash';
import { LinkIndex, writeLink } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Block, Note } from '../lib/note';
import { asVaultPath, isHidden, plainFolder, titleOf, vaultPath } from '../lib/vault-path';
import type { VaultPath } from '../lib/vault-path';
import type { Citation } from '../runs/outcome';
import { printResultNote, printResultSection, resultName } from '../runs/result-note';
import type { RunToSave } from '../runs/result-note';

export type Destination = { readonly to: 'new-note' } | { readonly to: 'append'; readonly path: VaultPath };

export interface SaveReport {
	/** The run that wrote it, by which it can be undone. */
	readonly runId: string;
	/** The note that holds the answer now. */
	readonly path: VaultPath;
	/** Notes that got a block id so that a citation opens the exact block. */
	readonly touched: readonly VaultPath[];
}

export interface SaveDeps {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<Changes, 'plan' | 'undo'>;
	/** Through the guard. */
	readonly write: (plan: Plan) => Promise<RunReport>;
	readonly resultFolder: string;
	readonly addBlockIds: boolean;
}

/** A heading may be as long as a page. */
const LONGEST_LABEL = 80;

interface Anchored {
	/** "^id", "Heading", or null for the note as a whole. */
	readonly subpath: string | null;
	/** What gives the block its id, when it has none yet. */
	readonly change: Change | null;
}

/**
 * Throws `missing-note` when the note to append to is gone, `bad-path` when the result folder cannot be one, and what
 * the write path throws. When the answer cannot be written, the ids that were given for it are taken back.
 */
export async function saveAnswer(run: RunToSave, destination: Destination, deps: SaveDeps): Promise<SaveReport> {
	const paths = (await deps.vault.list()).map(({ path }) => path);
	const links = new LinkIndex(paths);
	if (destination.to === 'new-note') checkFolder(deps.resultFolder, paths);
	const anchors: Anchored[] = [];
	for (const citation of run.answer.citations) anchors.push(await anchor(citation, anchors, deps));
	const printed = run.answer.citations.map((citation, i) => writeLink(links.linkText(citation.path), { subpath: anchors[i]?.subpath ?? null, display: label(citation) }));
	const ids = anchors.flatMap(({ change }) => (change === null ? [] : [change]));
	const written = destinationChange(run, destination, { links: printed, deps, edited: new Set(ids.map(({ path }) => path)) });
	const plan = await deps.changes.plan([...ids, written], { reason: `Saved the answer to “${run.question}”` });
	// The cited notes only get an id; what is live in them is the person's own.
	checkPlaced({ notes: plan.notes.filter(({ path }) => path === written.path) });
	const report = await deps.write(plan);
	const result = report.notes[plan.notes.findIndex(({ path }) => path === written.path)];
	if (!result || result.outcome === 'failed' || result.outcome === 'kept') throw await notWritten(report, result?.detail ?? '', deps);
	const touched = report.notes.filter(({ outcome, path }) => (outcome === 'written' || outcome === 'merged') && path !== result.path);
	// Where it went in the end: under another name when its own was taken, beside a note that was in the way.
	return { runId: report.id, path: result.path, touched: touched.map(({ path }) => path) };
}

/** The error to throw, after taking back what else the run wrote. */
async function notWritten(report: RunReport, detail: string, { changes }: SaveDeps): Promise<PraxisError> {
	const others = report.notes.filter(({ outcome }) => outcome === 'written' || outcome === 'merged').map(({ path }) => path);
	const back = others.length === 0 ? null : await changes.undo(report.id).catch((error: unknown) => messageOf(error));
	const left = typeof back === 'string' ? `The block ids added to ${others.join(', ')} could not be taken back: ${back}` : '';
	return new PraxisError('internal', 'The answer could not be written.', { hint: [detail, left].filter((part) => part !== '').join(' ') || 'Try again.' });
}

/** Asked before anything is written: a folder that is hidden, outside the vault or a file would fail every time. */
function checkFolder(resultFolder: string, paths: readonly VaultPath[]): void {
	const folder = plainFolder(resultFolder);
	const isBad = folder !== '' && (asVaultPath(folder) === null || isHidden(folder));
	const file = paths.find((path) => path === folder || folder.startsWith(`${path}/`));
	if (!isBad && file === undefined) return;
	const why = file === undefined ? 'it is hidden or not in this vault' : `"${file}" is a file`;
	throw new PraxisError('bad-path', `Answers cannot be saved in "${resultFolder}": ${why}.`, { hint: 'Choose another folder for answers in the settings, such as "Praxis/Results".' });
}

interface Writing {
	readonly links: readonly string[];
	readonly deps: SaveDeps;
	/** Notes that are given an id in the same run: none of them can be the new note. */
	readonly edited: ReadonlySet<string>;
}

function destinationChange(run: RunToSave, destination: Destination, { links, deps, edited }: Writing): Change {
	if (destination.to === 'append') return { type: 'append', path: destination.path, text: safeMarkdown(printResultSection(run, links)).text };
	const folder = plainFolder(deps.resultFolder);
	const name = resultName(run.question, localDate(run.at));
	const place = vaultPath(folder === '' ? `${name}.md` : `${folder}/${name}.md`);
	const path = edited.has(place) ? numbered(place, edited) : place;
	return { type: 'create', path, text: safeMarkdown(printResultNote(run, links), { isWholeNote: true }).text };
}

/** "Name 2.md", or the next number that is free. */
function numbered(path: VaultPath, taken: ReadonlySet<string>): VaultPath {
	for (let n = 2; ; n++) {
		const other = vaultPath(path.replace(/\.md$/, ` ${n}.md`));
		if (!taken.has(other)) return other;
	}
}

/** The date of an instant where the person is: "2026-11-22". */
function localDate(at: string): string {
	const date = new Date(at);
	const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
	return `${date.getFullYear()}-${month}-${day}`;
}

/** How a link reaches the cited block. `earlier` anchors of the same save lend their ids to the same block. */
async function anchor(citation: Citation, earlier: readonly Anchored[], deps: SaveDeps): Promise<Anchored> {
	const read = await deps.vault.read(citation.path).catch((error: unknown) => {
		// What cannot be read any more is linked to as a whole.
		if (isPraxisError(error)) return null;
		throw error;
	});
	if (read === null) return { subpath: null, change: null };
	const note = readNote(citation.path, read.text);
	const block = citedBlock(citation, note, read);
	if (block?.id) return { subpath: `^${block.id}`, change: null };
	const heading = citation.headings.at(-1);
	if (!block || !deps.addBlockIds) return { subpath: heading ?? null, change: null };
	const id = newBlockId(read.text, block);
	const change = idChange(citation.path, read.text, { block, id });
	const isThere = earlier.some((other) => other.change !== null && other.change.path === citation.path && other.subpath === `^${id}`);
	return { subpath: `^${id}`, change: isThere ? null : change };
}

/** The block that holds the quote in the note as it is now. */
function citedBlock(citation: Citation, note: Note, read: { text: string; version: string }): Block | undefined {
	const start = read.version === citation.version ? citation.span.start : onlyPlace(read.text, citation.quote);
	return note.blocks.find(({ span }) => span.start <= start && start < span.end);
}

/** Where the quote stands, -1 when it is gone or stands in two places. */
function onlyPlace(text: string, quote: string): number {
	const first = text.indexOf(quote);
	return first >= 0 && text.indexOf(quote, first + 1) < 0 ? first : -1;
}

/** Six hex digits, as Obsidian makes them; the same block gets the same id on every device. */
function newBlockId(text: string, block: Block): string {
	for (let n = 0; ; n++) {
		const id = hashText(`${n}\n${text.slice(block.span.start, block.span.end)}`).slice(0, 6);
		if (!text.includes(`^${id}`)) return id;
	}
}

/** At the end of the line for paragraphs and list items; below, with a blank line around it, for what has its own frame. */
function idChange(path: VaultPath, text: string, { block, id }: { block: Block; id: string }): Change {
	const isInline = block.kind === 'paragraph' || block.kind === 'list-item';
	const raw = text.slice(block.span.start, block.span.end);
	const offset = block.span.start + raw.trimEnd().length;
	if (isInline) return { type: 'insert', path, at: { offset }, text: ` ^${id}` };
	const isFollowed = /^[^\S\n]*\r?\n[^\S\n]*\S/.test(text.slice(offset));
	return { type: 'insert', path, at: { offset }, text: isFollowed ? `\n\n^${id}\n` : `\n\n^${id}` };
}

/** "Title" or "Title › Heading". */
function label(citation: Citation): string {
	const heading = citation.headings.slice(-1).filter((text) => text !== titleOf(citation.path));
	return [titleOf(citation.path), ...heading.map((text) => (text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL)}…` : text))].join(' › ');
}
