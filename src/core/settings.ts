/** Every setting of Praxis with its default, and the one door through which stored settings come in. */
import { DEFAULT_LIMIT_SETTINGS, readLimitSettings, type LimitSettings } from './guard/limit-settings';
import { DEFAULT_MEMORY_SETTINGS, readMemorySettings, type MemorySettings } from './memory/memory-settings';
import { DEFAULT_MODEL_SETTINGS, readModelSettings, type ModelSettings } from './models/model-settings';
import { DEFAULT_SEARCH_SETTINGS, readSearchSettings, type SearchSettings } from './search/search-settings';
import { DEFAULT_VECTOR_SETTINGS, readVectorSettings, type VectorSettings } from './search/vectors/vector-settings';
import { DEFAULT_TELOS_SETTINGS, readTelosSettings, type TelosSettings } from './telos/telos-settings';

export interface Settings extends ModelSettings, TelosSettings, LimitSettings, SearchSettings, VectorSettings, MemorySettings {
	/** Folder for notes that Praxis writes. */
	resultFolder: string;
	/** Keep each chat as a note. */
	keepChats: boolean;
	/** Folder for the notes of new chats. */
	chatFolder: string;
	/** Name of the agent that answers in the chat; "" for the first one. */
	chatAgent: string;
	/** Folders that are neither indexed nor read. */
	excludedFolders: readonly string[];
	/** Folders whose notes are private: they never leave this device, and what is made of them stays private. */
	privateFolders: readonly string[];
	/** Where clippings and imports arrive: their words are not the person's own. */
	clippingFolders: readonly string[];
	/** Nothing leaves this device; model servers on it still answer. */
	onDeviceOnly: boolean;
	/** Exact origins of the person's own model servers, such as "http://127.0.0.1:11434". */
	modelOrigins: readonly string[];
	/** Give cited blocks an id when an answer is saved, so that its links open the exact block. */
	addBlockIds: boolean;
	/** Tell of each run in a note of this device and month. */
	runLog: boolean;
	/** Agents may ask to fetch public web pages. */
	webPages: boolean;
	/** Names of patterns that stand first and are commands. */
	favouritePatterns: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = {
	resultFolder: 'Praxis/Results',
	keepChats: true,
	chatFolder: 'Praxis/Chats',
	chatAgent: '',
	excludedFolders: [],
	privateFolders: [],
	clippingFolders: ['Clippings'],
	onDeviceOnly: true,
	modelOrigins: [],
	addBlockIds: true,
	runLog: false,
	webPages: false,
	favouritePatterns: [],
	...DEFAULT_LIMIT_SETTINGS,
	...DEFAULT_MODEL_SETTINGS,
	...DEFAULT_TELOS_SETTINGS,
	...DEFAULT_SEARCH_SETTINGS,
	...DEFAULT_VECTOR_SETTINGS,
	...DEFAULT_MEMORY_SETTINGS,
};

/** Settings from stored data of any age or shape: what has the wrong type falls back to its default. */
export function readSettings(stored: unknown): Settings {
	const data = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
	return {
		resultFolder: typeof data.resultFolder === 'string' && data.resultFolder.trim() !== '' ? data.resultFolder : DEFAULT_SETTINGS.resultFolder,
		keepChats: data.keepChats !== false,
		chatFolder: typeof data.chatFolder === 'string' && data.chatFolder.trim() !== '' ? data.chatFolder : DEFAULT_SETTINGS.chatFolder,
		chatAgent: typeof data.chatAgent === 'string' ? data.chatAgent : DEFAULT_SETTINGS.chatAgent,
		excludedFolders: folders(data.excludedFolders),
		privateFolders: folders(data.privateFolders),
		clippingFolders: Array.isArray(data.clippingFolders) ? folders(data.clippingFolders) : DEFAULT_SETTINGS.clippingFolders,
		// Only a clear no opens the door.
		onDeviceOnly: data.onDeviceOnly !== false,
		modelOrigins: origins(data.modelOrigins),
		addBlockIds: typeof data.addBlockIds === 'boolean' ? data.addBlockIds : DEFAULT_SETTINGS.addBlockIds,
		runLog: data.runLog === true,
		webPages: data.webPages === true,
		favouritePatterns: [...new Set(folders(data.favouritePatterns))],
		...readLimitSettings(data),
		...readModelSettings(data),
		...readTelosSettings(data),
		...readSearchSettings(data),
		...readVectorSettings(data),
		...readMemorySettings(data),
	};
}

function folders(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return [];
	return value.filter((item): item is string => typeof item === 'string' && item.trim() !== '').map((item) => item.trim());
}

/** The origin of an address as a person types it, null when it is none of a web server: "http://localhost:11434". */
export function originOf(typed: string): string | null {
	try {
		const { origin, protocol, username, password } = new URL(typed.trim());
		return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '' ? origin : null;
	} catch {
		return null; // As the contract says: no address.
	}
}

function origins(value: unknown): readonly string[] {
	return [...new Set(folders(value).flatMap((item) => originOf(item) ?? []))];
}
