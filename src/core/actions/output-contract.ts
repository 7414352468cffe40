/** What a pattern's author expects of its result, checked by code: sections, length, script of the language. */
import { oneLine } from '../lib/one-line';
import type { OutputContract } from './pattern';

/** What is missing, each as a sentence fit for the model and the person. Empty: the result keeps the contract. */
export function checkContract(result: string, contract: OutputContract, input = ''): readonly string[] {
	if (result.trim() === '') return ['The result is empty.'];
	return [...missingSections(result, contract.sections), ...lengthMisses(result, contract), ...languageMisses(result, contract, input)];
}

function missingSections(result: string, sections: readonly string[]): string[] {
	const headings = result.split('\n').flatMap((line) => {
		const [, hashes, bold] = /^\s{0,3}(?:#{1,6}\s+(.+?)\s*#*|\*\*([^*]+)\*\*:?)\s*$/.exec(line) ?? [];
		const text = hashes ?? bold;
		return text === undefined ? [] : [folded(text)];
	});
	const misses: string[] = [];
	let at = 0;
	for (const section of sections) {
		const found = headings.indexOf(folded(section), at);
		if (found !== -1) at = found + 1;
		else misses.push(headings.includes(folded(section)) ? `The section “${section}” stands in the wrong place.` : `The section “${section}” is missing.`);
	}
	return misses;
}

/** Words; where a script has no spaces, its characters by two. */
export function countWords(text: string): number {
	const spaceless = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
	return (text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).filter((word) => !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)).length + Math.ceil(spaceless / 2);
}

function lengthMisses(result: string, { minWords, maxWords }: OutputContract): string[] {
	const words = countWords(result);
	// Models count badly: a tenth more or less is kept.
	if (maxWords !== null && words > maxWords * 1.1) return [`It has ${words} words; at most ${maxWords} are wanted.`];
	if (minWords !== null && words < minWords * 0.9) return [`It has ${words} words; at least ${minWords} are wanted.`];
	return [];
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Han', 'Hangul', 'Thai'] as const;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const SCRIPT_OF: Readonly<Record<string, (typeof SCRIPTS)[number]>> = { ru: 'Cyrillic', uk: 'Cyrillic', bg: 'Cyrillic', el: 'Greek', ar: 'Arabic', fa: 'Arabic', he: 'Hebrew', hi: 'Devanagari', zh: 'Han', ja: 'Han', ko: 'Hangul', th: 'Thai' };

/** By script only: nothing here tells German from English, and says so by not guessing. */
function languageMisses(result: string, { language }: OutputContract, input: string): string[] {
	if (language === null) return [];
	const wanted = language === 'same' ? scriptOf(input) : (SCRIPT_OF[language.toLowerCase().slice(0, 2)] ?? 'Latin');
	const found = scriptOf(result);
	if (wanted === null || found === null || wanted === found) return [];
	return [language === 'same' ? 'It is not in the language of the input.' : `It is not in the language “${language}”.`];
}

/** The script of most letters; null when there are few. Kana counts as Han, for Japanese mixes both. */
function scriptOf(text: string): string | null {
	const counts = SCRIPTS.map((script) => ({ script, count: (text.match(new RegExp(`\\p{Script=${script}}`, 'gu'))?.length ?? 0) + (script === 'Han' ? (text.match(KANA)?.length ?? 0) : 0) })).sort((a, b) => b.count - a.count);
	const [first] = counts;
	return first && first.count >= 20 ? first.script : null;
}

function folded(heading: string): string {
	return oneLine(heading).replace(/[:：.*_`]+/g, '').trim().toLowerCase();
}
