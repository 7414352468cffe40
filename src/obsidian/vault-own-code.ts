/** The plugin's own program, as it lies in its folder: another thread runs the same file. */
import type { Plugin } from 'obsidian';

/** The text of main.js. Rejects when it cannot be read, or when nobody knows where it is. */
export function ownCode({ app, manifest }: Pick<Plugin, 'app' | 'manifest'>): Promise<string> {
	const folder = manifest.dir ?? `${app.vault.configDir}/plugins/${manifest.id}`;
	return app.vault.adapter.read(`${folder}/main.js`);
}
