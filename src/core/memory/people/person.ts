/** What is known of a person: types only. Every line is words of a note, with their place. */
import type { VaultPath } from '../../lib/vault-path';
import type { Citation } from '../../runs/outcome';
import type { Claim } from '../claim';

/** Somebody that the notes tell of. */
export interface Person {
	readonly name: string;
	/** The note about them; null for one who is only the subject of claims, or was typed. */
	readonly path: VaultPath | null;
	readonly aliases: readonly string[];
}

/** A block of a note that tells of a person. */
export interface PersonPlace extends Citation {
	/** "YYYY-MM-DD" that it is about; null when nothing tells. */
	readonly day: string | null;
	/** They met, spoke or wrote, as far as the note says: more than a mention. */
	readonly isContact: boolean;
	/** Of the minutes of a meeting with them. */
	readonly isMeeting: boolean;
	/** Something that was decided or agreed. */
	readonly isDecision: boolean;
	/** What is open between them and the person; null for nothing. */
	readonly loop: 'task' | 'waiting' | 'promise' | null;
	/** In the note about the person. */
	readonly isOwnNote: boolean;
}

export interface PersonClaim {
	readonly claim: Claim;
	readonly place: PersonPlace;
	/** False: it was so once. */
	readonly holds: boolean;
}

export interface KnownPerson {
	readonly person: Person;
	/** What holds first, then what held. Without what nobody has endorsed. */
	readonly claims: readonly PersonClaim[];
	/** Of their own note, in its order. */
	readonly facts: readonly PersonPlace[];
	/** In other notes, newest first; those without a day last. */
	readonly mentions: readonly PersonPlace[];
	/** The newest by the day it is about, of those that are not yet to come. */
	readonly lastContact: PersonPlace | null;
	/** What the minutes of the last meeting say, in their order; empty for none. */
	readonly lastMeeting: readonly PersonPlace[];
	/** Newest first. */
	readonly openLoops: readonly PersonPlace[];
	/** Dated after today, the nearest first. */
	readonly toCome: readonly PersonPlace[];
	/** Open goals and projects whose notes tell of them, or that their note serves. */
	readonly goals: readonly PersonGoal[];
	/** How many notes were looked into. */
	readonly notes: number;
	/** There were more notes than are looked into. */
	readonly isCut: boolean;
}

export interface PersonGoal {
	readonly title: string;
	readonly path: string;
	readonly isPrivate: boolean;
}
