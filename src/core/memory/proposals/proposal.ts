/** Claims that are offered to the person and not kept before they say so: types only. */
import type { Label } from '../../guard/labels';
import type { VaultPath } from '../../lib/vault-path';
import type { ClaimDraft } from '../draft';

export interface ProposedClaim extends ClaimDraft {
	/** Why it is offered: a clause for the person. */
	readonly reason: string;
}

/** What came out of one chat, note or text. */
export interface ProposalBatch {
	readonly id: string;
	readonly from: 'chat' | 'note' | 'text';
	/** The chat's first question, or the title of the note. */
	readonly title: string;
	/** Of a note; null for others. */
	readonly path: VaultPath | null;
	/** The run that the claims are kept with; "" for none. */
	readonly runId: string;
	/** ISO 8601. */
	readonly at: string;
	/** Of all that the drafts were made from: what is foreign goes to the inbox. */
	readonly label: Label;
	/** The model that chose them; "" where rules did. */
	readonly model: string;
	readonly drafts: readonly ProposedClaim[];
}

/** Words that a claim may be made of. */
export interface SourceText {
	readonly text: string;
	readonly kind: 'user' | 'note';
	/** The link's text, "Note#^id"; "" for what the person said. */
	readonly source: string;
	/** ISO day on which it was said; "" when nothing tells. */
	readonly saidOn: string;
}
