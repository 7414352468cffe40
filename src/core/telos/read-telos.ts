/** Reads any note of the vault for the graph: an item, a list of items, or only the links of an ordinary note. */
import type { Note } from '../lib/note';
import type { TelosReading } from './item';
import { itemTypeOf, propertyEdges, readItemNote, type TypeMapping } from './read-item-note';
import { isListNote, readListNote } from './read-list-note';

/** Never throws. An unknown type is a problem of the note, and its edges still count. */
export function readTelos(note: Note, text: string, mapping: TypeMapping = {}): TelosReading {
	const type = itemTypeOf(note, mapping);
	const nothing = { path: note.path, items: [], tableEdges: [], references: [], problems: [] };
	if (typeof type === 'string') {
		const { item, tableEdges, problems } = readItemNote(note, text, type);
		return { ...nothing, items: [item], tableEdges, problems };
	}
	if (type === null && isListNote(note)) {
		const { entries, tableEdges, problems } = readListNote(note, text);
		return { ...nothing, items: entries.map(({ item }) => item), tableEdges, problems };
	}
	const references = propertyEdges(note, text);
	if (type === null) return { ...nothing, references };
	const line = text.slice(0, note.frontMatter?.span.end ?? 0).split('\n').findIndex((words) => words.includes(type.unknown)) + 1;
	return { ...nothing, references, problems: [{ path: note.path, line: Math.max(line, 1), message: `"${type.unknown}" is no type of TELOS item.` }] };
}
