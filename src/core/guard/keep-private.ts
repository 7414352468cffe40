/**
 * Keeps private what is private when notes are changed: an edit that takes a mark away is told, and what a run made of
 * private notes gets a mark of its own. The mark is the property `private: true` in the note, because what only this
 * device remembers another device would send.
 */
import { addProperties } from '../changes/add-properties';
import type { Plan } from '../changes/changes';
import { privateMarksIn } from '../lib/private-marks';
import { isNote, type VaultPath } from '../lib/vault-path';

type Planned = Plan['notes'][number];
type Write = Extract<Planned, { kind: 'write' }>;

/** The same plan, under the same id, with `private: true` in each Markdown note that it makes or changes and that has no mark yet. */
export function keptPrivate(plan: Plan, isMarked: (path: VaultPath, text: string) => boolean): Plan {
	const isMove = plan.notes.some(({ kind }) => kind === 'rename');
	const open = plan.notes.filter((note) => (note.kind === 'write' || note.kind === 'create') && isNote(note.path) && !isMarked(note.path, note.after) && !holdsNothingNew(note, isMove));
	return open.length === 0 ? plan : addProperties(plan, new Set(open.map(({ path }) => path)), { private: true });
}

/** Whether the edit takes away a property or tag that makes the note private. */
export function losesMarks({ path, before, after }: Write): boolean {
	const kept = marksIn(path, after);
	return marksIn(path, before).some((mark) => !kept.includes(mark) && !(mark === 'unread' && kept.includes('property')));
}

/** Whether `note` was given a mark that was not in the plan as asked for. */
export function getsMark(note: Write, asked: Plan): boolean {
	return asked.notes.some((other) => other.path === note.path && other.kind === 'write' && other.after !== note.after);
}

/** An id for a block that is cited, and a link that follows a note which is moved, say nothing of what was read. */
function holdsNothingNew(note: Planned, isMove: boolean): boolean {
	if (note.kind !== 'write' || note.changes.length === 0) return false;
	return note.changes.every((change) => (change.type === 'insert' && /^\s*\^[a-z0-9]{1,12}\s*$/i.test(change.text)) || (isMove && change.type === 'replace'));
}

function marksIn(path: VaultPath, text: string): readonly string[] {
	return isNote(path) ? privateMarksIn(path, text) : [];
}
