/** What a page of the browser tests runs: the contract of the wires with the browser's own `fetch`, streams and text decoder. */
import type { Http } from '../../src/core/host';
import { httpError, withHttpErrors } from '../../src/core/lib/http-errors';
import type { ModelEvent } from '../../src/core/models/model';
import type { WireName } from '../../src/core/models/vendor';
import { cutAnywhere, type CutReport, type WireCase } from './wire-contract';
import { after, ask, entryFor, storyOf, testModel } from './wire-world';

export interface PageContract {
	cut(one: WireCase, body: string): Promise<CutReport>;
	/** One call over the network of the page. `stopAfter`: pieces of text after which it is stopped. */
	tell(wire: WireName, url: string, how?: { readonly stopAfter?: number; readonly stallMs?: number; readonly attempts?: number }): Promise<PlainStory>;
}

/** A story as plain data, so that it can leave the page. */
export interface PlainStory {
	readonly text: string;
	readonly thinking: string;
	readonly calls: readonly { readonly tool: string; readonly input: unknown }[];
	readonly usage: unknown;
	readonly end: string;
	readonly retries: number;
	readonly isRetryable: boolean;
}

const pageHttp: Http = async (url, init) => {
	try {
		return withHttpErrors(await fetch(url, { ...init, credentials: 'omit' }), url, init?.signal);
	} catch (error) {
		throw httpError(error, url, init?.signal);
	}
};

const contract: PageContract = {
	// Few readings with many cuts each: Node gives each place more room.
	cut: (one, body) => cutAnywhere(one, new TextEncoder().encode(body), 32),
	tell: async (wire, url, { stopAfter = Infinity, stallMs = 60_000, attempts = 1 } = {}) => {
		const stop = new AbortController();
		const model = testModel({ entry: entryFor(wire, url), http: pageHttp, stallMs, after, retries: { attempts, firstWaitMs: 1, longestWaitMs: 10_000, random: () => 0 } });
		let pieces = 0;
		const told = async function* (): AsyncGenerator<ModelEvent> {
			for await (const event of model.stream(ask('What is my rent?', { signal: stop.signal }))) {
				yield event;
				if (event.type === 'text-delta' && ++pieces >= stopAfter) stop.abort();
			}
		};
		const { text, thinking, calls, usage, end, events } = await storyOf(told());
		return { text, thinking, calls, usage, end: typeof end === 'string' ? end : end.code, retries: events.filter(({ type }) => type === 'message-retry').length, isRetryable: typeof end !== 'string' && end.isRetryable };
	},
};

Object.assign(globalThis, { contract });
