/** Gives the thread back, so that typing, drawing and events come first; then goes on. */

/** Node goes on waiting for a port that listens, unless told; browsers have neither word. */
type Listening = MessagePort & { ref?(): void; unref?(): void };

let channel: { readonly hear: Listening; readonly say: MessagePort } | null = null;
/** In the order in which they gave way. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a task of its own. A message rather than a timer: browsers slow timers to 4 ms when they follow each
 * other, and to a second in a window that is not seen. One channel for all: each costs a browser a pipe, and work.
 */
export function yieldToHost(): Promise<void> {
	return new Promise((resolve) => {
		channel ??= newChannel();
		if (waiting.push(resolve) === 1) channel.hear.ref?.();
		channel.say.postMessage(null);
	});
}

function newChannel(): NonNullable<typeof channel> {
	const { port1, port2 } = new MessageChannel();
	const hear: Listening = port1;
	hear.onmessage = () => {
		waiting.shift()?.();
		if (waiting.length === 0) hear.unref?.();
	};
	return { hear, say: port2 };
}
