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
	/** Names differ little in length, and of two that have the words the shorter is meant: as `b`, 0.4, loses 1 on headings and 0.3 on link texts. */
	nameB: 0.7,
	/** The best passage beside the whole note, both relative to the best of all. 0.8 loses 0.3 in the mean; 0.4 wins on titles what it loses on long notes. */
	passageShare: 0.5,
	/** For questions it grows with the binary logarithm of the passages that notes have on average, from `passageShare`: in a long note the whole says little. It wins 1.1 on meetings and 0.4 on chats; the same share for notes of one passage loses 0.3 on Japanese questions. */
	passageShareByLength: 0.3,
	mostPassageShare: 2,
	/** For questions, share of the passages beside the best: what is asked seldom ends with a passage. 0.1 loses 1.4 on meetings and 0.2 to 0.3 on chats, 0.35 loses 1 and 0.1 to 0.2. */
	passageNeighbours: 0.2,
	/** Words of the query side by side in the best passage, and in a name, by what they weigh among passages. 0.15 loses 0.6 on meetings and 0.2 on chats, 0.8 is equal within 0.3; without that of names link texts lose 0.3. */
	pairShare: 0.5,
	namePairShare: 0.15,
	/** Keywords that stand near each other, in the best passage and around it or in a name. Without it random words of a passage lose 6.1 and 5.1 in two vaults, headings lose 0.9 and win 0.4, link texts win 1.4 and 0.2. 1 loses 1.1 and 0.5 on random words, 3 wins 0.7 and 0.4 and loses 0.4 on headings. */
	nearShare: 1.5,
	/** Nearly all of them must be near: 2 loses 1.1 and 1.5 on random words, 8 wins 1.2 and loses 0.3 and 0.4 on headings. */
	nearPower: 4,
	/** Of what a word weighs there, what only the form typed has: 0 loses 1.7 and 1.1 on random words and 0.6 on headings. 1 wins 0.6, but then a word remembered in another form would say nothing. */
	nearTypedShare: 0.5,
	/** In so many words, which is about 300 letters: 70 loses 0.5 and 0.2 on random words, 30 loses 0.8 and wins 0.6. Without the words around the passage 2.9 are lost. */
	nearWords: 50,
	/** Fewer words are a name rather than a place: from 3 link texts lose 0.5 and 0.9. */
	nearFrom: 4,
	/** While typing, a name that begins with what was typed. Without it typed titles lose 3.2 to 4.5. */
	beginningLift: 2,
	/** More of it the less of the name is missing, and when the name has the typed capitals: without the first typed titles lose 1.7, without the second 0.9. */
	typedLift: 1,
	sameCaseLift: 1.3,
	/** A name or a heading that is what was typed and no more. It wins 1.1 on aliases; 1.5 loses 0.5 and 1.7 loses 2.8 on link texts of a small vault. */
	sameNameLift: 1.3,
	/** Notes that miss words sink: steeply for a few keywords (1.5 loses 1.2 on link texts), gently for questions (0.125 wins 0.5 on meetings and loses 0.4 on claims, 0.5 loses 1.9 on meetings). For keywords so do passages, more steeply: 1 loses 0.4 on random words of a passage and on headings, 3 is no better; for questions it loses 0.2 on a person's memory. */
	keywordExponent: 1,
	questionExponent: 0.25,
	passageExponent: 2,
	keywordsAtMost: 4,
	/** Of scripts without spaces: a pair of letters that is no word, beside the words. 1 loses 0.8 on Japanese questions, 1.2 on Japanese and 1.3 on Chinese headings; 0.15 is equal within 0.2. */
	pairTermShare: 0.3,
	/** In questions, a word that only leads to what is asked. 1 loses 1.5 on meetings, 0.5 loses 0.6; chats move by 0.1. */
	leadingShare: 0.3,
	/** Times ln(1 + incoming links): between equals the note that others point to. 0.05 loses 1 on random words and on aliases, 0 loses 0.2 on link texts. */
	inlinkShare: 0.02,
	/** A completion of the word being typed (falling with what is missing), and a repair of an unknown word, against the word itself. Completions at 0.6 lose 0.4; repairs do not care. */
	completionWeight: 1,
	repairWeight: 0.8,
	/** Blocks: share of the blocks beside. 0.3 before loses 0.5 on chats, 0.4 loses 0.9. */
	neighbourBefore: 0.2,
	neighbourAfter: 0.3,
	farNeighbour: 0.05,
	/** Blocks: an answer follows its question, which is no answer itself. As any block before, and as any block, chats lose 2.6 and 1.5. */
	questionBefore: 0.7,
	askingFactor: 0.85,
	/** Blocks: a block that begins with a word of the query, who speaks or what is told of; in units of idf, so that a rare name does not outweigh what was asked. Without it chats lose 0.9 to 2.2. */
	labelBonus: 1,
	/** Blocks: share of the passage and of the note around, each relative to the best. Without the note chats lose 1.9, without the passage 1.1; 0.3 of the note loses 0.4. */
	blockPassageShare: 0.3,
	blockNoteShare: 0.45,
	/** Blocks are short by nature: little normalisation. 0.6 loses 0.9. */
	blockB: 0.2,
	/** Related notes: a link, and a note that both link to, against the most alike text; notes with more links than this are hubs. By judgement: no set was at hand. */
	relatedLink: 0.4,
	relatedSharedLink: 0.2,
	relatedHubLinks: 30,
};
