/** The workbench's page: starts the built plugin on the vault of the server, in a window like the app's. */
import type { PluginManifest } from 'obsidian';
import { Device, type DeviceState } from './device';
import { startHost, type Host } from './loader';
import { nativeFetch, send } from './network';
import { desktopRequire } from './node-http';
import { ServerStorage } from './server-storage';
import { dressWindow, setTheme } from './shell';
import type { StoredEntry } from './storage';
import { refuse, world, type NetworkCall } from './world';

interface Start {
	code: string;
	manifest: PluginManifest;
	vaultName: string;
	mayCall: boolean;
	device: Partial<DeviceState>;
	entries: StoredEntry[];
}

/** What browser tests reach as `window.workbench`. */
export interface Workbench extends Host {
	/** Milliseconds from the page's start to a ready layout. */
	startedInMs: number;
}

async function json<T>(path: string): Promise<T> {
	const answer = await nativeFetch(path);
	if (!answer.ok) throw new Error(await answer.text());
	return (await answer.json()) as T;
}

/** Through the server, which alone decides whether there is a network. */
async function callThroughServer(call: NetworkCall): Promise<Response> {
	const { via, url, method, headers, body } = call;
	const answer = await nativeFetch('/net', { method: 'POST', body: JSON.stringify({ via, url, method, headers, body }), ...(call.signal ? { signal: call.signal } : {}) });
	if (!answer.ok) throw new TypeError(await answer.text());
	const answered = JSON.parse(decodeURIComponent(answer.headers.get('x-headers') ?? '%7B%7D')) as Record<string, string>;
	const status = Number(answer.headers.get('x-status') ?? 200);
	return new Response([101, 204, 205, 304].includes(status) ? null : answer.body, { status, headers: answered });
}

async function start(): Promise<void> {
	const began = performance.now();
	const asked = new URLSearchParams(location.search);
	setTheme(asked.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
	const [given, icons] = await Promise.all([json<Start>('/start'), json<Record<string, string>>('/icons')]);
	world.icon = (name) => icons[name];
	let saving: Promise<unknown> = Promise.resolve();
	const device = new Device(given.device, async (state) => {
		const body = JSON.stringify(state);
		saving = saving.then(() => nativeFetch('/device', { method: 'PUT', body }));
		await saving;
	});
	const mobile = asked.get('mobile') ?? (innerWidth < 600 ? 'phone' : null);
	if (mobile !== 'phone' && mobile !== 'tablet') Object.assign(window, { require: desktopRequire(send) });
	const host = await startHost({
		...{ code: given.code, manifest: given.manifest, vaultName: given.vaultName, device },
		storage: new ServerStorage(given.entries),
		answer: given.mayCall ? callThroughServer : refuse,
		defaultMode: asked.get('mode') === 'source' ? 'source' : 'preview',
		...(mobile === 'phone' || mobile === 'tablet' ? { mobile } : {}),
	});
	await dressWindow(host);
	const workbench: Workbench = { ...host, startedInMs: Math.round(performance.now() - began) };
	Object.assign(window, { workbench });
}

start().catch((error: unknown) => {
	document.body.append(Object.assign(document.createElement('pre'), { textContent: `The workbench could not start: ${String(error)}`, className: 'start-error' }));
	throw error;
});
