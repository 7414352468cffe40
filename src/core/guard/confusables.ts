/**
 * The skeleton of a name: what it looks like, in plain small Latin letters. Two names with one skeleton look alike.
 *
 * The pairs are those of Unicode's security data 17.0 (UTS 39, intentional and visually confusable) that can
 * stand in a domain name or a tool's name, written as the Latin letter followed by what resembles it.
 */
const LOOKS_LIKE = [
	'aаαɑаӑӓạ', 'bЬьƄƅᏏᖯ', 'cсϲᴄⅽꮯ', 'dԁժⅾɗꭰ', 'eеҽєɛεꬲ', 'fғքſƒꬵ', 'gɡցɢցǥġ', 'hһհḥꮒ', 'iіιıɩїíꙇ', 'jјյϳ', 'kкκқĸⲕ', 'lӏⅼ|ǀ',
	'mмⅿꮇᴍ', 'nոпηռɴ', 'oоοօσഠഠ०੦૦๐໐ᴏⲟ', 'pрρƿⲣ', 'qԛգզ', 'rгᴦⲅꮁɼ', 'sѕꜱꮪƽ', 'tтτᴛⲧ', 'uսυцʋᴜ', 'vѵνᴠⱱⅴ', 'wԝѡաɯᴡшω', 'xхχⅹӿ', 'yуүγʏყỵ', 'zʐᴢʒƶᏃ',
] as const;

const LETTERS: ReadonlyMap<string, string> = new Map(LOOKS_LIKE.flatMap((group) => Array.from(group.slice(1), (character): [string, string] => [character, group.charAt(0)])));
/** Within plain letters: what is taken for another at a glance. */
const PLAIN: readonly (readonly [RegExp, string])[] = [[/rn/g, 'm'], [/vv/g, 'w'], [/cl/g, 'd'], [/0/g, 'o'], [/[1i|!]/g, 'l'], [/5/g, 's'], [/3/g, 'e'], [/4/g, 'a'], [/8/g, 'b'], [/7/g, 't']];

/** The text in small Latin letters where it looks like them; other characters stay. */
export function asLatin(text: string): string {
	const base = text.normalize('NFKD').replace(/[\p{M}\p{DI}]/gu, '');
	const folded = Array.from(base, (character) => LETTERS.get(character) ?? LETTERS.get(character.toLowerCase()) ?? character.toLowerCase());
	return folded.join('');
}

/** Equal for names that look alike, digits for letters and "rn" for "m" included. Only to be compared. */
export function skeleton(text: string): string {
	return PLAIN.reduce((form, [pattern, letter]) => form.replace(pattern, letter), asLatin(text));
}

/** True when one word mixes scripts whose letters resemble each other. */
export function mixesScripts(word: string): boolean {
	const scripts = [/\p{sc=Latn}/u, /\p{sc=Cyrl}/u, /\p{sc=Grek}/u, /\p{sc=Armn}/u, /\p{sc=Cher}/u, /\p{sc=Copt}/u];
	return scripts.filter((script) => script.test(word)).length > 1;
}
