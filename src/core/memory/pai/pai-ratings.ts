/**
 * PAI's `ratings.jsonl`: one rating a line. Lines that were read go out again as they are, also those that are no ratings;
 * a rating of ours becomes a line of theirs. Pure.
 */
import type { Problem } from '../../lib/errors';
import { isRating, type AnswerRating } from '../learning/answer-rating';

export interface PaiRating {
	/** As the line says. */
	readonly at: string;
	readonly rating: number;
	readonly session: string;
	/** "implicit": a model's guess of the person's mood, which is no rating of theirs. */
	readonly source: 'explicit' | 'implicit';
	readonly comment: string;
	readonly preview: string;
	/** 0 to 1; null when not told. */
	readonly confidence: number | null;
}

/** Every rating with its line, and what is wrong with the others. Unknown fields are passed over, missing ones empty. */
export function readPaiRatings(path: string, text: string): { readonly ratings: readonly PaiRating[]; readonly problems: readonly Problem[] } {
	const problems: Problem[] = [];
	const ratings = text.replace(/^\uFEFF/, '').split('\n').flatMap((line, i) => {
		if (line.trim() === '') return [];
		const rating = ratingOf(line);
		if (!rating) problems.push({ path, line: i + 1, message: 'This line is no rating: it needs a “rating” from 1 to 10.' });
		return rating ? [rating] : [];
	});
	return { ratings, problems };
}

/** With PAI's fields in PAI's order, and its line end. */
export function printPaiRating({ at, rating, run, comment, preview }: Pick<AnswerRating, 'at' | 'rating' | 'run' | 'comment' | 'preview'>): string {
	return `${JSON.stringify({ timestamp: at, rating, session_id: run, source: 'explicit', ...(comment === '' ? {} : { comment }), ...(preview === '' ? {} : { response_preview: preview }) })}\n`;
}

function ratingOf(line: string): PaiRating | null {
	let data: unknown;
	try {
		data = JSON.parse(line);
	} catch {
		return null; // Told as a problem, at its line.
	}
	const { timestamp, rating, session_id: session, source, comment, sentiment_summary: summary, confidence, response_preview: preview } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
	if (typeof rating !== 'number' || !isRating(rating)) return null;
	const text = (value: unknown): string => (typeof value === 'string' ? value : '');
	return { at: text(timestamp), rating, session: text(session), source: source === 'implicit' ? 'implicit' : 'explicit', comment: text(comment) || text(summary), preview: text(preview), confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : null };
}
