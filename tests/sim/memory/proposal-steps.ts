/** What is offered to be remembered out of chats, notes and runs, and what the person makes of it: for the property that nothing launders. */
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import type { ClaimDraft } from '../../../src/core/memory/draft';
import type { ProposalBatch } from '../../../src/core/memory/proposals/proposal';
import type { Citation } from '../../../src/core/runs/outcome';
import { labelOfOutput } from '../../../src/core/guard/run-state';
import type { LaunderWorld, Step } from './laundering';

async function clipping(world: LaunderWorld): Promise<{ readonly path: VaultPath; readonly word: string; readonly text: string }> {
	const word = world.word();
	const path = vaultPath(`Clippings/P${word}.md`);
	const text = `We decided to go to ${word}.`;
	await world.host.vault.create(path, text);
	return { path, word, text };
}

/** The person says yes to what waits: as it is, in their own form without its source, or they dismiss it. */
async function decide(world: LaunderWorld, batch: ProposalBatch | null): Promise<void> {
	const { proposals } = world.app.memory;
	if (!batch) return;
	if (world.chance(5) === 0) return proposals.dismiss(batch.id);
	const bare = ({ text }: ClaimDraft): ClaimDraft => ({ text, sourceKind: 'user' });
	await proposals.accept(batch.id, world.chance(2) === 0 ? batch.drafts : batch.drafts.map(bare));
}

export const PROPOSAL_STEPS: readonly Step[] = [
	/** Out of a clipping, by rules. */
	async (world) => decide(world, await world.app.memory.proposals.fromNote((await clipping(world)).path)),
	/** Out of the result of a pattern that was run on it, whatever label it comes with. */
	async (world) => {
		const { path, text } = await clipping(world);
		const label = { integrity: 'trusted', secrecy: 'vault', reasons: [] } as const;
		await decide(world, await world.app.memory.proposals.fromResult(path, { text: `- [decision] us: ${text} “${text}”`, label, runId: '', model: 'm' }));
	},
	/** Out of a chat in which the person pasted a stranger's words, and the answer cites a clipping. */
	async (world) => {
		const { path, text } = await clipping(world);
		const label = await world.app.guard.guard.labelOf(path);
		const cited: Citation = { path, version: '', span: { start: 0, end: text.length }, line: 1, quote: text, blockId: null, headings: [], isPrivate: false, ...(label?.integrity === 'untrusted' ? { foreign: label.reasons[0] ?? '' } : {}) };
		await decide(world, await world.app.memory.proposals.fromChat([
			{ runId: `c${world.chance(1_000_000)}`, question: `I live in Porto. ${world.chance(2) === 0 ? `${text} `.repeat(40) : ''}`, at: '2026-11-22T10:00:00Z', answer: { citations: [cited] } },
		]));
	},
	/** What a run proposed by itself that had read a clipping. */
	async (world) => {
		const { path, text } = await clipping(world);
		const run = world.app.guard.guard.run({ remote: false, granted: ['note_read'], approve: () => Promise.resolve(true) });
		await run.read(path);
		const label = labelOfOutput(run.state);
		run.end();
		await decide(world, await world.app.memory.proposals.fromRun('A question', { runId: `p${world.chance(1_000_000)}`, model: 'm', label, drafts: [{ text, sourceKind: world.pick(['user', 'note', 'inference']) }] }));
	},
	/** The person says yes to whatever still waits. */
	async (world) => decide(world, (await world.app.memory.proposals.pending())[0] ?? null),
];
