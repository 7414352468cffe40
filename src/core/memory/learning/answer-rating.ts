/**
 * What the person thought of answers, as records in notes of theirs: one note for each device and month, so that two
 * devices never write the same one, and only ever added to. A model rates nothing, least of all itself. Pure.
 */
import { parseRecords, printRecord, recordPath, type ActionRecord } from '../../changes/records';
import type { Change } from '../../changes/change';
import type { Problem } from '../../lib/errors';
import { readFrontMatter } from '../../lib/front-matter';
import { oneLine } from '../../lib/one-line';
import { isInFolder, type VaultPath } from '../../lib/vault-path';
import { LEARNING_FOLDER } from './learning-note';

export interface AnswerRating {
	/** ISO 8601. */
	readonly at: string;
	/** The run whose answer it is of; a later rating of it counts instead. */
	readonly run: string;
	/** 1 to 10. */
	readonly rating: number;
	/** "" where none ran. */
	readonly agent: string;
	readonly pattern: string;
	/** The ref of the model. */
	readonly model: string;
	/** The person's words; "" for none. */
	readonly comment: string;
	/** How the answer begins; "" where that is another's text or not kept. */
	readonly preview: string;
	readonly isPrivate: boolean;
}

export const RATINGS_FOLDER = `${LEARNING_FOLDER}/Ratings`;
const KIND = 'rating';
const LONGEST_PREVIEW = 200;

/** The note of this device and month. What was said of private answers stands in one of its own, which is private. */
export function ratingsPath(deviceId: string, { at, isPrivate }: Pick<AnswerRating, 'at' | 'isPrivate'>): VaultPath {
	return recordPath(`${RATINGS_FOLDER}${isPrivate ? '/Private' : ''}`, deviceId, new Date(at));
}

export function isRatingsNote(path: string): boolean {
	return isInFolder(path, RATINGS_FOLDER) && path.endsWith('.md');
}

/** Adds it to its note, or begins the note. */
export function ratingChange(path: VaultPath, rating: AnswerRating, isThere: boolean): Change {
	const text = printRecord(recordOf(rating));
	if (isThere) return { type: 'append', path, text };
	return { type: 'create', path, text: `---\npraxis: ratings\nmonth: ${JSON.stringify(rating.at.slice(0, 7))}\n${rating.isPrivate ? 'private: true\n' : ''}---\n${text}` };
}

/** Every rating of a note, in its order. Lines that are none are told, and left alone. */
export function readRatings(path: string, text: string): { readonly ratings: readonly AnswerRating[]; readonly problems: readonly Problem[] } {
	const isPrivate = readFrontMatter(text).frontMatter?.data['private'] === true;
	const { records, problems } = parseRecords(path, text.replace(/\r\n/g, '\n'));
	return { ratings: records.flatMap((record) => ratingOf(record, isPrivate) ?? []), problems };
}

/** Of several ratings of one run the last given counts. Oldest first. */
export function lastOfEachRun<T extends Pick<AnswerRating, 'at' | 'run'>>(ratings: readonly T[]): readonly T[] {
	const byRun = new Map<string, T>();
	for (const [i, rating] of [...ratings].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).entries()) {
		const key = rating.run === '' ? `#${i}` : rating.run;
		byRun.delete(key);
		byRun.set(key, rating);
	}
	return [...byRun.values()];
}

export function previewOf(text: string): string {
	return oneLine(text.replace(/\[\^[^\]]*\]/g, '')).slice(0, LONGEST_PREVIEW).replace(/[\uD800-\uDBFF]$/, '');
}

function recordOf({ at, run, rating, agent, pattern, model, comment, preview }: AnswerRating): ActionRecord {
	const named = Object.entries({ run, agent, pattern, model, preview }).filter(([, value]) => value !== '');
	return { at: new Date(at).toISOString(), kind: KIND, fields: { rating, ...Object.fromEntries(named) }, body: comment.replace(/\r\n?/g, '\n') };
}

function ratingOf({ at, kind, fields, body }: ActionRecord, isPrivate: boolean): AnswerRating | null {
	const { rating } = fields;
	if (kind !== KIND || typeof rating !== 'number' || !isRating(rating)) return null;
	const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
	return { at, run: text('run'), rating, agent: text('agent'), pattern: text('pattern'), model: text('model'), comment: body, preview: text('preview'), isPrivate };
}

export function isRating(rating: number): boolean {
	return Number.isInteger(rating) && rating >= 1 && rating <= 10;
}
