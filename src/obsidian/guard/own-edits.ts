/**
 * Which notes the person works on in this app, so that their own edits are told from those of sync and other programs:
 * the note in the active tab, while keys, pastes or clicks of theirs arrived in the last moments. A text that sync
 * brings into that very note in that very moment passes for theirs; no program can tell the two apart.
 */
import type { Plugin } from 'obsidian';

/** The app writes what is typed after at most two seconds; the rest is for slow disks. */
const MOMENT_MS = 10_000;
const ACTS = ['keydown', 'beforeinput', 'paste', 'drop', 'pointerdown'] as const;

/** True for a note on which the person works now. Listens until the plugin unloads. */
export function ownEdits(plugin: Plugin): (path: string) => boolean {
	const { workspace } = plugin.app;
	const acted = new Map<string, number>();
	const note = (): void => {
		const file = workspace.getActiveFile();
		if (file) acted.set(file.path, Date.now());
	};
	const listen = (doc: Document): void => ACTS.forEach((act) => plugin.registerDomEvent(doc, act, note, { capture: true, passive: true }));
	listen(activeDocument);
	plugin.registerEvent(workspace.on('window-open', ({ doc }) => listen(doc)));
	return (path) => Date.now() - (acted.get(path) ?? 0) < MOMENT_MS;
}
