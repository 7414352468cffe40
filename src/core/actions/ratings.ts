/** What the person thinks of results in stars, per pattern and model: the ratings of all answers, where a star is two of ten. It keeps nothing. */
import { PraxisError } from '../lib/errors';
import type { LearningDesk } from '../memory/learning/learning-desk';
import type { GivenRating, RatedRun } from '../memory/learning/rate-answer';
import { OF_TEN } from '../memory/learning/star-rows';

export interface MeanRating {
	/** 1 to 5. */
	readonly stars: number;
	readonly count: number;
}

export interface StarRating {
	readonly pattern: string;
	/** The ref of the model. */
	readonly model: string;
	/** 1 to 5. */
	readonly stars: number;
	/** The run whose result it is of; a later rating of it counts instead. */
	readonly run: string;
	readonly comment?: string;
}

export class Ratings {
	constructor(private readonly learning: Pick<LearningDesk, 'runNamed' | 'ratings' | 'ratingOf' | 'ready'>) {}

	/** The stars as a rating of that run, for who may rate: only the person does. Throws `bad-input` for stars that are none. */
	async given({ pattern, model, stars, run, comment = '' }: StarRating): Promise<readonly [RatedRun, GivenRating]> {
		if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw new PraxisError('bad-input', 'A rating is a whole number of stars from 1 to 5.');
		// What needs no model leaves no record.
		const unknown: RatedRun = { runId: run, question: '', agent: '', model, answer: { outcome: 'answered', text: '', citations: [], missing: [], searched: '', resolve: '' } };
		return [{ ...((await this.learning.runNamed(run)) ?? unknown), agent: '', pattern }, { rating: stars * OF_TEN, comment }];
	}

	/** By model, the best first; equal ones by how many there are. Without regard to the case of the pattern's name. */
	of(pattern: string): readonly (MeanRating & { readonly model: string })[] {
		const rated = this.#of(pattern);
		return [...new Set(rated.map(({ model }) => model))].map((model) => ({ model, ...meanOf(rated.filter((one) => one.model === model)) })).sort((a, b) => b.stars - a.stars || b.count - a.count);
	}

	/** Over all models; null when nobody rated it. */
	mean(pattern: string): MeanRating | null {
		const rated = this.#of(pattern);
		return rated.length === 0 ? null : meanOf(rated);
	}

	/** The whole stars nearest to what was given to the result of a run; null for none. */
	ofRun(run: string): number | null {
		const rating = this.learning.ratingOf(run);
		return rating === null ? null : Math.round(rating / OF_TEN);
	}

	ready(): Promise<void> {
		return this.learning.ready();
	}

	/** A run that was rated by its id bears the pattern's name where an agent's would stand. */
	#of(pattern: string): ReturnType<LearningDesk['ratings']> {
		return this.learning.ratings().filter((one) => (one.pattern || one.agent).toLowerCase() === pattern.toLowerCase());
	}
}

function meanOf(ratings: readonly { readonly rating: number }[]): MeanRating {
	return { count: ratings.length, stars: ratings.reduce((sum, { rating }) => sum + rating, 0) / OF_TEN / ratings.length };
}
