/**
 * Word forms with a number each.
 *
 * Chains of numbers over one array of characters: a tenth of the memory of a `Map` of strings, and a word of a note is
 * looked up without making a string of it. Numbers are given in order of first sight, so that frequent words get
 * small ones, and are never taken back.
 */
import { inSteps } from '../lib/turns';
import { GrowingU32, withRoom } from './bytes';
import { Chains } from './chains';

/** Forms taken in between two yields: well below a millisecond. */
const STEP = 4_096;

/** Forms one after the other. */
export interface FormChars {
	readonly chars: Uint16Array;
	readonly lengths: Uint8Array;
}

/** The same as they are saved. */
export interface SavedForms extends FormChars {
	readonly hashes: Uint32Array;
}

export class FormTable {
	/** The forms one after the other. */
	#chars: Uint16Array = new Uint16Array(4096);
	/** Where each form begins; one more than there are forms. */
	readonly #starts = new GrowingU32(512);
	readonly #numbers = new Chains();
	/** A bit for each letter of the form, see `repairs.ts`; of those forms that were there when it was last asked for. */
	#letters = new Uint32Array(0);
	/** Of the form that is looked for. */
	#hash = 0;
	#end = 0;

	constructor() {
		this.#starts.push(0);
	}

	get size(): number {
		return this.#starts.length - 1;
	}

	/** The number of the word at `text[start, end)`, ASCII letters lowered; made on first sight. */
	addPlain(text: string, start: number, end: number): number {
		this.#lay(text, start, end);
		return this.#known() ?? this.#enter(this.#hash, this.#end);
	}

	/** The number of a folded form, made on first sight. */
	add(form: string): number {
		return this.addPlain(form, 0, form.length);
	}

	/** The number of a folded form, -1 when no note ever had it. */
	idOf(form: string): number {
		return this.find(form, 0, form.length);
	}

	/** The same of the word at `text[start, end)`, ASCII letters lowered. */
	find(text: string, start: number, end: number): number {
		this.#lay(text, start, end);
		return this.#known() ?? -1;
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
		this.#tellLetters();
		for (let id = 0; id < this.size; id++) {
			const length = (this.#starts.data[id + 1] ?? 0) - (this.#starts.data[id] ?? 0);
			if (length < from || length > to || bitCount((this.#letters[id] ?? 0) ^ letters) > mostBits) continue;
			onForm(id);
		}
	}

	#tellLetters(): void {
		const known = this.#letters.length;
		if (known === this.size) return;
		const letters = withRoom(this.#letters, this.size).slice(0, this.size);
		for (let id = known; id < this.size; id++) {
			const end = this.#starts.data[id + 1] ?? 0;
			let bits = 0;
			for (let at = this.#starts.data[id] ?? 0; at < end; at++) bits |= 1 << ((this.#chars[at] ?? 0) & 31);
			letters[id] = bits;
		}
		this.#letters = letters;
	}

	/** What was added since there were `forms` of them: it never changes again. */
	since(forms: number): SavedForms {
		const lengths = new Uint8Array(this.size - forms);
		for (let id = forms; id < this.size; id++) lengths[id - forms] = this.lengthOf(id);
		return { chars: this.#chars.slice(this.#starts.data[forms] ?? 0, this.#starts.data[this.size] ?? 0), lengths, hashes: this.#numbers.hashes(this.size).slice(forms) };
	}

	/** Takes in forms that were saved after those it has. */
	*restore({ chars, lengths, hashes }: SavedForms): Generator<void, void, void> {
		let end = this.#makeRoom(chars.length);
		this.#chars.set(chars, end);
		yield* inSteps(lengths.length, STEP, (from, to) => {
			for (let at = from; at < to; at++) {
				end += lengths[at] ?? 0;
				this.#enter(hashes[at] ?? 0, end);
			}
		});
	}

	/** Puts the characters of a form behind those of the last, where it is looked for, and stays when it is new. */
	#lay(text: string, start: number, end: number): void {
		const from = this.#makeRoom(end - start);
		const chars = this.#chars;
		let hash = 2166136261;
		for (let at = start; at < end; at++) {
			let code = text.charCodeAt(at);
			if (code >= 65 && code <= 90) code |= 32;
			chars[from + at - start] = code;
			hash = Math.imul(hash ^ code, 16777619);
		}
		this.#hash = mixed(hash);
		this.#end = from + end - start;
	}

	/** The number of the form that was put there, null when it is new. */
	#known(): number | null {
		for (let id = this.#numbers.first(this.#hash); id >= 0; id = this.#numbers.after(id)) if (this.#isSame(id)) return id;
		return null;
	}

	#isSame(id: number): boolean {
		const chars = this.#chars;
		const own = this.#starts.data[this.size] ?? 0;
		const from = this.#starts.data[id] ?? 0;
		if ((this.#starts.data[id + 1] ?? 0) - from !== this.#end - own) return false;
		for (let at = own; at < this.#end; at++) if (chars[from + at - own] !== chars[at]) return false;
		return true;
	}

	/** Where the characters of the next form go; there is room for `length`. */
	#makeRoom(length: number): number {
		const from = this.#starts.data[this.size] ?? 0;
		if (from + length > this.#chars.length) this.#chars = withRoom(this.#chars, from + length);
		return from;
	}

	/** Gives the next number to a form whose characters are in place. */
	#enter(hash: number, end: number): number {
		const id = this.size;
		this.#starts.push(end);
		this.#numbers.add(id, hash);
		return id;
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
