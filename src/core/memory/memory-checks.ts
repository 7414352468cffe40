/**
 * What in the memory wants the person's eye: claims that say the same, that are at odds, whose quote no longer verifies,
 * whose time is over, that share an id or supersede each other. Each is a proposal with a plan to be reviewed; nothing is
 * changed here.
 */
import type { Change, Plan } from '../changes/changes';
import type { Guard } from '../guard/guard';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { NoteText, Store, Vault } from '../host';
import { isPraxisError, PraxisError, throwIfAborted } from '../lib/errors';
import { hashText } from '../lib/hash';
import { LinkIndex, writeLink } from '../lib/links';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import { sift, turnsOf, type Turn } from '../lib/turns';
import { titleOf, type VaultPath } from '../lib/vault-path';
import type { Claim } from './claim';
import type { ClaimShelf } from './claim-shelf';
import { msOf } from './claim-time';
import type { MemoryDesk } from './memory-desk';
import { NO_DEVICE } from './memory-settings';
import { checkIn, isAddress, noteOfSource, type SourceNote } from './source-check';
import { latestFirst } from './supersession';
import { pairsAtOdds } from './take-place';

export type ProposalKind = 'repeated' | 'at-odds' | 'quote-moved' | 'quote-gone' | 'over' | 'ring' | 'same-id';

export interface MemoryProposal {
	/** The same for the same claims as they read now. */
	readonly id: string;
	readonly kind: ProposalKind;
	/** The one to be kept first, where one is. */
	readonly claims: readonly Claim[];
	/** One sentence for the person. */
	readonly why: string;
	/** What would mend it; empty when only the person can say. */
	readonly changes: readonly Change[];
}

export interface MemoryChecksOptions {
	readonly claims: ClaimShelf;
	readonly desk: Pick<MemoryDesk, 'repeated'>;
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** Finds a phrase in the notes. */
	readonly index: { find(query: string, options: { readonly limit: number }): { readonly hits: readonly { readonly path: string }[] } };
	readonly changes: Pick<GuardedChanges, 'plan'>;
	readonly guard: Pick<Guard, 'labelOf'>;
	readonly store: Store;
	readonly settings: () => { readonly checkDevice: string };
	readonly deviceId: string;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

const SLICE_MS = 6;
const DISMISSED = 'memory/dismissed.json';
/** The day of the last run that nobody asked for. */
const CHECKED = 'memory/checked';
const MOST_DISMISSED = 2_000;
/** Notes that are opened for a quote that is not where it was. */
const OPENED = 5;

export class MemoryChecks {
	readonly #listeners = new Listeners<void>();
	#found: readonly MemoryProposal[] | null = null;
	#stale: ReadonlyMap<string, 'quote-moved' | 'quote-gone'> = new Map();

	constructor(private readonly options: MemoryChecksOptions) {}

	/** This device. */
	get deviceId(): string {
		return this.options.deviceId;
	}

	/** What the last run found; null before the first. */
	get found(): readonly MemoryProposal[] | null {
		return this.#found;
	}

	/** Whether the claim's quote stood where it says when it was looked at last; null when it does, or was not looked at. */
	staleness(id: string): 'quote-moved' | 'quote-gone' | null {
		return this.#stale.get(id) ?? null;
	}

	/** Looks at all claims, in turns. Throws `aborted`. Changes nothing. */
	async run({ signal }: { readonly signal?: AbortSignal } = {}): Promise<readonly MemoryProposal[]> {
		const { claims } = this.options;
		await claims.ready();
		const turn = turnsOf({ ...this.options, ms: SLICE_MS });
		const pause = async (): Promise<void> => void (await turn());
		const standing = await sift(claims.all(), (claim) => this.#stands(claim), pause);
		const quoting = await sift(standing, ({ quote, sources: [source] }) => quote !== '' && source !== undefined && !isAddress(source), pause);
		const quotes = quoting.length === 0 ? [] : await this.#quotes(quoting, turn, signal);
		const dismissed = await this.#dismissed();
		const all = [...(await this.#repeated(turn)), ...(await this.#atOdds(standing, turn, signal)), ...quotes, ...this.#over(standing), ...this.#rings(), ...this.#sameIds()];
		this.#stale = new Map(quotes.flatMap(({ kind, claims: [claim] }) => (claim && (kind === 'quote-moved' || kind === 'quote-gone') ? [[claim.id, kind] as const] : [])));
		this.#found = all.filter(({ id }) => !dismissed.has(id));
		this.#listeners.tell();
		return this.#found;
	}

	/** Which device looks by itself: this one, another, none, or whichever is first. */
	get doneBy(): 'this' | 'another' | 'nobody' | 'whoever' {
		const { checkDevice } = this.options.settings();
		return checkDevice === '' ? 'whoever' : checkDevice === NO_DEVICE ? 'nobody' : checkDevice === this.options.deviceId ? 'this' : 'another';
	}

	/**
	 * Once a day on the device whose part it is, for when nobody is at work; true when it ran. It writes nothing into the vault,
	 * and what it finds is named by its claims: two devices that both begin before they know of each other propose the same.
	 */
	async runIfDue({ signal }: { readonly signal?: AbortSignal } = {}): Promise<boolean> {
		const { store, claims, now } = this.options;
		const today = now().toISOString().slice(0, 10);
		const last = await store.read(CHECKED);
		if (this.doneBy === 'another' || this.doneBy === 'nobody' || !claims.isReady || (last && new TextDecoder().decode(last) === today)) return false;
		await this.run(signal ? { signal } : {});
		await store.write(CHECKED, new TextEncoder().encode(today));
		return true;
	}

	/** What would be done, to be reviewed change by change. Throws `bad-input` where only the person can say. */
	plan({ changes, why }: MemoryProposal): Promise<Plan> {
		if (changes.length === 0) throw new PraxisError('bad-input', 'Only you can say what is right here.', { hint: 'Open the claims and correct or forget one.' });
		return this.options.changes.plan(changes, { reason: why });
	}

	/** Not shown again as long as the claims read as they do. */
	async dismiss(id: string): Promise<void> {
		const kept = [id, ...(await this.#dismissed())].slice(0, MOST_DISMISSED);
		await this.options.store.write(DISMISSED, new TextEncoder().encode(JSON.stringify([...new Set(kept)])));
		this.#found = this.#found?.filter((one) => one.id !== id) ?? null;
		this.#listeners.tell();
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	#stands({ id, type }: Claim): boolean {
		const { claims } = this.options;
		return claims.isBelieved(id) && type !== 'retraction' && claims.supersededBy(id).length === 0;
	}

	async #repeated(turn: Turn): Promise<readonly MemoryProposal[]> {
		const found: MemoryProposal[] = [];
		for (const all of await this.options.desk.repeated()) {
			const pause = turn();
			if (pause) await pause;
			const group = all.filter((claim) => claim.tier !== 'cold' && this.#stands(claim));
			const [kept, ...others] = group.sort((a, b) => b.confidence - a.confidence || latestFirst(b, a));
			if (kept && others.length > 0) found.push(proposal('repeated', [kept, ...others], `${group.length} claims say the same. One would stay, the others be archived.`, others.map(archived)));
		}
		return found;
	}

	/** Another value of the same attribute, or a denial: the later would take the earlier one's place. */
	async #atOdds(standing: readonly Claim[], turn: Turn, signal?: AbortSignal): Promise<readonly MemoryProposal[]> {
		const { claims } = this.options;
		const found: MemoryProposal[] = [];
		const seen = new Set<string>();
		for (const { subject } of standing) {
			const key = claims.subjectKey(subject);
			if (subject === '' || seen.has(key)) continue;
			seen.add(key);
			throwIfAborted(signal);
			const earliestFirst = claims.bySubject(subject).filter((claim) => claim.type !== 'event' && this.#stands(claim)).sort(latestFirst).reverse();
			for (const pair of pairsAtOdds(earliestFirst)) {
				const pause = turn();
				if (pause) await pause;
				if (!pair) continue;
				const [earlier, later] = pair;
				found.push(proposal('at-odds', [later, earlier], 'Two claims are at odds. The later one would take the earlier one’s place.', [setting(later, { supersedes: [...later.supersedes, earlier.id] })]));
			}
		}
		return found;
	}

	async #quotes(quoting: readonly Claim[], turn: Turn, signal?: AbortSignal): Promise<readonly MemoryProposal[]> {
		const links = new LinkIndex();
		for (const { path } of await this.options.vault.list()) {
			links.add(path);
			const pause = turn();
			if (pause) await pause;
		}
		const bySource = new Map<VaultPath | null, Claim[]>();
		for (const claim of quoting) {
			const path = noteOfSource(claim.sources[0] ?? '', links);
			const same = bySource.get(path);
			if (same) same.push(claim);
			else bySource.set(path, [claim]);
			const pause = turn();
			if (pause) await pause;
		}
		const found: MemoryProposal[] = [];
		for (const [path, claims] of bySource) {
			throwIfAborted(signal);
			const source = path === null ? null : await this.#source(path);
			for (const claim of claims) {
				await turn();
				const one = await this.#quote(claim, source, links);
				if (one) found.push(one);
			}
		}
		return found;
	}

	async #quote(claim: Claim, source: SourceNote | null, links: LinkIndex): Promise<MemoryProposal | null> {
		const [first = '', ...rest] = claim.sources;
		const asked = { source: first, quote: claim.quote, links };
		const here = source && checkIn(source, asked);
		if (here?.ok === true && (here.source === first || !first.includes('#'))) return null;
		const now = here?.ok === true ? here : await this.#elsewhere(claim, links);
		if (!now) return proposal('quote-gone', [claim], `The quote of “${shortened(claim.text)}” is in no note any more: it no longer verifies.`, []);
		return proposal('quote-moved', [claim], `The quote of “${shortened(claim.text)}” stands in ${titleOf(now.path)} now.`, [setting(claim, { source: [now.source, ...rest].map((one) => (isAddress(one) ? one : writeLink(...partsOf(one)))) })]);
	}

	/** The quote in another note, never in one that is itself a claim or not the person's own. */
	async #elsewhere({ quote }: Claim, links: LinkIndex): Promise<{ readonly path: VaultPath; readonly source: string } | null> {
		const { hits } = this.options.index.find(`"${quote.replaceAll('"', ' ')}"`, { limit: OPENED });
		for (const { path } of hits) {
			const isProof = this.options.claims.at(path) === null && (await this.options.guard.labelOf(path as VaultPath))?.integrity === 'trusted';
			const source = isProof ? await this.#source(path as VaultPath) : null;
			const found = source && checkIn(source, { source: '', quote, links });
			if (found?.ok === true) return found;
		}
		return null;
	}

	async #source(path: VaultPath): Promise<SourceNote | null> {
		const text: NoteText | null = await this.options.vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
		return text && { path, text, note: readNote(path, text.text) };
	}

	#over(standing: readonly Claim[]): readonly MemoryProposal[] {
		const now = this.options.now().getTime();
		const over = standing.filter(({ validTo, tier }) => validTo !== null && tier !== 'cold' && msOf(validTo) <= now);
		return over.map((claim) => proposal('over', [claim], `“${shortened(claim.text)}” held until ${claim.validTo ?? ''}. It would be archived.`, [archived(claim)]));
	}

	#rings(): readonly MemoryProposal[] {
		const { claims } = this.options;
		return claims.rings().map((ids) => {
			const ring = ids.flatMap((id) => claims.get(id) ?? []);
			const changes = ring.flatMap((claim, place) => {
				const kept = claim.supersedes.filter((id) => id !== claim.id && !ids.slice(0, place).includes(id));
				return kept.length === claim.supersedes.length ? [] : [setting(claim, { supersedes: kept })];
			});
			return proposal('ring', ring, ring.length > 1 ? 'Claims supersede each other. The latest one would stay.' : 'A claim names itself as what it takes the place of. That would be left out.', changes);
		});
	}

	#sameIds(): readonly MemoryProposal[] {
		const { claims, newId } = this.options;
		return claims.twins().map(([first, ...others]) => {
			const same = others.filter((one) => one.version === first?.version);
			const changes = others.map((one): Change => (same.includes(one) ? { type: 'trash', path: one.path } : setting(one, { id: newId() })));
			return proposal('same-id', first ? [first, ...others] : others, same.length === others.length ? 'A claim is there twice. The copy would go to the trash.' : `${others.length === 1 ? 'Two claims have one id. One' : `${others.length + 1} claims have one id. Each but the first`} would get its own.`, changes);
		});
	}

	async #dismissed(): Promise<ReadonlySet<string>> {
		const bytes = await this.options.store.read(DISMISSED);
		try {
			const data: unknown = bytes ? JSON.parse(new TextDecoder().decode(bytes)) : [];
			return new Set(Array.isArray(data) ? data.filter((id): id is string => typeof id === 'string') : []);
		} catch {
			return new Set(); // Damaged: what was dismissed is shown once more.
		}
	}
}

function proposal(kind: ProposalKind, claims: readonly Claim[], why: string, changes: readonly Change[]): MemoryProposal {
	return { id: hashText(JSON.stringify([kind, ...claims.map(({ id, version }) => [id, version])])).slice(0, 24), kind, claims, why, changes };
}

function setting({ path }: Claim, properties: Readonly<Record<string, string | readonly string[]>>): Change {
	return { type: 'set-properties', path, properties };
}

function archived(claim: Claim): Change {
	return setting(claim, { tier: 'cold' });
}

function partsOf(source: string): [string, { subpath?: string }] {
	const at = source.indexOf('#');
	return at < 0 ? [source, {}] : [source.slice(0, at), { subpath: source.slice(at + 1) }];
}

function shortened(text: string): string {
	return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}
