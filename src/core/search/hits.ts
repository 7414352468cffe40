/** A hit made of a scored note or block: where it stands, the query's words in it, and why it was found. */
import type { Span } from '../lib/note';
import { termByForm, type BestNote } from './best-notes';
import type { ScoredBlock } from './blocks';
import type { FoundBlock, Hit, HitBlock, HitPlace, HitReason } from './hit';
import { eachNoteWith } from './matches';
import { FOUND } from './note-postings';
import { isBlock, UNIT, type UnitKind } from './note-draft';
import { eachUnitForm, eachUnitWord, kindAt, unitsOfPassage, type Part } from './part';
import type { Parts } from './parts';
import type { ContentRecord } from './record';
import type { ScoredTerm, Scores } from './scores';
import { snippetOf } from './snippet';

/** What the hits of one search share. */
export interface HitMaker {
	readonly parts: Parts;
	readonly scores: Scores;
	readonly termOf: ReadonlyMap<number, number>;
	readonly tellsReasons: boolean;
	/** Filled as it is needed. */
	readonly linked: Map<ScoredTerm, Set<number>>;
}

export function hitMaker(parts: Parts, scores: Scores, tellsReasons = true): HitMaker {
	return { parts, scores, termOf: termByForm(scores.terms), tellsReasons, linked: new Map() };
}

interface Match {
	readonly span: Span;
	readonly term: number;
	readonly weight: number;
}

interface MarkedUnit {
	readonly unit: number;
	readonly matches: readonly Match[];
	/** Where each word begins. */
	readonly starts: readonly number[];
	/** Sum of idf of the distinct words in it. */
	readonly weight: number;
}

/** The best block of the note's best passage, and at most `others` further ones of the note. */
export function hitOf(maker: HitMaker, { slot, score, at }: BestNote, others = 0): Hit {
	const { parts, scores } = maker;
	const content = parts.contentOf(slot);
	const place = parts.catalog.contents(slot);
	if (!content || !place) return { path: parts.catalog.paths[slot] ?? '', version: '', score, block: null, headings: [], matches: [], snippet: null, reasons: [], others: [] };
	const first = place.part.recordUnits[place.record] ?? 0;
	const isFound = (scores.passagePart[at] ?? -1) >= 0;
	const units = unitsOfPassage(place.part, isFound ? (scores.passageUnit[at] ?? 0) : first);
	let best: MarkedUnit | null = null;
	for (const unit of units) {
		const kind = kindAt(place.part, unit);
		if (kind === UNIT.heading || kind > UNIT.property) continue;
		const marked = mark(maker, place.part, { unit, start: content.places[unit - first]?.start ?? 0 });
		if (!best || marked.weight > best.weight) best = marked;
	}
	const hit = shown(maker, { slot, at, score, content, best, index: (best?.unit ?? units[0] ?? first) - first });
	return others > 0 ? { ...hit, others: othersOf(maker, { part: place.part, first, content, best: best?.unit ?? -1 }).slice(0, others) } : hit;
}

/** Blocks of the note beside the best one that hold words of the query; those with more telling words first. */
function othersOf(maker: HitMaker, { part, first, content, best }: { part: Part; first: number; content: ContentRecord; best: number }): FoundBlock[] {
	const found: MarkedUnit[] = [];
	content.places.forEach(({ start }, index) => {
		const kind = kindAt(part, first + index);
		if (first + index === best || !isBlock(kind)) return;
		const marked = mark(maker, part, { unit: first + index, start });
		if (marked.weight > 0) found.push(marked);
	});
	found.sort((a, b) => b.weight - a.weight || a.unit - b.unit);
	return found.flatMap(({ unit, matches, starts }) => {
		const block = blockAt(content, unit - first);
		return block ? [{ block, headings: headingsAbove(content, content.places[unit - first]?.heading ?? -1), matches: matches.map(({ span }) => span), snippet: snippetOf(block.span, starts, matches) }] : [];
	});
}

/** A block that was found by itself. */
export function blockHitOf(maker: HitMaker, { slot, at, part: index, unit, score }: ScoredBlock): Hit {
	const { parts } = maker;
	const content = parts.contentOf(slot);
	const place = parts.catalog.contents(slot);
	const part = parts.all()[index];
	if (!content || !place || !part) return { path: parts.catalog.paths[slot] ?? '', version: '', score, block: null, headings: [], matches: [], snippet: null, reasons: [], others: [] };
	const own = unit - (part.recordUnits[place.record] ?? 0);
	return shown(maker, { slot, at, score, content, best: mark(maker, part, { unit, start: content.places[own]?.start ?? 0 }), index: own });
}

/** A place of a note that was found by other means than words: its first block, without marks. Null when the note is not held in this version. */
export function hitAt(parts: Parts, { path, version, at, score }: { readonly path: string; readonly version: string; readonly at: Span; readonly score: number }): Hit | null {
	const slot = parts.catalog.slotOf(path);
	const content = slot < 0 ? null : parts.contentOf(slot);
	const place = slot < 0 ? null : parts.catalog.contents(slot);
	if (!content || !place || content.version !== version) return null;
	const first = place.part.recordUnits[place.record] ?? 0;
	const isBlockAt = (index: number): boolean => isBlock(kindAt(place.part, first + index));
	const index = content.places.findIndex(({ start, end }, i) => start >= at.start && end <= at.end && isBlockAt(i));
	const block = blockAt(content, index);
	const starts: number[] = [];
	if (block) eachUnitWord(place.part, first + index, (_form, from) => starts.push(block.span.start + from));
	return { path, version, score, block, headings: headingsAbove(content, content.places[index]?.heading ?? -1), matches: [], snippet: block ? snippetOf(block.span, starts, []) : null, reasons: [], others: [] };
}

interface Shown {
	readonly slot: number;
	/** Place among the scores. */
	readonly at: number;
	readonly score: number;
	readonly content: ContentRecord;
	readonly best: MarkedUnit | null;
	/** Which unit of the note is shown. */
	readonly index: number;
}

function shown(maker: HitMaker, { slot, at, score, content, best, index }: Shown): Hit {
	const block = best ? blockAt(content, index) : null;
	return {
		path: maker.parts.catalog.paths[slot] ?? '',
		version: content.version,
		score,
		block,
		headings: headingsAbove(content, content.places[index]?.heading ?? -1),
		matches: best?.matches.map(({ span }) => span) ?? [],
		snippet: block && best ? snippetOf(block.span, best.starts, best.matches) : null,
		reasons: maker.tellsReasons ? reasonsOf(maker, slot, at) : [],
		others: [],
	};
}

function mark({ parts, scores, termOf }: HitMaker, part: Part, { unit, start }: { unit: number; start: number }): MarkedUnit {
	const matches: Match[] = [];
	const starts: number[] = [];
	const seen = new Set<number>();
	let weight = 0;
	eachUnitWord(part, unit, (form, at, length) => {
		starts.push(start + at);
		const term = termOf.get(form);
		if (term === undefined) return;
		const worth = scores.terms[term]?.idf ?? 0;
		if (!seen.has(term)) weight += worth;
		seen.add(term);
		matches.push({ span: { start: start + at, end: start + at + (length || parts.dictionary.lengthOf(form)) }, term, weight: worth });
	});
	return { unit, matches, starts, weight };
}

const PLACES: readonly (readonly [HitPlace, readonly UnitKind[]])[] = [
	['title', [UNIT.title]],
	['alias', [UNIT.alias]],
	['heading', [UNIT.heading]],
	['tag', [UNIT.tags]],
	['text', [UNIT.body, UNIT.asking, UNIT.property]],
];
/** By kind of unit, which of the places it is; as many as there are for what is no place. */
const PLACE_OF = Uint8Array.from(Object.values(UNIT).sort((a, b) => a - b), (kind) => {
	const place = PLACES.findIndex(([, kinds]) => kinds.includes(kind));
	return place < 0 ? PLACES.length : place;
});

/** Each word of the query at the best place where the note has it; words it has nowhere came with links to it. */
function reasonsOf(maker: HitMaker, slot: number, at: number): HitReason[] {
	const { scores } = maker;
	const placeOf = bestPlaces(maker, slot);
	const reasons = PLACES.map(([place], index) => ({ place, words: scores.terms.filter((_term, term) => placeOf[term] === index).map(({ text }) => text) }));
	const isTold = (term: number): boolean => (placeOf[term] ?? 0) < PLACES.length;
	const own = scores.terms.reduce((sum, { idf, isScored }, index) => sum + (isScored && isTold(index) ? idf : 0), 0);
	// Seldom: most notes that are found have all their words themselves.
	const isLinked = (scores.covered[at] ?? 0) > own + 1e-6;
	const byLinks = isLinked ? scores.terms.filter((term, index) => !isTold(index) && linkedBy(maker, term).has(slot)).map(({ text }) => text) : [];
	return [...reasons, { place: 'link' as const, words: byLinks }].filter(({ words }) => words.length > 0);
}

/** By word of the query, the best of the places where the note has it. What can be no better for any word is not read. */
function bestPlaces({ parts: { catalog }, scores, termOf }: HitMaker, slot: number): Uint8Array {
	const best = new Uint8Array(scores.terms.length).fill(PLACES.length);
	let index = 0;
	const onForm = (form: number): void => {
		const term = termOf.get(form);
		if (term !== undefined && index < (best[term] ?? 0)) best[term] = index;
	};
	for (const place of [catalog.names(slot), catalog.contents(slot)]) {
		if (!place) continue;
		const { part, record } = place;
		for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
			index = PLACE_OF[kindAt(part, unit)] ?? PLACES.length;
			if (best.some((own) => index < own)) eachUnitForm(part, unit, onForm);
		}
	}
	return best;
}

/** Notes that links with the word lead to. */
function linkedBy({ parts, linked }: HitMaker, term: ScoredTerm): ReadonlySet<number> {
	const known = linked.get(term) ?? new Set<number>();
	if (linked.has(term)) return known;
	linked.set(term, known);
	eachNoteWith(parts, term.counted, (_slot, place, target) => {
		if (place === FOUND.link) known.add(parts.links.slotOf(target));
	});
	return known;
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
