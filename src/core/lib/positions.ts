/** From offsets to lines, for what is found by offset and shown by line. */
import { LineReader } from './text-scan';

/** The lines of a text, or of its first `length` characters. Lines count from 1. */
export class LineIndex {
	readonly #starts: number[] = [];

	constructor(text: string, length = text.length) {
		const lines = new LineReader(text);
		for (let line = lines.next(); line && line.start <= length; line = lines.next()) this.#starts.push(line.start);
	}

	/** The line that holds `offset`; a line end belongs to the line it ends. */
	lineAt(offset: number): number {
		let low = 0;
		let high = this.#starts.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1;
			else high = middle;
		}
		return Math.max(low, 1);
	}
}
