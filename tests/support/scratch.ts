/** Empty folders on disk that are removed after the test. For tests only. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Scratch {
	/** A real path, without links. */
	readonly path: string;
	remove(): void;
}

export function scratchFolder(): Scratch {
	const path = realpathSync(mkdtempSync(join(tmpdir(), 'praxis-test-')));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
