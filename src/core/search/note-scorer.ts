/** Scores whole notes, one word of the query after the other: BM25F of the note, BM25 of the exact form and of its names. */
import { idfOf, saturate } from './bm25';
import type { TermForm } from './matches';
import { FOUND } from './note-postings';
import type { Part } from './part';
import type { Parts } from './parts';
import type { QueryTerm } from './query';
import { RANKING } from './ranking';
import type { ScoredTerm } from './scores';
import type { Scratch } from './scratch';
import type { KnownTerm } from './term-memo';

const EVERYWHERE = 0xff;

export class NoteScorer {
	/** How many slots of `scratch.matched` are held. */
	matched = 0;
	#touched = 0;
	#names = 0;
	#blocks = 0;
	#passages = 0;

	constructor(
		private readonly parts: Parts,
		private readonly all: readonly Part[],
		private readonly scratch: Scratch,
	) {}

	/** Adds what a word is worth to every note that has it. */
	add(term: QueryTerm, forms: readonly TermForm[]): Omit<ScoredTerm, 'repairs' | 'isScored'> {
		const { memo, changes } = this.parts;
		const key = forms.map(({ id, languages, weight, isExact }) => `${id}:${languages}:${weight}${isExact ? '=' : ''}`).join();
		const known = memo.get(key, changes);
		const facts = known?.facts ?? this.#work(forms);
		const { touched, scores } = this.scratch;
		const share = term.share ?? 1;
		if (known) this.#give(known.slots, known.scores, { idf: facts.idf, share });
		else {
			const [slots, own] = [touched.subarray(0, facts.notes), scores.subarray(0, facts.notes)];
			this.#give(slots, own, { idf: facts.idf, share });
			memo.keep(key, { slots, scores: own, facts });
		}
		return { ...term, ...facts, idf: facts.idf * share, passageIdf: facts.passageIdf * share, forms: forms.map(({ id }) => id), counted: forms };
	}

	/** Empties what was used of the tables. */
	clear(): void {
		const { note, covered, matched } = this.scratch;
		for (let at = 0; at < this.matched; at++) note[matched[at] ?? 0] = covered[matched[at] ?? 0] = 0;
		this.matched = 0;
	}

	/** Adds to each of the notes its score. */
	#give(slots: Uint32Array, scores: Float64Array, { idf, share }: { idf: number; share: number }): void {
		const { note, covered, matched } = this.scratch;
		for (let at = 0; at < slots.length; at++) {
			const slot = slots[at] ?? 0;
			const before = note[slot] ?? 0;
			if (before === 0) matched[this.matched++] = slot;
			note[slot] = before + share * (scores[at] ?? 0);
			covered[slot] = (covered[slot] ?? 0) + share * idf;
		}
	}

	/** Fills `scratch.touched` and `scratch.scores` with the notes that have the word and what it is worth to each. */
	#work(forms: readonly TermForm[]): KnownTerm['facts'] {
		this.#touched = this.#names = this.#blocks = this.#passages = 0;
		const exact = this.#gather(forms);
		const { catalog } = this.parts;
		const notes = Math.max(1, catalog.size);
		const idf = idfOf(this.#touched, catalog.size);
		this.#score({ idf, exactIdf: idfOf(exact, catalog.size), namesIdf: idfOf(this.#names, catalog.size), average: Math.max(1, catalog.totalLength) / notes, averageNames: Math.max(1, catalog.totalNameLength) / notes });
		const { passages } = this.parts;
		return { idf, passageIdf: idfOf(Math.min(this.#passages, passages), passages), notes: this.#touched, blocks: this.#blocks };
	}

	/** Runs for every note that has a word, and makes nothing. */
	#score({ idf, exactIdf, namesIdf, average, averageNames }: { idf: number; exactIdf: number; namesIdf: number; average: number; averageNames: number }): void {
		const { whole, exact, names, touched, scores } = this.scratch;
		const { lengths, nameLengths } = this.parts.catalog;
		for (let at = 0; at < this.#touched; at++) {
			const slot = touched[at] ?? 0;
			const length = (lengths[slot] ?? 0) / average;
			let score = idf * saturate(whole[slot] ?? 0, length);
			const ofExact = exact[slot] ?? 0;
			const ofNames = names[slot] ?? 0;
			if (ofExact > 0) score += RANKING.formShare * exactIdf * saturate(ofExact, length);
			if (ofNames > 0) score += RANKING.titleShare * namesIdf * saturate(ofNames, (nameLengths[slot] ?? 0) / averageNames, RANKING.nameB);
			scores[at] = score;
			whole[slot] = exact[slot] = names[slot] = 0;
		}
	}

	/** Tells how many notes have the exact form. */
	#gather(forms: readonly TermForm[]): number {
		const { whole, exact, touched } = this.scratch;
		// First, so that its weights are those of the whole so far.
		const first = forms.filter(({ isExact }) => isExact);
		for (const form of first) this.#gatherForm(form);
		const found = this.#touched;
		for (let at = 0; at < found; at++) exact[touched[at] ?? 0] = whole[touched[at] ?? 0] ?? 0;
		for (const form of forms) if (!form.isExact) this.#gatherForm(form);
		return found;
	}

	#gatherForm(form: TermForm): void {
		const { notes } = this.scratch;
		for (const part of this.all) {
			part.openNotes(form.id, notes);
			while (part.nextNotes(notes)) this.#gatherIn(form);
		}
	}

	/** Runs for every note that has a word. */
	#gatherIn({ languages: wanted, weight: worth }: TermForm): void {
		const { whole, names, touched, notes: { slots, places, weights, blocks, passages, targets, length } } = this.scratch;
		const { languages } = this.parts.catalog;
		const { links } = this.parts;
		let [held, named, inBlocks, inPassages] = [this.#touched, this.#names, this.#blocks, this.#passages];
		for (let at = 0; at < length; at++) {
			let slot = slots[at] ?? 0;
			if (wanted !== EVERYWHERE && ((wanted >> (languages[slot] ?? 0)) & 1) === 0) continue;
			const weight = (weights[at] ?? 0) * worth;
			const place = places[at] ?? 0;
			if (place !== FOUND.text) {
				if (place === FOUND.facets) continue;
				if (place === FOUND.link) slot = links.slotOf(targets[at] ?? 0);
				else {
					if (names[slot] === 0) named++;
					names[slot] = (names[slot] ?? 0) + weight;
				}
				if (slot < 0) continue;
			}
			inBlocks += blocks[at] ?? 0;
			inPassages += passages[at] ?? 0;
			const before = whole[slot] ?? 0;
			if (before === 0) touched[held++] = slot;
			whole[slot] = before + weight;
		}
		[this.#touched, this.#names, this.#blocks, this.#passages] = [held, named, inBlocks, inPassages];
	}
}
