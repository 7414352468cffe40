/**
 * The one setting of the ranking, for every vault and every kind of query.
 *
 * Each constant stands with its reason and what was lost or won (nDCG@10 x 100 on the development half of public
 * sets and two real vaults) when it was moved by itself. CONTRIBUTING.md has the figures of the whole.
 */
export const RANKING = {
	/** BM25's saturation and length normalisation. Notes differ in length far more than articles: 1.2/0.75 loses 8 to 10 on list notes; b 0.3 loses 0.2 and 0.5 wins 0.1 in the mean of 49 sets, within noise. */
	k1: 0.9,
	b: 0.4,
	/** The word exactly as typed, beside its stem: exact names stay above their inflections. 0.15 loses 0.9 on random words of a vault. */
	formShare: 0.3,
	/** The names' own score, beside their part in the note's. 0.3 loses 1.5 to 2.7 on typed titles; 0.8 loses 1 on link texts. */
	titleShare: 0.6,
	/** The best passage beside the whole note, both relative to the best of all. 0.8 loses 0.3 in the mean; 0.4 wins on titles what it loses on long notes. */
	passageShare: 0.5,
	/** Words of the query side by side in the best passage, and in a name. 0.1 and 0.25 are equal within 0.1; without that of names link texts lose 0.3. */
	pairShare: 0.15,
	namePairShare: 0.15,
	/** While typing, a name that begins with what was typed. Without it typed titles lose 3.2 to 4.5. */
	beginningLift: 2,
	/** Notes that miss words sink: steeply for a few keywords (1.5 loses 1.2 on link texts), gently for questions (0.1 loses 0.4 on a person's memory, 0.4 loses 0.8 on long questions). For keywords so do passages: it wins 2.8 on random words of a passage; for questions it loses 0.5 on a person's memory. */
	keywordExponent: 1,
	questionExponent: 0.25,
	keywordsAtMost: 4,
	/** Times ln(1 + incoming links): between equals the note that others point to. 0.05 loses 1 on random words and on aliases, 0 loses 0.2 on link texts. */
	inlinkShare: 0.02,
	/** A completion of the word being typed (falling with what is missing), and a repair of an unknown word, against the word itself. Completions at 0.6 lose 0.4; repairs do not care. */
	completionWeight: 1,
	repairWeight: 0.8,
	/** Blocks: share of the blocks beside. In chats an answer follows its question: 0.5 loses 1 to 2 on chats and wins 1.2 on minutes. */
	neighbourBefore: 0.3,
	neighbourAfter: 0.3,
	farNeighbour: 0.05,
	/** Blocks: share of the passage and of the note around, each relative to the best. Without the note chats lose 1.9, without the passage 1.1. */
	blockPassageShare: 0.3,
	blockNoteShare: 0.3,
	/** Blocks are short by nature: little normalisation. 0.6 loses 0.9. */
	blockB: 0.2,
	/** Related notes: a link, and a note that both link to, against the most alike text; notes with more links than this are hubs. By judgement: no set was at hand. */
	relatedLink: 0.4,
	relatedSharedLink: 0.2,
	relatedHubLinks: 30,
};
