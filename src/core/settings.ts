/** Every setting of Praxis with its default, and the one door through which stored settings come in. */

export interface Settings {
	/** Folder for notes that Praxis writes. */
	resultFolder: string;
	/** Folders that are neither indexed nor read. */
	excludedFolders: readonly string[];
	/** Folders whose notes are private: they never leave this device, and what is made of them stays private. */
	privateFolders: readonly string[];
	/** Give cited blocks an id when an answer is saved, so that its links open the exact block. */
	addBlockIds: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
	resultFolder: 'Praxis/Results',
	excludedFolders: [],
	privateFolders: [],
	addBlockIds: true,
};

/** Settings from stored data of any age or shape: what has the wrong type falls back to its default. */
export function readSettings(stored: unknown): Settings {
	const data = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
	return {
		resultFolder: typeof data.resultFolder === 'string' && data.resultFolder.trim() !== '' ? data.resultFolder : DEFAULT_SETTINGS.resultFolder,
		excludedFolders: folders(data.excludedFolders),
		privateFolders: folders(data.privateFolders),
		addBlockIds: typeof data.addBlockIds === 'boolean' ? data.addBlockIds : DEFAULT_SETTINGS.addBlockIds,
	};
}

function folders(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return [];
	return value.filter((item): item is string => typeof item === 'string' && item.trim() !== '').map((item) => item.trim());
}
