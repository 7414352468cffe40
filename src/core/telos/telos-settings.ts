/** The purpose graph's slice of the settings, its defaults, and the door for stored ones. */
import { isHidden, asVaultPath, plainFolder } from '../lib/vault-path';
import type { ItemType } from './item';
import { typeOfWord } from './vocabulary';

export interface TelosSettings {
	/** Where new items, reviews and the inbox go. */
	readonly telosFolder: string;
	/** The person's own words for types: a tag as "#area/goal", or a value of the property `type`; in lower case. */
	readonly telosWords: Readonly<Record<string, ItemType>>;
	/** Tell of each change to items in the update log, in PAI's format. */
	readonly telosUpdates: boolean;
	/** In what runs are told, each goal counts half as much as the one before it. */
	readonly telosHalving: boolean;
}

export const DEFAULT_TELOS_SETTINGS: TelosSettings = { telosFolder: 'Telos', telosWords: {}, telosUpdates: false, telosHalving: false };

/** What has the wrong type or shape falls back to its default. */
export function readTelosSettings(data: Readonly<Record<string, unknown>>): TelosSettings {
	return {
		telosFolder: typeof data.telosFolder === 'string' && isFolder(data.telosFolder) ? plainFolder(data.telosFolder) : DEFAULT_TELOS_SETTINGS.telosFolder,
		telosWords: wordsOf(data.telosWords),
		telosUpdates: data.telosUpdates === true,
		telosHalving: data.telosHalving === true,
	};
}

/** "#area/goal = goal, vision = mission", a pair a comma or line. What names no type is left out. */
export function parseTelosWords(typed: string): Readonly<Record<string, ItemType>> {
	return wordsOf(Object.fromEntries(typed.split(/[,\n]/).map((pair) => pair.split('=').map((part) => part.trim())).filter(([word, type]) => word && type).map(([word = '', type = '']) => [word, type])));
}

export function printTelosWords(words: TelosSettings['telosWords']): string {
	return Object.entries(words).map(([word, type]) => `${word} = ${type}`).join(', ');
}

function wordsOf(value: unknown): Readonly<Record<string, ItemType>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(Object.entries(value).flatMap(([word, type]) => {
		const known = typeof type === 'string' ? typeOfWord(type) : null;
		const plain = word.trim().toLowerCase();
		return known === null || plain === '' || plain === '__proto__' ? [] : [[plain, known] as const];
	}));
}

/** "" is the top of the vault. */
function isFolder(typed: string): boolean {
	const folder = plainFolder(typed);
	return folder === '' || (asVaultPath(folder) !== null && !isHidden(folder));
}
