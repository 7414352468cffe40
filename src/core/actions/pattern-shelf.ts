/** The patterns that there are: those that ship with Praxis, and notes or Fabric folders in the person's vault. */
import { folderOf, isInAny, isNote, type VaultPath } from '../lib/vault-path';
import { NamedShelf, type Listed, type NamedShelfOptions } from './named-shelf';
import type { Pattern } from './pattern';
import { readPattern } from './read-pattern';

/** Where patterns lie. */
export const PATTERN_FOLDERS: readonly string[] = ['Patterns', 'Praxis/Patterns'];
/** Files that explain a folder. */
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
			isBeside: (path, has) => patternBeside(path, has) !== null,
		});
	}
}

function isPatternPath(path: VaultPath): boolean {
	return isNote(path) && isInAny(path, PATTERN_FOLDERS) && !NO_PATTERNS.test(path);
}

/** The folder of the pattern that a file lies beside, in Fabric's layout; null when it stands for itself. `has` is asked in lower case. */
export function patternBeside(path: string, has: (path: string) => boolean): string | null {
	const own = folderOf(path);
	for (let at = own; at !== ''; at = folderOf(at)) if (has(`${at}/system.md`.toLowerCase()) && !(at === own && /\/system\.md$/i.test(path))) return at;
	return null;
}
