/** An app over notes in memory, with its memory ready: what the tests of the memory begin with. For tests only. */
import { createApp, type App } from '../../src/core/app';
import type { NoteText } from '../../src/core/host';
import { vaultPath } from '../../src/core/lib/vault-path';
import { printClaim, type PrintedClaim } from '../../src/core/memory/claim-note';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings';
import { memoryHost, type MemoryHost, type MemoryHostOptions } from './memory-host';

export interface MemoryWorld {
	readonly host: MemoryHost;
	readonly app: App;
	/** The note as it reads now. */
	read(path: string): Promise<NoteText | null>;
}

export interface MemoryWorldOptions extends MemoryHostOptions {
	readonly settings?: Partial<Settings>;
	/** Builds the index too. */
	readonly indexed?: boolean;
}

/** Sunday, noon. */
export const NOON = '2026-11-22T12:00:00.000Z';

export async function memoryWorld(files: Readonly<Record<string, string>> = {}, { settings = {}, indexed = false, ...options }: MemoryWorldOptions = {}): Promise<MemoryWorld> {
	const host = memoryHost(files, { at: NOON, ...options });
	const app = createApp(host, { ...DEFAULT_SETTINGS, ...settings }, { approve: () => Promise.resolve(true) });
	if (indexed) await app.index.rebuild({});
	await app.memory.claims.ready();
	return { host, app, read: (path) => host.vault.read(vaultPath(path)) };
}

const PLAIN: PrintedClaim = {
	id: '', text: '', type: 'fact', subject: '', attribute: '', sources: [], quote: '', sourceKind: 'user', confidence: 1, importance: 3,
	recorded: '2026-11-01T08:00:00Z', validFrom: null, validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: '', run: '',
};

/** A ULID by its number. */
export function claimId(n: number): string {
	return `01KA${String(n).padStart(22, '0')}`;
}

/** A claim's note as a file: path and text. */
export function claimFile(n: number, claim: Partial<PrintedClaim>, folder = 'Praxis/Memory'): readonly [path: string, text: string] {
	const id = claim.id ?? claimId(n);
	return [`${folder}/${id}.md`, printClaim({ ...PLAIN, ...claim, id })];
}
