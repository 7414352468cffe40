/** A record that survives a torn write: two slots written in turn, each telling when it is damaged. */
import type { Store } from '../host';
import { sealed, unsealed, type Sealed } from './sealed';

interface Numbered<T> {
	readonly seq: number;
	readonly value: T;
}

/** The newest value that is whole, null when there is none; `isDamaged` when both slots are there and neither is whole. */
export async function readSlots<T>(store: Store, key: string): Promise<{ readonly newest: Numbered<T> | null; readonly isDamaged: boolean }> {
	const slots = await Promise.all([0, 1].map((slot) => readSlot<Numbered<T>>(store, `${key}-${slot}`)));
	const [newest] = slots.flatMap((slot) => (slot.isValid ? [slot.value] : [])).sort((a, b) => b.seq - a.seq);
	return { newest: newest ?? null, isDamaged: newest === undefined && slots.every((slot) => slot.isThere) };
}

/** Writes the slot that does not hold the newest value. */
export async function writeSlots(store: Store, key: string, value: unknown): Promise<void> {
	const { newest } = await readSlots(store, key);
	const seq = (newest?.seq ?? 0) + 1;
	await store.write(`${key}-${seq % 2}`, sealed({ seq, value }));
}

async function readSlot<T>(store: Store, key: string): Promise<Sealed<T>> {
	const bytes = await store.read(key);
	return bytes === null ? { isThere: false, isValid: false } : unsealed<T>(bytes);
}
