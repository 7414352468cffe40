/** A whole `Host` in memory, with a clock, ids and faults that the test controls. For tests only. */
import type { Host, Secrets } from '../../src/core/host';
import { checkSecretName } from '../../src/core/lib/secret-name';
import { ulid } from '../../src/core/lib/ulid';
import { Faults } from './faults';
import { MemoryHttp } from './memory-http';
import { MemoryStore } from './memory-store';
import { MemoryVault, type MemoryFiles } from './memory-vault';

export { Faults, MemoryHttp, MemoryStore, MemoryVault };
export type { MemoryFiles };

export interface MemoryHost extends Host {
	readonly vault: MemoryVault;
	readonly store: MemoryStore;
	readonly script: MemoryHttp;
	readonly secrets: Secrets;
	/** What `notify` was told, in order. */
	readonly notices: readonly string[];
	/** Shared by vault and store: counts their writes and fails the one you choose. */
	readonly faults: Faults;
	readonly clock: Clock;
}

/** Stands still until it is moved. */
export class Clock {
	#ms: number;

	constructor(at: string) {
		this.#ms = Date.parse(at);
	}

	now = (): Date => new Date(this.#ms);

	set(at: string): void {
		this.#ms = Date.parse(at);
	}

	advance(ms: number): void {
		this.#ms += ms;
	}
}

export interface MemoryHostOptions {
	/** Where the clock starts. */
	readonly at?: string;
	readonly deviceId?: string;
	readonly secrets?: Readonly<Record<string, string>>;
	/** Another device's or an earlier session's store, to go on with after a "crash". */
	readonly store?: MemoryStore;
}

/** A host over `files` (path → text or bytes). Ids are ULIDs of the clock and a counter, the same in every run. */
export function memoryHost(files: MemoryFiles = {}, options: MemoryHostOptions = {}): MemoryHost {
	const clock = new Clock(options.at ?? '2026-01-02T03:04:05.000Z');
	const faults = new Faults();
	const script = new MemoryHttp();
	const notices: string[] = [];
	let ids = 0;
	return {
		vault: new MemoryVault(files, { faults, now: clock.now }),
		http: script.call,
		script,
		secrets: memorySecrets(options.secrets),
		store: options.store?.reopen(faults) ?? new MemoryStore(faults),
		notify: (message) => void notices.push(message),
		notices,
		now: clock.now,
		after: (ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		newId: () => ulid(clock.now().getTime(), counterBytes(++ids)),
		deviceId: options.deviceId ?? 'device-of-test',
		faults,
		clock,
	};
}

/** Secrets in memory, with the naming rule of the port. */
export function memorySecrets(initial: Readonly<Record<string, string>> = {}): Secrets {
	const values = new Map(Object.entries(initial));
	return {
		get: async (name) => {
			checkSecretName(name);
			return values.get(name) || null;
		},
		set: async (name, value) => {
			checkSecretName(name);
			values.set(name, value);
		},
		names: async () => [...values].flatMap(([name, value]) => (value ? [name] : [])).sort(),
	};
}

function counterBytes(count: number): Uint8Array {
	const bytes = new Uint8Array(10);
	new DataView(bytes.buffer).setUint32(6, count);
	return bytes;
}
