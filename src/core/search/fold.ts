/**
 * One spelling for one word: case, width and, where readers do not tell them apart, marks.
 *
 * Marks are folded on Latin, Greek and Cyrillic only. In Indic scripts, Arabic, Hebrew and Thai a mark is a
 * vowel or a tone, and folding it makes other words.
 */

/** Latin letters that Unicode does not decompose, as they are commonly typed without their mark. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' };
const UNDECOMPOSED = /[ßøłæœđðþıħ]/g;
/** Where a word may be broken at the end of a line; pages and PDFs are full of them, and nobody types one. */
const SOFT_HYPHEN = /\u00AD/g;
const ASCII = /^[\0-\x7f]*$/;
/** Except the breve of й, which is another letter than и. */
const MARKED_LETTER = /(и\u0306)|([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

/** `word` in lower case and folded. Idempotent; never throws, whatever the string holds. */
export function fold(word: string): string {
	if (ASCII.test(word)) return word.toLowerCase();
	const bare = word.replace(SOFT_HYPHEN, '').normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKED_LETTER, '$1$2');
	return bare.replace(UNDECOMPOSED, (letter) => LETTERS[letter] ?? letter).normalize('NFC');
}
