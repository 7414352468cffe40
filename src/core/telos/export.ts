/**
 * Export of the purpose graph: to the Telos single file, PAI's folder, YAML or JSON. Writes nothing.
 *
 * A list note or outline of the wanted form is written as it stands, its pointers replaced by the notes they lead to;
 * items that none of them holds are added. Without one, the file or folder is made anew, with its mapping tables.
 */
import { readNote } from '../lib/markdown';
import { nameOf, titleOf } from '../lib/vault-path';
import { dataFile } from './data-file';
import { generatedFolder, generatedSections, headingOf } from './export-generated';
import { ExportIds } from './export-ids';
import type { TelosGraph } from './graph';
import type { Item } from './item';
import { listLines } from './list-lines';
import { unmarked } from './outline';
import { readsAs, type Printable } from './print-entry';
import { printItemNote } from './print-item';
import { isListNote, readListNote } from './read-list-note';
import { typeOfSection } from './vocabulary';

export type ExportFormat = 'telos' | 'pai' | 'yaml' | 'json';

export interface ExportedFile {
	readonly path: string;
	readonly text: string;
}

export interface Export {
	readonly files: readonly ExportedFile[];
	/** List notes of another form: their items are in the files, the prose between them is not. */
	readonly proseLeftOut: readonly string[];
}

interface ListNote {
	readonly path: string;
	readonly text: string;
	readonly isSingle: boolean;
}

/** `notes`: the text of every note that holds items or is an outline, by path; others are not looked at. */
export function exportTelos(graph: TelosGraph, notes: ReadonlyMap<string, string>, format: ExportFormat): Export {
	const lists = [...notes].filter(([path, text]) => isListNote(readNote(path, text)) && graph.item(path) === null).map(([path, text]): ListNote => ({ path, text, isSingle: isSingleFile(path, text) }));
	if (format === 'json' || format === 'yaml') {
		const kept = new Set([...graph.items().map(({ path }) => path), ...lists.map(({ path }) => path)]);
		const texts = [...notes].filter(([path]) => kept.has(path)).map(([path, text]) => ({ path, text }));
		return { files: [{ path: `telos.${format}`, text: dataFile(graph, texts, format) }], proseLeftOut: [] };
	}
	const hasFolder = lists.some(({ isSingle }) => !isSingle);
	const replayed = lists.filter(({ isSingle }) => (format === 'telos' ? isSingle : hasFolder));
	const covered = new Set<string>(replayed.map(({ path }) => path));
	const ids = new ExportIds(graph, covered);
	const files = replayed.map((list) => ({ path: nameOf(list.path), text: replay(list, { graph, notes, ids, covered }) }));
	const others = graph.items().filter(({ path }) => !covered.has(path)).map((item) => printable(item, ids, notes));
	const proseLeftOut = lists.filter((list) => !replayed.includes(list)).map(({ path }) => path);
	return { files: added(files, { others, graph, ids, format }), proseLeftOut };
}

/** Adds what no list holds: a folder gets files, or more entries in its files; a single file more sections. */
function added(files: ExportedFile[], { others, graph, ids, format }: { others: readonly Printable[]; graph: TelosGraph; ids: ExportIds; format: 'telos' | 'pai' }): ExportedFile[] {
	if (others.length === 0) return files;
	if (format === 'telos') {
		const [first, ...more] = files;
		if (!first) return [{ path: 'TELOS.md', text: `# TELOS\n\n${generatedSections(others, ids)}` }];
		return [{ path: first.path, text: `${first.text.replace(/\n*$/, '')}\n\n${generatedSections(others, ids)}` }, ...more];
	}
	const made = generatedFolder(others, { graph, ids, isWhole: files.length === 0 });
	const joined = files.map((file) => {
		const more = made.find(({ path }) => path === file.path);
		return more ? { path: file.path, text: `${file.text.replace(/\n*$/, '')}\n\n${more.text.replace(/^# .*\n+/, '')}` } : file;
	});
	return [...joined, ...made.filter(({ path }) => !files.some((file) => file.path === path))];
}

interface Source {
	readonly graph: TelosGraph;
	readonly notes: ReadonlyMap<string, string>;
	readonly ids: ExportIds;
	readonly covered: Set<string>;
}

/** The list's text with each pointer to an item note replaced by the note as an entry. A pointer whose note would be read as another item stays, and leads nowhere. */
function replay({ path, text }: ListNote, { graph, notes, ids, covered }: Source): string {
	const eol = /\r\n|\n/.exec(unmarked(text))?.[0] ?? '\n';
	const pieces: string[] = [];
	let at = 0;
	for (const { type, saidId, prefix, title } of readListNote(readNote(path, text), text).pointers) {
		const target = /\[\[([^[\]|#]+)/.exec(text.slice(title.start, title.end))?.[1] ?? '';
		const key = graph.resolve(target, null, path);
		const note = key === null ? undefined : notes.get(key);
		const item = key === null ? null : graph.item(key);
		if (key === null || note === undefined || !item || covered.has(key)) continue;
		const entry = printItemNote(note, { prefix: text.slice(prefix.start, prefix.end), eol, title: titleOf(key), standIn: ids.standIn(key) });
		if (!readsAs(entry.replace(/^[ \t]+/, '').replaceAll('\r\n', '\n'), headingOf(type), { ...item, id: saidId ?? item.id })) continue;
		pieces.push(text.slice(at, prefix.start), entry);
		covered.add(key);
		at = title.end;
	}
	return unmarked(pieces.join('') + text.slice(at));
}

function printable(item: Item, ids: ExportIds, notes: ReadonlyMap<string, string>): Printable {
	const text = notes.get(item.path) ?? '';
	const entry = item.form === 'note' ? printItemNote(text, { prefix: '### ', eol: '\n', title: item.title, standIn: ids.standIn(item.path) }) : text.slice(item.span.start, item.span.end);
	return { item, rest: entry.split(/\r?\n/).slice(1) };
}

/** One file for everything is named so, or has sections of several types. */
function isSingleFile(path: string, text: string): boolean {
	if (/^(?:personal_telos|corporate_telos|TELOS)$/.test(titleOf(nameOf(path)))) return true;
	const types = new Set<string>();
	for (const line of listLines(text, 0, 1)) {
		const type = line.kind === 'section' && line.level <= 2 ? typeOfSection(line.text) : null;
		if (type) types.add(type);
	}
	return types.size >= 3;
}
