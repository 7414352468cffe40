/** Turns changes into a plan: each note's text before and after, by hunk. Reads the vault, writes nothing. */
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { isNote, nameOf, type VaultPath } from '../lib/vault-path';
import { isTextChange, type Change, type TextChange } from './change';
import { hunksOf } from './hunks';
import { checkLimits, DEFAULT_LIMITS, type Limits } from './limits';
import type { Plan, PlannedNote } from './planned';
import type { Moved } from './relink';
import { changedText } from './rewrite';

export type { Plan, PlannedNote } from './planned';

export interface PlanOptions {
	/** A stable id for scheduled work (`jobId`), so that a second run is a no-op. */
	readonly id?: string;
	readonly reason?: string;
	readonly limits?: Partial<Limits>;
}

export interface PlanContext extends PlanOptions {
	readonly vault: Vault;
	readonly newId: () => string;
	readonly now: () => Date;
	/** Steps of renames beside the moves themselves: links that would lead elsewhere. */
	readonly relink?: (moves: Moved) => Promise<readonly TextChange[]>;
}

/**
 * Throws `bad-input`, `ambiguous` or `missing-note` when a change cannot be made as asked, and `over-limit`.
 * Changes that leave a note as it is are dropped.
 */
export async function makePlan(changes: readonly Change[], context: PlanContext): Promise<Plan> {
	const all = await withRelinks(changes, context);
	const notes: PlannedNote[] = [];
	const byPath = new Map<VaultPath, Change[]>();
	for (const change of all) {
		const known = byPath.get(change.path);
		if (known) known.push(change);
		else byPath.set(change.path, [change]);
	}
	for (const [path, ofNote] of byPath) notes.push(...(await planNote(path, ofNote, context)));
	const order = { write: 0, create: 1, rename: 2, trash: 3 };
	notes.sort((a, b) => order[a.kind] - order[b.kind]);
	const identified = notes.map((note, index) => ({ ...note, hunks: note.hunks.map((hunk) => ({ ...hunk, id: `${index}.${hunk.id}` })) }));
	await checkLimits(identified, { ...DEFAULT_LIMITS, ...context.limits }, context.vault);
	return { id: context.id ?? context.newId(), at: context.now().toISOString(), reason: context.reason ?? '', summary: summaryOf(identified), notes: identified };
}

async function withRelinks(changes: readonly Change[], context: PlanContext): Promise<Change[]> {
	const moves = new Map(changes.flatMap((change) => (change.type === 'rename' ? [[change.path, change.to] as const] : [])));
	return moves.size === 0 || !context.relink ? [...changes] : [...changes, ...(await context.relink(moves))];
}

async function planNote(path: VaultPath, changes: readonly Change[], context: PlanContext): Promise<PlannedNote[]> {
	const edits = changes.filter(isTextChange);
	const creates = changes.filter((change) => change.type === 'create');
	const removals = changes.filter((change) => change.type === 'trash');
	const renames = changes.filter((change) => change.type === 'rename');
	if (creates.length + removals.length + renames.length > 1 || (removals.length > 0 && edits.length > 0)) {
		throw new PraxisError('bad-input', `The changes to ${path} contradict each other.`, { hint: 'Create, rename or remove a note once in a plan, and do not edit what is removed.' });
	}
	const [create] = creates;
	if (create) {
		const after = changedText(path, create.text, edits);
		return [{ kind: 'create', path, after, ifExists: create.ifExists ?? 'new-name', summary: `Create ${path}`, hunks: hunksOf('', after) }];
	}
	const note = await readForPlan(path, edits.length > 0, context.vault);
	const planned: PlannedNote[] = [];
	if (note !== null && edits.length > 0) {
		const after = changedText(path, note.text, edits);
		const hunks = hunksOf(note.text, after);
		if (hunks.length > 0) planned.push({ kind: 'write', path, before: note.text, version: note.version, after, changes: edits, summary: `Change ${path}`, hunks });
	}
	const [rename] = renames;
	if (rename && rename.to !== path) planned.push({ kind: 'rename', path, to: rename.to, summary: `Move ${path} to ${rename.to}`, hunks: [] });
	if (removals.length > 0) planned.push({ kind: 'trash', path, before: note?.text ?? null, summary: `Move ${path} to the trash`, hunks: note ? hunksOf(note.text, '') : [] });
	return planned;
}

async function readForPlan(path: VaultPath, mustBeText: boolean, vault: Vault): Promise<{ text: string; version: string } | null> {
	if (!isNote(path) && !mustBeText) {
		if ((await vault.list()).some((file) => file.path === path)) return null;
	} else {
		const note = await vault.read(path);
		if (note !== null) return note;
	}
	throw new PraxisError('missing-note', `There is no note "${path}".`, { hint: 'Check the path, or create the note first.' });
}

function summaryOf(notes: readonly PlannedNote[]): string {
	const words = { write: 'change', create: 'create', rename: 'move', trash: 'remove' } as const;
	const parts = (['write', 'create', 'rename', 'trash'] as const).flatMap((kind) => {
		const paths = notes.filter((note) => note.kind === kind).map((note) => note.path);
		if (paths.length === 0) return [];
		return [`${words[kind]} ${paths.length === 1 ? `"${nameOf(paths[0] ?? '')}"` : `${paths.length} notes`}`];
	});
	const text = parts.join(', ');
	return text === '' ? 'Nothing to change' : text[0]?.toUpperCase() + text.slice(1);
}
