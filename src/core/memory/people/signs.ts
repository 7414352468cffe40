/**
 * Signs in the words of a block: that people met, that something was agreed, that something is open. Small lists of words,
 * English first: a sign that is missed makes a mention of it, and nothing is made up. Pure.
 */
import type { Task } from '../../lib/note';

const NOTE_OF_MEETING = /(?:^|[\s/])1[-:]1(?=$|[\s/])|(?:^|[\s/_-])(?:meetings?|one-on-one|1on1|calls?|minutes|besprechung(?:en)?|treffen|protokoll|reuniões|reunião|réunions?|reunion(?:es)?)(?:$|[\s/_-])/iu;
const ATTENDED = ['attendees', 'attending', 'participants', 'present', 'people', 'with', 'who', 'teilnehmer', 'presentes', 'participantes'];
const CONTACT = /\b(?:met|meeting|(?:I|we|he|she|they|has|have|had) (?:called|rang)|phoned|phone call|call with|spoke|talked|chatted|visit(?:ed|s)|(?:lunch|dinner|breakfast|coffee) with|wrote|e-?mailed|texted|messaged|said|told|says|asked|answered|replied|agreed|getroffen|traf|telefoniert|gesprochen|besucht|angerufen|schrieb|sagte|sagt|encontrei|falei|liguei|disse|escreveu|rencontré|parlé|appelé|dit)(?![\p{L}])/iu;
const DECIDED = /\b(?:decided|decision|agreed|approved|settled on|signed off|beschlossen|entschieden|vereinbart|abgemacht|decidi(?:u|mos|ram|do|da)?|combin(?:ou|ámos|amos|ado|ada)|aprovad[oa]s?|décidé|convenu)(?![\p{L}])/iu;
const DECISIONS_HEADING = /^(?:decisions?|decided|agreed|agreements?|beschlüsse|entscheidungen|decisões|décisions)\b/iu;
const WAITING = /\b(?:waiting (?:for|on)|awaiting|waits? for|still owes?|has(?:n['’]t| not) (?:answered|replied|sent)|no (?:answer|reply) (?:yet|from)|wartet? auf|warten auf|à espera d\p{L}+|attends? (?:une|la|sa) réponse)(?![\p{L}])/iu;
const PROMISE = /\b(?:promis(?:e|ed|es)|ow(?:e|es|ed)(?= )|(?:I|we|he|she|they)(?: will|['’]ll| would) (?:send|call|write|bring|ask|check|pay|return|get back|come back|let (?:me|you|us|him|her|them) know|look into|introduce|prepare)|said (?:he|she|they|I)(?: would|['’]d) (?:send|call|write|bring|ask|check|pay|return|get back)|versprach|versproch\p{L}*|schulde[nt]?|promet(?:i|eu|emos)|ficou de)(?![\p{L}])/iu;
const NOTHING_OWED = /\bow(?:e|es|ed) (?:me |us |him |her |them )?nothing\b/giu;
const KEPT = /\b(?:I did|he did|she did|they did|done|sent it|paid back|erledigt|feito|fait)(?![\p{L}])|[✅✔]/iu;

/** The note is about a meeting, by its folder, name or tags. */
export function isMeetingNote(path: string, tags: readonly string[]): boolean {
	return NOTE_OF_MEETING.test(path.replace(/\.md$/i, '')) || tags.some((tag) => NOTE_OF_MEETING.test(tag));
}

/** Texts of the properties that say who was there. */
export function attendedIn(properties: Readonly<Record<string, unknown>>): readonly string[] {
	return Object.entries(properties).flatMap(([name, value]) => (ATTENDED.includes(name.trim().toLowerCase()) ? (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string') : []));
}

const ABBREVIATION = /^[(“"']?(?:dr|dra|mr|mrs|ms|prof|sr|sra|st|no|nr|vs|e\.g|i\.e|ca|approx|bzw|z\.b|\p{Lu})$/iu;

/** The sentences of a line, so that a sign and a name that stand far apart are not taken together. */
export function sentencesOf(text: string): readonly string[] {
	return text.replace(/(\S*?)([.!?…][”"')\]]*)\s+/gu, (whole, word: string, end: string) => (end === '.' && ABBREVIATION.test(word) ? whole : `${word}${end}\n`)).split('\n').filter((sentence) => sentence !== '');
}

export function tellsOfContact(text: string): boolean {
	return CONTACT.test(text);
}

export function isDecisionIn(text: string, headings: readonly string[]): boolean {
	return DECISIONS_HEADING.test(headings.at(-1) ?? '') || DECIDED.test(text);
}

/** What a task leaves open; null for one that is done. */
export function loopOfTask({ status, text }: Pick<Task, 'status' | 'text'>): 'task' | 'waiting' | null {
	return status === ' ' || status === '/' ? (WAITING.test(text) ? 'waiting' : 'task') : null;
}

/** What some sentences leave open. */
export function loopIn(text: string): 'waiting' | 'promise' | null {
	if (KEPT.test(text)) return null;
	if (WAITING.test(text)) return 'waiting';
	return PROMISE.test(text.replace(NOTHING_OWED, '')) ? 'promise' : null;
}
