/** One call of OpenAI's Embeddings, through its SDK. */
import type { Connection } from './connection';
import { openaiClient } from './openai-client';

export interface Embedded {
	/** One for each text, in order, all of the same length. */
	readonly vectors: readonly Float32Array[];
	/** As the server counts; null when it does not say. */
	readonly tokens: number | null;
}

/** Throws what the SDK throws. Plain numbers are asked for: not every compatible server packs them. */
export async function askForVectors(connection: Connection, texts: readonly string[], signal?: AbortSignal): Promise<Embedded> {
	const client = openaiClient({ ...connection, streams: false });
	const { data, usage } = await client.embeddings.create({ model: connection.entry.spec.id, input: [...texts], encoding_format: 'float' }, { ...(signal ? { signal } : {}) });
	// Servers may answer in another order.
	const inOrder = [...data].sort((a, b) => a.index - b.index);
	return { vectors: inOrder.map(({ embedding }) => Float32Array.from(embedding)), tokens: usage?.total_tokens ?? null };
}
