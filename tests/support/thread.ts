/** The thread that reads notes, in the test's own thread: what is posted is cloned and arrives later. For tests only. */
import type { StartThread } from '../../src/core/host';
import type { ToAnalyst } from '../../src/core/search/analysis';
import { serveAnalyst } from '../../src/core/search/analyst';

export interface FakeThread {
	readonly start: StartThread;
	/** How many were started, and how many of them still run. */
	started(): number;
	running(): number;
}

export interface FakeThreadOptions {
	/** How it is broken: it cannot be started, speaks another version, falls silent or dies at its n-th message. */
	readonly fault?: { readonly kind: 'no-start' | 'version' } | { readonly kind: 'silent' | 'dies'; readonly at: number };
	/** How many tasks a message takes to arrive. */
	readonly delay?: () => number;
}

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function fakeThread({ fault, delay = () => 1 }: FakeThreadOptions = {}): FakeThread {
	let [started, running] = [0, 0];
	const start: StartThread = async ({ onMessage, onFailure }) => {
		await task();
		if (fault?.kind === 'no-start') throw new Error('There is no thread here.');
		started++;
		running++;
		let [isOver, received] = [false, 0];
		// One queue each way: messages keep their order, however long they take.
		const queue = (deliver: (message: unknown) => void): ((message: unknown) => void) => {
			let last = Promise.resolve();
			return (message) => {
				const copy: unknown = structuredClone(message);
				last = last.then(async () => {
					for (let wait = delay(); wait > 0; wait--) await task();
					if (!isOver) deliver(copy);
				});
			};
		};
		const back = queue((message) => onMessage(fault?.kind === 'version' && (message as { kind: string }).kind === 'ready' ? { kind: 'ready', protocol: -1 } : message));
		const serve = serveAnalyst(back);
		const there = queue((message) => {
			received++;
			if (fault && 'at' in fault && received >= fault.at) {
				if (fault.kind === 'dies') onFailure(new Error('Out of memory.'));
				return;
			}
			serve(message as ToAnalyst);
		});
		return {
			post: there,
			end: () => {
				if (!isOver) running--;
				isOver = true;
			},
		};
	};
	return { start, started: () => started, running: () => running };
}
