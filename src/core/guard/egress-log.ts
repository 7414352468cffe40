/**
 * Keeps the record of what left this device: written before a request is sent and again when it is over, in the
 * device's store, one blob a month. What cannot be recorded is not sent.
 */
import type { Store } from '../host';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import type { Problem } from '../lib/errors';
import { egressKey, parseEgress, printEgress, requestsOf, type EgressEntry } from './egress-record';

export interface EgressLogOptions {
	readonly store: Store;
	readonly deviceId: string;
}

export class EgressLog {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();

	constructor(private readonly options: EgressLogOptions) {}

	/** Resolves when the line is on the disk. Rejects when it cannot be written. */
	async append(entry: EgressEntry): Promise<void> {
		const key = egressKey(this.options.deviceId, entry.at);
		await this.#serial.run([key], async () => {
			const before = await this.options.store.read(key);
			const line = new TextEncoder().encode(printEgress(entry));
			// A crash may have torn the last line: the new one starts on its own.
			const seam = before && before.length > 0 && before.at(-1) !== LINE_END ? Uint8Array.of(LINE_END) : new Uint8Array();
			await this.options.store.write(key, joined([before ?? new Uint8Array(), seam, line]));
		});
		this.#listeners.tell();
	}

	/** Every request of this device, newest first, and the lines that cannot be read. */
	async read(): Promise<{ requests: readonly EgressEntry[]; problems: readonly Problem[] }> {
		const entries: EgressEntry[] = [];
		const problems: Problem[] = [];
		for (const key of await this.options.store.keys(`egress/${this.options.deviceId}/`)) {
			const parsed = parseEgress(new TextDecoder().decode((await this.options.store.read(key)) ?? new Uint8Array()), key);
			entries.push(...parsed.entries);
			problems.push(...parsed.problems);
		}
		return { requests: requestsOf(entries).reverse(), problems };
	}

	/** Tells after each line. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}
}

const LINE_END = 10;

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
