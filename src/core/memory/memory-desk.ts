/**
 * What is done to the memory: remember, correct, retract, endorse, move between tiers, forget. Every write is a plan
 * through the guard. The rules for a draft stand here and in code; nothing of them is asked of a model.
 */
import type { Change, Plan, RunReport } from '../changes/changes';
import type { Guard } from '../guard/guard';
import { joinLabels, OWN, type Label } from '../guard/labels';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { vaultPath, type VaultPath } from '../lib/vault-path';
import type { Claim } from './claim';
import { linkText, printClaim } from './claim-note';
import type { ClaimShelf } from './claim-shelf';
import { CONFIDENCE, USUAL_IMPORTANCE, type ClaimDraft, type Remembered, type RememberOptions } from './draft';

export interface MemoryDeskOptions {
	readonly claims: ClaimShelf;
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ownChanges'>;
	/** The person's yes to a note as they saw it: it is trusted from now on. */
	readonly accept: (path: VaultPath, version: string) => Promise<void>;
	readonly settings: () => { readonly memoryFolder: string; readonly memoryInbox: string };
	readonly now: () => Date;
	readonly newId: () => string;
}

export class MemoryDesk {
	constructor(private readonly options: MemoryDeskOptions) {}

	/** One answer for each draft; never throws for what a draft says. */
	async remember(drafts: readonly ClaimDraft[], options: RememberOptions = {}): Promise<readonly Remembered[]> {
		await this.options.claims.ready();
		const answers: Remembered[] = [];
		for (const draft of drafts) answers.push(await this.#remember(draft, options));
		return answers;
	}

	async #remember(draft: ClaimDraft, { label = OWN, agent = '', runId = '', approve, reason = 'Remember' }: RememberOptions): Promise<Remembered> {
		const { settings, newId, now, claims } = this.options;
		const text = draft.text.trim();
		if (text === '') return { kind: 'refused', why: 'It says nothing.' };
		const id = newId();
		const isOwn = label.integrity === 'trusted';
		const claim: Omit<Claim, 'path' | 'version'> = {
			id, text, agent, run: runId, type: draft.type ?? 'fact', subject: linkText(draft.subject ?? ''), attribute: draft.attribute ?? '',
			sources: (draft.sources ?? []).map(linkText), quote: draft.quote ?? '', sourceKind: draft.sourceKind,
			confidence: Math.min(draft.confidence ?? 1, CONFIDENCE[draft.sourceKind]), importance: draft.importance ?? USUAL_IMPORTANCE,
			recorded: `${now().toISOString().slice(0, 19)}Z`, validFrom: draft.validFrom ?? null, validTo: draft.validTo ?? null,
			supersedes: draft.supersedes ?? [], tier: draft.tier ?? 'warm', isPrivate: draft.isPrivate === true || label.secrecy === 'private',
		};
		const path = vaultPath(`${isOwn ? settings().memoryFolder : settings().memoryInbox}/${id}.md`);
		await this.#write([{ type: 'create', path, text: printClaim(claim) }], { label, reason, ...(approve ? { approve } : {}) });
		await claims.noteChanged({ path });
		return { kind: isOwn ? 'written' : 'inbox', id, path, why: isOwn ? 'Remembered.' : 'Kept in the inbox until you endorse it.' };
	}

	async #write(changes: readonly Change[], { label, reason, approve }: { readonly label: Label; readonly reason: string; readonly approve?: RememberOptions['approve'] }): Promise<RunReport> {
		const plan: Plan = await this.options.changes.plan(changes, { reason });
		const report = await this.options.guard.ownChanges(joinLabels([label]), approve).apply(plan);
		const failed = report.notes.find(({ outcome }) => outcome === 'failed');
		if (failed) throw new PraxisError('internal', `The memory could not be written: ${failed.detail}`, { hint: 'Try again.' });
		return report;
	}
}
