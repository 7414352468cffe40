/** TELOS as one YAML or JSON file: the items for other programs to read, and the notes themselves, so that nothing is lost. */
import { parse, stringify } from 'yaml';
import { messageOf, type Problem } from '../lib/errors';
import type { TelosGraph } from './graph';
import { NoteNames } from './note-name';
import { typeOfWord } from './vocabulary';

const VERSION = 1;

interface TextFile {
	readonly path: string;
	readonly text: string;
}

export interface DataReading {
	readonly notes: readonly TextFile[];
	readonly items: number;
	readonly problems: readonly Problem[];
}

/** The items with their edges by key, and the texts of the notes they are in. */
export function dataFile(graph: TelosGraph, notes: readonly TextFile[], format: 'yaml' | 'json'): string {
	const items = graph.items().map(({ key, path, line, type, id, title, status, due, made, done, confidence, outcome, priority, owner, isPrivate }) => ({
		key, path, line, type, id, title, status, due, made, done, confidence, outcome, priority, owner, private: isPrivate,
		edges: graph.view.edges.filter(({ from }) => from === key).map(({ kind, to }) => ({ kind, to })),
	}));
	const data = { praxis: 'telos', version: VERSION, items, notes };
	return format === 'json' ? `${JSON.stringify(data, null, '\t')}\n` : stringify(data, { lineWidth: 0 });
}

/** The notes of such a file; of one without `notes`, a note for each item of a known type. A broken file is a problem, never a throw. */
export function notesFromData({ path, text }: TextFile): DataReading {
	const problems: Problem[] = [];
	const tell = (message: string): void => void problems.push({ path, line: 1, message });
	const data = parsed(path, text, tell);
	const items = listOf(data.items);
	const notes = listOf(data.notes).flatMap((note) => (typeof note.path === 'string' && typeof note.text === 'string' ? [{ path: note.path, text: note.text }] : []));
	if (notes.length > 0) return { notes, items: items.length, problems };
	const names = new NoteNames([]);
	const made = items.flatMap((item): TextFile[] => {
		const { type, title, text: body, edges: _edges, key: _key, path: _path, line: _line, ...others } = item;
		const known = typeof type === 'string' ? typeOfWord(type) : null;
		if (known === null || typeof title !== 'string') {
			tell(`An item without a known type and a title was left out: ${JSON.stringify(item).slice(0, 80)}`);
			return [];
		}
		const name = names.next(title, known);
		const properties = { telos: known, ...(name === title ? {} : { title }), ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null && (typeof value !== 'object' || Array.isArray(value)))) };
		return [{ path: `${name}.md`, text: `---\n${stringify(properties, { lineWidth: 0 })}---\n${typeof body === 'string' ? `${body}\n` : ''}` }];
	});
	if (made.length === 0 && problems.length === 0) tell('There are no TELOS items in this file.');
	return { notes: made, items: made.length, problems };
}

function parsed(path: string, text: string, tell: (message: string) => void): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = /\.json$/i.test(path) ? JSON.parse(text) : parse(text, { maxAliasCount: 0 });
		if (isRecord(value)) return value;
		tell('This file does not hold a list of items.');
	} catch (error) {
		tell(`This file cannot be read: ${messageOf(error).split('\n')[0] ?? ''}`);
	}
	return {};
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
