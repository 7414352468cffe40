/** The one setting of the ranking. */
export const RANKING = {
	/** BM25's saturation and length normalisation, for notes of mixed length. */
	k1: 0.9,
	b: 0.4,
	/** The word exactly as typed, beside its stem. */
	formShare: 0.3,
	/** The names' own score, beside their part in the note's. */
	titleShare: 0.5,
	/** The best passage beside the whole note, both relative to the best of all. */
	passageShare: 0.6,
	/** Words of the query side by side. */
	pairShare: 0.15,
	/** Notes that miss words sink: steeply for a few keywords, gently for questions. */
	keywordExponent: 1,
	questionExponent: 0.25,
	keywordsAtMost: 4,
	/** Times ln(1 + incoming links). */
	inlinkShare: 0.05,
	/** A completion of the word being typed, and a repair of an unknown one, against the word itself. */
	completionWeight: 0.6,
	repairWeight: 0.8,
	/** Blocks: share of the blocks beside, of the passage, and of the note. */
	neighbourBefore: 0.3,
	neighbourAfter: 0.3,
	farNeighbour: 0,
	blockPassageShare: 0.3,
	blockNoteShare: 0.3,
	blockB: 0.3,
	/** Related notes: a link, and a note that both link to, against the most alike text; notes with more links than this are hubs. */
	relatedLink: 0.4,
	relatedSharedLink: 0.2,
	relatedHubLinks: 30,
};
