/** Writes what the memory knows as a note of its own, which the person asks for. */
import type { Changes, Plan, RunReport } from '../changes/changes';
import type { Vault } from '../host';
import { LinkIndex } from '../lib/links';
import { vaultPath, type VaultPath } from '../lib/vault-path';
import type { ClaimShelf } from './claim-shelf';
import { printKnown, type KnownNote, type ToldClaim } from './known-note';

export interface KeepKnownOptions {
	/** Claims whose quote is not where they say. */
	readonly stale: () => Promise<ReadonlySet<string>>;
	readonly claims: Pick<ClaimShelf, 'ready' | 'all' | 'get' | 'holds' | 'isBelieved' | 'labelOf' | 'problemsOf' | 'subjectKey' | 'supersededBy'>;
	readonly beliefs: () => Promise<KnownNote['beliefs']>;
	readonly vault: Pick<Vault, 'list'>;
	readonly changes: Pick<Changes, 'plan'>;
	/** Writes what is the person's own and not private. */
	readonly write: (plan: Plan) => Promise<RunReport>;
	readonly settings: () => { readonly resultFolder: string };
	readonly now: () => Date;
}

/** Tells the path of the note, which is new each time. Throws what the write path throws. */
export async function keepKnown({ claims, beliefs, stale, vault, changes, write, settings, now }: KeepKnownOptions): Promise<VaultPath> {
	await claims.ready();
	const isStale = await stale();
	const holding = claims.all().filter(({ id }) => claims.holds(id));
	const isPrivate = holding.filter(({ id, isPrivate: says }) => says || claims.labelOf(id)?.secrecy === 'private');
	const told = holding.filter((claim) => !isPrivate.includes(claim)).map((claim): ToldClaim => {
		// What it replaced is told only as far as it may be.
		const before = claim.supersedes.flatMap((id) => claims.get(id) ?? []).filter((one) => claims.isBelieved(one.id) && !one.isPrivate && claims.labelOf(one.id)?.secrecy !== 'private');
		return { claim, before, problems: [...(isStale.has(claim.id) ? ['its words are not where it says'] : []), ...claims.problemsOf(claim.path).map(({ message }) => message)] };
	});
	const waiting = claims.all().filter(({ id }) => !claims.isBelieved(id) && claims.supersededBy(id).length === 0).length;
	const links = new LinkIndex((await vault.list()).map(({ path }) => path));
	const day = now().toISOString().slice(0, 10);
	const name = (n: number): VaultPath => vaultPath(`${settings().resultFolder}/What Praxis knows ${day}${n === 1 ? '' : ` ${n}`}.md`);
	let n = 1;
	while (links.has(name(n))) n++;
	const text = printKnown({ told, keyOf: (subject) => claims.subjectKey(subject), beliefs: await beliefs(), isPrivate: isPrivate.length, waiting, day, linkText: (path) => links.linkText(path), leads: (target) => links.resolve(target, '') !== null });
	await write(await changes.plan([{ type: 'create', path: name(n), text }], { reason: 'What Praxis knows' }));
	return name(n);
}
