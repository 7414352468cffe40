/** Which forms are listed under a stem, by the hash of language and stem: chains of `[form, language, next]`. */
import { GrowingU32 } from './bytes';

/** Tables are kept at most full. */
const MIN_TABLE = 1024;
/** Numbers that a listing of a form under its stem takes. */
export const LISTING = 3;

export class StemLists {
	readonly #chains = new GrowingU32(1024);
	readonly #hashes = new GrowingU32(512);
	/** Where each chain begins + 1, 0 where none does. */
	#heads = new Uint32Array(MIN_TABLE);
	/** Languages (bits) that any form is listed in. */
	languages = 0;

	get length(): number {
		return this.#hashes.length;
	}

	/** Tells of the forms listed under the hash, and of others whose hashes share a chain with it. */
	each(hash: number, onListed: (id: number, language: number) => void): void {
		const chains = this.#chains.data;
		for (let at = this.#heads[hash & (this.#heads.length - 1)] ?? 0; at > 0; at = chains[at + 1] ?? 0) onListed(chains[at - 1] ?? 0, chains[at] ?? 0);
	}

	add(id: number, language: number, hash: number): void {
		this.languages |= 1 << language;
		if (this.#hashes.length >= this.#heads.length) this.#grow();
		this.#hashes.push(hash);
		const at = this.#chains.push(id) + 1;
		this.#chains.push(language);
		const head = hash & (this.#heads.length - 1);
		this.#chains.push(this.#heads[head] ?? 0);
		this.#heads[head] = at;
	}

	/** What was added since there were `listings` of them, each as form, language and hash. */
	since(listings: number): Uint32Array {
		const listed = new Uint32Array((this.length - listings) * LISTING);
		for (let entry = listings; entry < this.length; entry++) {
			const at = (entry - listings) * LISTING;
			listed[at] = this.#chains.data[entry * LISTING] ?? 0;
			listed[at + 1] = this.#chains.data[entry * LISTING + 1] ?? 0;
			listed[at + 2] = this.#hashes.data[entry] ?? 0;
		}
		return listed;
	}

	#grow(): void {
		this.#heads = new Uint32Array(this.#heads.length * 2);
		for (let entry = 0; entry < this.length; entry++) {
			const head = (this.#hashes.data[entry] ?? 0) & (this.#heads.length - 1);
			this.#chains.data[entry * LISTING + 2] = this.#heads[head] ?? 0;
			this.#heads[head] = entry * LISTING + 1;
		}
	}
}
