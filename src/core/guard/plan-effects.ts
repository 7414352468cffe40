/** A plan of changes as the gate sees it: one effect a note, with what each would take away, mark or load. */
import type { Plan, RunReport } from '../changes/changes';
import type { NoteText } from '../host';
import { isPraxisError } from '../lib/errors';
import { isNote } from '../lib/vault-path';
import type { Effect } from './gate';
import { getsMark, losesMarks } from './keep-private';
import type { LengthChange } from './limits';
import type { RunContext } from './run-context';
import { newlyLoading } from './safe-properties';

type Planned = Plan['notes'][number];

const TOOLS: Record<Planned['kind'], string> = { write: 'note_edit', create: 'note_create', rename: 'note_move', trash: 'note_trash' };

/** `asked`: the plan as it was before it was kept private. */
export async function effectOf(note: Planned, asked: Plan, { read, labelOf }: Pick<RunContext, 'read' | 'labelOf'>): Promise<Effect> {
	const old = note.kind === 'create' ? null : await read(note.path).catch(nullIfUnreadable);
	return {
		tool: TOOLS[note.kind],
		path: note.path,
		...(note.kind === 'rename' ? { to: note.to } : {}),
		...(note.kind === 'create' ? {} : { label: await labelOf(note.path, old) }),
		...(note.kind === 'write' || note.kind === 'create' ? loadsOf(note) : {}),
		...(note.kind === 'write' && losesMarks(note) ? { unmarks: true } : {}),
		...(note.kind === 'write' && getsMark(note, asked) ? { marks: true } : {}),
	};
}

/** How long each note was and will be, to see whether too much would be lost at once. */
export function lengthsOf({ notes }: Plan): readonly LengthChange[] {
	return notes.map((note) => ({ before: note.kind === 'write' || note.kind === 'trash' ? (note.before ?? '').length : 0, after: note.kind === 'write' ? note.after.length : 0 }));
}

/** Hash of the text that was written over as the person saw it; null for a new note, undefined when other text was there. */
export function hashBefore(note: Planned | undefined, outcome: RunReport['notes'][number]['outcome']): string | null | undefined {
	if (note?.kind === 'create' && outcome === 'created') return null;
	return note?.kind === 'write' && outcome === 'written' ? note.version : undefined;
}

function loadsOf(note: Extract<Planned, { kind: 'write' | 'create' }>): Pick<Effect, 'loads'> {
	const names = isNote(note.path) ? newlyLoading(note.kind === 'write' ? note.before : '', note.after).map(({ name }) => name) : [];
	return names.length === 0 ? {} : { loads: names };
}

/** For a note that cannot be read, which is then as good as none. */
export function nullIfUnreadable(error: unknown): NoteText | null {
	if (isPraxisError(error)) return null;
	throw error;
}
