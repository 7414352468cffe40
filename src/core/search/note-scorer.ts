/** Scores whole notes, one word of the query after the other: BM25F of the note, BM25 of the exact form and of its names. */
import { idfOf, saturate } from './bm25';
import type { TermForm } from './matches';
import { NoteTally } from './note-tally';
import type { Part } from './part';
import type { Parts } from './parts';
import type { QueryTerm } from './query';
import { RANKING } from './ranking';
import type { ScoredTerm } from './scores';
import type { Scratch } from './scratch';
import type { KnownTerm } from './term-memo';

export class NoteScorer {
	/** How many slots of `scratch.matched` are held. */
	matched = 0;
	readonly #tally: NoteTally;

	constructor(
		private readonly parts: Parts,
		private readonly all: readonly Part[],
		private readonly scratch: Scratch,
	) {
		this.#tally = new NoteTally({ languages: parts.catalog.languages, slotOf: (target) => parts.links.slotOf(target) }, scratch);
	}

	/** Adds what a word is worth to every note that has it. */
	add(term: QueryTerm, forms: readonly TermForm[]): Omit<ScoredTerm, 'repairs' | 'isScored'> {
		const { memo, changes } = this.parts;
		const key = forms.map(({ id, languages, weight, isExact }) => `${id}:${languages}:${weight}${isExact ? '=' : ''}`).join();
		const share = term.share ?? 1;
		const known = memo.get(key, changes);
		if (known) this.matched = this.#give(known, share);
		const facts = known?.facts ?? this.#work(forms, { key, share });
		return { ...term, ...facts, idf: facts.idf * share, passageIdf: facts.passageIdf * share, forms: forms.map(({ id }) => id), counted: forms };
	}

	/** Empties what was used of the tables. */
	clear(): void {
		const { note, covered, matched } = this.scratch;
		for (let at = 0; at < this.matched; at++) note[matched[at] ?? 0] = covered[matched[at] ?? 0] = 0;
		this.matched = 0;
	}

	/** Adds to each of the notes its score. Tells how many notes are matched now. */
	#give({ slots, scores, facts }: KnownTerm, share: number): number {
		const { note, covered, matched } = this.scratch;
		const idf = facts.idf * share;
		let held = this.matched;
		for (let at = 0; at < slots.length; at++) {
			const slot = slots[at] ?? 0;
			const before = note[slot] ?? 0;
			if (before === 0) matched[held++] = slot;
			note[slot] = before + share * (scores[at] ?? 0);
			covered[slot] = (covered[slot] ?? 0) + idf;
		}
		return held;
	}

	/** Finds the notes that have the word, adds what it is worth to each, and keeps that for the next who asks. */
	#work(forms: readonly TermForm[], { key, share }: { key: string; share: number }): KnownTerm['facts'] {
		const exact = this.#gather(forms);
		const { parts, scratch: { touched, scores } } = this;
		const { notes, named, blocks, passages } = this.#tally;
		const facts = { idf: idfOf(notes, parts.catalog.size), passageIdf: idfOf(Math.min(passages, parts.passages), parts.passages), notes, blocks };
		this.matched = this.#score({ exact, share, idf: facts.idf, exactIdf: idfOf(exact, parts.catalog.size), namesIdf: idfOf(named, parts.catalog.size) });
		parts.memo.keep(key, { slots: touched.subarray(0, notes), scores: scores.subarray(0, notes), facts });
		return facts;
	}

	/** Finds the notes that have the word. Tells how many have the exact form: they are the first of `touched`, with its weight in `exact`. */
	#gather(forms: readonly TermForm[]): number {
		const tally = this.#tally;
		tally.begin();
		// First, so that its weights are those of the whole so far.
		for (const form of forms) if (form.isExact) this.#gatherForm(form);
		const found = this.#keepExact();
		for (const form of forms) if (!form.isExact) this.#gatherForm(form);
		return found;
	}

	/** A function of its own, as the other loops over notes: nothing follows the loop that was not run before it got hot. */
	#keepExact(): number {
		const { whole, exact, touched } = this.scratch;
		const { notes } = this.#tally;
		for (let at = 0; at < notes; at++) exact[at] = whole[touched[at] ?? 0] ?? 0;
		return notes;
	}

	#gatherForm(form: TermForm): void {
		this.#tally.setForm(form);
		for (const part of this.all) part.tallyNotes(form.id, this.#tally);
	}

	/**
	 * Adds to each note that has the word what it is worth, BM25F of the whole note and of the exact form and BM25 of the
	 * names, and empties the tables. Tells how many notes are matched now. Runs for every note that has a word: `saturate` is written out, and nothing is made.
	 */
	#score({ exact: exactNotes, share, idf, exactIdf, namesIdf }: { exact: number; share: number; idf: number; exactIdf: number; namesIdf: number }): number {
		const { whole, exact, names, touched, scores, note, covered, matched } = this.scratch;
		const { lengths, nameLengths, size, totalLength, totalNameLength } = this.parts.catalog;
		const average = Math.max(1, totalLength) / Math.max(1, size);
		const averageNames = Math.max(1, totalNameLength) / Math.max(1, size);
		// In halves of a word, as weights are.
		const [base, byLength] = [2 * RANKING.k1 * (1 - RANKING.b), (2 * RANKING.k1 * RANKING.b) / average];
		const [ofWhole, ofExact] = [idf * (RANKING.k1 + 1), RANKING.formShare * exactIdf * (RANKING.k1 + 1)];
		const own = share * idf;
		const { notes } = this.#tally;
		let held = this.matched;
		for (let at = 0; at < notes; at++) {
			const slot = touched[at] ?? 0;
			const normal = base + byLength * (lengths[slot] ?? 0);
			const weight = whole[slot] ?? 0;
			let score = (ofWhole * weight) / (weight + normal);
			whole[slot] = 0;
			if (at < exactNotes) score += (ofExact * (exact[at] ?? 0)) / ((exact[at] ?? 0) + normal);
			const named = names[slot] ?? 0;
			if (named > 0) {
				score += RANKING.titleShare * namesIdf * saturate(named, (nameLengths[slot] ?? 0) / averageNames, RANKING.nameB);
				names[slot] = 0;
			}
			scores[at] = score;
			const before = note[slot] ?? 0;
			if (before === 0) matched[held++] = slot;
			// As they are kept: a word asked for again is worth the same.
			note[slot] = before + share * (scores[at] ?? 0);
			covered[slot] = (covered[slot] ?? 0) + own;
		}
		return held;
	}
}
