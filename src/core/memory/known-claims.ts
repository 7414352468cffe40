/**
 * What is known of all claims as they are read at this moment: which has an id, what took whose place, what holds now or held
 * on a day, what is wrong with a note. All of it is worked out from the notes and never written. It reads nothing itself; the
 * same notes give the same, in whatever order they were told.
 */
import type { Label } from '../guard/labels';
import type { Problem } from '../lib/errors';
import { placeIn, SortedList } from '../lib/sorted-list';
import { titleOf, type VaultPath } from '../lib/vault-path';
import type { Claim } from './claim';
import { msOf } from './claim-time';
import { foldSubject } from './subject';
import type { Subjects } from './subjects';
import { isLater, latestFirst, Supersession } from './supersession';

export interface KnownClaimsOptions {
	/** Names that are of one subject; without it, only a name itself is. */
	readonly subjects?: Pick<Subjects, 'key' | 'names' | 'refresh'>;
	readonly now: () => Date;
}

/** A note as it was read. */
export interface ClaimNote {
	/** As its note says; null for one that cannot be read. */
	readonly claim: Claim | null;
	readonly label: Label;
	readonly problems: readonly Problem[];
}

/** Of notes with one id, so many are named beside each. */
const MOST_NAMED = 3;
/** Clocks differ by minutes; more is told of. */
const AHEAD_MS = 3_600_000;
const NONE: readonly Claim[] = [];

export class KnownClaims {
	readonly #kept = new Map<VaultPath, ClaimNote>();
	/** Where several notes state one id: those notes, the one that keeps it first. */
	readonly #twins = new Map<string, VaultPath[]>();
	readonly #claims = new Map<string, Claim>();
	readonly #inOrder = new SortedList<Claim>((one, other) => one.id < other.id);
	readonly #bySubject = new Map<string, SortedList<Claim>>();
	readonly #pinned = new Set<Claim>();
	readonly #supersession = new Supersession();

	constructor(protected readonly options: KnownClaimsOptions) {}

	/** Every claim of the vault, by id: superseded, retracted and not believed ones too. */
	all(): readonly Claim[] {
		return this.#inOrder.all();
	}

	/** Those that every run is to be told, in no promised order, whether they hold or not. */
	pinned(): readonly Claim[] {
		return [...this.#pinned];
	}

	/** All that is said about one subject, the earliest first, for each name that claims have, or had, for one. */
	subjects(): Iterable<readonly Claim[]> {
		return [...this.#bySubject.values()].map((claims) => claims.all());
	}

	get(id: string): Claim | null {
		return this.#claims.get(id) ?? null;
	}

	/** The claim whose note lies there. */
	at(path: string): Claim | null {
		const claim = this.#kept.get(path as VaultPath)?.claim;
		return (claim && (this.#claims.get(path) ?? this.#claims.get(claim.id))) ?? null;
	}

	/** Claims about this under any of its names, the earliest first; case, width and brackets do not count. */
	bySubject(subject: string): readonly Claim[] {
		const [own = NONE, ...more] = this.subjectNames(subject).map((name) => this.#bySubject.get(name)?.all() ?? NONE);
		return more.length === 0 ? own : [own, ...more].flat().sort(latestFirst).reverse();
	}

	/** The same for all names of one subject. */
	subjectKey(subject: string): string {
		return this.options.subjects?.key(subject) ?? foldSubject(subject);
	}

	/** All its names, folded; the first is its key. */
	subjectNames(subject: string): readonly string[] {
		return this.options.subjects?.names(subject) ?? [foldSubject(subject)];
	}

	/** Ids of the claims that took its place, latest first. Empty for what stands. */
	supersededBy(id: string): readonly string[] {
		return this.#supersession.by(id);
	}

	/** Ids of claims that supersede each other in a ring, latest first. */
	rings(): readonly (readonly string[])[] {
		return this.#supersession.rings();
	}

	/** Claims whose notes state one id, the one that keeps it first. */
	twins(): readonly (readonly Claim[])[] {
		return [...this.#twins].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, paths]) => paths.flatMap((path) => this.at(path) ?? []));
	}

	/** The guard's label of the claim's note; null when there is none. */
	labelOf(id: string): Label | null {
		const claim = this.#claims.get(id);
		return (claim && this.#kept.get(claim.path)?.label) ?? null;
	}

	/** Whether it may be told as so: the person or a run that had read nothing foreign wrote it, or the person endorsed it. */
	isBelieved(id: string): boolean {
		return this.labelOf(id)?.integrity === 'trusted';
	}

	/**
	 * Whether the claim holds: believed, no retraction, nothing took its place, and within its validity. `at`: an ISO date or
	 * time in the past to be asked for ("where did she live in March?"); now unless told.
	 */
	holds(id: string, at?: string): boolean {
		const claim = this.#claims.get(id);
		if (!claim || claim.type === 'retraction' || !this.isBelieved(id)) return false;
		const ms = at === undefined ? this.options.now().getTime() : msOf(at);
		const begins = this.#begins(claim, at !== undefined);
		if (begins !== null && begins > ms) return false;
		if (claim.validTo !== null && msOf(claim.validTo) <= ms) return false;
		return this.supersededBy(id).every((by) => this.#isBefore(ms, by, at !== undefined));
	}

	/** What is wrong with the note that lies there. */
	problemsOf(path: string): readonly Problem[] {
		const kept = this.#kept.get(path as VaultPath);
		return kept ? [...kept.problems, ...this.#shared(path as VaultPath, kept)] : [];
	}

	/** Of all notes, in the order of their paths. */
	problems(): readonly Problem[] {
		return [...this.#kept.keys()].sort().flatMap((path) => this.problemsOf(path));
	}

	/** Takes a note in as it was read last; null for one that is gone or is no claim. True when a claim came, changed or went. */
	protected take(path: VaultPath, note: ClaimNote | null): boolean {
		const isKnown = this.#kept.has(path);
		if (isKnown) this.#drop(path);
		if (note) this.#keep(path, note);
		return isKnown || note !== null;
	}

	protected isKnown(path: VaultPath): boolean {
		return this.#kept.has(path);
	}

	/** Of all notes that were taken in. */
	protected paths(): readonly VaultPath[] {
		return [...this.#kept.keys()];
	}

	/** Of notes with one id the one that bears it as its name keeps it, else the first by path; others are known by their paths. */
	#keep(path: VaultPath, kept: ClaimNote): void {
		this.#kept.set(path, kept);
		if (!kept.claim) return;
		const { id } = kept.claim;
		const holders = this.#holders(id);
		const [first] = holders;
		const at = placeAmong(holders, path, id);
		holders.splice(at, 0, path);
		if (first !== undefined) this.#twins.set(id, holders);
		if (at === 0) this.#takeOut(id);
		this.#give(path, at === 0);
		if (at === 0 && first !== undefined) this.#give(first, false);
	}

	/** Notes that state this id. */
	#holders(id: string): VaultPath[] {
		const alone = this.#claims.get(id)?.path;
		return this.#twins.get(id) ?? (alone === undefined ? [] : [alone]);
	}

	#drop(path: VaultPath): void {
		const id = this.#kept.get(path)?.claim?.id;
		this.#kept.delete(path);
		if (id === undefined) return;
		const holders = this.#holders(id);
		const isFirst = holders[0] === path;
		this.#takeOut(isFirst ? id : path);
		holders.splice(holders.indexOf(path), 1);
		if (holders.length < 2) this.#twins.delete(id);
		const [next] = holders;
		if (!isFirst || next === undefined) return;
		this.#takeOut(next);
		this.#give(next, true);
	}

	/** Under the id that its note states when it is first of those with it, else under its path. */
	#give(path: VaultPath, isFirst: boolean): void {
		const { claim, label } = this.#kept.get(path) ?? {};
		if (!claim || !label) return;
		this.#putIn(isFirst ? claim : { ...claim, id: path }, claim.id, label);
	}

	#putIn(claim: Claim, writtenId: string, label: Label): void {
		this.#claims.set(claim.id, claim);
		this.#inOrder.put(claim);
		if (claim.tier === 'hot') this.#pinned.add(claim);
		const key = foldSubject(claim.subject);
		const same = this.#bySubject.get(key) ?? new SortedList<Claim>((one, other) => isLater(other, one));
		same.put(claim);
		this.#bySubject.set(key, same);
		this.#supersession.put({ claim, writtenId, isBelieved: label.integrity === 'trusted' });
	}

	#takeOut(id: string): void {
		const claim = this.#claims.get(id);
		if (!claim) return;
		this.#claims.delete(id);
		this.#inOrder.remove(claim);
		this.#pinned.delete(claim);
		const key = foldSubject(claim.subject);
		this.#bySubject.get(key)?.remove(claim);
		this.#supersession.remove(id);
	}

	/** Of what took a claim's place, asked for a day in the past, when it did so is what counts: from when it holds, else when it was recorded. */
	#begins(claim: Claim, isPast: boolean): number | null {
		if (claim.validFrom !== null) return msOf(claim.validFrom);
		return isPast && claim.supersedes.length > 0 && claim.recorded !== '' ? msOf(claim.recorded) : null;
	}

	#isBefore(ms: number, by: string, isPast: boolean): boolean {
		const claim = this.#claims.get(by);
		if (!claim || claim.type === 'retraction') return false;
		const begins = this.#begins(claim, isPast);
		return begins !== null && ms < begins;
	}

	/** What only shows beside others, or as time goes. */
	#shared(path: VaultPath, { claim }: ClaimNote): readonly Problem[] {
		if (!claim) return [];
		const own = this.at(path);
		const holders = this.#holders(claim.id);
		const others = holders.slice(0, MOST_NAMED + 1).filter((one) => one !== path).slice(0, MOST_NAMED);
		const more = holders.length - 1 - others.length;
		const ring = own && this.#supersession.ringOf(own.id);
		const messages = [
			...(others.length > 0 ? [`Another note has the same id: ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${holders.length > 2 ? 'All' : 'Both'} are kept.`] : []),
			...(ring ? [ring.length > 1 ? 'It and another claim supersede each other; the later one counts.' : 'It names itself as what it takes the place of; that counts for nothing.'] : []),
			...(msOf(claim.recorded) > this.options.now().getTime() + AHEAD_MS ? [`It says that it was recorded on ${claim.recorded.slice(0, 10)}, which is yet to come: a clock was wrong.`] : []),
		];
		return messages.map((message) => ({ path, line: 1, message }));
	}
}

/** Where it belongs among the notes with this id: those named by it, then by path. */
function placeAmong(holders: readonly VaultPath[], path: VaultPath, id: string): number {
	const isNamed = titleOf(path) === id;
	const isBefore = (other: VaultPath): boolean => {
		const named = titleOf(other) === id;
		return named === isNamed ? other < path : named;
	};
	return placeIn(holders, isBefore);
}
