/** Reads a note where one may or may not be, or be no text. Reads only. */
import type { Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';

/** The text at `path`; null when there is no note, or none that can be read as text. */
export async function textAt(path: VaultPath, vault: Pick<Vault, 'read'>): Promise<string | null> {
	try {
		return (await vault.read(path))?.text ?? null;
	} catch (error) {
		if (isPraxisError(error)) return null;
		throw error;
	}
}
