/** Why a call of a model failed, and whether another attempt can help. */
import { PraxisError, type ErrorCode, type PraxisErrorOptions } from '../lib/errors';

export interface ModelErrorOptions extends PraxisErrorOptions {
	/** The same request may succeed later. */
	readonly isRetryable?: boolean;
	/** Milliseconds that the vendor asks to wait; null when it did not say. */
	readonly retryAfterMs?: number | null;
	/** The HTTP status; null when there was no answer. */
	readonly status?: number | null;
}

/**
 * Codes: `network` (no answer, or it broke off or stalled), `corrupt` (the answer is not what a model sends),
 * `bad-key`, `no-permission`, `unknown-model`, `quota` (used up; waiting does not help), `overloaded` (429 and 5xx:
 * waiting helps), `too-large`, `bad-input` (the vendor refuses the request), `internal`.
 * Message and hint never hold a key or a header.
 */
export class ModelError extends PraxisError {
	readonly isRetryable: boolean;
	readonly retryAfterMs: number | null;
	readonly status: number | null;

	constructor(code: ErrorCode, message: string, options: ModelErrorOptions = {}) {
		super(code, message, options);
		this.name = 'ModelError';
		this.isRetryable = options.isRetryable ?? false;
		this.retryAfterMs = options.retryAfterMs ?? null;
		this.status = options.status ?? null;
	}
}
