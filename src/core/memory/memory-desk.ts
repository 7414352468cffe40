/**
 * What is done to the memory: remember, correct, retract, endorse, move between tiers, forget. Every write is a plan
 * through the guard; what a draft must pass stands in `draft-rules.ts`. Agents remember and nothing else: the rest is
 * the person's.
 */
import type { Change, RunReport } from '../changes/changes';
import type { Guard } from '../guard/guard';
import type { GuardedChanges } from '../guard/guarded-changes';
import { joinLabels, OWN, type Label } from '../guard/labels';
import type { Vault } from '../host';
import { isPraxisError, messageOf, PraxisError } from '../lib/errors';
import { LinkIndex } from '../lib/links';
import { Serial } from '../lib/serial';
import { inTurns, turnsOf, type Turn } from '../lib/turns';
import { isInFolder, nameOf, vaultPath, type VaultPath } from '../lib/vault-path';
import { dayOf } from '../telos/days';
import type { Claim, Tier } from './claim';
import { printClaim } from './claim-note';
import type { ClaimShelf } from './claim-shelf';
import { MOST_A_RUN, type ClaimDraft, type Remembered, type RememberOptions } from './draft';
import { readyDraft, type ReadyClaim } from './draft-rules';
import { Sayings } from './sayings';
import { isAddress } from './source-check';

export interface MemoryDeskOptions {
	readonly claims: ClaimShelf;
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'applyReviewed'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ownChanges'>;
	/** The person's yes to a note as they saw it: it is trusted from now on. */
	readonly accept: (path: VaultPath, version: string) => Promise<void>;
	readonly settings: () => { readonly memoryFolder: string; readonly memoryInbox: string };
	readonly now: () => Date;
	readonly newId: () => string;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

interface Group { readonly label: Label; readonly ready: { readonly at: number; readonly one: ReadyClaim }[] }

const SLICE_MS = 8;
const TO_THE_INBOX = 'Kept in the inbox: it does not count before you endorse it.';
/** The folder that the person set for the memory is one for clippings or imports. */
const AMONG_OTHERS = 'Kept, but where texts of others lie: it does not count before you endorse it.';
/** Most notes that the guard lets one run write. */
const MOST_AT_ONCE = 20;

export class MemoryDesk {
	readonly #serial = new Serial();
	readonly #sayings = new Sayings();

	constructor(private readonly options: MemoryDeskOptions) {}

	/** One answer for each draft, in their order; never throws for what a draft says or the disk does. One undoable change a kind of label. */
	remember(drafts: readonly ClaimDraft[], options: RememberOptions = {}): Promise<readonly Remembered[]> {
		return this.#alone(async () => {
			await this.#follow();
			const answers: (Remembered | null)[] = [];
			const ready: Group['ready'] = [];
			const links = await this.#linksFor(drafts);
			let left = this.#leftOf(options);
			for (const [at, draft] of drafts.entries()) {
				const one = left > 0 ? await this.#ready(draft, { links, fresh: ready.map((known) => known.one), options }) : { kind: 'refused' as const, why: `A run writes at most ${MOST_A_RUN} claims.` };
				answers.push('kind' in one ? one : null);
				if ('kind' in one) continue;
				ready.push({ at, one });
				left--;
			}
			for (const { at, answer } of await this.#writeAll(ready, options)) answers[at] = answer;
			return answers.map((answer) => answer ?? { kind: 'refused', why: 'It was not written.' });
		});
	}

	/** Claims that it may contradict, were it remembered now as `remember` would; none where it would not be written. Writes nothing. */
	foresee(draft: ClaimDraft, options: RememberOptions = {}): Promise<readonly Claim[]> {
		return this.#alone(async () => {
			await this.#follow();
			const { claims } = this.options;
			const one = await this.#ready(draft, { links: await this.#linksFor([draft]), fresh: [], options });
			return 'kind' in one ? [] : one.mayContradict.flatMap((id) => claims.get(id) ?? []);
		});
	}

	/** A new claim in the place of one that the person found wrong. What is made of a claim that is not believed is not believed either. */
	async correct(id: string, change: Pick<ClaimDraft, 'text'> & Partial<ClaimDraft>, options: RememberOptions = {}): Promise<Remembered> {
		const old = await this.#claim(id);
		const label = joinLabels([options.label ?? OWN, this.options.claims.labelOf(old.id) ?? OWN]);
		const from = old.validFrom ?? (old.recorded === '' ? undefined : old.recorded.slice(0, 10));
		const draft: ClaimDraft = { sourceKind: 'user', type: old.type === 'retraction' ? 'fact' : old.type, subject: old.subject, attribute: old.attribute, importance: old.importance, tier: old.tier, isPrivate: old.isPrivate, ...(from === undefined ? {} : { validFrom: from }), ...change, supersedes: [...new Set([old.id, ...(change.supersedes ?? [])])] };
		return only(await this.remember([draft], { reason: 'Correct a claim', ...options, label }));
	}

	/** Says that a claim never held. Its note stays. */
	async retract(id: string, why = ''): Promise<Remembered> {
		const old = await this.#claim(id);
		const text = why.trim() === '' ? `This does not hold: [[${nameOf(old.path).replace(/\.md$/i, '')}]]` : why;
		return only(await this.remember([{ text, type: 'retraction', sourceKind: 'user', subject: old.subject, supersedes: [old.id], isPrivate: old.isPrivate }], { reason: 'Take back a claim' }));
	}

	/** The person's word that a claim which was not believed is so: its note leaves the inbox, and is trusted as it reads now. Throws `missing-note`, `conflict`. */
	endorse(id: string): Promise<VaultPath> {
		return this.#alone(async () => {
			const { vault, changes, claims, accept, settings } = this.options;
			const claim = await this.#claim(id);
			const note = await vault.read(claim.path);
			if (!note || note.version !== claim.version) throw new PraxisError('conflict', 'The claim has changed since it was shown.', { hint: 'Look at it again.' });
			const { memoryFolder, memoryInbox } = settings();
			let path = claim.path;
			if (isInFolder(path, memoryInbox)) {
				// A new note rather than a move: what the device recorded of the old one goes with it.
				const made: Change = { type: 'create', path: vaultPath(`${memoryFolder}/${nameOf(path)}`), text: note.text };
				const report = await changes.applyReviewed(await changes.plan([made, { type: 'trash', path }], { reason: 'Endorse a claim' }));
				path = pathOf(report, 'created');
				await claims.noteChanged({ path, from: claim.path });
			}
			// What the new place alone does not make the person's own names another origin.
			if (!claims.isBelieved(claims.at(path)?.id ?? '')) await accept(path, note.version);
			await claims.noteChanged({ path });
			return path;
		});
	}

	/** Pins (`hot`), brings back (`warm`) or puts away (`cold`). Throws `refused` for pinning what is not believed. */
	setTier(id: string, tier: Tier): Promise<void> {
		return this.#alone(async () => {
			const { changes, claims, accept, vault } = this.options;
			const claim = await this.#claim(id);
			const wasBelieved = claims.isBelieved(claim.id);
			if (tier === 'hot' && !wasBelieved) throw new PraxisError('refused', 'This claim is not believed yet, so it cannot be pinned.', { hint: 'Endorse it first.' });
			const change: Change = tier === 'warm' ? { type: 'remove-properties', path: claim.path, names: ['tier'] } : { type: 'set-properties', path: claim.path, properties: { tier } };
			await changes.applyReviewed(await changes.plan([change], { reason: tier === 'hot' ? 'Pin a claim' : tier === 'cold' ? 'Archive a claim' : 'Bring back a claim' }));
			await claims.noteChanged({ path: claim.path });
			const note = await vault.read(claim.path);
			// Its words are those that the person endorsed.
			if (note && wasBelieved && claims.at(claim.path)?.text === claim.text && !claims.isBelieved(claim.id)) await accept(claim.path, note.version);
			await claims.noteChanged({ path: claim.path });
		});
	}

	/** To the trash, from where it can be brought back; gone from the index and from search by meaning. The person's act alone. */
	forget(ids: readonly string[]): Promise<RunReport> {
		return this.#alone(async () => {
			const { changes, claims } = this.options;
			const paths = (await Promise.all(ids.map((id) => this.#claim(id)))).map(({ path }) => path);
			const report = await changes.applyReviewed(await changes.plan([...new Set(paths)].map((path) => ({ type: 'trash', path })), { reason: paths.length === 1 ? 'Forget a claim' : `Forget ${paths.length} claims`, limits: { notes: paths.length, removals: paths.length, removalShare: 1 } }));
			for (const path of paths) await claims.noteChanged({ path });
			return report;
		});
	}

	/** Claims that say the same as others; see `Sayings.groups`. */
	async repeated(): Promise<readonly (readonly Claim[])[]> {
		const turn = await this.#follow();
		return inTurns(this.#sayings.groups((subject) => this.options.claims.subjectKey(subject)), turn);
	}

	#alone<T>(work: () => Promise<T>): Promise<T> {
		return this.#serial.run(['memory'], work);
	}

	async #follow(): Promise<Turn> {
		const { claims } = this.options;
		await claims.ready();
		const turn = turnsOf({ ...this.options, ms: SLICE_MS });
		await this.#sayings.follow(claims.all(), turn);
		return turn;
	}

	/** The vault is listed only for drafts that name a note. */
	async #linksFor(drafts: readonly ClaimDraft[]): Promise<LinkIndex> {
		return drafts.some(({ sources = [] }) => sources.some((source) => !isAddress(source))) ? new LinkIndex((await this.options.vault.list()).map(({ path }) => path)) : new LinkIndex();
	}

	#leftOf({ agent = '', runId = '' }: RememberOptions): number {
		if (agent === '' && runId === '') return Infinity;
		return MOST_A_RUN - (runId === '' ? 0 : this.options.claims.all().filter(({ run }) => run === runId).length);
	}

	async #ready(draft: ClaimDraft, { links, fresh, options }: { readonly links: LinkIndex; readonly fresh: readonly ReadyClaim[]; readonly options: RememberOptions }): Promise<ReadyClaim | Remembered> {
		const { claims, vault, guard, now, newId } = this.options;
		try {
			const at = now();
			return await readyDraft(draft, { claims, sayings: this.#sayings, vault, guard, links, fresh, today: dayOf(at), now: at.toISOString(), newId, options });
		} catch (error) {
			return refused(error);
		}
	}

	/** A plan for each kind of label, so that nothing private or foreign rubs off on the others. */
	async #writeAll(ready: Group['ready'], options: RememberOptions): Promise<{ readonly at: number; readonly answer: Remembered }[]> {
		const groups = new Map<string, Group>();
		for (const item of ready) {
			const { label } = item.one;
			const key = `${label.integrity} ${label.secrecy}`;
			const group = groups.get(key);
			groups.set(key, { label: group ? joinLabels([group.label, label]) : label, ready: [...(group?.ready ?? []), item] });
		}
		const answers: { readonly at: number; readonly answer: Remembered }[] = [];
		for (const group of groups.values()) for (let at = 0; at < group.ready.length; at += MOST_AT_ONCE) answers.push(...(await this.#write({ label: group.label, ready: group.ready.slice(at, at + MOST_AT_ONCE) }, options)));
		return answers;
	}

	async #write({ label, ready }: Group, { approve, reason = 'Remember', isReviewed = false }: RememberOptions): Promise<{ readonly at: number; readonly answer: Remembered }[]> {
		const { changes, guard, settings, claims } = this.options;
		const isOwn = label.integrity === 'trusted';
		const folder = isOwn ? settings().memoryFolder : settings().memoryInbox;
		try {
			const plan = await changes.plan(ready.map(({ one: { claim } }) => ({ type: 'create', path: vaultPath(`${folder}/${claim.id}.md`), text: printClaim(claim) })), { reason });
			const isLarge = isReviewed && isOwn && label.secrecy === 'vault';
			const report = isLarge ? await changes.applyReviewed(plan) : await guard.ownChanges(label, approve).apply(plan);
			const paths = new Map(report.notes.filter(({ outcome }) => outcome === 'created').map(({ path }) => [nameOf(path).slice(0, 26), path]));
			for (const path of paths.values()) await claims.noteChanged({ path });
			const failed = new Map(report.notes.map(({ path, detail }) => [nameOf(path).slice(0, 26), detail]));
			return ready.map(({ at, one: { claim: { id }, mayContradict } }) => {
				const path = paths.get(id);
				if (path === undefined) return { at, answer: { kind: 'refused', why: `It was not written. ${failed.get(id) ?? ''}`.trim() } };
				const isBelieved = isOwn && claims.isBelieved(id);
				const why = isBelieved ? 'Remembered.' : isOwn ? AMONG_OTHERS : TO_THE_INBOX;
				return { at, answer: { kind: isBelieved ? 'written' : 'inbox', id, path, why, ...(mayContradict.length > 0 ? { mayContradict } : {}) } };
			});
		} catch (error) {
			return ready.map(({ at }) => ({ at, answer: refused(error) }));
		}
	}

	async #claim(id: string): Promise<Claim> {
		const { claims } = this.options;
		await claims.ready();
		const claim = claims.get(id);
		if (!claim) throw new PraxisError('missing-note', 'There is no such claim.', { hint: 'It may have been forgotten or moved by sync.' });
		return claim;
	}
}

function refused(error: unknown): Remembered {
	if (!isPraxisError(error)) throw error;
	return { kind: 'refused', why: [messageOf(error), error.hint].filter((text) => text !== '').join(' ') };
}

function pathOf(report: RunReport, outcome: string): VaultPath {
	const note = report.notes.find((one) => one.outcome === outcome);
	if (!note) throw new PraxisError('conflict', 'The claim could not be moved.', { hint: 'Nothing was lost. Look at it again.' });
	return note.path;
}

function only(answers: readonly Remembered[]): Remembered {
	return answers[0] ?? { kind: 'refused', why: 'It was not written.' };
}
