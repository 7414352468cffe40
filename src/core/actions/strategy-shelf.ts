/** The strategies that there are: those that ship with Praxis, and notes in the person's vault. */
import { isInAny, isNote } from '../lib/vault-path';
import { NamedShelf, type NamedShelfOptions } from './named-shelf';
import { readStrategyNote, type Strategy } from './strategy';

/** Where strategies lie. */
export const STRATEGY_FOLDERS: readonly string[] = ['Strategies', 'Praxis/Strategies'];
const NO_STRATEGY = /(?:^|\/)readme\.md$/i;

export class StrategyShelf extends NamedShelf<Strategy> {
	constructor(options: NamedShelfOptions) {
		super(options, {
			isKeptAt: (path) => isNote(path) && isInAny(path, STRATEGY_FOLDERS) && !NO_STRATEGY.test(path),
			read: (path, text) => {
				const { strategy, problems } = readStrategyNote(path, text);
				return { item: strategy, problems };
			},
		});
	}
}
