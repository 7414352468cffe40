/** What a wire needs to make one call, and the shape of a wire: types only. */
import type { Http } from '../host';
import type { Answer } from './answer';
import type { ModelEvent, ModelRequest } from './model';
import type { CatalogEntry } from './vendor';

export interface Connection {
	readonly entry: CatalogEntry;
	/** Guarded: it refuses addresses that the policy does not allow. */
	readonly http: Http;
	/** As stored; "" for servers that need none. */
	readonly apiKey: string;
}

export interface WireCall {
	readonly request: ModelRequest;
	readonly connection: Connection;
	/** Grows as the stream is read. The wire sets its stop reason; leaving without one means that the answer was cut off. */
	readonly answer: Answer;
	/** Fires when nobody reads any more. */
	readonly signal: AbortSignal;
}

/** One file a wire. Throws whatever the vendor's SDK throws; `callWire` makes sense of it. */
export interface Wire {
	speak(call: WireCall): AsyncIterable<ModelEvent>;
	/** Absent when the vendor counts no tokens. */
	countTokens?(call: Omit<WireCall, 'answer'>): Promise<number>;
}
