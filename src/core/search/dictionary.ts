/**
 * What the index knows of words: each form with its number, how often the living notes use it, and the forms that
 * share a stem with it.
 */
import { inSteps } from '../lib/turns';
import { withRoom } from './bytes';
import { FormTable, mixed, type FormChars, type SavedForms } from './form-table';
import { ENGLISH, LANGUAGES, type Language } from './languages';
import { LISTING, StemLists } from './stem-lists';
import { isStemmable, stemOf } from './stems';

/** Forms or listings taken in between two yields: well below a millisecond. */
const STEP = 1_024;

export interface DictionaryMarks {
	readonly forms: number;
	readonly listings: number;
}

/** Forms and listings in order, for saving. */
export interface DictionaryChunk extends SavedForms {
	/** Form, language and hash of the stem, by listing. */
	readonly listed: Uint32Array;
}

export class Dictionary {
	readonly #forms = new FormTable();
	readonly #lists = new StemLists();
	/** By language, then by form: uses in living notes. Empty where no note has the language. */
	readonly #counts: Uint32Array[] = LANGUAGES.map(() => new Uint32Array());
	/** Bit n: the form is listed under its stem in language n. */
	#listed: Uint8Array = new Uint8Array(512);

	get size(): number {
		return this.#forms.size;
	}

	/** The number of the word at `text[start, end)`, ASCII letters lowered; made on first sight. */
	addPlain(text: string, start: number, end: number): number {
		return this.#forms.addPlain(text, start, end);
	}

	/** The number of a folded form, made on first sight. */
	add(form: string): number {
		return this.#forms.add(form);
	}

	/** The number of a folded form, -1 when no note ever had it. */
	idOf(form: string): number {
		return this.#forms.idOf(form);
	}

	textOf(id: number): string {
		return this.#forms.textOf(id);
	}

	lengthOf(id: number): number {
		return this.#forms.lengthOf(id);
	}

	/** Counts uses of the form in a note of the language. */
	use(id: number, language: Language, times: number): void {
		let counts = this.#counts[language] ?? new Uint32Array();
		if (id >= counts.length) this.#counts[language] = counts = withRoom(counts, id + 1);
		counts[id] = (counts[id] ?? 0) + times;
		if (this.#enlist(id, language)) this.#list(id, language);
	}

	/** Counts many uses at once. */
	useMany(forms: Uint32Array, uses: Uint32Array, language: Language): void {
		const counts = withRoom(this.#counts[language] ?? new Uint32Array(), this.size);
		forms.forEach((form, at) => (counts[form] = (counts[form] ?? 0) + (uses[at] ?? 0)));
		this.#counts[language] = counts;
	}

	/** Takes one back. */
	disuse(id: number, language: Language): void {
		const counts = this.#counts[language];
		if (counts) counts[id] = (counts[id] ?? 0) - 1;
	}

	/** How many places of living notes have the form. */
	usesOf(id: number): number {
		let uses = 0;
		for (const counts of this.#counts) if (id < counts.length) uses += counts[id] ?? 0;
		return uses;
	}

	/**
	 * The forms of living notes that share the stem of `form`, each with the languages (bits) in whose notes they do.
	 * The form itself counts in every language.
	 */
	kin(form: string): Map<number, number> {
		const found = new Map<number, number>();
		const own = this.idOf(form);
		if (own >= 0) found.set(own, ALL_LANGUAGES);
		if (!isStemmable(form)) return found;
		for (const language of LANGUAGES) {
			if (!((this.#lists.languages >> language) & 1)) continue;
			const stem = stemOf(form, language);
			this.#lists.each(stemHash(stem, language), (id, listed) => {
				const isSame = listed === language && (this.#counts[language]?.[id] ?? 0) > 0 && stemOf(this.textOf(id), language) === stem;
				if (isSame) found.set(id, (found.get(id) ?? 0) | (1 << language));
			});
		}
		return found;
	}

	/** Tells of every form that a living note uses and that begins so, in no promised order. */
	eachStartingWith(prefix: string, onForm: (id: number) => void): void {
		this.#forms.eachStartingWith(prefix, (id) => void (this.usesOf(id) > 0 && onForm(id)));
	}

	/** Tells of every form that a living note uses, of a length in the range, whose letters differ from `letters` in few bits. */
	eachOfLength(from: number, to: number, letters: number, mostBits: number, onForm: (id: number) => void): void {
		this.#forms.eachOfLength(from, to, letters, mostBits, (id) => void (this.usesOf(id) > 0 && onForm(id)));
	}

	/** How many forms and listings there are: where the next `since` goes on. */
	get marks(): DictionaryMarks {
		return { forms: this.size, listings: this.#lists.length };
	}

	/** What was added since the marks: it never changes again. */
	since({ forms, listings }: DictionaryMarks): DictionaryChunk {
		return { ...this.#forms.since(forms), listed: this.#lists.since(listings) };
	}

	/** Takes in forms one after the other, and gives back their numbers; a form that is known keeps its own. */
	*takeForms({ chars, lengths }: FormChars): Generator<void, Uint32Array, void> {
		const ids = new Uint32Array(lengths.length);
		let start = 0;
		yield* inSteps(lengths.length, STEP, (from, to) => {
			for (let at = from; at < to; at++) {
				const end = start + (lengths[at] ?? 0);
				// Such a text may hold half of a character, where a word was cut.
				ids[at] = this.#forms.add(String.fromCharCode(...chars.subarray(start, end)));
				start = end;
			}
		});
		return ids;
	}

	/** Takes in what was saved after what it has. */
	*restore(chunk: DictionaryChunk): Generator<void, void, void> {
		yield* this.#forms.restore(chunk);
		yield* this.takeListed(chunk.listed);
	}

	/** Takes in listings as `since` gives them; those known are passed over. */
	*takeListed(listed: Uint32Array): Generator<void, void, void> {
		yield* inSteps(listed.length / LISTING, STEP, (from, end) => {
			for (let at = from * LISTING; at < end * LISTING; at += LISTING) {
				const id = listed[at] ?? 0;
				const language = listed[at + 1] ?? 0;
				if (this.#enlist(id, language)) this.#lists.add(id, language, listed[at + 2] ?? 0);
			}
		});
	}

	/** By language, how often living notes use each form. */
	uses(): Uint32Array[] {
		return this.#counts.map((counts) => counts.slice(0, this.size));
	}

	setUses(uses: readonly Uint32Array[]): void {
		uses.forEach((counts, language) => (this.#counts[language] = counts));
	}

	/** Remembers that a form is to be listed in a language; true when it was not yet. */
	#enlist(id: number, language: number): boolean {
		if (((this.#listed[id] ?? 0) >> language) & 1) return false;
		this.#listed = withRoom(this.#listed, id + 1);
		this.#listed[id] = (this.#listed[id] ?? 0) | (1 << language);
		return true;
	}

	#list(id: number, language: Language): void {
		const form = this.textOf(id);
		if (isStemmable(form)) this.#lists.add(id, language, stemHash(stemOf(form, language), language));
	}
}

const ALL_LANGUAGES = 0xff;

function stemHash(stem: string, language: Language): number {
	let hash = 2166136261 ^ (language - ENGLISH);
	for (let at = 0; at < stem.length; at++) hash = Math.imul(hash ^ stem.charCodeAt(at), 16777619);
	return mixed(hash);
}
