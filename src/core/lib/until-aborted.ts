/** Stops waiting when the person stops. The work itself may go on; nobody looks at its result. */
import { PraxisError } from './errors';

/** Settles as `work` does, or rejects with `aborted` as soon as the signal fires, whichever is first. */
export function untilAborted<T>(work: Promise<T>, signal?: AbortSignal | null): Promise<T> {
	if (!signal) return work;
	return new Promise((resolve, reject) => {
		const stop = (): void => reject(new PraxisError('aborted', 'Stopped.', { cause: signal.reason }));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
