/**
 * The blocks that tell of a person: in the note about them, and in others that link or name them. Reads the notes as they
 * are now; a saved answer or a kept chat repeats what others say, and is left out.
 */
import type { Label } from '../../guard/labels';
import type { NoteText } from '../../host';
import { LinkIndex } from '../../lib/links';
import { readNote } from '../../lib/markdown';
import type { Block, Note } from '../../lib/note';
import { oneLine } from '../../lib/one-line';
import { titleOf, type VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../../search/content-index';
import { headingsAbove } from '../../search/evidence';
import { indexedPart } from '../../search/indexed-part';
import { daysNamed } from '../recall/days-in-text';
import { dayOfBlock, dayOfNote } from '../recall/note-day';
import { isoDay } from '../recall/when';
import { finderOf, type PersonNames } from './names';
import type { Person, PersonPlace } from './person';
import { attendedIn, isDecisionIn, isMeetingNote, loopIn, loopOfTask, sentencesOf, tellsOfContact } from './signs';

export interface MentionDeps {
	readonly index: Pick<ContentIndex, 'find'>;
	/** Null for a note that is gone or cannot be read. */
	readonly read: (path: VaultPath) => Promise<NoteText | null>;
	readonly labelOf: (path: VaultPath) => Promise<Label | null>;
	readonly paths: () => Promise<readonly VaultPath[]>;
}

export interface Mentions {
	readonly places: readonly PersonPlace[];
	readonly notes: readonly VaultPath[];
	readonly isCut: boolean;
}

/** The newest are looked into: more would keep a person waiting, and old ones seldom matter. */
const MOST_NOTES = 200;
const AT_ONCE = 16;
/** Longer blocks are shown cut by whoever shows them. */
const SHORTEST_BLOCK = 2;

export async function mentionsOf(person: Person, names: PersonNames, deps: MentionDeps): Promise<Mentions> {
	const links = new LinkIndex(await deps.paths());
	const { paths, isCut } = candidates(person, names, deps.index);
	const found: PersonPlace[] = [];
	const read: VaultPath[] = [];
	for (let at = 0; at < paths.length; at += AT_ONCE) {
		const some = paths.slice(at, at + AT_ONCE);
		const notes = await Promise.all(some.map(async (path) => ({ path, note: await deps.read(path) })));
		for (const { path, note } of notes) {
			const places = note ? placesIn(path, note, { person, names, links }) : [];
			if (places.length === 0) continue;
			read.push(path);
			const label = await deps.labelOf(path);
			found.push(...places.map((place) => ({ ...place, isPrivate: label?.secrecy === 'private', ...(label?.integrity === 'untrusted' ? { foreign: label.reasons[0] ?? 'is of unknown origin' } : {}) })));
		}
	}
	return { places: found, notes: read, isCut };
}

/** Their own note first, then those that link it, then those that name it; what changed last comes first. */
function candidates({ path }: Person, names: PersonNames, index: MentionDeps['index']): { readonly paths: readonly VaultPath[]; readonly isCut: boolean } {
	const queries = [...(path === null ? [] : [`links-to:"${path.replace(/\.md$/i, '').replaceAll('"', '')}"`]), ...names.sure.map((name) => `"${name.replaceAll('"', ' ')}"`)];
	const found = queries.map((query) => index.find(query, { limit: MOST_NOTES, reasons: false }).hits.map((hit) => hit.path as VaultPath));
	const all = [...new Set([...(path === null ? [] : [path]), ...found.flat()])];
	return { paths: all.slice(0, MOST_NOTES), isCut: all.length > MOST_NOTES || found.some((hits) => hits.length >= MOST_NOTES) };
}

interface Looking {
	readonly person: Person;
	readonly names: PersonNames;
	readonly links: LinkIndex;
}

/** `isPrivate` is still to be filled in: what the guard says of the note. */
function placesIn(path: VaultPath, { text: whole, version }: NoteText, { person, names, links }: Looking): PersonPlace[] {
	const text = indexedPart(whole);
	const note = readNote(path, text);
	const data = note.frontMatter?.data ?? {};
	// Answers, chats, claims and the like are told of elsewhere, or repeat what other notes say.
	if (typeof data['praxis'] === 'string' && path !== person.path) return [];
	const isLinked = (at: { start: number; end: number }): boolean => person.path !== null && note.links.some(({ span, target }) => span.start >= at.start && span.end <= at.end && target !== '' && links.resolve(target, path) === person.path);
	const [isSure, isLikely] = [finderOf(names.sure), finderOf(names.likely)];
	const linkTexts = note.links.filter(({ target, inFrontMatter }) => !inFrontMatter && target !== '' && links.resolve(target, path) === person.path && person.path !== null).map(({ span }) => oneLine(text.slice(span.start, span.end)));
	const isOwnNote = path === person.path;
	const attended = attendedIn(data);
	const wasThere = attended.some((one) => isSure?.(one.replace(/[[\]]/g, ' ')) === true) || (note.frontMatter !== null && attended.length > 0 && isLinked(note.frontMatter.span));
	const isMeeting = isMeetingNote(path, note.tags.map(({ name }) => name));
	const isNamedHere = isOwnNote || wasThere || isLinked({ start: 0, end: text.length }) || isSure?.(`${titleOf(path)}\n${text}`) === true;
	if (!isNamedHere) return [];
	const titled = isSure?.(titleOf(path)) === true;
	const noteDay = dayOfNote(path, text);
	return note.blocks.flatMap((block): PersonPlace[] => {
		const quote = text.slice(block.span.start, block.span.end).trimEnd();
		const headings = headingsAbove(note, block.heading);
		const isNamed = (words: string): boolean => isSure?.(words) === true || isLikely?.(words) === true || linkTexts.some((one) => words.includes(one));
		const names = isLinked(block.span) || isNamed(quote);
		const isTheirs = isOwnNote || wasThere || titled || headings.some((heading) => isSure?.(heading) === true);
		if ((!names && !isTheirs) || !hasWords(quote, block)) return [];
		const ofMeeting = isMeeting && (wasThere || titled || names);
		return [{ path, version, span: { start: block.span.start, end: block.span.start + quote.length }, line: block.line, quote, blockId: block.id, headings, isPrivate: false, isOwnNote, isMeeting: ofMeeting, ...signsOf(block, { note, quote, headings, noteDay, isOwnNote, ofMeeting, isNamed }) }];
	});
}

interface Around {
	readonly note: Note;
	readonly quote: string;
	readonly headings: readonly string[];
	readonly noteDay: number | null;
	readonly isOwnNote: boolean;
	/** Of a meeting with the person. */
	readonly ofMeeting: boolean;
	readonly isNamed: (words: string) => boolean;
}

function signsOf(block: Block, { note, quote, headings, noteDay, isOwnNote, ofMeeting, isNamed }: Around): Pick<PersonPlace, 'day' | 'isContact' | 'isDecision' | 'loop'> {
	const task = note.tasks.find(({ span }) => span.start >= block.span.start && span.end <= block.span.end) ?? null;
	const sentences = sentencesOf(oneLine(quote));
	// In a note about somebody else a sign counts in the sentence that names the person; in what follows it, they are "he" or "she".
	const near = isOwnNote || ofMeeting ? sentences : sentences.filter((sentence, i) => isNamed(sentence) || isNamed(sentences[i - 1] ?? ''));
	const isContact = !task && (ofMeeting || near.some((sentence) => (isOwnNote || isNamed(sentence)) && tellsOfContact(sentence)));
	const day = dayOfBlock(quote, { headings, noteDay }) ?? (isOwnNote && isContact ? spokenDay(quote) : null);
	const isProse = block.kind !== 'code' && block.kind !== 'comment';
	return {
		day: day === null ? null : isoDay(day), isContact,
		isDecision: !task && isDecisionIn(near.join(' '), ofMeeting ? headings : []),
		loop: !isProse ? null : task ? loopOfTask(task) : loopIn(near.join(' ')),
	};
}

/** The first whole date in a note that has no day of its own: "Met first on 26 November 2024". */
function spokenDay(text: string): number | null {
	return daysNamed(text, 0).find(({ hasYear, day }) => hasYear && day > 0)?.first ?? null;
}

function hasWords(quote: string, { kind }: Block): boolean {
	return kind !== 'comment' && kind !== 'html' && (quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= SHORTEST_BLOCK;
}
