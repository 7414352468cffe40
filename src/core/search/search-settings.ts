/** What a person sets about the search by words. */

export interface SearchSettings {
	/** Megabytes of notes that a phone or tablet holds for the search, the newest; 0 for all. */
	readonly phoneSearchMb: number;
}

/** Held notes take one to two times their text in memory (31 MB for 15 MB of notes, 191 for 180): a phone's web view has some hundred to give. */
export const DEFAULT_SEARCH_SETTINGS: SearchSettings = { phoneSearchMb: 64 };

/** What has the wrong type falls back to its default. Never throws. */
export function readSearchSettings({ phoneSearchMb }: Readonly<Record<string, unknown>>): SearchSettings {
	const isAmount = typeof phoneSearchMb === 'number' && Number.isFinite(phoneSearchMb) && phoneSearchMb >= 0;
	return { phoneSearchMb: isAmount ? phoneSearchMb : DEFAULT_SEARCH_SETTINGS.phoneSearchMb };
}
