/** Checking the search on the person's own notes, and keeping the report as a note. */
import type { Changes, Plan, RunReport } from '../../changes/changes';
import type { Guard } from '../../guard/guard';
import type { Vault } from '../../host';
import { isPraxisError } from '../../lib/errors';
import { LinkIndex } from '../../lib/links';
import { turnsOf } from '../../lib/turns';
import { vaultPath, type VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../content-index';
import type { VectorDesk } from '../vectors/vector-desk';
import { checkQuality, type QualityReport } from './check-quality';
import { qualityNote } from './quality-note';

export interface QualityDeskDeps {
	readonly vault: Pick<Vault, 'read' | 'list'>;
	readonly index: Pick<ContentIndex, 'paths'>;
	readonly vectors: Pick<VectorDesk, 'trial'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ready'>;
	readonly changes: Pick<Changes, 'plan'>;
	readonly write: (plan: Plan) => Promise<RunReport>;
	readonly settings: () => { readonly vectorWeight: number; readonly resultFolder: string };
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
	readonly now: () => Date;
}

export interface CheckOptions {
	/** Questions of each kind at most; 60 unless told. */
	readonly perKind?: number;
	readonly seed?: number;
	readonly signal?: AbortSignal;
	/** Notes read so far. */
	readonly tell?: (done: number, total: number) => void;
}

const PER_KIND = 60;
const WEIGHTS = [0, 0.15, 0.3, 0.6, 1];
const SLICE_MS = 6;

export class QualityDesk {
	constructor(private readonly deps: QualityDeskDeps) {}

	/** Throws `aborted`, `bad-input` when there is nothing to ask, and what the model for vectors throws. Changes nothing. */
	async check({ perKind = PER_KIND, seed = 1, signal = new AbortController().signal, tell = () => undefined }: CheckOptions = {}): Promise<QualityReport> {
		const { index, vectors, guard, settings, yieldToHost, clock } = this.deps;
		await guard.ready();
		const used = settings().vectorWeight;
		return checkQuality(
			{ paths: [...index.paths()].sort() as VaultPath[], read: (path) => this.#read(path), turn: turnsOf({ yieldToHost, clock, ms: SLICE_MS }), signal, tell, trial: (copy, changed) => vectors.trial(copy, changed, signal) },
			{ perKind, seed, weights: [used, ...WEIGHTS.filter((weight) => weight !== used)] },
		);
	}

	/** Writes the report as a new note and tells its path. */
	async keep(report: QualityReport): Promise<VaultPath> {
		const paths = (await this.deps.vault.list()).map(({ path }) => path);
		const links = new LinkIndex(paths);
		const day = this.deps.now().toISOString().slice(0, 10);
		const name = (n: number): VaultPath => vaultPath(`${this.deps.settings().resultFolder}/Search quality ${day}${n === 1 ? '' : ` ${n}`}.md`);
		let n = 1;
		while (links.has(name(n))) n++;
		const text = qualityNote(report, { day, linkText: (path) => links.linkText(path as VaultPath) });
		await this.deps.write(await this.deps.changes.plan([{ type: 'create', path: name(n), text }], { reason: 'Search quality' }));
		return name(n);
	}

	/** A note that is private is left out: the report names what it found. */
	async #read(path: VaultPath): Promise<Awaited<ReturnType<Vault['read']>>> {
		try {
			if ((await this.deps.guard.labelOf(path))?.secrecy === 'private') return null;
			return await this.deps.vault.read(path);
		} catch (error) {
			if (isPraxisError(error)) return null;
			throw error;
		}
	}
}
