/**
 * The language that a text is surely written in, told by its script and, among those of one script, by its function
 * words. It would rather not know than be wrong: a result is sent back for it.
 */
import { functionWordsOf } from '../search/stop-words';
import { words } from '../search/analyse';

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Han', 'Hangul', 'Thai'] as const;
type Script = (typeof SCRIPTS)[number];
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const SCRIPT_OF: Readonly<Record<string, Script>> = { ru: 'Cyrillic', uk: 'Cyrillic', bg: 'Cyrillic', sr: 'Cyrillic', el: 'Greek', ar: 'Arabic', fa: 'Arabic', ur: 'Arabic', he: 'Hebrew', hi: 'Devanagari', mr: 'Devanagari', ne: 'Devanagari', zh: 'Han', ja: 'Han', ko: 'Hangul', th: 'Thai' };
/** In the order of `functionWordsOf`. */
const CODES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ru'] as const;
const NAMES: Readonly<Record<string, string>> = { english: 'en', german: 'de', deutsch: 'de', french: 'fr', français: 'fr', spanish: 'es', español: 'es', portuguese: 'pt', português: 'pt', italian: 'it', italiano: 'it', dutch: 'nl', nederlands: 'nl', russian: 'ru', chinese: 'zh', japanese: 'ja', korean: 'ko', arabic: 'ar', hebrew: 'he', greek: 'el', hindi: 'hi', thai: 'th', ukrainian: 'uk' };

/** Function words that no other language of the list has, by its number. */
const OWN_WORDS: readonly ReadonlySet<string>[] = CODES.map((_code, number) => new Set([...functionWordsOf(number)].filter((word) => CODES.every((_other, at) => at === number || !functionWordsOf(at).has(word)))));

const FEW_LETTERS = 20;
/** Words that are one language's own, of those here: so many are found before it is believed, and so far ahead of the next. */
const MIN_FOUND = 5;
const MIN_LEAD = 3;
const MOST_READ = 20_000;

export interface TextLanguage {
	/** Null where there are few letters. */
	readonly script: string | null;
	/** Two letters of ISO 639; null when it is not sure. */
	readonly code: string | null;
}

export function languageIn(text: string): TextLanguage {
	const read = text.slice(0, MOST_READ);
	const script = scriptOf(read);
	const forms = script === 'Latin' || script === 'Cyrillic' ? words(read).map(({ form }) => form) : [];
	const [best, next] = CODES.map((code, number) => ({ code, found: forms.filter((form) => OWN_WORDS[number]?.has(form)).length })).sort((a, b) => b.found - a.found);
	const isSure = best !== undefined && next !== undefined && best.found >= MIN_FOUND && best.found >= MIN_LEAD * next.found;
	return { script, code: isSure ? best.code : null };
}

/** What a pattern names, such as "de", "de-AT" or "German". */
export function languageNamed(name: string): TextLanguage {
	const word = name.trim().toLowerCase();
	const code = NAMES[word] ?? (/^[a-z]{2}(?:[-_]|$)/.exec(word)?.[0].slice(0, 2) ?? null);
	return { code, script: code === null ? null : (SCRIPT_OF[code] ?? 'Latin') };
}

/** False only where it is sure. */
export function mayBeSame(one: TextLanguage, other: TextLanguage): boolean {
	if (one.script !== null && other.script !== null && one.script !== other.script) return false;
	return one.code === null || other.code === null || one.code === other.code;
}

/** The script of most letters; null when there are few. Kana counts as Han, for Japanese mixes both. */
function scriptOf(text: string): Script | null {
	const counts = SCRIPTS.map((script) => ({ script, count: (text.match(new RegExp(`\\p{Script=${script}}`, 'gu'))?.length ?? 0) + (script === 'Han' ? (text.match(KANA)?.length ?? 0) : 0) })).sort((a, b) => b.count - a.count);
	const [first] = counts;
	return first && first.count >= FEW_LETTERS ? first.script : null;
}
