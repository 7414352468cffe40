/** What the TELOS view needs of others: declared here by those who need it. */
import type { TelosDesk } from '../../core/telos/telos-desk';

/** The purpose graph and its news. `ready` resolves when all notes were read, and may be asked again after it failed. */
export type TelosSource = Pick<TelosDesk, 'graph' | 'isReady' | 'ready' | 'onChange' | 'today' | 'evidence'>;

/** What others can do for someone who has no TELOS yet; null where nobody can. */
export interface TelosOffers {
	readonly interview: (() => void) | null;
	readonly importFiles: (() => void) | null;
}

export const NO_OFFERS: TelosOffers = { interview: null, importFiles: null };
