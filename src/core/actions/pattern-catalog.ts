/** The patterns as a text for a model that is to choose among them: those that fit a note best, with what each does. */
import { readFrontMatter } from '../lib/front-matter';
import { OWN } from '../guard/labels';
import { asVaultPath } from '../lib/vault-path';
import type { ListedPattern } from './pattern-shelf';
import type { ActionInput } from './run-action';
import { suggestPatterns } from './suggest-patterns';

/** The person's own patterns are notes, and each is read through the guard for its label. */
const MOST_OWN = 40;

/** All that ship with Praxis as one text; of the person's own those that fit best, each with its note. Private ones are left out. */
export function patternCatalog(noteText: string, patterns: readonly ListedPattern[]): readonly ActionInput[] {
	const own = patterns.filter(({ isBuiltIn, source }) => !isBuiltIn && readFrontMatter(source).frontMatter?.data['private'] !== true);
	const fitting = suggestPatterns(noteText, own, MOST_OWN).map(({ pattern }) => pattern);
	const chosen = [...new Set([...fitting, ...own])].slice(0, MOST_OWN);
	const builtIn = patterns.filter(({ isBuiltIn }) => isBuiltIn);
	return [
		...(builtIn.length === 0 ? [] : [{ name: 'the patterns of Praxis', text: builtIn.map(lineOf).join('\n'), label: OWN }]),
		...chosen.flatMap((pattern) => {
			const path = asVaultPath(pattern.path);
			return path === null ? [] : [{ name: `the pattern “${pattern.name}”`, text: lineOf(pattern), path }];
		}),
	];
}

function lineOf({ name, description }: ListedPattern): string {
	return `- ${name}: ${description}`;
}
