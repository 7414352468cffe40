/** The memory's slice of the settings, its defaults, and the door for stored ones. */
import { asVaultPath, isHidden, isInFolder, plainFolder } from '../lib/vault-path';

export interface MemorySettings {
	/** Where claims go: one a note. Claims are read wherever they lie. */
	readonly memoryFolder: string;
	/** Where claims go that a run wrote which had read what is not the person's own. None counts before the person endorses it. */
	readonly memoryInbox: string;
	/** What is pinned and loaded into every run may have so many tokens. */
	readonly hotTokens: number;
	/** Offer claims to keep after a chat with a model. */
	readonly proposeMemories: boolean;
	/** Where new pieces of work go: a folder for each. */
	readonly workFolder: string;
	/** Id of the device that looks through the memory by itself; "" until the first one has, `NO_DEVICE` for none. */
	readonly checkDevice: string;
}

export const NO_DEVICE = 'none';

export const DEFAULT_MEMORY_SETTINGS: MemorySettings = { memoryFolder: 'Praxis/Memory', memoryInbox: 'Praxis/Memory/Inbox', hotTokens: 600, proposeMemories: true, workFolder: 'Praxis/Work', checkDevice: '' };

const MOST_HOT_TOKENS = 20_000;

/** What has the wrong type or shape falls back to its default. */
export function readMemorySettings(data: Readonly<Record<string, unknown>>): MemorySettings {
	const { hotTokens } = data;
	const memoryFolder = folder(data.memoryFolder) ?? DEFAULT_MEMORY_SETTINGS.memoryFolder;
	const inbox = folder(data.memoryInbox) ?? DEFAULT_MEMORY_SETTINGS.memoryInbox;
	return {
		memoryFolder,
		// What lies in the inbox waits: an inbox around the memory itself would leave nothing to believe.
		memoryInbox: isInFolder(memoryFolder, inbox) ? `${memoryFolder}/Inbox` : inbox,
		hotTokens: typeof hotTokens === 'number' && hotTokens >= 0 && hotTokens <= MOST_HOT_TOKENS ? Math.floor(hotTokens) : DEFAULT_MEMORY_SETTINGS.hotTokens,
		proposeMemories: data.proposeMemories !== false,
		workFolder: folder(data.workFolder) ?? DEFAULT_MEMORY_SETTINGS.workFolder,
		checkDevice: typeof data.checkDevice === 'string' ? data.checkDevice : '',
	};
}

/** Not the top of the vault: what lies in the inbox is not believed. */
function folder(value: unknown): string | null {
	const plain = typeof value === 'string' ? plainFolder(value.trim()) : '';
	return plain !== '' && asVaultPath(plain) !== null && !isHidden(plain) ? plain : null;
}
