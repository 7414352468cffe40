/** The plugin's ports keep the same contracts as those of the other hosts, over the stand-in of the app. */
import { createHost } from '../../src/obsidian/host';
import { obsidianHttp } from '../../src/obsidian/http';
import { obsidianStore } from '../../src/obsidian/store';
import { ObsidianVault } from '../../src/obsidian/vault';
import { httpContract } from '../hosts/http.contract';
import { secretsContract } from '../hosts/secrets.contract';
import { storeContract } from '../hosts/store.contract';
import { vaultContract } from '../hosts/vault.contract';
import { App } from './app';
import { Device } from './device';
import { MemoryStorage, type VaultFiles } from './storage';
import { world } from './world';

type RealApp = ConstructorParameters<typeof ObsidianVault>[0];

interface Opened {
	readonly app: App;
	readonly storage: MemoryStorage;
	readonly device: Device;
}

async function openApp(files: VaultFiles = {}, device = new Device()): Promise<Opened> {
	const storage = new MemoryStorage(files);
	const app = new App({ storage, device });
	await app.vault.load__();
	return { app, storage, device };
}

const real = ({ app }: Opened): RealApp => app as unknown as RealApp;

vaultContract('obsidian', async (files = {}) => {
	const opened = await openApp(files);
	return {
		vault: new ObsidianVault(real(opened)),
		bytesOf: (path) => opened.storage.read(path).catch(() => null),
		putForeign: (path, text) => opened.storage.writeFromOutside(path, text),
		close: async () => opened.app.close__(),
	};
});

// The two ways of the plugin to the network: Node's client on the desktop, and the app's own call on a phone.
httpContract('obsidian desktop', () => {
	Object.assign(window, { require });
	world.isMobile = false;
	return { http: obsidianHttp, streams: true, seesRedirects: true, close: () => void Reflect.deleteProperty(window, 'require') };
});

httpContract('obsidian phone', () => {
	world.isMobile = true;
	world.answer = ({ url, method, headers, body }) => fetch(url, { method, headers, ...(body ? { body } : {}) });
	return { http: obsidianHttp, streams: false, seesRedirects: false, close: () => void (world.isMobile = false) };
});

test.each([
	['no Node', undefined],
	['a Node that finds nobody there', require],
])('given a desktop app with %s, when called, then the app itself is asked, once', async (_what, load) => {
	if (load) Object.assign(window, { require: load });
	const asked: string[] = [];
	world.answer = ({ via, url }) => {
		asked.push(`${via} ${url}`);
		return new Response('from the app');
	};
	const response = await obsidianHttp('http://127.0.0.1:1/x');
	Reflect.deleteProperty(window, 'require');
	expect([await response.text(), asked]).toEqual(['from the app', ['requestUrl http://127.0.0.1:1/x']]);
});

let databases = 0;
storeContract('obsidian', async () => {
	const id = `test-${databases++}`;
	const stores = [obsidianStore(id)];
	return {
		store: stores[0] ?? obsidianStore(id),
		reopen: async () => {
			await Promise.all(stores.map((store) => store.close()));
			const store = obsidianStore(id);
			stores.push(store);
			return store;
		},
		close: async () => void (await Promise.all(stores.map((store) => store.close()))),
	};
});

secretsContract('obsidian', async () => {
	const device = new Device();
	const opened: Opened[] = [];
	const start = async (): Promise<ReturnType<typeof createHost>['secrets']> => {
		const each = await openApp({ 'A.md': 'a' }, device);
		opened.push(each);
		return createHost({ app: real(each) }).secrets;
	};
	return {
		secrets: await start(),
		reopen: start,
		vaultBytes: async () => {
			const storage = opened[0]?.storage;
			const entries = (await storage?.list())?.filter((entry) => !entry.isFolder) ?? [];
			return Promise.all(entries.map(async ({ path }) => (await storage?.read(path)) ?? new Uint8Array()));
		},
		close: async () => opened.forEach(({ app }) => app.close__()),
	};
});

test('given one device, when the host is made twice, then it has the same id; another device has another', async () => {
	const opened = [await openApp()];
	const first = createHost({ app: real(opened[0] as Opened) });
	opened.push(await openApp({}, opened[0]?.device), await openApp());
	const [, again, other] = opened.map((each) => createHost({ app: real(each) }));
	expect(again?.deviceId).toBe(first.deviceId);
	expect(other?.deviceId).not.toBe(first.deviceId);
	expect(first.newId()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
	opened.forEach(({ app }) => app.close__());
});
