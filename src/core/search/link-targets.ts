/**
 * Which note each link leads to, and how many notes link to each: kept while notes come, go and move.
 *
 * A link is known by the form of its target in the dictionary (see `linkKey`). Among notes that fit, the one at
 * exactly that path wins, then the shortest path, as in Obsidian; the folder of the linking note is not looked at.
 */
import type { Catalog } from './catalog';
import { titleOf } from '../lib/vault-path';

export class LinkTargets {
	/** By hash of a name in lower case, a tenth of the name's memory: the note called so or the notes, and the links to such a name. A few are of another name. */
	readonly #notes = new Map<number, number | readonly number[]>();
	readonly #links = new Map<number, number[]>();
	/** By target form: the note it leads to (-1: none), how many notes link so, and the target as written. */
	readonly #leads = new Map<number, { slot: number; from: number; readonly key: string }>();

	/** `keyOf`: a target as written, by its form. */
	constructor(
		private readonly catalog: Pick<Catalog, 'paths' | 'inlinks'>,
		private readonly keyOf: (form: number) => string,
	) {}

	/** The note that a target leads to, -1 when there is none. */
	slotOf(target: number): number {
		return this.#leads.get(target)?.slot ?? -1;
	}

	/** Target forms that lead to a note. */
	formsTo(slot: number): number[] {
		const name = nameOf(this.catalog.paths[slot] ?? '');
		return (this.#links.get(name) ?? []).filter((form) => this.#leads.get(form)?.slot === slot);
	}

	addNote(slot: number): void {
		const name = nameOf(this.catalog.paths[slot] ?? '');
		const same = this.#notes.get(name);
		this.#notes.set(name, same === undefined ? slot : [...listOf(same), slot]);
		this.#settle(name);
	}

	removeNote(slot: number): void {
		const name = nameOf(this.catalog.paths[slot] ?? '');
		const rest = listOf(this.#notes.get(name)).filter((other) => other !== slot);
		if (rest.length > 0) this.#notes.set(name, rest[1] === undefined ? (rest[0] ?? 0) : rest);
		else this.#notes.delete(name);
		this.#settle(name);
	}

	/** A note links to these targets, each named once. */
	addLinks(targets: readonly number[]): void {
		for (const form of targets) {
			let lead = this.#leads.get(form);
			if (!lead) {
				const key = this.keyOf(form);
				lead = { slot: this.find(key), from: 0, key };
				this.#leads.set(form, lead);
				const name = nameOf(key);
				const same = this.#links.get(name);
				if (same) same.push(form);
				else this.#links.set(name, [form]);
			}
			lead.from++;
			this.#count(lead.slot, 1);
		}
	}

	removeLinks(forms: readonly number[]): void {
		for (const form of forms) {
			const lead = this.#leads.get(form);
			if (!lead) continue;
			lead.from--;
			this.#count(lead.slot, -1);
			if (lead.from > 0) continue;
			this.#leads.delete(form);
			const name = nameOf(lead.key);
			const rest = (this.#links.get(name) ?? []).filter((other) => other !== form);
			if (rest.length > 0) this.#links.set(name, rest);
			else this.#links.delete(name);
		}
	}

	/** Finds again where links to a name lead. */
	#settle(name: number): void {
		for (const form of this.#links.get(name) ?? []) {
			const lead = this.#leads.get(form);
			if (!lead) continue;
			const slot = this.find(lead.key);
			if (slot === lead.slot) continue;
			this.#count(lead.slot, -lead.from);
			this.#count(slot, lead.from);
			lead.slot = slot;
		}
	}

	#count(slot: number, change: number): void {
		if (slot >= 0) this.catalog.inlinks[slot] = (this.catalog.inlinks[slot] ?? 0) + change;
	}

	/** The note that a key fits best. */
	find(key: string): number {
		let best = -1;
		let bestPath = '';
		for (const slot of listOf(this.#notes.get(nameOf(key)))) {
			const path = this.catalog.paths[slot] ?? '';
			const plain = plainPath(path);
			if (plain !== key && !plain.endsWith(`/${key}`)) continue;
			const isBetter = best < 0 || path.length < bestPath.length || (path.length === bestPath.length && path < bestPath);
			if (isBetter) [best, bestPath] = [slot, path];
		}
		return best;
	}
}

function listOf(some: number | readonly number[] | undefined): readonly number[] {
	return some === undefined ? [] : typeof some === 'number' ? [some] : some;
}

function plainPath(path: string): string {
	return folded(path.replace(/\.md$/i, ''));
}

/** A hash of the name, the same for names that fold to the same. Most are plain, and are folded as they are read. */
function nameOf(path: string): number {
	const title = titleOf(path);
	let hash = 2166136261;
	for (let at = 0; at < title.length; at++) {
		const code = title.charCodeAt(at);
		if (code > 0x7e) return hashOf(folded(title));
		hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code | 32 : code), 16777619);
	}
	return hash >> 1;
}

function hashOf(text: string): number {
	let hash = 2166136261;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
	// Small integers take no memory of their own.
	return hash >> 1;
}

/** Most names are plain, and there is one form of those. */
function folded(text: string): string {
	return (/[^\x20-\x7e]/.test(text) ? text.normalize('NFC') : text).toLowerCase();
}
