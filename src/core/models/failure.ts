/** Makes sense of what a call threw: a stop reason when the vendor declined or the request was too long, else a `ModelError`. */
import { isPraxisError, type ErrorCode } from '../lib/errors';
import { at, parseJson, textAt } from './json';
import type { StopReason } from './model';
import { ModelError } from './model-error';
import { redact } from './redact';
import { retryAfter } from './retry-after';

export type Failure = { readonly stopReason: StopReason; readonly error?: undefined } | { readonly error: ModelError; readonly stopReason?: undefined };

export interface FailureContext {
	/** Never repeated in a message. */
	readonly apiKey: string;
	readonly vendorName: string;
	readonly modelId: string;
}

/** How vendors say that the request does not fit: from their documentation and their servers' sources. */
const OVERFLOW =
	/context_length_exceeded|exceed_context_size|model_context_window|string_above_max_length|prompt is too long|context (?:length|window|size|limit)[^.]{0,40}(?:exceed|overflow|reached|too)|exceeds? (?:the |this )?(?:model'?s? )?(?:available |maximum |max )?(?:context|input token|number of tokens)|maximum (?:context|prompt) length|too large for model|reduce the length of the (?:messages|prompt)|greater than the context length|input (?:is )?too long|request_too_large/i;
const DECLINED = /content_filter|content_policy|bio_policy|misalignment_policy|\bPROHIBITED_CONTENT\b|\bSAFETY\b/;
const USED_UP = /insufficient_quota|exceeded your current quota|credit balance|billing|spend(?:ing)?[ _]limit|insufficient[ _](?:balance|credits?|funds)|payment required/i;
const NO_MODEL = /model_not_found|not_found_error[^]*model|model[^.]{0,80}(?:not found|does not exist|not exist|is not available|unknown|not supported|no longer)|(?:unknown|invalid|no such) model|pull(?:ing)? it first/i;

export function failureOf(thrown: unknown, context: FailureContext): Failure {
	const errors = chain(thrown);
	const own = errors.find((error) => isPraxisError(error));
	if (own instanceof ModelError) return { error: own };
	if (isPraxisError(own)) {
		if (own.code === 'aborted') return { stopReason: 'stopped' };
		return { error: new ModelError(own.code, redact(own.message, [context.apiKey]), { hint: own.hint, isRetryable: own.code === 'network', cause: own.cause }) };
	}
	// An SDK wraps what its `fetch` throws; the innermost error that holds an answer is the one that was meant.
	const said = read(errors.filter((error) => at(error, 'error') !== undefined).at(-1) ?? thrown, context);
	const evidence = `${said.code} ${said.message}`;
	if (said.status !== 429 && OVERFLOW.test(evidence)) return { stopReason: 'context-overflow' };
	if (DECLINED.test(said.code)) return { stopReason: 'refusal' };
	return { error: errorOf(said, context) };
}

interface Said {
	/** Null for an error that came inside a stream, or for one that is no answer at all. */
	readonly status: number | null;
	readonly code: string;
	/** Redacted. */
	readonly message: string;
	readonly retryAfterMs: number | null;
	readonly isAnswer: boolean;
}

/** Both SDKs throw an `APIError` with `status`, `headers` and the parsed body in `error`, with or without its envelope. */
function read(thrown: unknown, { apiKey }: FailureContext): Said {
	const body = typeof at(thrown, 'error') === 'string' ? parseJson(textAt(thrown, 'error')) : at(thrown, 'error');
	const inner = at(body, 'error') ?? body;
	const message = typeof inner === 'string' ? inner : textAt(inner, 'message') || textAt(body, 'message');
	const status = at(thrown, 'status');
	const codes = [textAt(inner, 'code'), textAt(inner, 'type'), textAt(inner, 'status'), textAt(at(inner, 'details'), 'error_code'), textAt(at(inner, 'metadata'), 'error_type')];
	const fallback = thrown instanceof Error && !/<(?:!doctype|html)/i.test(thrown.message) ? thrown.message : '';
	const headers = at(thrown, 'headers');
	return {
		status: typeof status === 'number' ? status : null,
		code: codes.filter((code) => code !== '').join(' '),
		message: redact(message || fallback, [apiKey]),
		retryAfterMs: headers instanceof Headers ? retryAfter(headers) : null,
		isAnswer: typeof status === 'number' || inner !== undefined,
	};
}

function errorOf(said: Said, context: FailureContext): ModelError {
	const { code, what, hint, isRetryable = false } = meaning(said, context);
	const detail = said.message === '' ? '' : ` It said: “${said.message}”`;
	return new ModelError(code, `${what}${detail}`, { hint, isRetryable, retryAfterMs: said.retryAfterMs, status: said.status });
}

interface Meaning {
	readonly code: ErrorCode;
	readonly what: string;
	readonly hint: string;
	readonly isRetryable?: boolean;
}

function meaning({ status, code, message, isAnswer }: Said, { vendorName, modelId }: FailureContext): Meaning {
	const evidence = `${code} ${message}`;
	if (!isAnswer) return { code: 'corrupt', what: `${vendorName} sent something that is no answer of a model.`, hint: 'Check the base URL, then try again.', isRetryable: true };
	if (status === 401 || /authentication_error|invalid_api_key|API_KEY_INVALID|api key not valid/i.test(evidence)) return { code: 'bad-key', what: `${vendorName} does not accept the key.`, hint: 'Copy the key again from the vendor’s page, whole and without spaces.' };
	if (status === 402 || USED_UP.test(evidence)) return { code: 'quota', what: `Your quota at ${vendorName} is used up.`, hint: 'Check plan and billing at the vendor, or choose another model.' };
	if (status === 403) return { code: 'no-permission', what: `${vendorName} does not let this key use ${modelId}.`, hint: 'Check what the key may do, and whether the vendor serves your country.' };
	if (status === 404 || NO_MODEL.test(evidence)) return { code: 'unknown-model', what: `${vendorName} has no model “${modelId}”.`, hint: 'Check the name of the model and the base URL.' };
	if (status === 413) return { code: 'too-large', what: `The request is too large for ${vendorName}.`, hint: 'Send fewer or smaller images and notes.' };
	if (status === 429 || /rate_limit|too_many_requests|RESOURCE_EXHAUSTED/i.test(code)) return { code: 'overloaded', what: `${vendorName} asks to slow down.`, hint: 'Wait a little, then try again.', isRetryable: true };
	if (status === 408 || status === 409 || isServerFault(status, code)) return { code: 'overloaded', what: `${vendorName} has a problem of its own.`, hint: 'Try again in a moment, or choose another model.', isRetryable: true };
	return { code: 'bad-input', what: `${vendorName} refused the request.`, hint: 'See what it said; another model may take it.' };
}

/** Errors inside a stream carry no status and at most a code; the request itself had been taken by then. */
function isServerFault(status: number | null, code: string): boolean {
	if (status !== null) return status >= 500;
	return code === '' || /overloaded|api_error|server_error|internal|timeout|unavailable/i.test(code);
}

/** An error and the errors it came from, outermost first. */
function chain(error: unknown): unknown[] {
	const found: unknown[] = [];
	for (let now = error; now !== undefined && now !== null && found.length < 10; now = at(now, 'cause')) found.push(now);
	return found;
}
