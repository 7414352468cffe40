/** The patterns that there are: those that ship with Praxis, and notes or Fabric folders in the person's vault. */
import { isInAny, isNote, type VaultPath } from '../lib/vault-path';
import { NamedShelf, type Listed, type NamedShelfOptions } from './named-shelf';
import type { Pattern } from './pattern';
import { readPattern } from './read-pattern';

/** Where patterns lie. */
export const PATTERN_FOLDERS: readonly string[] = ['Patterns', 'Praxis/Patterns'];
/** Files beside a pattern that are none: Fabric's folders have them. */
const NO_PATTERNS = /(?:^|\/)(?:readme|user)\.md$/i;

export type ListedPattern = Listed<Pattern>;
export type PatternShelfOptions = NamedShelfOptions;

export class PatternShelf extends NamedShelf<Pattern> {
	constructor(options: PatternShelfOptions) {
		super(options, {
			isKeptAt: isPatternPath,
			read: (path, text) => {
				const { pattern, problems } = readPattern(path, text);
				return { item: pattern, problems };
			},
		});
	}
}

function isPatternPath(path: VaultPath): boolean {
	return isNote(path) && isInAny(path, PATTERN_FOLDERS) && !NO_PATTERNS.test(path);
}
