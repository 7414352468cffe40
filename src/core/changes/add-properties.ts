/** Adds properties to notes of a plan that is made already, so that what is shown and written holds them too. Pure. */
import type { PropertyValue, SetProperties } from './change';
import { hunksOf } from './hunks';
import type { Plan, PlannedNote } from './planned';
import { changedText } from './rewrite';

/** The same plan under the same id. Only notes that it makes or edits get them. Throws `bad-input` where properties cannot be read. */
export function addProperties(plan: Plan, paths: ReadonlySet<string>, properties: Readonly<Record<string, PropertyValue>>): Plan {
	const notes = plan.notes.map((note, index): PlannedNote => {
		if (!paths.has(note.path) || (note.kind !== 'write' && note.kind !== 'create')) return note;
		const change: SetProperties = { type: 'set-properties', path: note.path, properties };
		const after = changedText(note.path, note.after, [change]);
		const hunks = hunksOf(note.kind === 'write' ? note.before : '', after).map((hunk) => ({ ...hunk, id: `${index}.${hunk.id}` }));
		// An edit that knows its changes can be carried over to a newer text of the note; the property goes with them.
		return note.kind === 'create' ? { ...note, after, hunks } : { ...note, after, hunks, changes: note.changes.length > 0 ? [...note.changes, change] : [] };
	});
	return { ...plan, notes };
}
