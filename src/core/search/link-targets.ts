/**
 * Which note each link leads to, and how many notes link to each: kept while notes come, go and move.
 *
 * A link is known by the form of its target in the dictionary (see `linkKey`). Among notes that fit, the one at
 * exactly that path wins, then the shortest path, as in Obsidian; the folder of the linking note is not looked at.
 */
import { GrowingU32 } from './bytes';
import type { Catalog } from './catalog';
import { Chains } from './chains';
import { titleOf } from '../lib/vault-path';

/** What is saved, by target: its form, the note it leads to + 1, how many notes link so, the hash of its name; then by slot the hash of what the note is called. */
export type SavedLinks = readonly [forms: Uint32Array, slots: Uint32Array, counts: Uint32Array, names: Uint32Array, notes: Uint32Array];

export class LinkTargets {
	/** Notes by the hash of their name in lower case. */
	readonly #notes = new Chains();
	/** Targets, numbered as they are first seen: by the hash of their name, and by their form. */
	readonly #named = new Chains();
	readonly #formed = new Chains();
	/** By target: its form, the note it leads to + 1, how many notes link so. */
	readonly #forms = new GrowingU32();
	readonly #slots = new GrowingU32();
	readonly #counts = new GrowingU32();

	/** `keyOf`: a target as written, by its form. */
	constructor(
		private readonly catalog: Pick<Catalog, 'paths' | 'inlinks'>,
		private readonly keyOf: (form: number) => string,
	) {}

	/** The note that a target leads to, -1 when there is none. */
	slotOf(form: number): number {
		const target = this.#formed.first(form);
		return target < 0 ? -1 : (this.#slots.data[target] ?? 0) - 1;
	}

	/** Target forms that lead to a note. */
	formsTo(slot: number): number[] {
		const forms: number[] = [];
		for (let target = this.#named.first(nameOf(this.catalog.paths[slot] ?? '')); target >= 0; target = this.#named.after(target)) {
			if (this.#slots.data[target] === slot + 1 && (this.#counts.data[target] ?? 0) > 0) forms.push(this.#forms.data[target] ?? 0);
		}
		return forms;
	}

	/** `name`: the hash of what it is called, where that is known. */
	addNote(slot: number, name = nameOf(this.catalog.paths[slot] ?? '')): void {
		this.#notes.add(slot, name);
		this.#settle(name);
	}

	removeNote(slot: number): void {
		this.#notes.remove(slot);
		this.#settle(nameOf(this.catalog.paths[slot] ?? ''));
	}

	/** A note links to these targets, each named once. */
	addLinks(forms: readonly number[]): void {
		for (const form of forms) {
			let target = this.#formed.first(form);
			if (target < 0) {
				const key = this.keyOf(form);
				target = this.#add(form, { slot: this.find(key) + 1, count: 0, name: nameOf(key) });
			}
			this.#count(target, 1);
		}
	}

	removeLinks(forms: readonly number[]): void {
		for (const form of forms) {
			const target = this.#formed.first(form);
			if (target >= 0) this.#count(target, -1);
		}
	}

	/** All that is known. */
	saved(): SavedLinks {
		return [this.#forms.trimmed(), this.#slots.trimmed(), this.#counts.trimmed(), this.#named.hashes(this.#forms.length), this.#notes.hashes(this.catalog.paths.length)];
	}

	/** Takes targets as they were saved, when all notes were added: the catalog knows how many links lead to each. */
	restore([forms, slots, counts, names]: SavedLinks): void {
		forms.forEach((form, target) => this.#add(form, { slot: slots[target] ?? 0, count: counts[target] ?? 0, name: names[target] ?? 0 }));
	}

	#add(form: number, { slot, count, name }: { slot: number; count: number; name: number }): number {
		const target = this.#forms.push(form);
		this.#slots.push(slot);
		this.#counts.push(count);
		this.#formed.add(target, form);
		this.#named.add(target, name);
		return target;
	}

	/** Finds again where links to a name lead. */
	#settle(name: number): void {
		for (let target = this.#named.first(name); target >= 0; target = this.#named.after(target)) {
			const slot = this.find(this.keyOf(this.#forms.data[target] ?? 0));
			const before = (this.#slots.data[target] ?? 0) - 1;
			if (slot === before) continue;
			const count = this.#counts.data[target] ?? 0;
			this.#inlink(before, -count);
			this.#inlink(slot, count);
			this.#slots.data[target] = slot + 1;
		}
	}

	#count(target: number, change: number): void {
		this.#counts.data[target] = (this.#counts.data[target] ?? 0) + change;
		this.#inlink((this.#slots.data[target] ?? 0) - 1, change);
	}

	#inlink(slot: number, change: number): void {
		if (slot >= 0) this.catalog.inlinks[slot] = (this.catalog.inlinks[slot] ?? 0) + change;
	}

	/** The note that a key fits best. */
	find(key: string): number {
		let best = -1;
		let bestPath = '';
		for (let slot = this.#notes.first(nameOf(key)); slot >= 0; slot = this.#notes.after(slot)) {
			const path = this.catalog.paths[slot] ?? '';
			const plain = plainPath(path);
			if (plain !== key && !plain.endsWith(`/${key}`)) continue;
			const isBetter = best < 0 || path.length < bestPath.length || (path.length === bestPath.length && path < bestPath);
			if (isBetter) [best, bestPath] = [slot, path];
		}
		return best;
	}
}

function plainPath(path: string): string {
	return folded(path.replace(/\.md$/i, ''));
}

/** A hash of the name, the same for names that fold to the same. */
function nameOf(path: string): number {
	const name = folded(titleOf(path));
	let hash = 2166136261;
	for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16777619);
	return hash;
}

/** Most names are plain, and there is one form of those. */
function folded(text: string): string {
	return (/[^\x20-\x7e]/.test(text) ? text.normalize('NFC') : text).toLowerCase();
}
