/** What a tool is, and what it is given: types, and the few words that all tools share. */
import type { RunReport } from '../changes/changes';
import type { ReadNote, RunGuard } from '../guard/run-guard';
import type { After, Vault } from '../host';
import { PraxisError, throwIfAborted } from '../lib/errors';
import { untilAborted } from '../lib/until-aborted';
import { asVaultPath, isNote, type VaultPath } from '../lib/vault-path';
import type { Recall } from '../memory/recall/recall';
import type { ProposedClaim } from '../runs/outcome';
import type { ContentIndex } from '../search/content-index';
import type { RankedIndex } from '../search/vectors/ranked-index';
import type { ObjectSchema } from './schema';

export type ToolInput = Readonly<Record<string, unknown>>;

export interface Tool {
	/** As the model calls it: "search_notes". */
	readonly name: string;
	/** For the model: what it does, when to use it, what comes back. */
	readonly description: string;
	readonly inputSchema: ObjectSchema;
	/** Names under which the gate knows what it does; an agent with this tool is granted these. */
	readonly grants: readonly string[];
	/** It changes nothing and asks nobody: several may run at once. */
	readonly isReading: boolean;
	/** One line for the person while it runs: "Searching for “rent”". */
	title(input: ToolInput): string;
	/** `input` has passed the schema. Throws `PraxisError`; its hint is told to the model. */
	run(input: ToolInput, context: ToolContext): Promise<ToolResult>;
}

export interface ToolResult {
	/** What the model reads. */
	readonly text: string;
	/** What the person reads: "8 notes". */
	readonly summary: string;
	readonly change?: RunReport;
	/** Those of its notes that may be named to whoever reads the answer. */
	readonly named?: readonly VaultPath[];
	readonly finish?: Finish;
	/** Claims that the person is to be asked about when the run has ended. */
	readonly proposed?: readonly ProposedClaim[];
}

/** How a run ends, as the model says it; nothing of it is checked yet. */
export interface Finish {
	readonly outcome: FinishOutcome;
	readonly claims: readonly Claim[];
	/** What could not be found, in the person's words. */
	readonly missing: readonly string[];
	/** What would settle it. */
	readonly resolve: string;
	/** Notes that the model says it has written. */
	readonly written: readonly string[];
	/** Words to the person that state nothing of the notes. */
	readonly remark: string;
	/** The goal that was served, as the model names it; "" for none. */
	readonly goal: string;
}

export type FinishOutcome = 'answered' | 'partial' | 'unknown' | 'conflicting' | 'needs-user' | 'refused';

export interface Claim {
	readonly text: string;
	readonly path: string;
	readonly quote: string;
}

export interface ToolContext {
	readonly guard: RunGuard;
	readonly vault: Pick<Vault, 'list'>;
	readonly index: Pick<ContentIndex, 'find' | 'size' | 'countWith' | 'withFacet'> & Partial<Pick<RankedIndex, 'rank'>>;
	/** Without it claims are notes like any other. */
	readonly memory?: Pick<Recall, 'recall' | 'whyNotSo'>;
	readonly now: () => Date;
	readonly signal: AbortSignal;
	/** Ends what takes too long; without it only the person does. */
	readonly after?: After;
	/** What the tools of this run gave until now, with what each was asked. */
	readonly given?: () => readonly { readonly tool: string; readonly asked: string; readonly text: string }[];
	/** Where new pieces of work go, as the settings say. */
	readonly workFolder?: string;
	/** Null: nobody is there. `options` may be empty; the answer is one of them or what the person typed, null when they gave none. */
	readonly askPerson: ((question: { readonly text: string; readonly options: readonly string[] }, signal: AbortSignal) => Promise<string | null>) | null;
}

/** A path that the model wrote, as the vault spells it: ".md" may be left out. Throws `bad-path`. */
export function pathOf(typed: unknown): VaultPath {
	const text = String(typed).trim().replace(/^\[\[|\]\]$/g, '').replace(/^\.?\//, '');
	const path = asVaultPath(isNote(text) ? text : `${text}.md`);
	if (path === null) throw new PraxisError('bad-path', `“${text}” is no path of a note.`, { hint: 'Give the path that a search or a list showed, such as "Projects/Garden.md".' });
	return path;
}

/** The note, read through the guard. Throws `missing-note`. */
export async function readOrThrow(path: VaultPath, { guard, signal }: Pick<ToolContext, 'guard' | 'signal'>): Promise<NonNullable<Awaited<ReturnType<RunGuard['read']>>>> {
	throwIfAborted(signal);
	const note = await untilAborted(guard.read(path), signal);
	if (note === null) throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'Search for it with search_notes, or list its folder with list_folder.' });
	return note;
}

/**
 * Each note if the run may see it without asking anybody, else null: for lists and hits, where a note that may not be
 * seen must not even be named. `isNeeded`: what it says no to does not come into the run.
 */
export async function readAllowed(paths: readonly VaultPath[], { guard, signal }: Pick<ToolContext, 'guard' | 'signal'>, isNeeded?: (text: string) => boolean): ReturnType<RunGuard['readAllowed']> {
	throwIfAborted(signal);
	return untilAborted(guard.readAllowed(paths, isNeeded), signal);
}

export async function readIfAllowed(path: VaultPath, context: Pick<ToolContext, 'guard' | 'signal'>): Promise<Awaited<ReturnType<RunGuard['read']>>> {
	return (await readAllowed([path], context))[0] ?? null;
}

/** Read together, so that the rules are looked up once for all of them. */
const AT_ONCE = 16;

/** Those of the notes that may be seen, in order, until `left` says 0: no more than so many come into the run. */
export async function* allowedNotes(paths: readonly VaultPath[], left: () => number, context: Pick<ToolContext, 'guard' | 'signal'>): AsyncGenerator<{ readonly path: VaultPath; readonly read: ReadNote }, void, undefined> {
	for (let at = 0; at < paths.length && left() > 0; ) {
		const some = paths.slice(at, at + Math.min(AT_ONCE, left()));
		const reads = await readAllowed(some, context);
		for (const [i, path] of some.entries()) if (reads[i]) yield { path, read: reads[i] };
		at += some.length;
	}
}

/** "1 note", "8 notes". */
export function countOf(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
