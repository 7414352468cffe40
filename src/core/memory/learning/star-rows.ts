/** Ratings of patterns' results as the table in “Praxis/Ratings.md” holds them: read, never written. They count like all others. Pure. */
import { vaultPath } from '../../lib/vault-path';
import type { AnswerRating } from './answer-rating';

export const STARS_NOTE = vaultPath('Praxis/Ratings.md');
/** A star of five is so much of ten. */
export const OF_TEN = 2;
const ROW = /^\|([^|]*)\|([^|]+)\|([^|]*)\|\s*([1-5])\s*\|([^|]*)\|(.*?)\|?\s*$/;

/** Rows that are none are passed over: the note is the person's. */
export function readStarRows(text: string): readonly AnswerRating[] {
	return text.split(/\r?\n/).flatMap((line): readonly AnswerRating[] => {
		const [, when, pattern, model, stars, run = '', comment] = ROW.exec(line)?.map((part) => part.trim()) ?? [];
		if (when === undefined || pattern === undefined || pattern === '' || model === undefined) return [];
		const ms = Date.parse(when);
		return [{ at: Number.isNaN(ms) ? '' : new Date(ms).toISOString(), run, rating: Number(stars) * OF_TEN, agent: '', pattern, model, comment: (comment ?? '').replace(/\\\|/g, '|'), preview: '', isPrivate: false }];
	});
}
