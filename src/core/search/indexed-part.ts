/** How much of a note is searched. The same part is indexed, cited and asked. */

/**
 * UTF-16 units of one note that are indexed. What a person writes stays far below (the longest of 6,571 notes
 * of a community vault has 0.1 million); a pasted log must not hold up everything else.
 */
export const INDEXED_LENGTH = 1_000_000;

/** The beginning of `text` up to a line end, at most `limit` long. */
export function indexedPart(text: string, limit = INDEXED_LENGTH): string {
	if (text.length <= limit) return text;
	const end = text.lastIndexOf('\n', limit - 1);
	if (end >= 0) return text.slice(0, end + 1);
	const isInPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
	return text.slice(0, isInPair ? limit - 1 : limit);
}
