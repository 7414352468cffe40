/** What the views show of the memory: every claim with what is derived about it, worked out once after each change. */
import type { Claim } from '../../core/memory/claim';
import type { MemoryProposal } from '../../core/memory/memory-checks';
import type { Memory } from '../../core/memory/memory';
import { lineOf } from '../../core/memory/recall/told';
import type { ClaimUse } from '../../core/memory/recall/uses';
import { isUlid, ulidTime } from '../../core/lib/ulid';
import { estimateTokens } from '../../core/models/estimate-tokens';
import { inTurns, turnsOf, type Turn } from '../../core/lib/turns';
import { yieldToHost } from '../../core/lib/yield-to-host';
import { isPraxisError } from '../../core/lib/errors';
import { isNote, titleOf } from '../../core/lib/vault-path';
import type { Session } from '../session';
import type { Budget } from './budget-line';
import { ClaimTable } from './claim-rows';
import { whenText, type ClaimLabel, type KnownClaim, type Standing } from './known-claim';

const TURN_MS = 6;
/** So many claims that answer what is looked for stand above the rest. */
const MOST_RECALLED = 12;

export class MemorySource {
	#table: Promise<ClaimTable> | null = null;
	#uses: ReadonlyMap<string, ClaimUse> = new Map();

	constructor(
		private readonly session: Session,
		readonly memory: Memory,
	) {}

	onChange(listener: () => void): () => void {
		const tell = (): void => {
			this.#table = null;
			listener();
		};
		const ends = [this.memory.claims.onChange(tell), this.memory.checks.onChange(tell)];
		return () => ends.forEach((end) => end());
	}

	/** All claims as they are now. Reads the vault the first time. */
	async table(): Promise<ClaimTable> {
		const { claims, uses } = this.memory;
		await claims.ready();
		this.#uses = await uses.all();
		const table = (this.#table ??= this.#build());
		try {
			const built = await table;
			return table === this.#table ? built : await this.table();
		} catch (error) {
			if (table === this.#table) this.#table = null;
			throw error;
		}
	}

	/** Never rejects; what it finds is told as a change. */
	async check(signal: AbortSignal): Promise<void> {
		try {
			await this.memory.checks.run({ signal });
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) console.error('Praxis: the memory could not be checked', error);
		}
	}

	/** Paths of claims that answer it, the best first. */
	async recalled(text: string): Promise<readonly string[]> {
		const { claims } = await this.memory.recall.recall(text, { includeCold: true, claimsOnly: true, limit: MOST_RECALLED });
		return claims.flatMap(({ claim, also }) => [claim, ...also]).map(({ path }) => path);
	}

	async budget(): Promise<Budget> {
		const of = this.session.settings.hotTokens;
		const { told, left } = await this.memory.recall.hot({ tokens: of, sizeOf: tokensOf });
		return { used: told.reduce((sum, claim) => sum + tokensOf(claim), 0), of, left: left.length };
	}

	uses({ id }: Claim): ClaimUse | null {
		return this.#uses.get(id) ?? null;
	}

	label({ id, isPrivate }: Claim): ClaimLabel {
		const label = this.memory.claims.labelOf(id);
		return { isPrivate: isPrivate || label?.secrecy === 'private', foreign: label?.integrity === 'untrusted' ? (label.reasons[0] ?? '') : null };
	}

	/** What was asked in a run, or when it was. */
	async runName(runId: string): Promise<string> {
		const question = await this.session.praxis?.questionOf(runId);
		return question ?? (isUlid(runId) ? whenText(ulidTime(runId), new Date()) : runId);
	}

	async #build(): Promise<ClaimTable> {
		// The caller has kept the promise by then.
		await Promise.resolve();
		const mine = this.#table;
		const table = new ClaimTable(new Date(), (subject) => this.memory.claims.subjectKey(subject));
		await inTurns(table.fill(this.#knowAll(() => mine !== this.#table)), turns());
		return table;
	}

	/** `isOver`: nobody waits for it any more. */
	*#knowAll(isOver: () => boolean): Generator<KnownClaim> {
		const proposals = new Map<string, MemoryProposal[]>();
		for (const one of this.memory.checks.found ?? []) for (const { id } of one.claims) proposals.set(id, [...(proposals.get(id) ?? []), one]);
		for (const claim of this.memory.claims.all()) {
			if (isOver()) return;
			yield this.#know(claim, proposals.get(claim.id) ?? []);
		}
	}

	#know(claim: Claim, proposals: readonly MemoryProposal[]): KnownClaim {
		const { claims } = this.memory;
		const [by] = claims.supersededBy(claim.id).flatMap((id) => claims.get(id) ?? []);
		return { claim, proposals, standing: this.#standing(claim, by), replacedBy: by ?? null, replaces: claim.supersedes.flatMap((id) => claims.get(id) ?? []), problems: claims.problemsOf(claim.path).map(({ message }) => message) };
	}

	#standing(claim: Claim, by: Claim | undefined): Standing {
		const { claims } = this.memory;
		if (claim.type === 'retraction') return 'taken-back';
		if (claims.holds(claim.id)) return 'now';
		if (by) return by.type === 'retraction' ? 'taken-back' : 'replaced';
		if (!claims.isBelieved(claim.id)) return 'inbox';
		return claim.validTo !== null && Date.parse(claim.validTo) <= Date.now() ? 'over' : 'not-yet';
	}
}

/** For long work while somebody looks: a turn ends before a frame does. */
export function turns(): Turn {
	return turnsOf({ yieldToHost, clock: () => performance.now(), ms: TURN_MS });
}

/** Names that a claim may be about: what claims are about already, and the people of the vault. */
export function subjectsKnown({ app, praxis }: Session): readonly string[] {
	const known = praxis?.memory.claims.all().map(({ subject }) => subject) ?? [];
	const people = praxis?.lookup.names.find('', { kinds: ['person'], limit: 500 }).map(({ name }) => name) ?? [];
	const notes = app.vault.getMarkdownFiles().flatMap(({ path }) => (isNote(path) && !isUlid(titleOf(path)) ? [titleOf(path)] : []));
	return [...new Set([...known, ...people, ...notes])].filter((name) => name !== '');
}

/** As a run is told it. */
function tokensOf(claim: Claim): number {
	return estimateTokens(lineOf(claim));
}
