/**
 * Which numbers stand under a hash: chains in typed arrays, a tenth of the memory of a `Map` of lists, and no object
 * for what is loaded. Different things of one hash share a chain: who asks compares them.
 */
import { withRoom } from './bytes';

export class Chains {
	/** By the low bits of a hash: the number its chain begins with + 1, 0 where none does. */
	#heads: Uint32Array = new Uint32Array(64);
	/** By number: its hash, and what comes next in its chain + 1. */
	#hashes: Uint32Array = new Uint32Array(64);
	#next: Uint32Array = new Uint32Array(64);
	#held = 0;

	/** The first number under the hash, -1 when there is none. */
	first(hash: number): number {
		return this.#from(this.#heads[hash & (this.#heads.length - 1)] ?? 0, hash >>> 0);
	}

	/** The next number under the hash of this one, -1 when there are no more. */
	after(id: number): number {
		return this.#from(this.#next[id] ?? 0, this.#hashes[id] ?? 0);
	}

	/** A copy of the hashes of the first numbers; of those that are not held, any. */
	hashes(count: number): Uint32Array {
		return withRoom(this.#hashes, count).slice(0, count);
	}

	/** Puts a small number that is not held under a hash. */
	add(id: number, hash: number): void {
		this.#hashes = withRoom(this.#hashes, id + 1);
		this.#next = withRoom(this.#next, id + 1);
		this.#hashes[id] = hash;
		if (this.#held++ === this.#heads.length) this.#grow();
		this.#link(id);
	}

	/** Takes out a number that is held. */
	remove(id: number): void {
		const next = this.#next[id] ?? 0;
		const cell = (this.#hashes[id] ?? 0) & (this.#heads.length - 1);
		if (this.#heads[cell] === id + 1) this.#heads[cell] = next;
		for (let at = this.#heads[cell] ?? 0; at > 0; at = this.#next[at - 1] ?? 0) if (this.#next[at - 1] === id + 1) this.#next[at - 1] = next;
		this.#held--;
	}

	#from(first: number, hash: number): number {
		let at = first;
		while (at > 0 && this.#hashes[at - 1] !== hash) at = this.#next[at - 1] ?? 0;
		return at - 1;
	}

	#link(id: number): void {
		const cell = (this.#hashes[id] ?? 0) & (this.#heads.length - 1);
		this.#next[id] = this.#heads[cell] ?? 0;
		this.#heads[cell] = id + 1;
	}

	#grow(): void {
		const before = this.#heads;
		this.#heads = new Uint32Array(before.length * 2);
		for (const head of before) {
			for (let at = head; at > 0; ) {
				const next = this.#next[at - 1] ?? 0;
				this.#link(at - 1);
				at = next;
			}
		}
	}
}
