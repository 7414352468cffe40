/** Who links to a note, in time of the links that could mean it: for thousands of ordinary notes beside the items. */
import type { Note } from '../lib/note';
import { nameOf, titleOf } from '../lib/vault-path';
import { readDay } from './days';
import type { Day } from './item';

export interface NoteLink {
	readonly target: string;
	/** The last segment of the target, for comparing. */
	readonly name: string;
	readonly subpath: string | null;
	readonly line: number;
	/** The line is a task: done or open; null when it is none. */
	readonly task: { readonly isDone: boolean; readonly doneOn: Day | null } | null;
}

export interface LinkingNote {
	readonly path: string;
	/** The day the note is about: in its name, or its property `date` or `created`. */
	readonly day: Day | null;
	readonly links: readonly NoteLink[];
}

export interface Backlink extends NoteLink {
	readonly path: string;
	readonly day: Day | null;
}

/** The links of all notes by the last segment of what they name. Resolution is left to the caller, asked late. */
export class NoteLinks {
	readonly #notes = new Map<string, LinkingNote>();
	readonly #byName = new Map<string, Set<string>>();

	put(note: Note): void {
		this.remove(note.path);
		const reading = readLinks(note);
		this.#notes.set(note.path, reading);
		for (const { name } of reading.links) {
			const paths = this.#byName.get(name);
			if (paths) paths.add(note.path);
			else this.#byName.set(name, new Set([note.path]));
		}
	}

	remove(path: string): void {
		for (const { name } of this.#notes.get(path)?.links ?? []) {
			const paths = this.#byName.get(name);
			paths?.delete(path);
			if (paths?.size === 0) this.#byName.delete(name);
		}
		this.#notes.delete(path);
	}

	of(path: string): LinkingNote | null {
		return this.#notes.get(path) ?? null;
	}

	/** Every link of another note that leads to `path`, by path and line. */
	to(path: string, resolve: (target: string, from: string) => string | null): Backlink[] {
		const found: Backlink[] = [];
		const name = foldedName(path);
		for (const from of this.#byName.get(name) ?? []) {
			const note = this.#notes.get(from);
			if (!note || from === path) continue;
			for (const link of note.links) {
				if (link.name === name && resolve(link.target, from) === path) found.push({ ...link, path: from, day: note.day });
			}
		}
		return found.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : one.line - other.line));
	}
}

function readLinks(note: Note): LinkingNote {
	const tasks = new Map(note.tasks.map((task) => [task.line, task]));
	const links = note.links.filter((link) => link.kind !== 'url' && link.kind !== 'image' && link.target !== '').map(({ target, subpath, line }): NoteLink => {
		const task = tasks.get(line);
		const [, doneOn] = /✅ ?(\d{4}-\d{2}-\d{2})/.exec(task?.text ?? '') ?? [];
		return { target, name: foldedName(target), subpath, line, task: task ? { isDone: /[xX]/.test(task.status), doneOn: doneOn === undefined ? null : readDay(doneOn) } : null };
	});
	return { path: note.path, day: dayOf(note), links };
}

function dayOf(note: Note): Day | null {
	const [named] = /\d{4}-\d{2}-\d{2}/.exec(nameOf(note.path)) ?? [];
	const data = note.frontMatter?.data ?? {};
	const typed = [named, data.date, data.created].find((value) => typeof value === 'string' && readDay(value) !== null);
	return typeof typed === 'string' ? readDay(typed) : null;
}

function foldedName(target: string): string {
	return titleOf(target.trim()).normalize('NFC').toLowerCase();
}
