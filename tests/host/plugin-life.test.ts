/** The stand-in runs a built plugin in the app's order, and refuses what the app does not offer. */
import { loadPoisoned } from '../support/poisoned';
import { probeCode } from './probe-build';
import { startProbe } from './probe-host';
import type { Host } from './loader';

let host: Host;
afterEach(() => host?.close());

test('given a vault, when the app starts, then onload sees no files, create fires for each, and the layout is ready after', async () => {
	host = await startProbe();
	const { log } = host.plugin as unknown as { log: string[] };
	expect(log).toEqual(['onload files=0', 'early create notes', 'early create Alpha.md', 'early create notes/Beta.md', 'early create notes/pic.png', 'ready files=3']);
});

test('given a started plugin, when a note is made, then the listener of onLayoutReady hears it', async () => {
	host = await startProbe();
	await host.app.vault.create('New.md', 'x');
	expect((host.plugin as unknown as { log: string[] }).log).toContain('create New.md');
});

test.each([
	['app', () => (host.app as unknown as Record<string, unknown>).plugins],
	['vault', () => (host.app.vault as unknown as Record<string, unknown>).fileMap],
	['workspace', () => (host.app.workspace as unknown as Record<string, unknown>).floatingSplit],
])('given private API of %s, when it is touched, then it throws', async (_name, touch) => {
	host = await startProbe();
	expect(touch).toThrow(/not part of Obsidian's public API/);
});

test('given a plugin that asks for Node while loading, when it is poisoned, then it throws; the probe does not', () => {
	expect(() => loadPoisoned("const fs = require('node:fs'); module.exports = class {};")).toThrow(/node:fs/);
	expect(() => loadPoisoned('const v = process.env.HOME; module.exports = class {};')).toThrow(/process/);
	expect(Object.keys(loadPoisoned(probeCode()))).toContain('default');
});

test('given commands, when run, then a checked one may decline and an unknown one throws', async () => {
	host = await startProbe();
	expect(host.run('never')).toBe(false);
	expect(host.run('insert')).toBe(false);
	expect(() => host.run('no-such')).toThrow(/no-such/);
});

test('given a phone, when the plugin adds a status bar item, then loading fails as the app has none', async () => {
	await expect(startProbe({ mobile: 'phone', device: { data: { isLoud: true } } })).rejects.toThrow(/status bar/);
	document.body.replaceChildren();
});

test('given a running plugin, when it is unloaded, then its ribbon, commands and views are gone', async () => {
	host = await startProbe();
	host.run('open-panel');
	await host.settle();
	expect(document.querySelector('.probe')).not.toBeNull();
	host.plugin.unload();
	expect(document.querySelector('.probe')).toBeNull();
	expect(document.querySelector('.side-dock-ribbon-action')).toBeNull();
	expect([...host.app.commands__.all.keys()]).toEqual([]);
});

test('given data.json and local storage, when written and read, then a copy comes back', async () => {
	host = await startProbe({ device: { data: { folder: 'notes' } } });
	const kept = (await host.plugin.loadData()) as { folder: string };
	kept.folder = 'changed';
	expect(await host.plugin.loadData()).toEqual({ folder: 'notes' });
	host.app.saveLocalStorage('k', { a: 1 });
	expect(host.app.loadLocalStorage('k')).toEqual({ a: 1 });
	expect(host.app.loadLocalStorage('none')).toBeNull();
});
