/** Model servers that commonly run on a person's own machine, and how to see whether one does. */
import type { After, Http } from '../host';
import { isPraxisError } from '../lib/errors';
import { at, textAt } from './json';
import { originOf, placeOf } from './place';
import type { Vendor } from './vendor';
import { VENDORS } from './vendors';

/** A server that answered, with the models it offers. */
export interface FoundServer {
	readonly vendor: Vendor;
	/** Ids, at most 200. */
	readonly models: readonly string[];
}

export interface LocalServer {
	readonly vendor: Vendor;
	readonly origin: string;
}

export interface LookOptions {
	readonly http: Http;
	readonly after: After;
	readonly signal?: AbortSignal;
}

export const LOCAL_SERVERS: readonly LocalServer[] = VENDORS.filter(({ baseUrl }) => placeOf(baseUrl) === 'device').map((vendor) => ({ vendor, origin: originOf(vendor.baseUrl) }));

/** A server on the same machine answers at once or is not there. */
const PATIENCE_MS = 2_000;
const MOST_MODELS = 200;

/** Null when nothing there answers as a model server does. */
export async function readServer({ vendor }: LocalServer, { http, after, signal }: LookOptions): Promise<FoundServer | null> {
	const patience = new AbortController();
	const stop = (): void => patience.abort();
	const callOff = after(PATIENCE_MS, stop);
	signal?.addEventListener('abort', stop, { once: true });
	if (signal?.aborted) stop();
	try {
		// Ollama's own list, or the one of the OpenAI-compatible servers.
		const answer = await http(vendor.wire === 'ollama' ? `${vendor.baseUrl}/api/tags` : `${vendor.baseUrl}/models`, { signal: patience.signal });
		const models = answer.ok ? modelsIn(JSON.parse(await answer.text())) : null;
		return models && { vendor, models };
	} catch (error) {
		// Nothing there, or something else than a model server: what is looked for is not found.
		if (isPraxisError(error) || error instanceof SyntaxError) return null;
		throw error;
	} finally {
		callOff();
		signal?.removeEventListener('abort', stop);
	}
}

function modelsIn(body: unknown): readonly string[] | null {
	const list = at(body, 'models') ?? at(body, 'data');
	if (!Array.isArray(list)) return null;
	const ids = list.map((item) => textAt(item, 'id') || textAt(item, 'name')).filter((id) => id !== '');
	return [...new Set(ids)].slice(0, MOST_MODELS);
}
