/** Keeps the folders of the settings at the folders that the person meant when these are renamed or moved. */
import { TFolder, type Plugin } from 'obsidian';
import { isInFolder } from '../core/lib/vault-path';
import type { Settings } from '../core/settings';
import type { Session } from './session';

type FolderList = 'excludedFolders' | 'privateFolders' | 'clippingFolders';

/**
 * Follows renames until the plugin unloads. A private folder that is renamed stays private. The app tells of a folder
 * before it tells of the notes in it, so that none of them is read in between.
 */
export function followFolders(plugin: Plugin, session: Session): void {
	plugin.registerEvent(
		plugin.app.vault.on('rename', (folder, from) => {
			if (!(folder instanceof TFolder)) return;
			const moved = movedFolders(session.settings, from, folder.path);
			if (moved) void session.updateSettings(moved);
		}),
	);
}

/** What changes in the settings when the folder `from` becomes `to`, null when nothing does. */
export function movedFolders(settings: Settings, from: string, to: string): Pick<Settings, 'resultFolder' | 'chatFolder' | FolderList> | null {
	const moved = (folder: string): string => (isInFolder(folder, from) ? `${to}${folder.slice(from.length)}` : folder);
	const { resultFolder, chatFolder, excludedFolders, privateFolders, clippingFolders } = settings;
	const after = { resultFolder: moved(resultFolder), chatFolder: moved(chatFolder), excludedFolders: excludedFolders.map(moved), privateFolders: privateFolders.map(moved), clippingFolders: clippingFolders.map(moved) };
	return JSON.stringify(after) === JSON.stringify({ resultFolder, chatFolder, excludedFolders, privateFolders, clippingFolders }) ? null : after;
}
