/** Breaks a title into the lines of a box, by an estimate of its width: SVG text does not wrap. Pure. */

/** Letters of a middling width that a line of a box holds at the size of small interface text. */
const IN_LINE = 24;
const LINES = 2;

/** At most two lines; what does not fit ends in an ellipsis. */
export function titleLines(title: string): string[] {
	const lines: string[] = [];
	let rest = title.trim();
	while (rest !== '' && lines.length < LINES) {
		const isLast = lines.length === LINES - 1;
		const fits = fitting(rest, IN_LINE);
		if (fits === rest.length) return [...lines, rest];
		const blank = rest.lastIndexOf(' ', fits);
		const end = isLast ? fitting(rest, IN_LINE - 1) : blank > fits / 3 ? blank : fits;
		lines.push(`${rest.slice(0, end).trim()}${isLast ? '…' : ''}`);
		rest = rest.slice(end).trim();
	}
	return lines;
}

/** How many UTF-16 units of a text fit, never half a character. */
function fitting(text: string, room: number): number {
	let width = 0;
	let end = 0;
	for (const letter of text) {
		width += /[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/.test(letter) || letter.length > 1 ? 2 : 1;
		if (width > room) return end;
		end += letter.length;
	}
	return end;
}
