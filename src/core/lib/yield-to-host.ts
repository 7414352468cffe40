/** Gives the thread back, so that typing, drawing and events come first; then goes on. */

/**
 * Resolves in a task of its own. A message rather than a timer: browsers slow timers to 4 ms when they follow each
 * other, and to a second in a window that is not seen.
 */
export function yieldToHost(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
