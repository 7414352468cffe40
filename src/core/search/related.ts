/**
 * Which notes belong to a note or a text, each with its reasons: telling words that both have, links, one day.
 *
 * The text is asked as a query of its most telling words; no model, and no feedback from what was found.
 */
import { bestNotes } from './best-notes';
import type { RelatedHit, RelatedReason } from './hit';
import { UNIT } from './note-draft';
import { eachUnitWord, kindAt } from './part';
import type { Parts } from './parts';
import { queryTerms, type QueryTerm } from './query';
import { scoreSteps } from './rank';
import { RANKING } from './ranking';
import type { Scores } from './scores';
import { stemOf } from './stems';
import { stopWordsAmong } from './stop-words';
import { formsFor } from './term-forms';

export interface RelatedTo {
	/** The note that is open: it is left out, and its links count. */
	readonly path?: string;
	/** What to compare instead of the note as it was indexed: a selection, or the note as it is being written. */
	readonly text?: string;
}

/** The most telling words are asked for; more add noise and cost. */
const MAX_WORDS = 24;
/** A note is read up to so many words. */
const MAX_READ = 4_000;
const SHOWN_WORDS = 5;

/** So many notes are looked at for links between two steps. */
const NOTES_A_STEP = 256;

/** Steps through the vault's links, so that the caller may give way between steps; the last one has the notes. */
export function* relatedSteps(parts: Parts, { path, text }: RelatedTo, limit: number): Generator<void, RelatedHit[], void> {
	const own = path === undefined ? -1 : parts.catalog.slotOf(path);
	const terms = tellingTerms(parts, text === undefined ? formsIn(parts, own) : formsOf(text));
	yield;
	const scores = yield* scoreSteps(parts, terms, { formsOf: (term, mayRepair) => formsFor(parts.dictionary, term, { mayRepair }), exponent: RANKING.questionExponent, isAllowed: (slot) => slot !== own });
	const byText = new Map(bestNotes(parts, scores, { limit: limit * 3 }).map(({ slot, score }) => [slot, score]));
	const top = Math.max(Number.EPSILON, ...byText.values());
	yield;
	const links = yield* linksAround(parts, own);
	const found = [...new Set([...byText.keys(), ...links.keys()])].map((slot) => {
		const reasons = [...wordReason(parts, { scores, slot, isFound: byText.has(slot) }), ...(links.get(slot) ?? []), ...dayReason(parts, own, slot)];
		const bonus = (links.get(slot) ?? []).reduce((sum, { kind }) => sum + (kind === 'shared-links' ? RANKING.relatedSharedLink : RANKING.relatedLink), 0);
		return { slot, score: (byText.get(slot) ?? 0) / top + bonus, reasons };
	});
	const most = Math.max(1, ...found.map(({ score }) => score));
	const name = (slot: number): string => parts.catalog.paths[slot] ?? '';
	const best = found.filter(({ reasons }) => reasons.length > 0).sort((a, b) => b.score - a.score || (name(a.slot) < name(b.slot) ? -1 : 1));
	return best.slice(0, limit).map(({ slot, score, reasons }) => ({ path: name(slot), score: score / most, reasons }));
}

function formsOf(text: string): string[] {
	return queryTerms(text, MAX_READ).map(({ form }) => form);
}

/** The words of a note as indexed, each as often as it stands there. */
function formsIn(parts: Parts, slot: number): string[] {
	const forms: string[] = [];
	for (const place of [parts.catalog.names(slot), parts.catalog.contents(slot)]) {
		if (!place) continue;
		for (let unit = place.part.recordUnits[place.record] ?? 0; unit < (place.part.recordUnits[place.record + 1] ?? 0) && forms.length < MAX_READ; unit++) {
			if (kindAt(place.part, unit) !== UNIT.facets) eachUnitWord(place.part, unit, (form) => forms.push(parts.dictionary.textOf(form)));
		}
	}
	return forms;
}

/** Words by how often they stand here against how often anywhere. */
function tellingTerms(parts: Parts, forms: readonly string[]): QueryTerm[] {
	const { dictionary } = parts;
	const stop = stopWordsAmong(forms);
	const counts = new Map<string, { form: string; count: number }>();
	for (const form of forms) {
		if (stop.has(form) || /^[a-z0-9]{1,2}$/.test(form)) continue;
		const stem = stemOf(form);
		const known = counts.get(stem);
		if (known) known.count++;
		else counts.set(stem, { form, count: 1 });
	}
	const words = Math.max(2, parts.catalog.totalLength / 2);
	const weighed = [...counts].flatMap(([stem, { form, count }]) => {
		const uses = dictionary.usesOf(Math.max(0, dictionary.idOf(form)));
		return dictionary.idOf(form) < 0 || uses === 0 ? [] : [{ stem, form, weight: (1 + Math.log(count)) * Math.log(words / uses) }];
	});
	weighed.sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
	return weighed.slice(0, MAX_WORDS).map(({ stem, form }) => ({ text: form, form, stem }));
}

function wordReason(parts: Parts, { scores, slot, isFound }: { scores: Scores; slot: number; isFound: boolean }): RelatedReason[] {
	if (!isFound) return [];
	const place = parts.catalog.contents(slot);
	const names = parts.catalog.names(slot);
	const held = new Set<number>();
	for (const one of [names, place]) {
		if (!one) continue;
		for (let unit = one.part.recordUnits[one.record] ?? 0; unit < (one.part.recordUnits[one.record + 1] ?? 0); unit++) eachUnitWord(one.part, unit, (form) => held.add(form));
	}
	const shared = scores.terms.filter(({ forms }) => forms.some((form) => held.has(form))).sort((a, b) => b.idf - a.idf);
	return shared.length === 0 ? [] : [{ kind: 'shared-words', words: shared.slice(0, SHOWN_WORDS).map(({ text }) => text) }];
}

/** Notes tied to `own` by links, with how. */
function* linksAround(parts: Parts, own: number): Generator<void, Map<number, RelatedReason[]>, void> {
	const found = new Map<number, RelatedReason[]>();
	if (own < 0) return found;
	const add = (slot: number, reason: RelatedReason): void => void (slot >= 0 && slot !== own && found.set(slot, [...(found.get(slot) ?? []), reason]));
	const targets = new Set(parts.targetsOf(own).map((form) => parts.links.slotOf(form)).filter((slot) => slot >= 0));
	for (const slot of targets) add(slot, { kind: 'links-to' });
	if (targets.size === 0 && (parts.catalog.inlinks[own] ?? 0) === 0) return found;
	for (let slot = 0; slot < parts.catalog.capacity; slot++) {
		if (slot % NOTES_A_STEP === NOTES_A_STEP - 1) yield;
		if (!parts.catalog.paths[slot] || slot === own) continue;
		const theirs = [...new Set(parts.targetsOf(slot).map((form) => parts.links.slotOf(form)))];
		if (theirs.includes(own)) add(slot, { kind: 'linked-from' });
		const shared = theirs.filter((one) => targets.has(one));
		// A note that half the vault links to says nothing.
		const telling = shared.filter((one) => (parts.catalog.inlinks[one] ?? 0) <= RANKING.relatedHubLinks);
		if (telling.length > 0) add(slot, { kind: 'shared-links', paths: telling.slice(0, SHOWN_WORDS).map((one) => parts.catalog.paths[one] ?? '') });
	}
	return found;
}

function dayReason(parts: Parts, own: number, slot: number): RelatedReason[] {
	const day = own < 0 ? null : parts.catalog.dayOf(own);
	return day !== null && parts.catalog.dayOf(slot) === day ? [{ kind: 'same-day' }] : [];
}
