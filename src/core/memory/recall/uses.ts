/**
 * Which claims were used, how often and by which runs: derived, so it lives on this device and never in a note. What cannot
 * be read begins anew.
 */
import type { Store } from '../../host';
import { Serial } from '../../lib/serial';

export interface ClaimUse {
	readonly uses: number;
	/** ISO 8601. */
	readonly last: string;
	/** The last runs that used it, newest first. */
	readonly runs: readonly string[];
}

const KEY = 'memory/uses';
const MOST_RUNS = 5;
const MOST_CLAIMS = 20_000;

export class ClaimUses {
	readonly #serial = new Serial();
	#uses: Map<string, ClaimUse> | null = null;

	constructor(private readonly store: Pick<Store, 'read' | 'write'>, private readonly now: () => Date) {}

	/** Null for a claim that no run used here. */
	async of(id: string): Promise<ClaimUse | null> {
		return (await this.all()).get(id) ?? null;
	}

	/** By the claim's id. */
	all(): Promise<ReadonlyMap<string, ClaimUse>> {
		return this.#serial.run([KEY], () => this.#read());
	}

	/** A run that notes the same claim again counts once. */
	note(ids: readonly string[], runId: string): Promise<void> {
		if (ids.length === 0) return Promise.resolve();
		return this.#serial.run([KEY], async () => {
			const uses = await this.#read();
			const last = this.now().toISOString();
			for (const id of new Set(ids)) {
				const before = uses.get(id);
				if (before?.runs.includes(runId)) continue;
				uses.delete(id);
				uses.set(id, { uses: (before?.uses ?? 0) + 1, last, runs: [runId, ...(before?.runs ?? [])].slice(0, MOST_RUNS) });
			}
			for (const id of uses.keys()) if (uses.size > MOST_CLAIMS) uses.delete(id);
			await this.store.write(KEY, new TextEncoder().encode(JSON.stringify([...uses])));
		});
	}

	async #read(): Promise<Map<string, ClaimUse>> {
		return (this.#uses ??= parsed(await this.store.read(KEY)));
	}
}

function parsed(bytes: Uint8Array | null): Map<string, ClaimUse> {
	try {
		const data: unknown = bytes === null ? [] : JSON.parse(new TextDecoder().decode(bytes));
		return new Map((Array.isArray(data) ? (data as unknown[]) : []).filter(isEntry));
	} catch (error) {
		if (error instanceof SyntaxError) return new Map();
		throw error;
	}
}

function isEntry(entry: unknown): entry is [string, ClaimUse] {
	if (!Array.isArray(entry) || typeof entry[0] !== 'string' || typeof entry[1] !== 'object' || entry[1] === null) return false;
	const { uses, last, runs } = entry[1] as Partial<ClaimUse>;
	return typeof uses === 'number' && typeof last === 'string' && Array.isArray(runs);
}
