/** Runs the built command line as a person would: a process of its own, a folder on disk, a home of its own. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../../scripts/praxis.mjs');
export const DEMO_VAULT = resolve(__dirname, '../vault');

export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

/** A folder that is gone after the test file, with a copy of the demo vault in `vault` when asked for. */
export async function temporaryFolder(options: { demoVault?: boolean } = {}): Promise<{ path: string; vault: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), 'praxis-cli-'));
	const vault = join(path, 'vault');
	if (options.demoVault) await cp(DEMO_VAULT, vault, { recursive: true });
	return { path, vault, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs `praxis` with these words. `home` keeps what it remembers out of the person's own folders. `piped` comes in by standard input. */
export function praxis(words: readonly string[], home: string, variables: Readonly<Record<string, string>> = {}, piped: string | null = null): Promise<Ended> {
	const env = { ...process.env, ...variables, HOME: home, XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config'), INIT_CWD: home };
	return new Promise((done) => {
		const program = execFile(process.execPath, [PROGRAM, ...words], { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, stderr) => {
			const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
			done({ code, out, error: stderr });
		});
		if (piped !== null) program.stdin?.end(piped);
	});
}
