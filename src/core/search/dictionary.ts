/**
 * Every word form of the index with a number, how often the living notes use it, and the forms that share a stem.
 *
 * A hash table over one array of characters: a tenth of the memory of a `Map` of strings, and a word of a note is
 * looked up without making a string of it. Numbers are given in order of first sight, so that frequent words get
 * small ones, and are never taken back.
 */
import { GrowingU32, withRoomU32 } from './bytes';
import { ENGLISH, LANGUAGES, type Language } from './languages';
import { isStemmable, stemOf } from './stems';

/** Tables are kept at most half full. */
const MIN_TABLE = 1024;
/** Numbers that a listing of a form under its stem takes. */
const LISTING = 3;
/** Forms or listings taken in between two yields: well below a millisecond. */
const STEP = 500;

export interface DictionaryMarks {
	readonly forms: number;
	readonly listings: number;
}

/** Forms and listings in order, for saving. */
export interface DictionaryChunk {
	readonly chars: Uint16Array;
	readonly lengths: Uint8Array;
	/** Form, language and hash of the stem, by listing. */
	readonly listed: Uint32Array;
}

export class Dictionary {
	/** The forms one after the other. */
	#chars = new Uint16Array(4096);
	/** Where each form begins; one more than there are forms. */
	readonly #starts = new GrowingU32(512);
	readonly #hashes = new GrowingU32(512);
	/** Open addressing: number + 1 of a form, 0 where free. */
	#table = new Uint32Array(MIN_TABLE);
	/** By language, then by form: uses in living notes. Empty where no note has the language. */
	readonly #counts: Uint32Array<ArrayBuffer>[] = LANGUAGES.map(() => new Uint32Array());
	/** A bit for each letter of the form, see `repairs.ts`. */
	#letters = new Uint32Array(512);
	/** Bit n: the form is listed under its stem in language n. */
	#listed = new Uint8Array(512);
	/** Languages (bits) that any form is listed in. */
	#languages = 0;
	/** Forms by hash of language and stem: chains of `[form, language, next]`. */
	readonly #chains = new GrowingU32(1024);
	#chainHashes = new GrowingU32(512);
	#chainHeads = new Uint32Array(MIN_TABLE);

	constructor() {
		this.#starts.push(0);
	}

	get size(): number {
		return this.#hashes.length;
	}

	/** The number of the word at `text[start, end)`, ASCII letters lowered; made on first sight. */
	addPlain(text: string, start: number, end: number): number {
		return this.#locate(text, { start, end, isAdded: true });
	}

	/** The number of a folded form, made on first sight. */
	add(form: string): number {
		return this.#locate(form, { start: 0, end: form.length, isAdded: true });
	}

	/** The number of a folded form, -1 when no note ever had it. */
	idOf(form: string): number {
		return this.#locate(form, { start: 0, end: form.length, isAdded: false });
	}

	textOf(id: number): string {
		const start = this.#starts.data[id] ?? 0;
		let text = '';
		for (let at = start; at < (this.#starts.data[id + 1] ?? start); at++) text += String.fromCharCode(this.#chars[at] ?? 0);
		return text;
	}

	lengthOf(id: number): number {
		return (this.#starts.data[id + 1] ?? 0) - (this.#starts.data[id] ?? 0);
	}

	/** Counts a use of the form in a note of the language, or takes one back. */
	use(id: number, language: Language): void {
		const counts = withRoomU32(this.#counts[language] ?? new Uint32Array(), id + 1);
		counts[id] = (counts[id] ?? 0) + 1;
		this.#counts[language] = counts;
		if (((this.#listed[id] ?? 0) >> language) & 1) return;
		this.#listed[id] = (this.#listed[id] ?? 0) | (1 << language);
		this.#list(id, language);
	}

	/** Counts many uses at once. */
	useMany(forms: Uint32Array, uses: Uint32Array, language: Language): void {
		const counts = withRoomU32(this.#counts[language] ?? new Uint32Array(), this.size);
		forms.forEach((form, at) => (counts[form] = (counts[form] ?? 0) + (uses[at] ?? 0)));
		this.#counts[language] = counts;
	}

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
			if (!((this.#languages >> language) & 1)) continue;
			const stem = stemOf(form, language);
			const hash = stemHash(stem, language);
			for (let at = this.#chainHeads[hash & (this.#chainHeads.length - 1)] ?? 0; at > 0; at = this.#chains.data[at + 1] ?? 0) {
				const id = this.#chains.data[at - 1] ?? 0;
				const isSame = this.#chains.data[at] === language && (this.#counts[language]?.[id] ?? 0) > 0 && stemOf(this.textOf(id), language) === stem;
				if (isSame) found.set(id, (found.get(id) ?? 0) | (1 << language));
			}
		}
		return found;
	}

	/** Tells of every form that a living note uses, in no promised order, until `onForm` has seen all. */
	eachStartingWith(prefix: string, onForm: (id: number) => void): void {
		const [first, length] = [prefix.charCodeAt(0), prefix.length];
		for (let id = 0; id < this.size; id++) {
			const start = this.#starts.data[id] ?? 0;
			if (this.#chars[start] !== first || (this.#starts.data[id + 1] ?? 0) - start < length || this.usesOf(id) === 0) continue;
			let at = 1;
			while (at < length && this.#chars[start + at] === prefix.charCodeAt(at)) at++;
			if (at === length) onForm(id);
		}
	}

	/** Tells of every form that a living note uses, of a length in the range, whose letters differ from `letters` in few bits. */
	eachOfLength(from: number, to: number, letters: number, mostBits: number, onForm: (id: number) => void): void {
		for (let id = 0; id < this.size; id++) {
			const length = (this.#starts.data[id + 1] ?? 0) - (this.#starts.data[id] ?? 0);
			if (length < from || length > to || bitCount((this.#letters[id] ?? 0) ^ letters) > mostBits) continue;
			if (this.usesOf(id) > 0) onForm(id);
		}
	}

	/** How many forms and listings there are: where the next `since` goes on. */
	get marks(): DictionaryMarks {
		return { forms: this.size, listings: this.#chainHashes.length };
	}

	/** What was added since the marks: it never changes again. */
	since({ forms, listings }: DictionaryMarks): DictionaryChunk {
		const lengths = new Uint8Array(this.size - forms);
		for (let id = forms; id < this.size; id++) lengths[id - forms] = this.lengthOf(id);
		const listed = new Uint32Array((this.#chainHashes.length - listings) * LISTING);
		for (let entry = listings; entry < this.#chainHashes.length; entry++) {
			const at = (entry - listings) * LISTING;
			listed[at] = this.#chains.data[entry * LISTING] ?? 0;
			listed[at + 1] = this.#chains.data[entry * LISTING + 1] ?? 0;
			listed[at + 2] = this.#chainHashes.data[entry] ?? 0;
		}
		return { chars: this.#chars.slice(this.#starts.data[forms] ?? 0, this.#starts.data[this.size] ?? 0), lengths, listed };
	}

	/** Takes in forms one after the other, and gives back their numbers; a form that is known keeps its own. Not as text: half of a character, where a word was cut, would not survive. */
	*takeForms({ chars, lengths }: Pick<DictionaryChunk, 'chars' | 'lengths'>): Generator<void, Uint32Array, void> {
		const ids = new Uint32Array(lengths.length);
		let start = 0;
		for (let at = 0; at < lengths.length; at++) {
			if (at % STEP === STEP - 1) yield;
			const length = lengths[at] ?? 0;
			ids[at] = this.#addChars(chars.subarray(start, start + length));
			start += length;
		}
		return ids;
	}

	/** Takes in listings as `since` gives them; those known are passed over. */
	*takeListed(listed: Uint32Array): Generator<void, void, void> {
		for (let at = 0; at < listed.length; at += LISTING) {
			if (at % (STEP * LISTING) === 0) yield;
			const [id, language, hash] = [listed[at] ?? 0, listed[at + 1] ?? 0, listed[at + 2] ?? 0];
			if (((this.#listed[id] ?? 0) >> language) & 1) continue;
			this.#listed[id] = (this.#listed[id] ?? 0) | (1 << language);
			this.#addListing(id, language, hash);
		}
	}

	/** By language, how often living notes use each form. */
	uses(): Uint32Array[] {
		return this.#counts.map((counts) => counts.slice(0, this.size));
	}

	setUses(uses: readonly Uint32Array[]): void {
		uses.forEach((counts, language) => (this.#counts[language] = counts.slice()));
	}

	#addChars(form: Uint16Array): number {
		let [hash, letters] = [2166136261, 0];
		for (let at = 0; at < form.length; at++) {
			const code = form[at] ?? 0;
			hash = Math.imul(hash ^ code, 16777619);
			letters |= 1 << (code & 31);
		}
		hash = mixed(hash);
		const mask = this.#table.length - 1;
		for (let cell = hash & mask, entry = this.#table[cell] ?? 0; entry > 0; cell = (cell + 1) & mask, entry = this.#table[cell] ?? 0) {
			const from = this.#starts.data[entry - 1] ?? 0;
			const isSame = this.#hashes.data[entry - 1] === hash && (this.#starts.data[entry] ?? 0) - from === form.length && form.every((code, at) => this.#chars[from + at] === code);
			if (isSame) return entry - 1;
		}
		const from = this.#makeRoom(form.length);
		this.#chars.set(form, from);
		return this.#enter({ hash, letters, end: from + form.length });
	}

	#locate(text: string, { start, end, isAdded }: { start: number; end: number; isAdded: boolean }): number {
		let hash = 2166136261;
		for (let at = start; at < end; at++) {
			let code = text.charCodeAt(at);
			if (code >= 65 && code <= 90) code |= 32;
			hash = Math.imul(hash ^ code, 16777619);
		}
		hash = mixed(hash);
		const mask = this.#table.length - 1;
		let cell = hash & mask;
		for (let entry = this.#table[cell] ?? 0; entry > 0; entry = this.#table[cell] ?? 0) {
			if (this.#hashes.data[entry - 1] === hash && this.#isAt(entry - 1, text, { start, end })) return entry - 1;
			cell = (cell + 1) & mask;
		}
		return isAdded ? this.#insert(text, { start, end, hash }) : -1;
	}

	#isAt(id: number, text: string, { start, end }: { start: number; end: number }): boolean {
		const from = this.#starts.data[id] ?? 0;
		if ((this.#starts.data[id + 1] ?? 0) - from !== end - start) return false;
		for (let at = start; at < end; at++) {
			let code = text.charCodeAt(at);
			if (code >= 65 && code <= 90) code |= 32;
			if (this.#chars[from + at - start] !== code) return false;
		}
		return true;
	}

	#insert(text: string, { start, end, hash }: { start: number; end: number; hash: number }): number {
		const from = this.#makeRoom(end - start);
		let letters = 0;
		for (let at = start; at < end; at++) {
			const code = text.charCodeAt(at);
			this.#chars[from + at - start] = code >= 65 && code <= 90 ? code | 32 : code;
			letters |= 1 << (code & 31);
		}
		return this.#enter({ hash, letters, end: from + end - start });
	}

	/** Where the characters of the next form go; there is room for `length`. */
	#makeRoom(length: number): number {
		const from = this.#starts.data[this.size] ?? 0;
		if (from + length > this.#chars.length) {
			const larger = new Uint16Array(Math.max(from + length, this.#chars.length * 2));
			larger.set(this.#chars);
			this.#chars = larger;
		}
		return from;
	}

	/** Gives the next number to a form whose characters are in place. */
	#enter({ hash, letters, end }: { hash: number; letters: number; end: number }): number {
		const id = this.#hashes.push(hash);
		this.#starts.push(end);
		this.#letters = withRoomU32(this.#letters, id + 1);
		this.#letters[id] = letters;
		if (id >= this.#listed.length) {
			const larger = new Uint8Array(this.#listed.length * 2);
			larger.set(this.#listed);
			this.#listed = larger;
		}
		if (this.size * 2 > this.#table.length) this.#growTable();
		else this.#place(id);
		return id;
	}

	#place(id: number): void {
		const mask = this.#table.length - 1;
		let cell = (this.#hashes.data[id] ?? 0) & mask;
		while ((this.#table[cell] ?? 0) > 0) cell = (cell + 1) & mask;
		this.#table[cell] = id + 1;
	}

	#growTable(): void {
		this.#table = new Uint32Array(this.#table.length * 2);
		for (let id = 0; id < this.size; id++) this.#place(id);
	}

	#list(id: number, language: Language): void {
		const form = this.textOf(id);
		if (!isStemmable(form)) return;
		this.#addListing(id, language, stemHash(stemOf(form, language), language));
	}

	#addListing(id: number, language: number, hash: number): void {
		this.#languages |= 1 << language;
		if (this.#chainHashes.length >= this.#chainHeads.length) this.#growChains();
		this.#chainHashes.push(hash);
		const at = this.#chains.push(id) + 1;
		this.#chains.push(language);
		this.#link(at, hash);
	}

	#link(at: number, hash: number): void {
		const head = hash & (this.#chainHeads.length - 1);
		this.#chains.push(this.#chainHeads[head] ?? 0);
		this.#chainHeads[head] = at;
	}

	#growChains(): void {
		this.#chainHeads = new Uint32Array(this.#chainHeads.length * 2);
		for (let entry = 0; entry < this.#chainHashes.length; entry++) {
			const head = (this.#chainHashes.data[entry] ?? 0) & (this.#chainHeads.length - 1);
			this.#chains.data[entry * LISTING + 2] = this.#chainHeads[head] ?? 0;
			this.#chainHeads[head] = entry * LISTING + 1;
		}
	}
}

const ALL_LANGUAGES = 0xff;

function stemHash(stem: string, language: Language): number {
	let hash = 2166136261 ^ (language - ENGLISH);
	for (let at = 0; at < stem.length; at++) hash = Math.imul(hash ^ stem.charCodeAt(at), 16777619);
	return mixed(hash);
}

/** Spreads what the last characters changed over all bits (the finish of MurmurHash3), as an unsigned number. */
function mixed(hash: number): number {
	let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

function bitCount(value: number): number {
	let bits = value - ((value >>> 1) & 0x55555555);
	bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
	return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
