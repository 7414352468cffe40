/** Waiting that ends when the person stops. */
import type { After } from '../host';
import { untilAborted } from '../lib/until-aborted';

/** Resolves after `ms`; rejects with `aborted` at once when the signal fires. Leaves no timer behind. */
export async function wait(ms: number, after: After, signal?: AbortSignal): Promise<void> {
	let callOff: (() => void) | undefined;
	const over = new Promise<void>((resolve) => {
		callOff = after(ms, resolve);
	});
	try {
		await untilAborted(over, signal);
	} finally {
		callOff?.();
	}
}
