/**
 * The people that the notes tell of: who they are, and what is known of each, from claims and from the notes as they are.
 * Reads alone; nothing is made up and nothing is kept.
 */
import type { Guard } from '../../guard/guard';
import type { Vault } from '../../host';
import { isPraxisError } from '../../lib/errors';
import { sortSteps } from '../../lib/sort-steps';
import { inTurns, turnsOf } from '../../lib/turns';
import { titleOf, type VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../../search/content-index';
import { fold } from '../../search/fold';
import type { AskModel } from '../../telos/ask-once';
import { dayOf } from '../../telos/days';
import type { Item } from '../../telos/item';
import { isOpen } from '../../telos/vocabulary';
import type { ClaimShelf } from '../claim-shelf';
import { foldSubject } from '../subject';
import { mentionsOf } from './mentions';
import { namesOf } from './names';
import { notedPeople } from './noted';
import type { KnownPerson, Person, PersonClaim, PersonGoal, PersonPlace } from './person';
import { prepared, type PreparedMeeting } from './prepare';

export interface PeopleOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly index: Pick<ContentIndex, 'find' | 'withFacet' | 'paths' | 'describe' | 'changes'>;
	readonly guard: Pick<Guard, 'labelOf'>;
	readonly claims: Pick<ClaimShelf, 'ready' | 'subjects' | 'bySubject' | 'holds' | 'isBelieved'>;
	/** The purpose graph, where there is one. */
	readonly goals?: { ready(): Promise<void>; items(): readonly Item[]; goalOf(path: string): Promise<string> };
	readonly settings: () => { readonly excludedFolders: readonly string[] };
	readonly now: () => Date;
	readonly newId: () => string;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
	/** The words of the model that the person has chosen; null when none is. */
	readonly ask?: AskModel;
}

const TURN_MS = 5;
/** Subjects that are the person themselves. */
const ONESELF = /^(?:i|me|myself|self|you|user|the user|ich|eu|moi|yo)$/iu;
/** Two to four words that each begin as names do. */
const LIKE_A_NAME = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:van|von|de|da|do|dos|der|den|el|al|bin|di|la|le)\s)*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;

export class People {
	constructor(private readonly options: PeopleOptions) {}

	/** By name. Those with a note, and subjects of claims whose name is like one of a person. */
	async list(): Promise<readonly Person[]> {
		const { claims } = this.options;
		await claims.ready();
		const noted = this.#noted();
		const known = new Set(noted.flatMap(({ name, aliases }) => [name, ...aliases].map(foldSubject)));
		const turn = turnsOf({ ...this.options, ms: TURN_MS });
		const people: Person[] = [...noted];
		for (const about of claims.subjects()) {
			const name = about.find(({ subject, id }) => isName(subject.trim()) && claims.isBelieved(id))?.subject.trim() ?? '';
			if (name !== '' && !known.has(foldSubject(name))) people.push({ name, path: null, aliases: [] });
			const pause = turn();
			if (pause) await pause;
		}
		const { compare } = new Intl.Collator();
		return inTurns(sortSteps(people, (a, b) => compare(a.name, b.name)), turn);
	}

	/** Who is meant: those whose name or alias is typed, else whose names begin so, else hold the words. */
	async find(typed: string): Promise<readonly Person[]> {
		const wanted = fold(typed.replace(/^\[\[|\]\]$/g, '').trim());
		if (wanted === '') return [];
		const people = await this.list();
		const names = (person: Person): string[] => [person.name, ...person.aliases, person.path ?? '', ...(person.path === null ? [] : [titleOf(person.path)])].map(fold);
		for (const fits of [(name: string) => name === wanted, (name: string) => name.startsWith(`${wanted} `), (name: string) => name.split(/\s+/).includes(wanted), (name: string) => name.includes(wanted)]) {
			const found = people.filter((person) => names(person).some(fits));
			if (found.length > 0) return found;
		}
		return [];
	}

	/** What is known of somebody. Of one that no note names, nothing is. */
	async about(person: Person): Promise<KnownPerson> {
		const { index } = this.options;
		const others = (await this.list()).filter(({ name, path }) => name !== person.name || path !== person.path);
		const today = dayOf(this.options.now());
		const read = (path: VaultPath): ReturnType<Vault['read']> => this.options.vault.read(path).catch(nullIfUnread);
		const { places, notes, isCut } = await mentionsOf(person, namesOf(person, others), { index, read, labelOf: (path) => this.options.guard.labelOf(path).catch(nullIfUnread), paths: async () => (await this.options.vault.list()).map(({ path }) => path) });
		const newest = [...places].sort((a, b) => compare(b.day, a.day));
		const past = newest.filter(({ day }) => day !== null && day <= today);
		return {
			person, notes: notes.length, isCut,
			claims: await this.#claimsOf(person),
			facts: places.filter(({ isOwnNote, loop }) => isOwnNote && loop !== 'task'),
			mentions: newest.filter(({ isOwnNote }) => !isOwnNote),
			lastContact: past.find(({ isContact }) => isContact) ?? null,
			lastMeeting: minutesOf(past.find(({ isMeeting }) => isMeeting) ?? null, places),
			openLoops: newest.filter(({ loop }) => loop !== null),
			toCome: places.filter(({ day, loop }) => day !== null && day > today && loop !== 'task').sort((a, b) => compare(a.day, b.day)),
			goals: await this.#goalsOf(person, new Set<string>(notes)),
		};
	}

	/** One brief for a meeting, every line with its place. `questions`: also what a model would ask, marked as such. */
	async prepareMeeting(person: Person, { when, questions = false, signal }: { readonly when?: string; readonly questions?: boolean; readonly signal?: AbortSignal } = {}): Promise<PreparedMeeting> {
		const known = await this.about(person);
		const { ask, newId, now } = this.options;
		return prepared(known, { when: when ?? null, runId: newId(), at: now(), today: dayOf(now()), ...(questions && ask ? { ask } : {}), ...(signal ? { signal } : {}) });
	}

	#noted(): readonly Person[] {
		return notedPeople(this.options.index, this.options.settings().excludedFolders);
	}

	async #claimsOf(person: Person): Promise<readonly PersonClaim[]> {
		const { claims, vault, guard } = this.options;
		const keys = new Set([person.name, ...person.aliases, ...(person.path === null ? [] : [titleOf(person.path)])].map(foldSubject));
		const own = [...keys].flatMap((key) => claims.bySubject(key)).filter((claim, i, all) => all.indexOf(claim) === i && claim.type !== 'retraction' && claims.isBelieved(claim.id));
		const shown = await Promise.all(own.map(async (claim): Promise<PersonClaim[]> => {
			const note = await vault.read(claim.path).catch(nullIfUnread);
			const start = note ? note.text.lastIndexOf(claim.text) : -1;
			if (!note || start < 0) return [];
			const label = await guard.labelOf(claim.path).catch(nullIfUnread);
			const place: PersonPlace = { path: claim.path, version: note.version, span: { start, end: start + claim.text.length }, line: note.text.slice(0, start).split('\n').length, quote: claim.text, blockId: null, headings: [], isPrivate: label?.secrecy === 'private', ...(label?.integrity === 'untrusted' ? { foreign: label.reasons[0] ?? 'is of unknown origin' } : {}), day: claim.validFrom?.slice(0, 10) ?? null, isContact: false, isMeeting: false, isDecision: claim.type === 'decision', loop: null, isOwnNote: false };
			return [{ claim, place, holds: claims.holds(claim.id) }];
		}));
		return shown.flat().sort((a, b) => Number(b.holds) - Number(a.holds) || (a.claim.id < b.claim.id ? 1 : -1));
	}

	async #goalsOf({ path }: Person, notes: ReadonlySet<string>): Promise<readonly PersonGoal[]> {
		const { goals, guard } = this.options;
		if (!goals) return [];
		await goals.ready();
		const served = path === null ? '' : (await goals.goalOf(path)).replace(/^\[\[|\]\]$/g, '');
		const items = goals.items().filter((item) => ['goal', 'project', 'mission', 'problem'].includes(item.type) && isOpen(item.status) && (item.path === `${served}.md` || (item.form === 'note' && item.path !== path && notes.has(item.path))));
		return Promise.all(items.map(async (item) => ({ title: item.title, path: item.path, isPrivate: item.isPrivate || (await guard.labelOf(item.path as VaultPath).catch(nullIfUnread))?.secrecy === 'private' })));
	}
}

function isName(subject: string): boolean {
	return LIKE_A_NAME.test(subject) && !ONESELF.test(subject);
}

function minutesOf(last: PersonPlace | null, places: readonly PersonPlace[]): readonly PersonPlace[] {
	return last === null ? [] : places.filter(({ path, day }) => path === last.path && day === last.day);
}

/** Days as texts; null is the earliest. */
function compare(a: PersonPlace['day'], b: PersonPlace['day']): number {
	return a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
}

function nullIfUnread(error: unknown): null {
	if (isPraxisError(error)) return null;
	throw error;
}
