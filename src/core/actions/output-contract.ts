/** What a pattern's author expects of its result, checked by code: sections, length, language. */
import { oneLine } from '../lib/one-line';
import type { OutputContract } from './pattern';
import { languageIn, languageNamed, mayBeSame } from './text-language';

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

/** Headings are the pattern's, in its own language, and so is what stands in code: neither counts. */
function languageMisses(result: string, { language }: OutputContract, input: string): string[] {
	if (language === null) return [];
	const wanted = language === 'same' ? languageIn(input) : languageNamed(language);
	const written = result.replace(/^ {0,3}#{1,6}[ \t].*$|^\s*\*\*[^*\n]+\*\*:?\s*$/gm, '').replace(/^```[\s\S]*?^```/gm, '');
	if (mayBeSame(wanted, languageIn(written))) return [];
	return [language === 'same' ? 'It is not in the language of the input.' : `It is not in the language “${language}”.`];
}

function folded(heading: string): string {
	return oneLine(heading).replace(/[:：.*_`]+/g, '').trim().toLowerCase();
}
