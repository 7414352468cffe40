/** The thread that reads notes, as a worker thread of Node: it runs the program's own file, which then serves and does nothing else. */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { StartThread } from '../core/host';
import type { ToAnalyst } from '../core/search/analysis';
import { serveAnalyst } from '../core/search/analyst';

const ROLE = 'praxis-analyst';

/** `program`: the URL of the built program. The worker does not keep the process alive. */
export function nodeThread(program: string): StartThread {
	return ({ onMessage, onFailure }) =>
		new Promise((resolve, reject) => {
			const worker = new Worker(new URL(program), { workerData: ROLE, execArgv: [] });
			worker.unref();
			let isOver = false;
			const fail = (error: unknown): void => {
				reject(error instanceof Error ? error : new Error(String(error)));
				if (!isOver) onFailure(error);
				isOver = true;
			};
			worker.on('message', (message) => {
				if (!isOver) onMessage(message);
			});
			worker.on('error', fail);
			worker.on('exit', () => fail(new Error('The thread ended.')));
			worker.once('online', () =>
				resolve({
					post: (message, moved = []) => worker.postMessage(message, moved),
					end: () => {
						isOver = true;
						void worker.terminate();
					},
				}),
			);
		});
}

/** To be called when the program is loaded: serves when it was started as a thread. */
export function serveThread(): void {
	if (isMainThread || workerData !== ROLE || !parentPort) return;
	const port = parentPort;
	const hear = serveAnalyst((message, moved) => port.postMessage(message, [...moved]));
	port.on('message', (message: ToAnalyst) => hear(message));
}
