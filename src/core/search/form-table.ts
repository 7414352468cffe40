/**
 * Word forms with a number each.
 *
 * A hash table over one array of characters: a tenth of the memory of a `Map` of strings, and a word of a note is
 * looked up without making a string of it. Numbers are given in order of first sight, so that frequent words get
 * small ones, and are never taken back.
 */
import { GrowingU32, withRoomU32 } from './bytes';

/** The table is kept at most half full. */
const MIN_TABLE = 1024;

/** Forms one after the other. */
export interface FormChars {
	readonly chars: Uint16Array;
	readonly lengths: Uint8Array;
}

export class FormTable {
	/** The forms one after the other. */
	#chars = new Uint16Array(4096);
	/** Where each form begins; one more than there are forms. */
	readonly #starts = new GrowingU32(512);
	readonly #hashes = new GrowingU32(512);
	/** Open addressing: number + 1 of a form, 0 where free. */
	#table = new Uint32Array(MIN_TABLE);
	/** A bit for each letter of the form, see `repairs.ts`. */
	#letters = new Uint32Array(512);

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

	/** Tells of every form that begins so. */
	eachStartingWith(prefix: string, onForm: (id: number) => void): void {
		const [first, length] = [prefix.charCodeAt(0), prefix.length];
		for (let id = 0; id < this.size; id++) {
			const start = this.#starts.data[id] ?? 0;
			if (this.#chars[start] !== first || (this.#starts.data[id + 1] ?? 0) - start < length) continue;
			let at = 1;
			while (at < length && this.#chars[start + at] === prefix.charCodeAt(at)) at++;
			if (at === length) onForm(id);
		}
	}

	/** Tells of every form of a length in the range whose letters differ from `letters` in few bits. */
	eachOfLength(from: number, to: number, letters: number, mostBits: number, onForm: (id: number) => void): void {
		for (let id = 0; id < this.size; id++) {
			const length = (this.#starts.data[id + 1] ?? 0) - (this.#starts.data[id] ?? 0);
			if (length < from || length > to || bitCount((this.#letters[id] ?? 0) ^ letters) > mostBits) continue;
			onForm(id);
		}
	}

	/** What was added since there were `forms` of them: it never changes again. */
	since(forms: number): FormChars {
		const lengths = new Uint8Array(this.size - forms);
		for (let id = forms; id < this.size; id++) lengths[id - forms] = this.lengthOf(id);
		return { chars: this.#chars.slice(this.#starts.data[forms] ?? 0, this.#starts.data[this.size] ?? 0), lengths };
	}

	/** The number of a form, made on first sight. Not as text: half of a character, where a word was cut, would not survive. */
	addChars(form: Uint16Array): number {
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
}

/** Spreads what the last characters changed over all bits (the finish of MurmurHash3), as an unsigned number. */
export function mixed(hash: number): number {
	let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

function bitCount(value: number): number {
	let bits = value - ((value >>> 1) & 0x55555555);
	bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
	return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
