/**
 * The one error class of Praxis, and the shape of a problem found in a note.
 *
 * Three roads, never mixed: a bad note becomes a `Problem` beside the items that could be read;
 * the world failing becomes an event in the run; our own mistake throws.
 */

export type ErrorCode =
	| 'bad-path'
	| 'missing-note'
	| 'note-exists'
	| 'not-text'
	| 'no-permission'
	| 'disk-full'
	| 'too-large'
	| 'conflict'
	| 'ambiguous'
	| 'over-limit'
	| 'aborted'
	| 'network'
	| 'bad-key'
	| 'unknown-model'
	| 'quota'
	| 'refused'
	| 'overloaded'
	| 'bad-input'
	| 'corrupt'
	| 'internal';

export interface PraxisErrorOptions {
	/** How to recover, in words fit for a person and for a model. */
	readonly hint?: string;
	readonly cause?: unknown;
}

export class PraxisError extends Error {
	readonly code: ErrorCode;
	readonly hint: string;

	constructor(code: ErrorCode, message: string, options: PraxisErrorOptions = {}) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'PraxisError';
		this.code = code;
		this.hint = options.hint ?? '';
	}
}

/** Something wrong in a note, at a place the person can open. `line` counts from 1. */
export interface Problem {
	readonly path: string;
	readonly line: number;
	readonly message: string;
}

/** True when `error` is a `PraxisError`, with this code if one is given. */
export function isPraxisError(error: unknown, code?: ErrorCode): error is PraxisError {
	return error instanceof PraxisError && (code === undefined || error.code === code);
}

/** What `error` says; anything can be thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Throws `aborted` when the signal has fired; call it between slices of long work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new PraxisError('aborted', 'Stopped.', { cause: signal.reason });
}
