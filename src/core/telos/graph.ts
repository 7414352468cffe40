/**
 * The purpose graph: every TELOS item of the vault and the edges between them, kept up note by note.
 *
 * Readings and links are kept as they are typed; where they lead is worked out when it is next asked for, over the items
 * alone. So the order of edits cannot matter: the graph after any edits is the graph of the notes as they stand.
 */
import type { Note } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';
import type { Item, TelosReading } from './item';
import { KnownPaths } from './known-paths';
import { itemsById, makeView } from './make-view';
import { NoteLinks, type Backlink, type LinkingNote } from './note-links';
import type { TypeMapping } from './read-item-note';
import { isListNote } from './read-list-note';
import { readTelos } from './read-telos';
import { entryAt, ResolvedNotes, resolveLink } from './resolve';
import type { Dangling, Edge, Step, View } from './view';

export type { Dangling, Edge, Step, View };

export interface GraphOptions extends TypeMapping {
	/** True for notes that are private for reasons of their own: folder, tag, property. All their items are private. */
	readonly isPrivate?: (note: Note) => boolean;
	/** False for notes whose words are not the person's, clippings above all: what such a note says about purpose does not count. */
	readonly isTrusted?: (note: Note) => boolean;
}

export class TelosGraph {
	private readonly readings = new Map<string, TelosReading>();
	private readonly paths = new KnownPaths();
	readonly #privatePaths = new Set<string>();
	readonly #lists = new Set<string>();
	readonly #linking = new Map<string, readonly Backlink[]>();
	readonly #links = new NoteLinks();
	private readonly resolved = new ResolvedNotes();
	#sorted: readonly TelosReading[] | null = null;
	#byId: ReadonlyMap<string, readonly Item[]> | null = null;
	#made: View | null = null;

	constructor(private readonly options: GraphOptions = {}) {}

	/** Takes a note, new or changed. `text` is what `note` was read from. */
	put(note: Note, text: string): void {
		this.#links.put(note);
		if (this.paths.add(note.path as VaultPath)) this.#cameOrWent(note.path);
		if (this.options.isPrivate?.(note) === true) this.#privatePaths.add(note.path);
		else this.#privatePaths.delete(note.path);
		const reading = this.#ours(note, readTelos(note, text, this.options));
		const isEmpty = reading.items.length + reading.tableEdges.length + reading.references.length + reading.problems.length === 0;
		if (isListNote(note) && this.options.isTrusted?.(note) !== false) this.#lists.add(note.path);
		else this.#lists.delete(note.path);
		this.#take(note.path, isEmpty ? null : reading);
		this.#linking.clear();
	}

	remove(path: string): void {
		this.#links.remove(path);
		this.#privatePaths.delete(path);
		this.#lists.delete(path);
		if (this.paths.remove(path as VaultPath)) this.#cameOrWent(path);
		this.#take(path, null);
		this.#linking.clear();
	}

	/** Takes a moved note, read at its new path: the name of a list note says what its entries are. */
	rename(from: string, note: Note, text: string): void {
		this.remove(from);
		this.put(note, text);
	}

	/** The graph as it stands; the same object until something changes. */
	get view(): View {
		const { readings, paths, resolved } = this;
		this.#sorted ??= [...readings.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
		this.#byId ??= itemsById(this.#sorted);
		this.#made ??= makeView({ readings, paths, resolved, sorted: this.#sorted, byId: this.#byId });
		return this.#made;
	}

	/** Items in order of path and line. */
	items(): readonly Item[] {
		return [...this.view.items.values()];
	}

	item(key: string): Item | null {
		return this.view.items.get(key) ?? null;
	}

	/** Notes that say anything of purpose, and lists without an entry of their own: what an export is made of. */
	notePaths(): readonly string[] {
		return [...new Set([...this.readings.keys(), ...this.#lists])].sort();
	}

	/** True for a note that is private for reasons of its own, item or not. */
	isPrivatePath(path: string): boolean {
		return this.#privatePaths.has(path);
	}

	/** The items of one note, in order of line. */
	itemsIn(path: string): readonly Item[] {
		return this.readings.get(path)?.items ?? [];
	}

	/** Links of other notes to an item: to its note, or to its heading in a list note. */
	backlinks(item: Item): readonly Backlink[] {
		const known = this.#linking.get(item.path);
		const links = known ?? this.#links.to(item.path, (target, from) => this.paths.resolve(target, from));
		if (!known) this.#linking.set(item.path, links);
		return item.form === 'note' ? links : links.filter(({ subpath }) => subpath !== null && entryAt([item], subpath) !== null);
	}

	/** What the graph knows of any note: its day and links. */
	note(path: string): LinkingNote | null {
		return this.#links.of(path);
	}

	/** The item, or else the path, that a link leads to from a note; null when there is no such note. */
	resolve(target: string, subpath: string | null, from: string): string | null {
		return resolveLink(subpath === null ? target : `${target}#${subpath}`, from, { readings: this.readings, paths: this.paths });
	}

	/** Only what an edit touches is worked out again; an ordinary note touches nothing. */
	#take(path: string, reading: TelosReading | null): void {
		const before = this.readings.get(path);
		if (!before && !reading) return;
		if (reading) this.readings.set(path, reading);
		else this.readings.delete(path);
		this.resolved.put(path, reading);
		const isRenamed = namesOf(before) !== namesOf(reading ?? undefined);
		if (isRenamed) this.resolved.forget(path, [...idsOf(before), ...idsOf(reading ?? undefined)]);
		this.#sorted = before && reading ? (this.#sorted?.map((one) => (one === before ? reading : one)) ?? null) : null;
		this.#byId = null;
		this.#made = null;
	}

	#cameOrWent(path: string): void {
		if (this.resolved.forget(path)) this.#made = null;
	}

	#ours(note: Note, reading: TelosReading): TelosReading {
		const { isTrusted } = this.options;
		if (isTrusted?.(note) === false) {
			const problems = reading.items.slice(0, 1).map(({ path, line }) => ({ path, line, message: 'This note is not trusted, so its TELOS items do not count.' }));
			return { ...reading, items: [], tableEdges: [], references: [], problems };
		}
		if (reading.items.length === 0 || !this.#privatePaths.has(note.path)) return reading;
		return { ...reading, items: reading.items.map((item) => ({ ...item, isPrivate: true })) };
	}
}

/** What other notes can refer to. */
function namesOf(reading: TelosReading | undefined): string {
	return (reading?.items ?? []).map(({ key, id, type, form, title }) => `${key}\n${id ?? ''}\n${type}\n${form}\n${form === 'heading' ? title : ''}`).join('\n\n');
}

function idsOf(reading: TelosReading | undefined): string[] {
	return (reading?.items ?? []).flatMap(({ id }) => id ?? []);
}
