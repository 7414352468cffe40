/** A TELOS graph of notes in memory, and what of a graph must survive import and export. */
import { readNote } from '../../src/core/lib/markdown';
import type { ExportFormat } from '../../src/core/telos/export';
import { exportTelos } from '../../src/core/telos/export';
import { TelosGraph } from '../../src/core/telos/graph';
import { importTelos, type SourceFile } from '../../src/core/telos/import';

export type Notes = ReadonlyMap<string, string>;

export function graphOf(notes: Notes | Readonly<Record<string, string>>): TelosGraph {
	const graph = new TelosGraph();
	for (const [path, text] of notes instanceof Map ? notes : Object.entries(notes as Record<string, string>)) graph.put(readNote(path, text), text);
	return graph;
}

/** The notes that an import makes in an empty vault. */
export function imported(files: readonly SourceFile[], folder = 'Telos'): Map<string, string> {
	const { changes } = importTelos(files, { folder });
	return new Map(changes.flatMap((change) => (change.type === 'create' ? [[change.path, change.text] as const] : [])));
}

export function exported(notes: Notes, format: ExportFormat): SourceFile[] {
	return [...exportTelos(graphOf(notes), notes, format).files];
}

/** Items as "type id title", and edges as "from kind to" by id and title: what does not hang on where the notes are. */
export function meaning(graph: TelosGraph): { readonly items: string[]; readonly edges: string[] } {
	const name = (key: string): string => {
		const item = graph.item(key);
		return item ? `${item.type} ${item.id ?? ''} ${item.title.trim()}` : key;
	};
	const items = graph.items().map(({ key, isPrivate }) => `${name(key)}${isPrivate ? ' private' : ''}`).sort();
	const edges = graph.view.edges.filter(({ kind }) => kind !== 'mentions').map(({ from, kind, to }) => `${name(from)} ${kind} ${name(to)}`).sort();
	return { items, edges };
}
