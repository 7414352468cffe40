/**
 * The purpose graph: every TELOS item of the vault and the edges between them, kept up note by note.
 *
 * Readings and links are kept as they are typed; where they lead is worked out when it is next asked for, over the items
 * alone. So the order of edits cannot matter: the graph after any edits is the graph of the notes as they stand.
 */
import type { Note } from '../lib/note';
import type { VaultPath } from '../lib/vault-path';
import { graphProblems } from './graph-problems';
import type { Item, Reference, TelosReading } from './item';
import type { Dangling, Edge, Step, View } from './view';
import { KnownPaths } from './known-paths';
import { NoteLinks, type Backlink, type LinkingNote } from './note-links';
import type { TypeMapping } from './read-item-note';
import { readTelos } from './read-telos';
import { direction } from './vocabulary';

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
	private readonly privatePaths = new Set<string>();
	private readonly linking = new Map<string, readonly Backlink[]>();
	private readonly links = new NoteLinks();
	private made: View | null = null;

	constructor(private readonly options: GraphOptions = {}) {}

	/** Takes a note, new or changed. `text` is what `note` was read from. */
	put(note: Note, text: string): void {
		this.links.put(note);
		this.paths.add(note.path as VaultPath);
		if (this.options.isPrivate?.(note) === true) this.privatePaths.add(note.path);
		else this.privatePaths.delete(note.path);
		const reading = this.ours(note, readTelos(note, text, this.options));
		const isEmpty = reading.items.length + reading.tableEdges.length + reading.references.length + reading.problems.length === 0;
		if (isEmpty) this.readings.delete(note.path);
		else this.readings.set(note.path, reading);
		this.changed();
	}

	remove(path: string): void {
		this.links.remove(path);
		this.privatePaths.delete(path);
		this.paths.remove(path as VaultPath);
		this.readings.delete(path);
		this.changed();
	}

	/** Takes a moved note, read at its new path: the name of a list note says what its entries are. */
	rename(from: string, note: Note, text: string): void {
		this.remove(from);
		this.put(note, text);
	}

	/** The graph as it stands; the same object until something changes. */
	get view(): View {
		this.made ??= makeView(this.readings, this.paths);
		return this.made;
	}

	/** Items in order of path and line. */
	items(): readonly Item[] {
		return [...this.view.items.values()];
	}

	item(key: string): Item | null {
		return this.view.items.get(key) ?? null;
	}

	/** True for a note that is private for reasons of its own, item or not. */
	isPrivatePath(path: string): boolean {
		return this.privatePaths.has(path);
	}

	/** The items of one note, in order of line. */
	itemsIn(path: string): readonly Item[] {
		return this.readings.get(path)?.items ?? [];
	}

	/** Links of other notes to an item: to its note, or to its heading in a list note. */
	backlinks(item: Item): readonly Backlink[] {
		const known = this.linking.get(item.path);
		const links = known ?? this.links.to(item.path, (target, from) => this.paths.resolve(target, from));
		if (!known) this.linking.set(item.path, links);
		return item.form === 'note' ? links : links.filter(({ subpath }) => subpath !== null && entryAt([item], subpath) !== null);
	}

	/** What the graph knows of any note: its day and links. */
	note(path: string): LinkingNote | null {
		return this.links.of(path);
	}

	/** The item, or else the path, that a link leads to from a note; null when there is no such note. */
	resolve(target: string, subpath: string | null, from: string): string | null {
		return resolveLink(subpath === null ? target : `${target}#${subpath}`, from, { readings: this.readings, paths: this.paths });
	}

	private changed(): void {
		this.made = null;
		this.linking.clear();
	}

	private ours(note: Note, reading: TelosReading): TelosReading {
		const { isTrusted } = this.options;
		if (isTrusted?.(note) === false) {
			const problems = reading.items.slice(0, 1).map(({ path, line }) => ({ path, line, message: 'This note is not trusted, so its TELOS items do not count.' }));
			return { ...reading, items: [], tableEdges: [], references: [], problems };
		}
		if (reading.items.length === 0 || !this.privatePaths.has(note.path)) return reading;
		return { ...reading, items: reading.items.map((item) => ({ ...item, isPrivate: true })) };
	}
}

interface Places {
	readonly readings: ReadonlyMap<string, TelosReading>;
	readonly paths: KnownPaths;
}

function makeView(readings: ReadonlyMap<string, TelosReading>, paths: KnownPaths): View {
	const sorted = [...readings.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
	const items = new Map(sorted.flatMap((reading) => reading.items.map((item) => [item.key, item] as const)));
	const byId = new Map<string, Item[]>();
	for (const item of items.values()) {
		if (item.id === null) continue;
		const same = byId.get(item.id);
		if (same) same.push(item);
		else byId.set(item.id, [item]);
	}
	const resolver = new Resolver({ readings, paths }, byId);
	for (const reading of sorted) resolver.read(reading);
	const { edges, dangling } = resolver;
	const above = new Map<string, Step[]>();
	const below = new Map<string, Step[]>();
	for (const edge of edges) {
		const step = stepOf(edge, items);
		if (!step) continue;
		add(above, step.lower, step);
		add(below, step.upper, step);
	}
	const problems = [...sorted.flatMap((reading) => reading.problems), ...graphProblems({ items, byId, dangling, above })];
	return { items, edges, above, below, problems };
}

/** Which way purpose lies along an edge, or null when it lies along neither. */
function stepOf(edge: Edge, items: ReadonlyMap<string, Item>): Step | null {
	const way = direction(edge.kind, items.get(edge.from)?.type ?? null);
	if (way === 'none') return null;
	return way === 'up' ? { lower: edge.from, upper: edge.to, edge } : { lower: edge.to, upper: edge.from, edge };
}

class Resolver {
	readonly edges: Edge[] = [];
	readonly dangling: Dangling[] = [];
	private readonly seen = new Set<string>();

	constructor(private readonly places: Places, private readonly byId: ReadonlyMap<string, readonly Item[]>) {}

	read({ path, items, tableEdges, references }: TelosReading): void {
		for (const item of items) for (const reference of item.references) this.refer(item.key, path, reference);
		for (const reference of references) this.refer(path, path, reference);
		for (const { from, kind, to, line } of tableEdges) {
			const [one, other] = [this.named(from, path), this.named(to, path)];
			if (one === null || other === null) this.dangling.push({ path, line, target: one === null ? from : to });
			else this.add({ from: one.key, to: other.key, kind, source: 'table', path, line });
		}
	}

	private refer(from: string, path: string, { kind, target, source, line }: Reference): void {
		const to = 'id' in target ? (this.named(target.id, path)?.key ?? null) : resolveLink(target.link, path, this.places);
		if (to !== null) this.add({ from, to, kind, source, path, line });
		else if (kind !== 'mentions') this.dangling.push({ path, line, target: 'id' in target ? target.id : target.link });
	}

	private add(edge: Edge): void {
		const name = `${edge.kind}\n${edge.from}\n${edge.to}`;
		if (edge.kind === 'mentions' && edge.from === edge.to) return;
		if (!this.seen.has(name)) this.edges.push(edge);
		this.seen.add(name);
	}

	/** Of items that share an id: the one in the same note, else in the same folder, else the first by path. */
	private named(id: string, path: string): Item | null {
		const candidates = this.byId.get(id) ?? [];
		const folder = path.slice(0, path.lastIndexOf('/') + 1);
		return candidates.find((item) => item.path === path) ?? candidates.find((item) => item.path.startsWith(folder)) ?? candidates[0] ?? null;
	}
}

function resolveLink(link: string, from: string, { readings, paths }: Places): string | null {
	const [target = '', ...rest] = link.split('#');
	const path = paths.resolve(target, from);
	if (path === null) return null;
	const items = readings.get(path)?.items ?? [];
	if (rest.length === 0 || items.some((item) => item.key === path)) return path;
	return entryAt(items, rest.join('#'))?.key ?? path;
}

/** The entry of a list note that a link's heading names: "G0: Sleep seven hours", or "G0" alone. */
function entryAt(items: readonly Item[], subpath: string): Item | null {
	const heading = plain(subpath);
	return items.find(({ id, title, form }) => form === 'heading' && (heading === plain(`${id ?? ''} ${title}`) || (id !== null && heading === plain(id)))) ?? null;
}

function plain(text: string): string {
	return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
