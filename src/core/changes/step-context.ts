/** What a step works with. Types only. */
import type { Vault } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { RunHeader, StepResult, TextPair } from './step';

/** Steps neither list nor watch. */
export type StepVault = Pick<Vault, 'read' | 'process' | 'create' | 'rename' | 'trash'>;

export interface StepContext {
	readonly vault: StepVault;
	readonly header: RunHeader;
	/** The step may have been done before, wholly or partly: the run was found open after a crash. */
	readonly isResumed: boolean;
	/** What the journal says became of this step; null when it does not know. */
	readonly recorded: StepResult | null;
	/** The writes of earlier runs that led to the text this step found: a power cut may have taken them back too. */
	readonly earlier: readonly TextPair[];
	/** Where a note is now that was at `path` when the run began. */
	readonly follow: (path: VaultPath) => Promise<VaultPath>;
	/** The texts this step writes when they are no longer those that were planned. */
	readonly texts: () => Promise<TextPair | null>;
	/** Journals them, before they are written. */
	readonly setTexts: (pair: TextPair) => Promise<void>;
	readonly moved: (from: VaultPath, to: VaultPath) => Promise<void>;
}
