/** A hit made of a scored note: the block that answers best, where it stands, and the query's words in it. */
import type { Span } from '../lib/note';
import { termByForm, unitsOfPassage, type BestNote } from './best-notes';
import type { ScoredBlock } from './blocks';
import type { Hit, HitBlock } from './hit';
import { UNIT } from './note-draft';
import { eachUnitWord, kindAt, type Part } from './part';
import type { Parts } from './parts';
import type { ScoredTerm, Scores } from './rank';
import type { ContentRecord } from './record';

/** A block that was found by itself. */
export function blockHitOf(parts: Parts, { slot, part: index, unit, score }: ScoredBlock, scores: Scores): Hit {
	const content = parts.contentOf(slot);
	const place = parts.catalog.contents[slot];
	const base = { path: parts.catalog.paths[slot] ?? '', version: content?.version ?? '', score };
	const part = parts.all()[index];
	if (!content || !place || !part) return { ...base, block: null, headings: [], matches: [] };
	const own = unit - (part.recordUnits[place.record] ?? 0);
	const { matches } = mark(parts, { part, unit, start: content.places[own]?.start ?? 0 }, { termOf: termByForm(scores.terms), terms: scores.terms });
	return { ...base, block: blockAt(content, own), headings: headingsAbove(content, content.places[own]?.heading ?? -1), matches };
}

interface MarkedUnit {
	readonly unit: number;
	readonly matches: readonly Span[];
	/** Sum of idf of the distinct words in it. */
	readonly weight: number;
}

export function hitOf(parts: Parts, { slot, score }: BestNote, scores: Scores): Hit {
	const content = parts.contentOf(slot);
	const place = parts.catalog.contents[slot];
	const base = { path: parts.catalog.paths[slot] ?? '', version: content?.version ?? '', score };
	if (!content || !place) return { ...base, block: null, headings: [], matches: [] };
	const first = place.part.recordUnits[place.record] ?? 0;
	const isFound = (scores.passagePart[slot] ?? -1) >= 0;
	const units = unitsOfPassage(place.part, isFound ? (scores.passageUnit[slot] ?? 0) : first);
	const blocks = units.filter((unit) => kindAt(place.part, unit) !== UNIT.heading && kindAt(place.part, unit) <= UNIT.property);
	const termOf = termByForm(scores.terms);
	let best: MarkedUnit | null = null;
	for (const unit of blocks) {
		const marked = mark(parts, { part: place.part, unit, start: content.places[unit - first]?.start ?? 0 }, { termOf, terms: scores.terms });
		if (!best || marked.weight > best.weight) best = marked;
	}
	const shown = content.places[(best?.unit ?? units[0] ?? first) - first];
	return { ...base, block: best ? blockAt(content, best.unit - first) : null, headings: headingsAbove(content, shown?.heading ?? -1), matches: best?.matches ?? [] };
}

function mark(parts: Parts, { part, unit, start }: { part: Part; unit: number; start: number }, { termOf, terms }: { termOf: ReadonlyMap<number, number>; terms: readonly ScoredTerm[] }): MarkedUnit {
	const matches: Span[] = [];
	const seen = new Set<number>();
	eachUnitWord(part, unit, (form, at, length) => {
		const term = termOf.get(form);
		if (term === undefined) return;
		seen.add(term);
		matches.push({ start: start + at, end: start + at + (length || parts.dictionary.lengthOf(form)) });
	});
	let weight = 0;
	for (const term of seen) weight += terms[term]?.idf ?? 0;
	return { unit, matches, weight };
}

function blockAt(content: ContentRecord, index: number): HitBlock | null {
	const place = content.places[index];
	return place ? { span: { start: place.start, end: place.end }, line: place.line, id: place.id } : null;
}

function headingsAbove(content: ContentRecord, heading: number): string[] {
	const above: string[] = [];
	for (let at = heading; at >= 0; at = content.headings[at]?.parent ?? -1) above.unshift(content.headings[at]?.text ?? '');
	return above;
}
