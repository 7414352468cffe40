/** Runs a built `main.js` as the app does: `require`, onload, vault loading, layout ready. */
import * as cmCommands from '@codemirror/commands';
import * as cmLanguage from '@codemirror/language';
import * as cmState from '@codemirror/state';
import * as cmView from '@codemirror/view';
import type { PluginManifest } from 'obsidian';
import { App, type AppOptions } from './app';
import { Device, type DeviceState } from './device';
import { guardNetwork } from './network';
import { obsidian } from './obsidian';
import type { Plugin } from './plugin';
import { MemoryStorage, type VaultFiles, type VaultStorage } from './storage';
import { refuse, world, type Answer, type NetworkCall } from './world';

const externals: Record<string, unknown> = { obsidian, '@codemirror/commands': cmCommands, '@codemirror/language': cmLanguage, '@codemirror/state': cmState, '@codemirror/view': cmView };

export interface HostOptions extends Pick<AppOptions, 'defaultMode' | 'vaultName'> {
	/** The text of the built main.js. */
	code: string;
	manifest: PluginManifest;
	/** The vault in memory; or `storage` for one elsewhere. */
	files?: VaultFiles;
	storage?: VaultStorage;
	/** What was kept on this device before: data.json, local storage, secrets. */
	device?: Device | Partial<DeviceState>;
	/** Answers the plugin's network calls; the default refuses. */
	answer?: Answer;
	icon?: (name: string) => string | undefined;
	mobile?: 'phone' | 'tablet';
	/** Node's modules, for a desktop plugin that asks for them lazily; the default throws, as on mobile. */
	node?: (id: string) => unknown;
}

export interface Host {
	app: App;
	plugin: Plugin;
	/** Every network call the plugin made so far. */
	calls: readonly NetworkCall[];
	/** Runs the plugin's own command by its short id. False when it does not apply now. */
	run(commandId: string): boolean;
	/** Waits until the vault's queue and the timers of this turn are done. */
	settle(): Promise<void>;
	close(): Promise<void>;
}

/** Starts the app on a vault with the plugin enabled, in the app's order. */
export async function startHost(options: HostOptions): Promise<Host> {
	world.isMobile = options.mobile !== undefined;
	world.isPhone = options.mobile === 'phone';
	world.answer = options.answer ?? refuse;
	world.calls.length = 0;
	if (options.icon) world.icon = options.icon;
	const openNetwork = guardNetwork();
	const device = options.device instanceof Device ? options.device : new Device(options.device);
	const app = new App({ ...options, storage: options.storage ?? new MemoryStorage(options.files), device });
	const plugin = await enable(app, options);
	await app.vault.load__();
	app.metadataCache.start__();
	await app.workspace.ready__();
	return {
		app,
		plugin,
		calls: world.calls,
		run: (id) => app.commands__.run(`${options.manifest.id}:${id}`),
		settle: () => settle(app),
		close: async () => {
			plugin.unload();
			await settle(app);
			app.close__();
			openNetwork();
		},
	};
}

async function settle(app: App): Promise<void> {
	for (let round = 0; round < 3; round++) {
		await new Promise((done) => window.setTimeout(done, 0));
		await app.vault.enqueue__(async () => undefined);
	}
}

async function enable(app: App, { code, manifest, node }: HostOptions): Promise<Plugin> {
	const PluginClass = evaluate(code, manifest.id, node);
	const dir = `${app.vault.configDir}/plugins/${manifest.id}`;
	app.vault.pluginFiles__.set(`${dir}/main.js`, code);
	const plugin = new PluginClass(app, { ...manifest, dir });
	plugin.load();
	await plugin.loading__;
	return plugin;
}

type PluginClass = new (app: App, manifest: PluginManifest) => Plugin;

/** Evaluates the file and returns its plugin class. Nothing of Node is in reach but through `node`. */
export function evaluate(code: string, id: string, node?: (id: string) => unknown): PluginClass {
	const module = { exports: {} as { default?: PluginClass } };
	const require = (name: string): unknown => {
		if (name in externals) return externals[name];
		if (node) return node(name);
		throw new Error(`Cannot find module '${name}'`);
	};
	const run = new Function('require', 'module', 'exports', `${code}\n//# sourceURL=plugin:${id}`) as (...values: unknown[]) => void;
	run(require, module, module.exports);
	const made = module.exports.default ?? (module.exports as unknown as PluginClass);
	if (typeof made !== 'function') throw new Error('main.js exports no plugin class');
	return made;
}
