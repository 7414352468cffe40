/** What a run proposed to remember, as drafts for the desk. Whether it holds is for the desk's rules and the person. */
import type { ProposedClaim } from '../../runs/outcome';
import { CLAIM_TYPES, type ClaimType } from '../claim';
import { MOST_A_RUN, type ClaimDraft } from '../draft';

/** As many as one run may have written. */
export function draftsOf(proposed: readonly ProposedClaim[]): ClaimDraft[] {
	return proposed.slice(0, MOST_A_RUN).map(({ text, type, subject, source, quote, validFrom, validTo }) => ({
		text,
		type: CLAIM_TYPES.find((known): known is ClaimType => known === type) ?? 'fact',
		// Without words of a note it is no more than what a model concluded.
		sourceKind: source !== '' && quote !== '' ? 'note' : 'inference',
		...(subject === '' ? {} : { subject }),
		...(source === '' ? {} : { sources: [source.replace(/\.md$/i, '')] }),
		...(quote === '' ? {} : { quote }),
		...(validFrom === '' ? {} : { validFrom }),
		...(validTo === '' ? {} : { validTo }),
	}));
}
