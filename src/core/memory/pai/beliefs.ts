/**
 * What the person believes and how sure they are, as PAI keeps opinions: in a note of theirs, and in what was imported. They
 * endorse and doubt; each moves the confidence by PAI's deltas and leaves one row of evidence. No run reaches this.
 */
import type { Change, Plan, RunReport } from '../../changes/changes';
import type { GuardedChanges } from '../../guard/guarded-changes';
import type { Guard } from '../../guard/guard';
import type { Vault } from '../../host';
import { isPraxisError, PraxisError } from '../../lib/errors';
import { oneLine } from '../../lib/one-line';
import type { VaultPath } from '../../lib/vault-path';
import { movedBy, OPINIONS_NOTE, printOpinion, withEvidence, type EvidenceKind, type Opinion } from './pai-opinions';

export interface Belief extends Opinion {
	readonly path: VaultPath;
	/** The person's own, or accepted by them as it reads now. */
	readonly isTrusted: boolean;
	readonly isPrivate: boolean;
}

export interface BeliefsOptions {
	readonly vault: Pick<Vault, 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'applyReviewed'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ready'>;
	readonly accept: (path: VaultPath, version: string) => Promise<void>;
	/** All that stand in the vault. */
	readonly opinions: () => Promise<readonly (Opinion & { readonly path: VaultPath })[]>;
	readonly now: () => Date;
}

export interface Weighed {
	readonly statement: string;
	/** Null for a belief that is new. */
	readonly before: number | null;
	readonly after: number;
	readonly report: RunReport;
}

const LONGEST_STATEMENT = 300;

export class Beliefs {
	constructor(private readonly options: BeliefsOptions) {}

	/** The surest first. */
	async list(): Promise<readonly Belief[]> {
		const { guard, opinions } = this.options;
		await guard.ready();
		const found = await Promise.all((await opinions()).map(async (one): Promise<Belief> => {
			const label = await guard.labelOf(one.path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
			return { ...one, isTrusted: label?.integrity === 'trusted', isPrivate: label?.secrecy !== 'vault' };
		}));
		return found.sort((a, b) => b.confidence - a.confidence || (a.statement < b.statement ? -1 : 1));
	}

	/** Endorsing what nobody said yet begins a belief. Throws `missing-note` for doubting it, `bad-input` for an empty one. */
	async weigh(words: string, kind: EvidenceKind, said = ''): Promise<Weighed> {
		const statement = oneLine(words).replace(/^#+\s*/, '').slice(0, LONGEST_STATEMENT);
		if (statement === '') throw new PraxisError('bad-input', 'Which belief?', { hint: 'Give it in a sentence.' });
		const known = (await this.list()).find((one) => one.statement.toLowerCase() === statement.toLowerCase());
		if (!known && (kind === 'counter' || kind === 'contradiction')) throw new PraxisError('missing-note', `There is no belief “${statement}”.`, { hint: 'Give its words as they stand there.' });
		const evidence = { statement, kind, said: oneLine(said) || `said so on ${this.options.now().toISOString().slice(0, 10)}` };
		const path = known?.path ?? OPINIONS_NOTE;
		const report = await this.#write(await this.#planOf(path, (text) => withEvidence(known ? text : `${text}${text === '' ? '# Opinions\n' : ''}${printOpinion(statement)}`, evidence), `Evidence for “${statement}”`));
		// What they accepted and now changed themselves is theirs still.
		const note = known?.isTrusted ? await this.options.vault.read(path) : null;
		if (note) await this.options.accept(path, note.version);
		return { statement, before: known?.confidence ?? null, after: movedBy(known?.confidence ?? 0.5, kind), report };
	}

	async #planOf(path: VaultPath, change: (text: string) => string, reason: string): Promise<Plan> {
		const note = await this.options.vault.read(path);
		const made: Change = note ? { type: 'replace', path, target: { start: 0, end: note.text.length }, text: change(note.text), asIs: true } : { type: 'create', path, text: change('') };
		return this.options.changes.plan([made], { reason });
	}

	async #write(plan: Plan): Promise<RunReport> {
		const report = await this.options.changes.applyReviewed(plan);
		const failed = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
		if (failed) throw new PraxisError('internal', `It could not be written: ${failed.detail}`, { hint: 'Try again.' });
		return report;
	}
}
