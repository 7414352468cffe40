/** Runs one call over a wire and gives it the end that `Model.stream` promises, whatever happens on the way. */
import { untilAborted } from '../lib/until-aborted';
import { Answer } from './answer';
import { checkBaseUrl, checkKey } from './check-connection';
import type { Connection, Wire } from './connection';
import { failureOf, type Failure } from './failure';
import type { ModelEvent, ModelRequest } from './model';
import { ModelError } from './model-error';

export interface WireRun {
	readonly loadWire: () => Promise<Wire>;
	readonly connection: Connection;
	readonly request: ModelRequest;
}

export async function* callWire(run: WireRun): AsyncGenerator<ModelEvent> {
	const { connection, request } = run;
	const answer = new Answer(connection.entry.spec.ref);
	const left = new AbortController();
	const follow = (): void => left.abort(request.signal?.reason);
	request.signal?.addEventListener('abort', follow, { once: true });
	let events: AsyncIterator<ModelEvent> | null = null;
	let failure: Failure | null = null;
	try {
		if (request.signal?.aborted) left.abort();
		events = spoken(run, answer, left.signal)[Symbol.asyncIterator]();
		for (;;) {
			// The wire may take its time to notice a stop; the person does not wait for it.
			const next = await untilAborted(events.next(), left.signal);
			if (next.done) break;
			yield next.value;
		}
	} catch (error) {
		failure = failureOf(error, contextOf(connection));
	} finally {
		request.signal?.removeEventListener('abort', follow);
		// Closes the connection of whoever reads no more; its last words are of no interest.
		events?.return?.().then(undefined, () => undefined);
	}
	yield ending(answer, failure, connection);
}

export function contextOf({ entry, apiKey }: Connection): { apiKey: string; vendorName: string; modelId: string } {
	return { apiKey: apiKey.trim(), vendorName: entry.vendorName, modelId: entry.spec.id };
}

async function* spoken({ loadWire, connection, request }: WireRun, answer: Answer, signal: AbortSignal): AsyncGenerator<ModelEvent> {
	// Nothing is sent for a call that was stopped before it began.
	await untilAborted(Promise.resolve(), signal);
	const apiKey = checkKey(connection.apiKey, connection.entry);
	checkBaseUrl(connection.entry.baseUrl);
	const wire = await loadWire();
	yield* wire.speak({ request, connection: { ...connection, apiKey }, answer, signal });
	yield* answer.endPart();
}

function ending(answer: Answer, failure: Failure | null, connection: Connection): ModelEvent {
	const message = answer.message();
	const { usage } = answer;
	if (failure?.error) return { type: 'message-error', error: failure.error, message, usage };
	const stopReason = failure?.stopReason ?? answer.stopReason;
	if (stopReason === null || stopReason === undefined) return { type: 'message-error', error: cutOff(connection), message, usage };
	const waits = message.parts.some((part) => part.type === 'tool-call');
	// Servers that say "stop" and mean their calls, or the other way round.
	const isMixedUp = (stopReason === 'end' && waits) || (stopReason === 'tool-use' && !waits);
	return { type: 'message-end', stopReason: isMixedUp ? (waits ? 'tool-use' : 'end') : stopReason, message, usage };
}

function cutOff({ entry }: Connection): ModelError {
	return new ModelError('network', `The answer of ${entry.vendorName} broke off.`, { hint: 'Check your connection, then try again.', isRetryable: true });
}
