/** Makes the `Host` of the plugin for the vault that is open. */
import { Notice, type App, type Plugin } from 'obsidian';
import type { Host } from '../core/host';
import { ulidSource } from '../core/lib/ulid';
import { obsidianHttp } from './http';
import { pageThread } from './search-thread';
import { obsidianSecrets } from './secrets';
import { obsidianStore } from './store';
import { ObsidianVault } from './vault';

/** In the app's local storage, which is kept by vault and by device. */
const DEVICE_KEY = 'praxis-device-id';

/** Call when the layout is ready: before, the vault is still being listed. */
export function createHost({ app, manifest }: Pick<Plugin, 'app'> & Partial<Pick<Plugin, 'manifest'>>): Host {
	const newId = ulidSource(Date.now, (count) => crypto.getRandomValues(new Uint8Array(count)));
	const deviceId = readDeviceId(app, newId);
	return {
		vault: new ObsidianVault(app),
		http: obsidianHttp,
		secrets: obsidianSecrets(app),
		store: obsidianStore(deviceId),
		notify: (message) => void new Notice(message),
		now: () => new Date(),
		after: (ms, run) => {
			const timer = window.setTimeout(run, ms);
			return () => window.clearTimeout(timer);
		},
		...(manifest && typeof Worker === 'function' ? { startThread: pageThread({ app, manifest }) } : {}),
		newId,
		deviceId,
	};
}

/** Random, and the same for this vault on this device: it also names the vault's database. */
function readDeviceId(app: App, newId: () => string): string {
	const stored: unknown = app.loadLocalStorage(DEVICE_KEY);
	if (typeof stored === 'string' && stored !== '') return stored;
	const made = newId();
	app.saveLocalStorage(DEVICE_KEY, made);
	return made;
}
