/**
 * Scheduled work on several devices: each job belongs to one device, and its id follows from its inputs and stands in
 * the name of what it writes. So the same work, begun twice or on two devices, is done once. Pure, but for the waiting.
 */
import type { Vault } from '../host';
import { hashText } from '../lib/hash';
import { nameOf, vaultPath, type VaultPath } from '../lib/vault-path';

export type JobInput = string | number | boolean | null | readonly JobInput[] | { readonly [name: string]: JobInput };

/** 16 hex digits of SHA-256 over the inputs, whatever the order of their names. The same inputs give the same id on every device. */
export function jobId(inputs: JobInput): string {
	return hashText(canonical(inputs)).slice(0, 16);
}

/** "Folder/Morning brief (0123456789abcdef).md". */
export function jobPath(folder: string, title: string, id: string): VaultPath {
	return vaultPath(`${folder === '' ? '' : `${folder}/`}${title} (${id}).md`);
}

/** The run's id for `plan`: a job that was applied on this device is not applied again, also when its note was removed. */
export function jobRunId(id: string): string {
	return `job-${id}`;
}

/** True when a note of this job is in the vault, wherever it was moved, also from another device. */
export async function isJobDone(id: string, vault: Pick<Vault, 'list'>): Promise<boolean> {
	return (await vault.list()).some((file) => nameOf(file.path).includes(`(${id})`));
}

export interface QuietOptions {
	/** Quiet is: so long without a change. Milliseconds. */
	readonly quietMs: number;
	/** Waits no longer than this. Milliseconds. */
	readonly maxMs: number;
	/** Calls `work` once after so many milliseconds; the function returned forgets it. */
	readonly after: (ms: number, work: () => void) => () => void;
}

/** Waits until sync has brought what it has: true when the vault is quiet, false when it went on until `maxMs`. */
export function whenQuiet(vault: Pick<Vault, 'watch'>, { quietMs, maxMs, after }: QuietOptions): Promise<boolean> {
	return new Promise((resolve) => {
		let forgetQuiet = (): void => undefined;
		const end = (isQuiet: boolean): void => {
			stop();
			forgetQuiet();
			forgetMax();
			resolve(isQuiet);
		};
		const restart = (): void => {
			forgetQuiet();
			forgetQuiet = after(quietMs, () => end(true));
		};
		const stop = vault.watch(restart);
		const forgetMax = after(maxMs, () => end(false));
		restart();
	});
}

function canonical(value: JobInput): string {
	if (Array.isArray(value)) return `[${(value as readonly JobInput[]).map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const entries = Object.entries(value as { readonly [name: string]: JobInput }).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}
