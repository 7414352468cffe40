/** Asks for things some way before they are needed, and in groups: a disk or a phone's bridge answers many at once as fast as one. */

const READ_AHEAD = 32;

export interface ReadAhead<In, Out> {
	/** Never rejects. */
	readonly read: (item: In) => Promise<Out>;
	readonly signal: AbortSignal;
	/** What was asked for and is not wanted any more. */
	readonly onLeft: (reading: Promise<Out>) => void;
}

/** What was read, in the order of the items, until `signal` is aborted. */
export async function* readAhead<In, Out>(items: readonly In[], { read, signal, onLeft }: ReadAhead<In, Out>): AsyncGenerator<Out, void, undefined> {
	const ahead: Promise<Out>[] = [];
	let next = 0;
	try {
		while (!signal.aborted) {
			if (ahead.length <= READ_AHEAD / 2) {
				const group = items.slice(next, next + READ_AHEAD - ahead.length);
				next += group.length;
				ahead.push(...group.map((item) => read(item)));
			}
			const first = ahead.shift();
			if (!first) return;
			yield await first;
		}
	} finally {
		for (const rest of ahead) onLeft(rest);
	}
}
