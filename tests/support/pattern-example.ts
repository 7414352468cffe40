/** One example of a pattern as `tests/patterns` keeps it: an input, a result that keeps the contract, and one that does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PatternExample {
	readonly input: string;
	readonly good: string;
	readonly bad: string;
	/** What is wrong with the bad one, in the words of the check. */
	readonly misses: readonly string[];
}

export const EXAMPLES = join(__dirname, '../patterns');

/** "<!-- 150 words -->" in a result stands for so many words. Throws when a part is missing. */
export function readExample(name: string): PatternExample {
	const text = readFileSync(join(EXAMPLES, `${name}.md`), 'utf8');
	const [, input, good, misses, bad] = /^<!-- input -->\n([\s\S]+?)\n\n<!-- good -->\n([\s\S]+?)\n\n<!-- bad: (.+) -->\n([\s\S]+)$/.exec(text) ?? [];
	if (input === undefined || good === undefined || misses === undefined || bad === undefined) throw new Error(`${name}: an example needs its input, a good and a bad result.`);
	const grown = bad.replace(/<!-- (\d+) words -->/g, (_, count: string) => 'more '.repeat(Number(count)));
	return { input, good, bad: grown.trim(), misses: misses.split(' | ') };
}
