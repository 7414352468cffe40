/** What is written when the person rates an answer: the rating, what they put right, and what is known of a failure. Pure. */
import type { Change } from '../../changes/change';
import { foreign, joinLabels, LONGEST_TYPED_PASTE, OWN, type Label } from '../../guard/labels';
import { PraxisError } from '../../lib/errors';
import type { VaultPath } from '../../lib/vault-path';
import type { Answer } from '../../runs/outcome';
import { isRating, previewOf, ratingChange, ratingsPath, type AnswerRating } from './answer-rating';
import { FAILURE, learningPath, LOW, printLearning, type LearningKind, type NewLearning } from './learning-note';

/** An ended run, as far as it is known. */
export interface RatedRun {
	readonly runId: string;
	readonly question: string;
	/** Of a pattern's run, the pattern's name, where `pattern` is not told. */
	readonly agent: string;
	readonly pattern?: string;
	readonly model: string;
	readonly answer: Answer;
	/** What it did, a line each; absent where that is not known any more. */
	readonly steps?: readonly string[];
	/** The note that the answer was read out of; absent for one that was just given. */
	readonly note?: VaultPath;
}

export interface GivenRating {
	/** 1 to 10. */
	readonly rating: number;
	/** The person's words. */
	readonly comment?: string;
}

/** A change and the label of the text that it writes. */
export interface LabelledChange {
	readonly change: Change;
	readonly label: Label;
	readonly kind: 'rating' | LearningKind;
}

export interface RatingSurroundings {
	/** Of all that the run had read. */
	readonly label: Label;
	readonly at: string;
	readonly deviceId: string;
	/** Whether the note of this device and month is there already. */
	readonly isThere: (path: ReturnType<typeof ratingsPath>) => Promise<boolean>;
	/** A note of this kind about this run is there already. */
	readonly isKnown: (kind: LearningKind) => boolean;
}

/** Throws `bad-input` for a number that is no rating. */
export async function ratingChanges(run: RatedRun, { rating, comment = '' }: GivenRating, around: RatingSurroundings): Promise<readonly LabelledChange[]> {
	if (!isRating(rating)) throw new PraxisError('bad-input', 'A rating is a whole number from 1 to 10.', { hint: 'Give a number such as 8.' });
	const said = comment.trim();
	const { pattern = '' } = run;
	const { label, at, deviceId, isThere, isKnown } = around;
	const isPrivate = label.secrecy === 'private';
	const words = labelOfWords([run.question, said], label);
	const kept: AnswerRating = { at, run: run.runId, rating, agent: run.agent, pattern, model: run.model, comment: words.integrity === 'trusted' ? said : '', preview: label.integrity === 'trusted' ? previewOf(run.answer.text) : '', isPrivate };
	const path = ratingsPath(deviceId, kept);
	const made: LabelledChange[] = [{ kind: 'rating', label: { ...OWN, secrecy: label.secrecy }, change: ratingChange(path, kept, await isThere(path)) }];
	const learn = (kind: LearningKind, of: Label): void => {
		const learning: NewLearning = { at, kind, rating, agent: run.agent, pattern, model: run.model, run: run.runId, question: run.question, said, isPrivate, answer: run.answer.text, cited: citedBy(run.answer), steps: run.steps ?? [], foreign: of.integrity === 'trusted' ? [] : reasonsOf(of) };
		const isAnything = said !== '' || run.question !== '' || run.answer.text !== '';
		if (isAnything && !isKnown(kind)) made.push({ kind, label: of, change: { type: 'create', path: learningPath(learning), text: printLearning(learning) } });
	};
	if (said !== '' && (rating <= LOW || correctsSomething(said))) learn('correction', words);
	// Whoever's words the comment is, they stand in it too.
	if (rating <= FAILURE) learn('failure', joinLabels([label, words]));
	else if (rating <= LOW && said === '') learn('rating', joinLabels([label, words]));
	return made;
}

/** The person's own words are theirs, however tainted the run was; what is too long to have been typed is content. */
function labelOfWords(texts: readonly string[], { secrecy }: Label): Label {
	const own: Label = { integrity: 'trusted', secrecy, reasons: [] };
	return texts.some((text) => text.length > LONGEST_TYPED_PASTE) ? joinLabels([own, foreign('was pasted')]) : own;
}

/** "No, it's Lyon" puts something right, however good the rest was. */
function correctsSomething(said: string): boolean {
	return /^(?:no\b|nope\b|actually\b|wrong\b|instead\b|it should\b|should\b|must\b|not\b(?! bad\b)|nein\b|falsch\b|non\b|faux\b)/iu.test(said);
}

function citedBy({ citations }: Answer): readonly string[] {
	return citations.map(({ path, quote }) => `[[${path.replace(/\.md$/i, '').replace(/[[\]|]/g, ' ')}]] “${quote}”`);
}

function reasonsOf({ reasons }: Label): readonly string[] {
	return reasons.length > 0 ? reasons.slice(0, 10) : ['was made by a run that had read text from elsewhere'];
}
