/**
 * The `Secrets` port over one JSON file in the person's configuration folder, readable by its owner alone.
 * A variable PRAXIS_SECRET_<NAME> ("-" as "_") stands above the file and is never written to it.
 */
import { dirname } from 'node:path';
import type { Secrets } from '../core/host';
import { PraxisError } from '../core/lib/errors';
import { checkSecretName } from '../core/lib/secret-name';
import { Serial } from '../core/lib/serial';
import { makeFolder, realFileSystem, replaceFile, type FileSystem } from './durable-file.mts';
import { isAbsent, withDiskErrors } from '../core/lib/disk-error';
import type { Environment } from './folders.mts';

const PREFIX = 'PRAXIS_SECRET_';
const WRITE_TRIES = 20;
const TITLE = 'The secrets file';

export interface NodeSecretsOptions {
	/** The file's absolute path, outside every vault. */
	readonly file: string;
	readonly environment: Environment;
	readonly fileSystem?: FileSystem;
}

export function nodeSecrets({ file, environment, fileSystem: fs = realFileSystem }: NodeSecretsOptions): Secrets {
	const turns = new Serial();
	return {
		async get(name) {
			checkSecretName(name);
			const given = environment[PREFIX + name.toUpperCase().replaceAll('-', '_')];
			return given || parse(await readText(fs, file), file).get(name) || null;
		},
		async set(name, value) {
			checkSecretName(name);
			await turns.run([file], () => write(fs, file, [name, value]));
		},
		async names() {
			const given = Object.keys(environment).filter((key) => key.startsWith(PREFIX) && environment[key]);
			const names = given.map((key) => key.slice(PREFIX.length).toLowerCase().replaceAll('_', '-'));
			return [...new Set([...names, ...[...parse(await readText(fs, file), file)].flatMap(([name, value]) => (value ? [name] : []))])].sort();
		},
	};
}

/** Other processes write the same file: start anew when it changed in between. */
async function write(fs: FileSystem, file: string, secret: readonly [name: string, value: string]): Promise<void> {
	for (let tries = 0; tries < WRITE_TRIES; tries++) {
		const before = await readText(fs, file);
		const all = parse(before, file).set(...secret);
		const bytes = new TextEncoder().encode(`${JSON.stringify(Object.fromEntries(all), null, '\t')}\n`);
		const isWritten = await withDiskErrors(TITLE, async () => {
			await makeFolder(fs, dirname(file), 0o700);
			return replaceFile(fs, file, bytes, { mayReplace: async () => (await readText(fs, file)) === before });
		});
		if (isWritten) return;
	}
	throw new PraxisError('conflict', `${TITLE} kept changing.`, { hint: 'Close other programs that write it, then try again.' });
}

async function readText(fs: FileSystem, file: string): Promise<string> {
	return withDiskErrors(TITLE, async () => {
		try {
			const isOpenToOthers = process.platform !== 'win32' && ((await fs.lstat(file)).mode & 0o077) !== 0;
			if (isOpenToOthers) await fs.chmod(file, 0o600);
			return await fs.readFile(file, 'utf8');
		} catch (error) {
			if (isAbsent(error)) return '';
			throw error;
		}
	});
}

/** The error quotes nothing of the file: it would show the secrets. */
function parse(text: string, file: string): Map<string, string> {
	if (text.trim() === '') return new Map();
	let data: unknown = null;
	try {
		data = JSON.parse(text);
	} catch {
		data = null;
	}
	const entries = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : null;
	if (entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return new Map(entries);
	throw new PraxisError('corrupt', `${TITLE} is damaged.`, { hint: `Repair or delete "${file}", then set the secrets again. It must hold one JSON object of names and texts.` });
}
