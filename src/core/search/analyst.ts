/**
 * Reads notes for the index on a thread of its own: Markdown, words, stems and postings, so that whoever types on the
 * main thread is not held up. It keeps no notes; what it made is handed over.
 *
 * It has a dictionary of its own. Before a batch leaves, the index says which numbers its new forms have, and the
 * batch is written with those: the main thread may go on adding words meanwhile.
 */
import { readNote } from '../lib/markdown';
import { PROTOCOL, type AnalysedNotes, type FromAnalyst, type NoteToRead, type ToAnalyst } from './analysis';
import { withRoom } from './bytes';
import { Dictionary, type DictionaryMarks } from './dictionary';
import { languageOfDraft } from './draft-language';
import { LINK_MARK } from './facets';
import { Head, Tally } from './head';
import { LANGUAGES, type Language } from './languages';
import { draftOf } from './note-draft';
import { eachUnitWord } from './part';
import { renumbered } from './renumber';
import type { Segment } from './segment';

export type PostFromAnalyst = (message: FromAnalyst, moved: readonly ArrayBuffer[]) => void;

interface Batch {
	readonly segment: Segment;
	readonly notes: AnalysedNotes['notes'];
	readonly languages: readonly Language[];
	readonly listed: Uint32Array;
}

/** Makes the thread ready; what it returns is to be called with each message that arrives, in order. Never throws. */
export function serveAnalyst(post: PostFromAnalyst): (message: ToAnalyst) => void {
	const analyst = new Analyst(post);
	post({ kind: 'ready', protocol: PROTOCOL }, []);
	return (message) => {
		try {
			if (message.kind === 'read') analyst.read(message.notes);
			else analyst.number(message.ids);
		} catch (error) {
			post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
		}
	};
}

class Analyst {
	readonly #dictionary = new Dictionary();
	readonly #tally = new Tally();
	/** What the index knows of the dictionary. */
	#marks: DictionaryMarks = this.#dictionary.marks;
	/** By form, its number in the index. */
	#ids: Uint32Array = new Uint32Array(1024);
	#numbered = 0;
	/** Batches whose forms are not numbered yet, in order. */
	readonly #waiting: Batch[] = [];

	constructor(private readonly post: PostFromAnalyst) {}

	read(notes: readonly NoteToRead[]): void {
		const head = new Head(this.#dictionary, this.#tally);
		const languages: Language[] = [];
		const read = notes.map((note, slot) => {
			const { language, problems } = this.#take(head, note, slot);
			languages.push(language);
			return { path: note.path, mtime: note.mtime, size: note.size, problems };
		});
		const { chars, lengths, listed } = this.#dictionary.since(this.#marks);
		this.#marks = this.#dictionary.marks;
		this.#waiting.push({ segment: head.seal(), notes: read, languages, listed });
		this.post({ kind: 'forms', chars, lengths }, buffersOf([chars, lengths]));
	}

	number(ids: Uint32Array): void {
		this.#ids = withRoom(this.#ids, this.#numbered + ids.length);
		this.#ids.set(ids, this.#numbered);
		this.#numbered += ids.length;
		const batch = this.#waiting.shift();
		if (batch) this.#handOver(batch);
	}

	#take(head: Head, indexed: NoteToRead, slot: number): { language: Language; problems: AnalysedNotes['notes'][number]['problems'] } {
		const note = readNote(indexed.path, indexed.text);
		const draft = draftOf({ ...indexed, note });
		const language = languageOfDraft(draft);
		head.addNames(draft, draft.names, { slot, language });
		head.addContent(draft, { slot, language, targets: draft.targets.map((key) => this.#dictionary.add(LINK_MARK + key)) });
		return { language, problems: note.problems };
	}

	#handOver({ segment, notes, languages, listed }: Batch): void {
		const arrays = renumbered(segment.arrays, this.#ids);
		const own = listed.map((value, at) => (at % 3 === 0 ? (this.#ids[value] ?? 0) : value));
		const uses = LANGUAGES.filter((language) => languages.includes(language)).map((language) => ({ language, ...this.#usesIn(segment, (slot) => languages[slot] === language) }));
		const moved = buffersOf([...(Object.values(arrays) as Uint8Array[]), own, ...uses.flatMap(({ forms, counts }) => [forms, counts])]);
		this.post({ kind: 'analysed', arrays, notes, uses, listed: own }, moved);
	}

	#usesIn(segment: Segment, isCounted: (slot: number) => boolean): { forms: Uint32Array; counts: Uint32Array } {
		const found = new Map<number, number>();
		for (let unit = 0; unit < segment.units; unit++) {
			if (isCounted(segment.unitSlot[unit] ?? 0)) eachUnitWord(segment, unit, (form) => found.set(form, (found.get(form) ?? 0) + 1));
		}
		return { forms: Uint32Array.from(found.keys(), (form) => this.#ids[form] ?? 0), counts: Uint32Array.from(found.values()) };
	}
}

/** Memory that changes hands rather than being copied. */
function buffersOf(arrays: readonly { readonly buffer: ArrayBufferLike }[]): ArrayBuffer[] {
	return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
