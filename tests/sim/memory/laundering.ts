/**
 * No laundering: whatever an obedient agent and a person at work do with the memory, words of a source that is not the
 * person's never come back as trusted, but where the person endorsed the claim that holds them. Every foreign text bears a
 * word of its own, and that word is looked for in all that the memory would tell a run as so. The guard is the product's.
 *
 * Others add what they do to `STEPS` and what they tell to `TELLS`.
 */
import type { Label } from '../../../src/core/guard/labels';
import { labelOfOutput } from '../../../src/core/guard/run-state';
import { defaultPolicyText, POLICY_NOTE } from '../../../src/core/guard/policy-note';
import { isPraxisError } from '../../../src/core/lib/errors';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { Claim } from '../../../src/core/memory/claim';
import type { ClaimDraft, Remembered } from '../../../src/core/memory/draft';
import { claimFile, memoryWorld, type MemoryWorld } from '../../support/memory-world';
import { LEARNING_STEPS, LEARNING_TELLS } from './learning-steps';
import type { Chance } from './merge';
import { PROPOSAL_STEPS } from './proposal-steps';

export interface LaunderWorld extends MemoryWorld {
	readonly chance: Chance;
	/** Words of foreign texts that the person has not endorsed. */
	readonly foreign: Set<string>;
	/** A new foreign word. */
	word(): string;
	pick<T>(items: readonly T[]): T;
	/** Any claim there is; null when there is none. */
	any(): Claim | null;
}

export type Step = (world: LaunderWorld) => Promise<unknown>;
/** What would be told to a run, or written for the person, as so. */
export type Tell = (world: LaunderWorld) => Promise<readonly string[]>;

const SUBJECTS = ['Anna', 'Tom', 'the pump'];
const OWN_NOTE = 'Journal/2026-11-20.md';
const AGENT = { agent: 'Archivist', remote: false, granted: ['note_read', 'note_edit', 'note_create'], approve: () => Promise.resolve(true) } as const;
/** Worlds of all ages: the first trace finds an empty memory, the last what a hundred steps have left. */
const MOST_TRACES_A_WORLD = 25;
const STEPS_A_TRACE = 4;

/** A run that reads a note, and the label of what it would write then. */
async function labelAfterReading(world: LaunderWorld, path: string): Promise<Label> {
	const run = world.app.guard.guard.run(AGENT);
	await run.read(vaultPath(path));
	return labelOfOutput(run.state);
}

async function clipping(world: LaunderWorld): Promise<{ readonly path: string; readonly word: string }> {
	const word = world.word();
	const path = `Clippings/${word}.md`;
	await world.host.vault.create(vaultPath(path), `${world.pick(SUBJECTS)} lives in ${word}, says a stranger of the harbour.`);
	return { path, word };
}

const statement = (world: LaunderWorld, value: string): string => `${world.pick(SUBJECTS)} ${world.pick(['lives in', 'works at', 'likes', 'does not like', 'is called'])} ${value}.`;
const own = (world: LaunderWorld): string => world.pick(['Lyon', 'Paris', 'tea', 'Acme', 'Rome']);
const remember = (world: LaunderWorld, draft: ClaimDraft, label?: Label): Promise<readonly Remembered[]> => world.app.memory.desk.remember([draft], { agent: 'Archivist', ...(label ? { label } : {}) });

export const STEPS: Step[] = [
	...LEARNING_STEPS,
	...PROPOSAL_STEPS,
	/** The person says something of their own. */
	(world) => world.app.memory.desk.remember([{ text: statement(world, own(world)), sourceKind: 'user' }]),
	/** A run that read a clipping writes what it says, in whatever kind it claims to be. */
	async (world) => {
		const { path, word } = await clipping(world);
		return remember(world, { text: statement(world, word), sourceKind: world.pick(['user', 'note', 'web', 'mcp', 'inference']), sources: [world.pick([path.replace('.md', ''), 'https://example.org/a', OWN_NOTE])], quote: world.pick(['', `lives in ${word}`]), confidence: 1, tier: 'hot', supersedes: [world.any()?.id ?? ''] }, await labelAfterReading(world, path));
	},
	/** A run says that it had read nothing, and quotes a clipping. */
	async (world) => {
		const { path, word } = await clipping(world);
		return remember(world, { text: statement(world, word), sourceKind: 'note', sources: [path.replace('.md', '')], quote: `lives in ${word}` });
	},
	/** The person remembers a selection of a clipping. */
	async (world) => {
		const { path, word } = await clipping(world);
		return world.app.memory.desk.remember([{ text: `A stranger says ${word}.`, sourceKind: 'note', sources: [path], quote: `lives in ${word}` }]);
	},
	/** A run reads a claim and says it anew, with the claim for a source or without. */
	async (world) => {
		const claim = world.any();
		if (!claim) return;
		await remember(world, { text: `It is known that ${claim.text}`, subject: claim.subject, sourceKind: 'note', sources: [claim.path], quote: claim.text });
		await remember(world, { text: `So it is: ${claim.text}`, sourceKind: 'inference' }, await labelAfterReading(world, claim.path));
	},
	/** A run that read a clipping changes the note of a claim, with the person's yes. */
	async (world) => {
		const claim = world.any();
		if (!claim) return;
		const { path, word } = await clipping(world);
		const run = world.app.guard.guard.run(AGENT);
		await run.read(vaultPath(path));
		await run.write([{ type: 'append', path: claim.path, text: `Or in ${word}.` }], 'edit');
	},
	/** The person corrects, takes back, archives, pins or forgets a claim, whatever it is. */
	async (world) => {
		const claim = world.any();
		const { desk } = world.app.memory;
		if (!claim) return;
		return world.pick([
			() => desk.correct(claim.id, { text: claim.text.replace(/\.$/, ', now.') }),
			() => desk.retract(claim.id),
			() => desk.retract(claim.id, `No: ${statement(world, own(world))}`),
			() => desk.setTier(claim.id, world.pick(['hot', 'warm', 'cold'])),
			() => desk.forget([claim.id]),
		])();
	},
	/** Another device puts what a tainted run wrote there into the inbox. */
	async (world) => {
		const [path, text] = claimFile(world.chance(1_000_000), { text: statement(world, world.word()), subject: world.pick(SUBJECTS), confidence: 1, tier: 'hot', supersedes: [world.any()?.id ?? ''] }, 'Praxis/Memory/Inbox');
		await world.host.vault.create(vaultPath(path), text);
	},
	/** The person reviews what the memory would mend, and says yes to all. */
	async (world) => {
		const { checks } = world.app.memory;
		const found = (await checks.run()).find(({ changes }) => changes.length > 0);
		if (found) await world.app.changes.applyReviewed(await checks.plan(found));
	},
	/** The last change is taken back, or done again. */
	async (world) => {
		const [last] = await world.app.changes.runs();
		if (last) await (world.chance(2) === 0 ? world.app.changes.undo(last.id) : world.app.changes.redo(last.id));
	},
	/** The person endorses a claim: all that its note says is theirs now. */
	async (world) => {
		const claim = world.any();
		const text = claim && (await world.read(claim.path))?.text;
		if (!claim || typeof text !== 'string') return;
		await world.app.memory.desk.endorse(claim.id);
		for (const word of [...world.foreign]) if (text.includes(word)) world.foreign.delete(word);
	},
];

export const TELLS: Tell[] = [
	...LEARNING_TELLS,
	/** Claims that count, with all that their notes say. */
	async ({ app: { memory: { claims } }, read }) => Promise.all(claims.all().filter(({ id }) => claims.isBelieved(id)).map(async ({ path }) => (await read(path))?.text ?? '')),
	/** What every run is loaded with. */
	async ({ app: { memory: { recall } } }) => (await recall.hot({ tokens: 100_000, sizeOf: () => 1 })).told.map(({ text }) => text),
	/** What is recalled as so, of any claim. */
	async ({ app: { memory: { recall, claims } }, any }) => {
		const found = await recall.recall(any()?.text ?? 'Where does Anna live?', { claimsOnly: true, includeCold: true, limit: 50 });
		return found.claims.filter(({ claim }) => claims.labelOf(claim.id)?.integrity !== 'untrusted' || claims.holds(claim.id)).map(({ claim }) => claim.text);
	},
	/** The note of what is known. */
	async ({ app: { memory }, chance, read }) => (chance(8) === 0 ? [(await read(await memory.keepKnown()))?.text ?? ''] : []),
];

async function newWorld(chance: Chance): Promise<LaunderWorld> {
	const world = await memoryWorld({ [POLICY_NOTE]: defaultPolicyText('Praxis/Results'), [OWN_NOTE]: 'Anna lives in Lyon. The pump is old.' });
	const foreign = new Set<string>();
	return {
		...world, chance, foreign,
		word: () => {
			const word = `zq${chance(1_000_000_000).toString(36)}${foreign.size.toString(36)}q`;
			foreign.add(word);
			return word;
		},
		pick: (items) => items[chance(items.length)] as never,
		any: () => {
			const all = world.app.memory.claims.all();
			return all[chance(Math.max(1, all.length))] ?? null;
		},
	};
}

/** What was told though it may not be; each as "trace: word in …". */
export async function runLaundering(n: number, chance: Chance, { steps = STEPS, tells = TELLS }: { readonly steps?: readonly Step[]; readonly tells?: readonly Tell[] } = {}): Promise<readonly string[]> {
	const found: string[] = [];
	for (let trace = 0; trace < n; ) {
		const world = await newWorld(chance);
		for (const end = Math.min(n, trace + 1 + chance(MOST_TRACES_A_WORLD)); trace < end; trace++) {
			const taken: number[] = [];
			for (let step = 0; step < STEPS_A_TRACE; step++) {
				const which = chance(steps.length);
				taken.push(which);
				await steps[which]?.(world).catch(refusedIsFine);
				await world.app.memory.claims.settled();
			}
			for (const tell of tells) {
				for (const text of await tell(world)) for (const word of world.foreign) if (text.includes(word)) found.push(`trace ${trace} (steps ${taken.join(', ')}): ${word} in ${text}`);
			}
			if (found.length > 0) break;
		}
		world.app.close();
		if (found.length > 20) break;
		if (found.length > 0) trace++;
	}
	return found;
}

/** The guard's no, and a change that cannot be made, are answers. */
function refusedIsFine(error: unknown): void {
	if (!isPraxisError(error)) throw error;
}
