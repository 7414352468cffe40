/**
 * A text in the form in which a quote and a note are compared, with the way back to the note's own offsets.
 *
 * Only what readers take for the same is made the same: composed and decomposed letters, ligatures, full-width and ASCII forms,
 * the digits of any script, kinds of quotation marks, dashes and blanks. Nothing that changes a number or a word is
 * folded: superscripts, fractions, case and vowel signs stay as they are.
 */

export interface QuoteText {
	readonly text: string;
	/** Offset in the original for each unit of `text`, and the original's end behind the last. */
	readonly starts: readonly number[];
	readonly ends: readonly number[];
}

/** A letter with its marks, or the parts of one Hangul syllable: what composes to one character. */
const CLUSTER = /[\u1100-\u115F][\u1160-\u11A7][\u11A8-\u11FF]?|[\uFF66-\uFF9D][\uFF9E\uFF9F]?|[\s\S]\p{M}*/gu;
/** Forms of letters that are only drawn otherwise: ligatures, Arabic as it stands in a word, narrow kana and signs of money in a wide form. */
const DRAWN_OTHERWISE = /[\uFB00-\uFB06\uFB13-\uFB17\uFB1D-\uFDF1\uFE70-\uFEFC\uFF66-\uFF9F\uFFE0-\uFFE6]+/g;
/** Invisible, and without a meaning of its own inside a word: soft hyphen, word joiner, BOM, marks of direction, tatweel. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u0640]/g;
/** A line of a quote or callout begins with marks that are no part of what it says. */
const QUOTED_LINE = /(?:^|\r?\n)[ \t]*(?:>[ \t]?)+/g;

export function quoteText(raw: string): QuoteText {
	const pieces: string[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	const add = (piece: string, start: number, end: number): void => {
		for (let i = 0; i < piece.length; i++) {
			starts.push(start);
			ends.push(end);
		}
		pieces.push(piece);
	};
	const quoted = [...raw.matchAll(QUOTED_LINE)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
	let nextQuoted = 0;
	for (const match of raw.matchAll(CLUSTER)) {
		const [start, end] = [match.index, match.index + match[0].length];
		while ((quoted[nextQuoted]?.end ?? Infinity) <= start) nextQuoted++;
		const isMarker = start >= (quoted[nextQuoted]?.start ?? Infinity);
		const piece = isMarker ? ' ' : foldCluster(match[0]);
		// Looking at the end of a string that grows would cost its whole length each time.
		if (piece === '' || (piece === ' ' && (pieces.at(-1)?.endsWith(' ') ?? true))) continue;
		add(piece, start, end);
	}
	const text = pieces.join('');
	if (!text.endsWith(' ')) return { text, starts, ends };
	return { text: text.slice(0, -1), starts: starts.slice(0, -1), ends: ends.slice(0, -1) };
}

function foldCluster(cluster: string): string {
	if (/^[!-~]$/.test(cluster)) return cluster;
	const visible = cluster.replace(INVISIBLE, '');
	if (/^\s+$/u.test(visible)) return ' ';
	return foldDigits(visible.replace(DRAWN_OTHERWISE, (form) => form.normalize('NFKC')).normalize('NFC').replace(/[\uFF01-\uFF5E]/g, narrow))
		.replace(/[‘’‚‛ʼ‹›]/g, "'")
		.replace(/…/g, '...')
		.replace(/[“”„‟«»]/g, '"')
		.replace(/[‐‑‒–—−﹣]/g, '-')
		.replace(/٫/g, '.')
		.replace(/٬/g, ',');
}

function narrow(wide: string): string {
	return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

/** The digits of every script as 0 to 9: they stand in blocks of ten that begin with the zero. */
function foldDigits(text: string): string {
	return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		let zero = code;
		while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
		return String((code - zero) % 10);
	});
}
