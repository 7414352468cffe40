/** Stops waiting when the person stops. The work itself may go on; nobody looks at its result. */
import { PraxisError } from '../lib/errors';

/** `work`, or a rejection with `aborted` as soon as the signal fires. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return work;
	return new Promise<T>((resolve, reject) => {
		const stop = (): void => reject(new PraxisError('aborted', 'Stopped.', { cause: signal.reason }));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
