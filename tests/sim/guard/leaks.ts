/** Canaries: strings that stand only in private notes, and the search for any piece of them. */
import type { Random } from '../../support/random';

const PIECE = 12;

export function canary(dice: Random): string {
	return Array.from({ length: 32 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'[dice.below(48)]).join('');
}

/** How many of the texts hold 12 characters in a row of any canary. */
export function leaks(texts: readonly string[], canaries: readonly string[]): number {
	const pieces = new Set(canaries.flatMap((whole) => Array.from({ length: whole.length - PIECE + 1 }, (_x, i) => whole.slice(i, i + PIECE))));
	const holds = (text: string): boolean => {
		for (let i = 0; i + PIECE <= text.length; i++) if (pieces.has(text.slice(i, i + PIECE))) return true;
		return false;
	};
	return texts.filter(holds).length;
}
