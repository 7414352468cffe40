/**
 * Import of TELOS files as changes to preview: the Telos single file, the corporate one, PAI's overview and its folder,
 * and what `export.ts` wrote as YAML or JSON.
 *
 * Every entry with an id, and every one at a heading, becomes a note; the rest of its file stays, word for word, as an outline that points at the
 * notes. An entry whose id is there twice, or that could not be put together again exactly, stays in the outline, where it
 * is an item as well. Nothing is renumbered.
 */
import { stringify } from 'yaml';
import type { Change } from '../changes/change';
import type { Problem } from '../lib/errors';
import { readNote } from '../lib/markdown';
import { asVaultPath, isHidden, nameOf, titleOf } from '../lib/vault-path';
import { notesFromData } from './data-file';
import { keyValue } from './key-value';
import { NoteNames } from './note-name';
import { marked } from './outline';
import { isPrinted, keyOfProperty, printItemNote, propertyOfKey } from './print-item';
import { readListNote, type ListEntry } from './read-list-note';
import { idsIn } from './references';
import { kindOfKey, typeOfId } from './vocabulary';

export interface SourceFile {
	/** Its name, or its path within the imported folder. */
	readonly path: string;
	readonly text: string;
}

export interface ImportOptions {
	/** Where the notes go; "" is the top of the vault. */
	readonly folder: string;
	/** `notes` (default): a note an item. `lists`: each file as it is, read as a list note. */
	readonly layout?: 'notes' | 'lists';
	/** Titles that notes of the vault have: new notes get others, so that links stay clear. */
	readonly taken?: Iterable<string>;
}

export interface Import {
	/** Only `create`; for `core/changes` to plan, show and apply. */
	readonly changes: readonly Change[];
	readonly problems: readonly Problem[];
	/** Items found in the files. */
	readonly items: number;
}

export interface ImportedNote {
	readonly path: string;
	readonly text: string;
}

interface Planned {
	readonly entry: ListEntry;
	readonly name: string;
	readonly note: string;
}

export function importTelos(files: readonly SourceFile[], options: ImportOptions): Import {
	const problems: Problem[] = [];
	const lists = files.filter(({ path }) => /\.(?:md|markdown|txt)$/i.test(path)).map((file) => ({ path: file.path.replace(/\.[^./]+$/, '.md'), text: file.text }));
	const data = files.filter(({ path }) => /\.(?:json|ya?ml)$/i.test(path)).map((file) => notesFromData(file));
	for (const { path } of files) if (!/\.(?:md|markdown|txt|json|ya?ml)$/i.test(path)) problems.push({ path, line: 1, message: 'This is no Markdown, YAML or JSON file; it was left out.' });
	const read = lists.map((file) => ({ file, reading: readListNote(readNote(file.path, file.text), file.text) }));
	for (const { reading } of read) problems.push(...reading.problems);
	for (const one of data) problems.push(...one.problems);
	const names = new NoteNames([...(options.taken ?? []), ...lists.map(({ path }) => titleOf(nameOf(path)))]);
	const named = read.map(({ file, reading }) => ({ file, entries: onlyOnes(reading.entries).map((entry) => ({ entry, name: names.next(entry.item.title, entry.item.id ?? entry.item.type) })) }));
	const idsAndNames = named.map(({ entries }) => entries.flatMap(({ entry, name }) => (entry.saidId === null ? [] : [[entry.saidId, name] as const])));
	// Of two files with one id, a file means its own, else the first: as the graph does.
	const nameById = new Map([...idsAndNames].reverse().flat());
	const notes = options.layout === 'lists' ? lists : named.flatMap(({ file, entries }, i) => takeApart(file, entries, new Map([...nameById, ...(idsAndNames[i] ?? [])])));
	const found = [...notes, ...data.flatMap((one) => one.notes)];
	const changes = found.flatMap(({ path, text }) => create(options.folder === '' ? path : `${options.folder}/${path}`, text, problems));
	return { changes, problems, items: read.reduce((sum, { reading }) => sum + reading.entries.length, 0) + data.reduce((sum, one) => sum + one.items, 0) };
}

/** Entries whose id, or title where they have none, is theirs alone in the file. What an id that is there twice means, only the order of the file says: those stay in it, as lines without an id do. */
function onlyOnes(entries: readonly ListEntry[]): ListEntry[] {
	const counts = new Map<string, number>();
	const name = ({ item, saidId }: ListEntry): string | null => (saidId === null ? (item.form === 'heading' ? `### ${item.title}` : null) : saidId);
	for (const entry of entries) counts.set(name(entry) ?? '', (counts.get(name(entry) ?? '') ?? 0) + 1);
	return entries.filter((entry) => name(entry) !== null && counts.get(name(entry) ?? '') === 1);
}

function create(path: string, text: string, problems: Problem[]): Change[] {
	const valid = asVaultPath(path);
	if (valid && !isHidden(valid)) return [{ type: 'create', path: valid, text, ifExists: 'new-name' }];
	problems.push({ path, line: 1, message: 'This is no path for a note; it was left out.' });
	return [];
}

/** The notes of a file's entries, and its outline last. */
function takeApart(file: SourceFile, entries: readonly { readonly entry: ListEntry; readonly name: string }[], nameById: ReadonlyMap<string, string>): ImportedNote[] {
	const eol = /\r\n|\n/.exec(file.text)?.[0] ?? '\n';
	const standIn = idsByName(nameById);
	const planned = entries.flatMap(({ entry, name }): Planned[] => {
		const note = noteText(file.text, entry, { name, nameById, eol });
		const prefix = file.text.slice(entry.prefix.start, entry.prefix.end);
		const again = printItemNote(note, { prefix, eol, title: name, standIn });
		return again === file.text.slice(entry.prefix.start, endOf(entry, file.text)) ? [{ entry, name, note }] : [];
	});
	if (planned.length === 0) return [{ path: file.path, text: marked(file.text) }];
	const pieces: string[] = [];
	let at = 0;
	for (const { entry, name } of planned) {
		pieces.push(file.text.slice(at, entry.title.start), `[[${name}]]`);
		at = endOf(entry, file.text);
	}
	const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
	const notes = planned.map(({ name, note }) => ({ path: `${folder}${name}.md`, text: note }));
	return [...notes, { path: file.path, text: marked(pieces.join('') + file.text.slice(at)) }];
}

function idsByName(nameById: ReadonlyMap<string, string>): (link: string) => string | null {
	// As `references.ts` reads them: an id of an unknown prefix is no reference.
	const ids = new Map([...nameById].filter(([id]) => typeOfId(id) !== null).map(([id, name]) => [name, id]));
	return (link) => ids.get(link) ?? null;
}

function endOf({ title, rest }: ListEntry, text: string): number {
	return rest.end > rest.start ? rest.end : lineEnd(text, title.start);
}

function lineEnd(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	if (end < 0) return text.length;
	return text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

interface Surroundings {
	readonly name: string;
	readonly nameById: ReadonlyMap<string, string>;
	readonly eol: string;
}

function noteText(text: string, { item, title, rest, prefix }: ListEntry, { name, nameById, eol }: Surroundings): string {
	const words = text.slice(title.start, lineEnd(text, title.start));
	const properties: Record<string, unknown> = { telos: item.type, ...(item.id === null ? {} : { id: item.id }), ...(words === name ? {} : { title: words }) };
	const lines = rest.end > rest.start ? text.slice(rest.start, rest.end).split(eol) : [];
	const isHeading = text.charAt(prefix.start) === '#';
	while (isHeading && lines.length > 0) {
		const pair = propertyLine(lines[0] ?? '', nameById);
		if (!pair || pair.name in properties) break;
		properties[pair.name] = pair.value;
		lines.shift();
	}
	return `---\n${stringify(properties, { lineWidth: 0 })}---\n${lines.join(eol)}${lines.length > 0 ? '\n' : ''}`;
}

/** A key that can stand as a property and be printed again as it was; null for others. */
function propertyLine(line: string, nameById: ReadonlyMap<string, string>): { readonly name: string; readonly value: unknown } | null {
	const pair = keyValue(line);
	if (!pair || pair.value === '') return null;
	const name = propertyOfKey(pair.key);
	if (!isPrinted(name) || !/^[a-z][a-z0-9-]*$/.test(name) || `**${keyOfProperty(name)}:** ${pair.value}` !== line) return null;
	const ids = kindOfKey(pair.key) === null ? [] : idsIn(pair.value);
	const isPlain = ids.length > 0 && ids.join(', ') === pair.value;
	const links = ids.map((id) => (nameById.has(id) ? `[[${nameById.get(id) ?? id}]]` : id));
	return { name, value: isPlain ? links : pair.value };
}
