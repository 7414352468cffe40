/**
 * Whether words to the person are in another language than their question, told by script and by function words. It
 * only ever makes a model say them once more, so where it is not sure it says no.
 */
import { words } from '../search/analyse';
import { LANGUAGES } from '../search/languages';
import { functionWordsOf } from '../search/stop-words';

const SCRIPTS = [/\p{sc=Latn}/gu, /\p{sc=Cyrl}/gu, /\p{sc=Grek}/gu, /\p{sc=Arab}/gu, /\p{sc=Hebr}/gu, /\p{sc=Deva}/gu, /\p{sc=Thai}/gu, /\p{sc=Hang}/gu, /[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}]/gu];
/** Letters that a text must have, and the share that one script must have of them. */
const FEWEST_LETTERS = 12;
const MOSTLY = 0.6;
/** Function words that must speak for the language of each. */
const FEWEST_SAID = 4;
const FEWEST_ASKED = 2;

export function isOtherLanguage(text: string, question: string): boolean {
	// What is quoted has the language of the notes.
	const said = text.replace(/[“„«"][^“”„«»"]*[”“»"]/g, ' ');
	const counts = SCRIPTS.map((script) => said.match(script)?.length ?? 0);
	const letters = counts.reduce((sum, count) => sum + count, 0);
	if (letters < FEWEST_LETTERS) return false;
	const script = SCRIPTS[counts.findIndex((count) => count >= letters * MOSTLY)];
	if (script && (question.match(/\p{L}/gu)?.length ?? 0) >= 3 && !question.match(script)) return true;
	return speakOtherwise(functionWords(said), functionWords(question));
}

/** How many function words of each language a text has. */
function functionWords(text: string): readonly number[] {
	const forms = words(text).map(({ form }) => form);
	return LANGUAGES.map((language) => forms.filter((form) => functionWordsOf(language).has(form)).length);
}

function speakOtherwise(said: readonly number[], asked: readonly number[]): boolean {
	const most = (counts: readonly number[]): number => counts.indexOf(Math.max(...counts));
	const [own, other] = [most(asked), most(said)];
	if (own === other || (asked[own] ?? 0) < FEWEST_ASKED || (said[other] ?? 0) < FEWEST_SAID) return false;
	// Words that several languages share speak for none of them.
	return (said[own] ?? 0) * 2 <= (said[other] ?? 0) && (asked[other] ?? 0) * 2 <= (asked[own] ?? 0);
}
