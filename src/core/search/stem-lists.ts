/** Which forms are listed under a stem, by the hash of language and stem. */
import { GrowingU32, GrowingU8 } from './bytes';
import { Chains } from './chains';

/** Numbers that a listing of a form under its stem takes. */
export const LISTING = 3;

export class StemLists {
	/** By listing. */
	readonly #forms = new GrowingU32(512);
	readonly #languages = new GrowingU8(512);
	readonly #chains = new Chains();
	/** Languages (bits) that any form is listed in. */
	languages = 0;

	get length(): number {
		return this.#forms.length;
	}

	/** Tells of the forms listed under the hash. */
	each(hash: number, onListed: (id: number, language: number) => void): void {
		for (let at = this.#chains.first(hash); at >= 0; at = this.#chains.after(at)) onListed(this.#forms.data[at] ?? 0, this.#languages.data[at] ?? 0);
	}

	add(id: number, language: number, hash: number): void {
		this.languages |= 1 << language;
		this.#languages.push(language);
		this.#chains.add(this.#forms.push(id), hash);
	}

	/** What was added since there were `listings` of them, each as form, language and hash. */
	since(listings: number): Uint32Array {
		const listed = new Uint32Array((this.length - listings) * LISTING);
		const hashes = this.#chains.hashes(this.length);
		for (let entry = listings; entry < this.length; entry++) {
			listed.set([this.#forms.data[entry] ?? 0, this.#languages.data[entry] ?? 0, hashes[entry] ?? 0], (entry - listings) * LISTING);
		}
		return listed;
	}
}
