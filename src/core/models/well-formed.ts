/** Text as a wire can carry it: no half of a surrogate pair, which has no form in UTF-8 and which servers refuse. */

const LONE = /\p{Cs}/gu;

/** `text` with each lone surrogate replaced by U+FFFD. */
export function wellFormed(text: string): string {
	return text.replace(LONE, '\uFFFD');
}

/** Joins text that arrives in pieces cut anywhere, also between the halves of a pair. */
export class PieceReader {
	#held = '';

	/** The text that is whole by now. A first half at the end waits for the next piece. */
	read(piece: string): string {
		const text = this.#held + piece;
		const last = text.charCodeAt(text.length - 1);
		const isFirstHalf = last >= 0xd800 && last <= 0xdbff;
		this.#held = isFirstHalf ? text.slice(-1) : '';
		return wellFormed(isFirstHalf ? text.slice(0, -1) : text);
	}

	/** What still waited, when no more comes. */
	end(): string {
		const rest = wellFormed(this.#held);
		this.#held = '';
		return rest;
	}
}
