/** HTML's character references as text: `&amp;`, `&#233;`, `&#xE9;`. With the names that the Markdown reader has already. */
import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** Names that HTML takes without a semicolon, of those that pages use. */
const BARE = /^(?:amp|lt|gt|quot|nbsp|copy|reg)$/;
/** What Windows-1252 has at these numbers: HTML reads them so (HTML Standard, numeric character reference end state). */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What is no reference stays as it is. */
export function decodeReferences(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});?|([A-Za-z][A-Za-z0-9]{1,31})(;?))/g, (whole, number: string | undefined, name: string | undefined, end: string) => {
		if (number !== undefined) return characterOf(/^x/i.test(number) ? parseInt(number.slice(1), 16) : Number(number));
		if (name === undefined || (end === '' && !BARE.test(name))) return whole;
		return decodeNamedCharacterReference(name) || whole;
	});
}

function characterOf(code: number): string {
	const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
	return code >= 0x80 && code < 0xa0 ? (WINDOWS[code - 0x80] ?? '\uFFFD') : isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}
