/** Texts as vectors, from an endpoint that speaks OpenAI's Embeddings: a vendor's, or a server of the person's own. */
import type { After } from '../host';
import { untilAborted } from '../lib/until-aborted';
import { contextOf } from './call-wire';
import type { Connection } from './connection';
import { failureOf } from './failure';
import type { ModelSpec } from './model';
import type { Embedded } from './openai-embeddings';
import { ModelError } from './model-error';
import { mayRetry, USUAL_RETRIES, waitFor, type RetryRules } from './retry';
import { withStallLimit } from './stall';
import { wait } from './wait';

export interface Embedder {
	readonly spec: ModelSpec;
	/** Throws `ModelError`, and `aborted` when `signal` fires. */
	embed(texts: readonly string[], signal?: AbortSignal): Promise<Embedded>;
}

export interface EmbedderOptions extends Connection {
	readonly after: After;
	readonly retries?: RetryRules;
}

/** A model may have to be loaded first. */
const STALL_MS = 120_000;

/** Whether a provider with this wire can embed at all. */
export function canEmbed({ wire }: Pick<Connection['entry'], 'wire'>): boolean {
	return wire !== 'anthropic';
}

export function connectEmbedder({ entry, http, apiKey, after, retries = USUAL_RETRIES }: EmbedderOptions): Embedder {
	// Ollama speaks OpenAI's words below this path.
	const baseUrl = entry.wire === 'ollama' ? `${entry.baseUrl.replace(/\/+$/, '')}/v1` : entry.baseUrl;
	const connection: Connection = { entry: { ...entry, baseUrl }, apiKey, http: withStallLimit(http, { stallMs: STALL_MS, after }) };
	return {
		spec: entry.spec,
		embed: async (texts, signal) => {
			for (let attempt = 1; ; attempt++) {
				try {
					const { askForVectors } = await import('./openai-embeddings');
					return checked(await untilAborted(askForVectors(connection, texts, signal), signal), texts.length);
				} catch (error) {
					signal?.throwIfAborted();
					const failure = failureOf(error, contextOf(connection));
					const told = failure.error ?? new ModelError('too-large', 'A passage is too long for this model.', { hint: 'Choose a model that takes longer texts.' });
					if (attempt >= retries.attempts || !mayRetry(told, retries)) throw told;
					await wait(waitFor(told, attempt, retries), after, signal);
				}
			}
		},
	};
}

function checked(embedded: Embedded, wanted: number): Embedded {
	const { vectors } = embedded;
	const length = vectors[0]?.length ?? 0;
	const isWhole = vectors.length === wanted && vectors.every((vector) => vector.length === length && length > 0 && vector.every(Number.isFinite));
	if (!isWhole) throw new ModelError('corrupt', 'The server sent something that is no list of vectors.', { hint: 'Check that the model makes embeddings.' });
	return embedded;
}
