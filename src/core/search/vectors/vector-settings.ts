/** What a person sets about search by meaning. */

export interface VectorSettings {
	/** Ref of the model that makes vectors, "ollama/nomic-embed-text"; "" for none: notes are then found by their words. */
	readonly vectorModel: string;
	/** How much nearness counts beside words: 0 only adds notes that no word finds; 1 counts as much as the words. */
	readonly vectorWeight: number;
	/** Tokens that one build may send to a remote model; 0 for no limit of its own. */
	readonly vectorTokens: number;
}

export const MOST_WEIGHT = 2;
export const DEFAULT_VECTOR_SETTINGS: VectorSettings = { vectorModel: '', vectorWeight: 0, vectorTokens: 3_000_000 };

/** What has the wrong type falls back to its default. Never throws. */
export function readVectorSettings(data: Readonly<Record<string, unknown>>): VectorSettings {
	const { vectorModel, vectorWeight, vectorTokens } = data;
	return {
		vectorModel: typeof vectorModel === 'string' ? vectorModel.trim() : DEFAULT_VECTOR_SETTINGS.vectorModel,
		vectorWeight: isAmount(vectorWeight) ? Math.min(vectorWeight, MOST_WEIGHT) : DEFAULT_VECTOR_SETTINGS.vectorWeight,
		vectorTokens: isAmount(vectorTokens) ? vectorTokens : DEFAULT_VECTOR_SETTINGS.vectorTokens,
	};
}

function isAmount(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
