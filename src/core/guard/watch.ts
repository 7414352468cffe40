/**
 * Tells of changes that nobody here made to what steers agents: instruction notes, the policy, and where a host
 * can read them the programs of other plugins. Compares content hashes; it reads nothing itself.
 */

/** Content hash (SHA-256, hex) by path. */
export type Snapshot = ReadonlyMap<string, string>;

export interface ForeignChange {
	readonly path: string;
	readonly change: 'added' | 'changed' | 'removed';
	/** Null where there was, or is, nothing. */
	readonly before: string | null;
	readonly after: string | null;
}

/**
 * What differs from `before` to `now` and is not among `ours`: the contents that Praxis or the person, in this
 * app, gave a path since. A removal of ours has the hash null. Sorted by path.
 */
export function foreignChanges(before: Snapshot, now: Snapshot, ours: ReadonlyMap<string, ReadonlySet<string | null>>): ForeignChange[] {
	const paths = [...new Set([...before.keys(), ...now.keys()])].sort();
	return paths.flatMap((path): ForeignChange[] => {
		const was = before.get(path) ?? null;
		const is = now.get(path) ?? null;
		if (was === is || ours.get(path)?.has(is)) return [];
		return [{ path, change: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is }];
	});
}

/** A snapshot as text for the device's store, and back; null when it cannot be read, which counts as never seen. */
export function printSnapshot(snapshot: Snapshot): string {
	return JSON.stringify([...snapshot].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function parseSnapshot(text: string): Snapshot | null {
	try {
		const data: unknown = JSON.parse(text);
		if (!Array.isArray(data)) return null;
		const isPair = (item: unknown): item is [string, string] => Array.isArray(item) && item.length === 2 && typeof item[0] === 'string' && typeof item[1] === 'string' && /^[0-9a-f]{64}$/.test(item[1]);
		return data.every(isPair) ? new Map(data) : null;
	} catch {
		return null; // As the contract says: never seen.
	}
}
