/**
 * Which patterns may help with a note: its words against what the patterns say of themselves. No model; the same note
 * and patterns give the same order.
 */
import { stemOf, words } from '../search/analyse';
import { stopWordsAmong } from '../search/stop-words';
import type { Pattern } from './pattern';

export interface SuggestedPattern<T> {
	readonly pattern: T;
	/** Above 0; comparable within one list only. */
	readonly score: number;
	/** Words that the note and the pattern share, stemmed, the rarest among the patterns first. */
	readonly words: readonly string[];
}

type Described = Pick<Pattern, 'name' | 'description' | 'tags'>;

/** A note is read up to here, in characters: what it is about shows early. */
const MOST_READ = 20_000;
/** A tag or a word of the name is chosen with more care than one of a sentence. */
const NAMED = 2;

/** Best first; those that share no word with the note are left out. Equal ones by name. */
export function suggestPatterns<T extends Described>(noteText: string, patterns: readonly T[], limit = 5): readonly SuggestedPattern<T>[] {
	const counts = countStems(noteText.slice(0, MOST_READ));
	const described = patterns.map((pattern) => ({ pattern, weights: weightsOf(pattern) }));
	const holders = new Map<string, number>();
	for (const { weights } of described) for (const stem of weights.keys()) holders.set(stem, (holders.get(stem) ?? 0) + 1);
	const rarity = (stem: string): number => Math.log(1 + patterns.length / (holders.get(stem) ?? 1));
	const scored = described.map(({ pattern, weights }) => {
		const shared = [...weights.keys()].filter((stem) => counts.has(stem)).sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1));
		// Twice the word is not twice the reason; long descriptions share words by chance.
		const sum = shared.reduce((total, stem) => total + (weights.get(stem) ?? 0) * rarity(stem) * (1 + Math.log(counts.get(stem) ?? 1)), 0);
		return { pattern, score: sum / Math.sqrt(weights.size || 1), words: shared };
	});
	const best = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || (a.pattern.name < b.pattern.name ? -1 : 1));
	return best.slice(0, limit);
}

function weightsOf({ name, description, tags }: Described): ReadonlyMap<string, number> {
	const weights = new Map<string, number>();
	for (const stem of countStems(description).keys()) weights.set(stem, 1);
	for (const stem of countStems(`${name.replace(/[-_.]/g, ' ')} ${tags.join(' ').replace(/[-_/]/g, ' ')}`).keys()) weights.set(stem, NAMED);
	return weights;
}

function countStems(text: string): ReadonlyMap<string, number> {
	const forms = words(text).map(({ form }) => form);
	const stop = stopWordsAmong(forms);
	const counts = new Map<string, number>();
	for (const form of forms) {
		if (stop.has(form) || /^[a-z0-9]{1,2}$/.test(form)) continue;
		const stem = stemOf(form);
		counts.set(stem, (counts.get(stem) ?? 0) + 1);
	}
	return counts;
}
