/** Large blobs in pieces: a store copies what it is handed, and a copy of many megabytes at once would be felt. */
import type { Store } from '../host';
import type { Turn } from '../lib/turns';

const PIECE = 1_048_576;

/** The keys of a blob's pieces: the first has the blob's own. */
function pieceKeys(key: string, size: number): string[] {
	return Array.from({ length: Math.max(1, Math.ceil(size / PIECE)) }, (_value, index) => (index === 0 ? key : `${key}.${index}`));
}

export async function writePieces(store: Pick<Store, 'write'>, { key, blob, turn }: { key: string; blob: Uint8Array; turn: Turn }): Promise<void> {
	for (const [index, piece] of pieceKeys(key, blob.byteLength).entries()) {
		await turn();
		await store.write(piece, blob.subarray(index * PIECE, (index + 1) * PIECE));
	}
}

/** Null when a piece is missing or not as long as it was. */
export async function readPieces(store: Pick<Store, 'read'>, { key, size, turn }: { key: string; size: number; turn: Turn }): Promise<Uint8Array | null> {
	if (size <= PIECE) return store.read(key);
	const blob = new Uint8Array(size);
	for (const [index, name] of pieceKeys(key, size).entries()) {
		await turn();
		const piece = await store.read(name);
		if (piece?.byteLength !== Math.min(PIECE, size - index * PIECE)) return null;
		blob.set(piece, index * PIECE);
	}
	return blob;
}

/** Removes what stands in the folder and belongs to none of the keys. */
export async function removeAllBut(store: Pick<Store, 'keys' | 'remove'>, folder: string, kept: readonly string[]): Promise<void> {
	const used = new Set(kept);
	for (const key of await store.keys(folder)) if (!used.has(key.replace(/\.\d+$/, ''))) await store.remove(key);
}
