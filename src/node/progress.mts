/** A one-line progress bar on standard error, drawn only on a terminal. */
import type { IndexHandle, IndexStatus } from '../core/app';
import type { Terminal } from './terminal.mts';

const WIDTH = 24;
const CLEAR_LINE = '\r\u001b[K';

/** Follows the index until `end`, which wipes the bar and may be called twice. */
export function createProgress(index: IndexHandle, terminal: Pick<Terminal, 'error' | 'isInteractive'>): { end(): void } {
	if (!terminal.isInteractive) return { end: () => undefined };
	const stop = index.onStatus((status) => {
		if (status.state === 'building') terminal.error(`${CLEAR_LINE}${bar(status)}`);
	});
	let isOver = false;
	return {
		end: () => {
			if (isOver) return;
			isOver = true;
			stop();
			terminal.error(CLEAR_LINE);
		},
	};
}

function bar({ done, total }: IndexStatus): string {
	const filled = total === 0 ? 0 : Math.round((done / total) * WIDTH);
	return `Reading notes ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`;
}
