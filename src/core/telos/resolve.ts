/**
 * Where the references of each note lead, kept until something they hang on changes: an id, a name, or the items of the
 * note they lead to. So one edit costs the references it touches, not all of them.
 */
import type { Item, Reference, TelosReading } from './item';
import { linkName, type KnownPaths } from './known-paths';
import type { Dangling, Edge } from './view';

export interface Resolved {
	/** Each once. */
	readonly edges: readonly Edge[];
	readonly dangling: readonly Dangling[];
}

export interface Places {
	readonly readings: ReadonlyMap<string, TelosReading>;
	readonly paths: KnownPaths;
	/** In order of path and line. */
	readonly byId: ReadonlyMap<string, readonly Item[]>;
}

/** The answers by note, and which notes hang on which ids and names. */
export class ResolvedNotes {
	readonly #known = new Map<string, Resolved>();
	/** "#id" or "name" → paths of the notes that refer to it. */
	readonly #referring = new Map<string, Set<string>>();
	readonly #tokens = new Map<string, readonly string[]>();

	/** The note's references, new, changed or (null) gone. */
	put(path: string, reading: TelosReading | null): void {
		this.#known.delete(path);
		for (const token of this.#tokens.get(path) ?? []) this.#referring.get(token)?.delete(path);
		this.#tokens.delete(path);
		if (!reading) return;
		const tokens = tokensOf(reading);
		this.#tokens.set(path, tokens);
		for (const token of tokens) {
			const paths = this.#referring.get(token);
			if (paths) paths.add(path);
			else this.#referring.set(token, new Set([path]));
		}
	}

	/** What leads to this path, or to one of these ids, has to be looked up again. False when nothing does. */
	forget(path: string, ids: Iterable<string> = []): boolean {
		const from = [linkName(path), ...[...ids].map((id) => `#${id}`)].flatMap((token) => [...(this.#referring.get(token) ?? [])]);
		for (const one of from) this.#known.delete(one);
		return from.length > 0;
	}

	of(reading: TelosReading, places: Places): Resolved {
		const known = this.#known.get(reading.path) ?? new Resolver(places).read(reading);
		this.#known.set(reading.path, known);
		return known;
	}
}

function tokensOf({ path, items, references, tableEdges }: TelosReading): string[] {
	const all = [...references, ...items.flatMap((item) => item.references)].map(({ target }) => ('id' in target ? `#${target.id}` : linkName(target.link.split('#')[0] || path)));
	return [...new Set([...all, ...tableEdges.flatMap(({ from, to }) => [`#${from}`, `#${to}`])])];
}

class Resolver {
	readonly #edges: Edge[] = [];
	readonly #dangling: Dangling[] = [];
	readonly #seen = new Set<string>();

	constructor(private readonly places: Places) {}

	read({ path, items, tableEdges, references }: TelosReading): Resolved {
		for (const item of items) for (const reference of item.references) this.#refer(item.key, path, reference);
		for (const reference of references) this.#refer(path, path, reference);
		for (const { from, kind, to, line } of tableEdges) {
			const [one, other] = [this.#named(from, path), this.#named(to, path)];
			if (one === null || other === null) this.#dangling.push({ path, line, target: one === null ? from : to });
			else this.#add({ from: one.key, to: other.key, kind, source: 'table', path, line });
		}
		return { edges: this.#edges, dangling: this.#dangling };
	}

	#refer(from: string, path: string, { kind, target, source, line }: Reference): void {
		const to = 'id' in target ? (this.#named(target.id, path)?.key ?? null) : resolveLink(target.link, path, this.places);
		if (to !== null) this.#add({ from, to, kind, source, path, line });
		else if (kind !== 'mentions') this.#dangling.push({ path, line, target: 'id' in target ? target.id : target.link });
	}

	#add(edge: Edge): void {
		const name = edgeName(edge);
		if (edge.kind === 'mentions' && edge.from === edge.to) return;
		if (!this.#seen.has(name)) this.#edges.push(edge);
		this.#seen.add(name);
	}

	/** Of items that share an id: the one in the same note, else in the same folder, else the first by path. */
	#named(id: string, path: string): Item | null {
		const candidates = this.places.byId.get(id) ?? [];
		if (candidates.length < 2) return candidates[0] ?? null;
		const folder = path.slice(0, path.lastIndexOf('/') + 1);
		return candidates.find((item) => item.path === path) ?? candidates.find((item) => item.path.startsWith(folder)) ?? candidates[0] ?? null;
	}
}

export function edgeName({ kind, from, to }: Edge): string {
	return `${kind}\n${from}\n${to}`;
}

/** The item, or else the path, that a link leads to from a note; null when there is no such note. */
export function resolveLink(link: string, from: string, { readings, paths }: Pick<Places, 'readings' | 'paths'>): string | null {
	const [target = '', ...rest] = link.split('#');
	const path = paths.resolve(target, from);
	if (path === null) return null;
	const items = readings.get(path)?.items ?? [];
	if (rest.length === 0 || items.some((item) => item.key === path)) return path;
	return entryAt(items, rest.join('#'))?.key ?? path;
}

/** The entry of a list note that a link's heading names: "G0: Sleep seven hours", or "G0" alone. */
export function entryAt(items: readonly Item[], subpath: string): Item | null {
	const heading = plain(subpath);
	return items.find(({ id, title, form }) => form === 'heading' && (heading === plain(`${id ?? ''} ${title}`) || (id !== null && heading === plain(id)))) ?? null;
}

function plain(text: string): string {
	return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
