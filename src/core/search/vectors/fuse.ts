/** What words found and what vectors found, as one list. */
import type { Hit } from '../hit';

export interface Near {
	readonly path: string;
	/** Cosine, -1 to 1. */
	readonly nearness: number;
	/** The hit to show when words did not find the note; null when it is not to be shown. */
	readonly hit: () => Hit | null;
}

/**
 * Scores of each list are divided by its best, and `weight` times the second is added to the first: linear fusion with
 * maximum norm (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023). Ranks alone
 * (reciprocal rank fusion) lose 3 to 26 points with a weak model. At weight 0 what words found keeps its order, and
 * what only vectors found stands behind it, so that no list gets worse than it was.
 */
export function fuse(hits: readonly Hit[], near: readonly Near[], { weight, limit }: { readonly weight: number; readonly limit: number }): Hit[] {
	const topScore = Math.max(Number.EPSILON, ...hits.map(({ score }) => score));
	const topNearness = Math.max(Number.EPSILON, ...near.map(({ nearness }) => nearness));
	const nearOf = new Map(near.map(({ path, nearness }) => [path, Math.max(0, nearness) / topNearness]));
	const found = new Set(hits.map(({ path }) => path));
	const fused = hits.map((hit) => ({ hit, score: hit.score / topScore + weight * (nearOf.get(hit.path) ?? 0) }));
	// At weight 0 these have the score 0, and the sort leaves them behind, the nearest first.
	for (const { path, nearness, hit } of near) {
		const other = found.has(path) || nearness <= 0 ? null : hit();
		if (other) fused.push({ hit: other, score: weight * (nearOf.get(path) ?? 0) });
	}
	return fused
		.sort((a, b) => b.score - a.score)
		.slice(0, limit)
		.map(({ hit, score }) => ({ ...hit, score }));
}
