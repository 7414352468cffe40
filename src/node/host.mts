/** Makes the `Host` of the Node program for one vault folder. */
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Host, Store } from '../core/host';
import { isPraxisError, PraxisError } from '../core/lib/errors';
import { ulidSource } from '../core/lib/ulid';
import { checkOutside, configFolder, stateFolder, type Environment } from './folders.mts';
import { nodeHttp } from './http.mts';
import { nodeThread } from './search-thread.mts';
import { nodeSecrets } from './secrets.mts';
import { nodeStore } from './store.mts';
import { nodeVault } from './vault.mts';

export interface NodeHost extends Host {
	/** The real path of the vault's folder. */
	readonly vaultRoot: string;
}

export interface NodeHostOptions {
	/** What a relative vault folder starts from; the current folder when left out. */
	readonly cwd?: string;
	readonly notify: (message: string) => void;
	/** The URL of the built program, which another thread can run; without it there is no other thread. */
	readonly program?: string;
	/** `process.env` when left out. */
	readonly environment?: Environment;
}

/** Throws `missing-note` or `bad-path` when there is no such folder, `bad-input` when secrets or records would lie in it. */
export async function createHost(vaultFolder: string, options: NodeHostOptions): Promise<NodeHost> {
	const environment = options.environment ?? process.env;
	const vault = await nodeVault({ root: resolve(options.cwd ?? '.', vaultFolder) }).catch((error: unknown) => {
		if (!isPraxisError(error, 'missing-note')) throw error;
		throw new PraxisError(error.code, error.message, { hint: 'Give the folder of your notes with --vault DIR.', cause: error });
	});
	const state = stateFolder(environment, vault.root);
	const config = configFolder(environment);
	await checkOutside(state, vault.root, environment.PRAXIS_STATE_DIR ? 'PRAXIS_STATE_DIR' : 'XDG_STATE_HOME');
	await checkOutside(config, vault.root, process.platform === 'win32' ? 'APPDATA' : 'XDG_CONFIG_HOME');
	const store = nodeStore(state);
	const newId = ulidSource(Date.now, (count) => randomBytes(count));
	return {
		vault,
		vaultRoot: vault.root,
		http: nodeHttp,
		secrets: nodeSecrets({ file: join(config, 'secrets.json'), environment }),
		store,
		notify: options.notify,
		now: () => new Date(),
		after: (ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		...(options.program === undefined ? {} : { startThread: nodeThread(options.program) }),
		newId,
		deviceId: await deviceId(store, newId).catch((error: unknown) => {
			throw withoutRecords(error, state);
		}),
	};
}

async function deviceId(store: Store, newId: () => string): Promise<string> {
	const stored = await store.read('device-id');
	if (stored) return new TextDecoder().decode(stored);
	const made = newId();
	await store.write('device-id', new TextEncoder().encode(made));
	return made;
}

/** Without records nothing could be undone, so nothing begins. */
function withoutRecords(error: unknown, state: string): unknown {
	if (!isPraxisError(error)) return error;
	return new PraxisError(error.code, `Praxis cannot keep its records in "${state}".`, { hint: `${error.hint} Or set PRAXIS_STATE_DIR to a folder that you can write.`, cause: error });
}
