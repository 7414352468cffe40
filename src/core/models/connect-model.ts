/** A model of the catalog, ready to be called: the one door to the wires. */
import type { After } from '../host';
import { callWire, contextOf } from './call-wire';
import { checkBaseUrl, checkKey } from './check-connection';
import type { Connection, Wire } from './connection';
import { failureOf } from './failure';
import type { Model, ModelRequest } from './model';
import { ModelError } from './model-error';
import { USUAL_RETRIES, withRetries, type RetryRules } from './retry';
import { withStallLimit } from './stall';
import type { WireName } from './vendor';

export interface ConnectOptions extends Connection {
	/** The host's timer. */
	readonly after: After;
	readonly retries?: RetryRules;
	/** Milliseconds without a byte after which a call is given up. */
	readonly stallMs?: number;
}

/** Vendors send a sign of life every few seconds; a model on this device may be loaded, and read a long question, first. */
const STALL_MS = { remote: 120_000, device: 600_000 } as const;

/** Wires are loaded with their SDKs when first called, not when the app starts. */
const WIRES: Readonly<Record<WireName, () => Promise<{ readonly createWire: () => Wire }>>> = {
	anthropic: () => import('./anthropic'),
	'openai-responses': () => import('./openai-responses'),
	'openai-chat': () => import('./openai-chat'),
	ollama: () => import('./ollama'),
};

export function connectModel({ entry, http, apiKey, after, retries = USUAL_RETRIES, stallMs = STALL_MS[entry.spec.place] }: ConnectOptions): Model {
	const connection: Connection = { entry, apiKey, http: withStallLimit(http, { stallMs, after }) };
	let loading: Promise<Wire> | null = null;
	const loadWire = (): Promise<Wire> => (loading ??= WIRES[entry.wire]().then(({ createWire }) => createWire()));
	return {
		spec: entry.spec,
		stream: (request) => withRetries(() => callWire({ loadWire, connection, request }), { rules: retries, after, ...(request.signal ? { signal: request.signal } : {}) }),
		...(entry.wire === 'anthropic' ? { countTokens: (request: ModelRequest) => countTokens(loadWire, connection, request) } : {}),
	};
}

async function countTokens(loadWire: () => Promise<Wire>, connection: Connection, request: ModelRequest): Promise<number> {
	try {
		const apiKey = checkKey(connection.apiKey, connection.entry);
		checkBaseUrl(connection.entry.baseUrl);
		const wire = await loadWire();
		const count = wire.countTokens?.({ request, connection: { ...connection, apiKey }, signal: request.signal ?? new AbortController().signal });
		if (count) return await count;
	} catch (error) {
		const { error: failure, stopReason } = failureOf(error, contextOf(connection));
		throw failure ?? new ModelError(stopReason === 'stopped' ? 'aborted' : 'bad-input', stopReason === 'stopped' ? 'Stopped.' : 'The tokens could not be counted.');
	}
	throw new ModelError('internal', `${connection.entry.vendorName} counts no tokens.`);
}
