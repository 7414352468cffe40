/** Which notes a query lets through: phrases and filters hold, what is excluded is not there. */
import { dayOfTime } from './dates';
import { LINK_MARK, propertyFacet, tagFacet } from './facets';
import { eachNoteWith } from './matches';
import { linkKey } from './note-draft';
import { FOUND } from './note-postings';
import type { Parts } from './parts';
import { notesWithPhrases } from './phrases';
import type { Filter, Query } from './query';

type Allows = (slot: number) => boolean;

/** Whether a note passes; null when all do. Costs what the words of the query occur, not what the notes are long. */
export function allowedBy(parts: Parts, query: Query): Allows | null {
	const tests: Allows[] = [
		...pathTests(parts, query.filters),
		...query.filters.filter(({ kind }) => kind !== 'path').map((filter) => turned(filter, testOf(parts, filter))),
	];
	const unwanted = query.excluded.flatMap((run) => (run.length === 1 ? run : []));
	if (unwanted.length > 0) tests.push(not(isIn(notesWithWords(parts, unwanted))));
	const { phrases, asks } = query;
	const excluded = query.excluded.filter((run) => run.length > 1);
	if (phrases.length + excluded.length > 0) return isIn(notesWithPhrases(parts, { phrases, excluded, asks, isWanted: together(tests) }));
	return tests.length === 0 ? null : together(tests);
}

function together([first, ...others]: readonly Allows[]): Allows {
	if (!first) return () => true;
	return others.length === 0 ? first : (slot) => first(slot) && others.every((test) => test(slot));
}

/** `marks`: 1 by slot. */
function isIn(marks: Uint8Array): Allows {
	return (slot) => marks[slot] === 1;
}

function not(test: Allows): Allows {
	return (slot) => !test(slot);
}

function turned({ isNot }: Filter, test: Allows): Allows {
	return isNot ? not(test) : test;
}

/** All that is asked of paths at once, so that the path of a note is folded once. */
function pathTests({ catalog }: Parts, filters: readonly Filter[]): Allows[] {
	const wanted = filters.flatMap((filter) => (filter.kind === 'path' ? [{ part: foldedPath(filter.value), isNot: filter.isNot }] : []));
	if (wanted.length === 0) return [];
	return [(slot) => {
		const path = foldedPath(catalog.paths[slot] ?? '');
		return wanted.every(({ part, isNot }) => path.includes(part) !== isNot);
	}];
}

function foldedPath(path: string): string {
	return path.normalize('NFC').toLowerCase();
}

function testOf(parts: Parts, filter: Filter): Allows {
	const { catalog } = parts;
	if (filter.kind === 'tag') return isIn(marksOfFacet(parts, tagFacet(filter.value)));
	if (filter.kind === 'property') return isIn(marksOfFacet(parts, propertyFacet(filter.name, filter.value ?? undefined)));
	if (filter.kind === 'links-to') return linksTo(parts, filter.value);
	if (filter.kind !== 'date') return () => true;
	const { first, last } = filter;
	return (slot) => {
		const day = catalog.dayOf(slot) ?? dayChanged(catalog.mtimeOf(slot));
		return day !== null && day >= first && day <= last;
	};
}

function dayChanged(mtime: number): number | null {
	return mtime > 0 ? dayOfTime(mtime) : null;
}

function linksTo(parts: Parts, value: string): Allows {
	const key = linkKey(value);
	const target = parts.links.find(key);
	const forms = new Set(target < 0 ? [parts.dictionary.idOf(LINK_MARK + key)] : parts.links.formsTo(target));
	return (slot) => parts.hasTarget(slot, forms);
}

const ALL_LANGUAGES = 0xff;

export function notesWithFacet(parts: Parts, facet: string): Set<number> {
	const found = new Set<number>();
	eachFiled(parts, facet, (slot) => found.add(slot));
	return found;
}

/** Facets asked for since the index last changed: the memory asks for its own with every question. */
const MARKS = new WeakMap<Parts, { readonly changes: number; readonly by: Map<string, Uint8Array> }>();
const MOST_MARKED = 8;

function marksOfFacet(parts: Parts, facet: string): Uint8Array {
	const { changes } = parts;
	const kept = MARKS.get(parts);
	const by = kept?.changes === changes && kept.by.size < MOST_MARKED ? kept.by : new Map<string, Uint8Array>();
	if (by !== kept?.by) MARKS.set(parts, { changes, by });
	const known = by.get(facet);
	if (known) return known;
	const marks = new Uint8Array(parts.catalog.capacity);
	eachFiled(parts, facet, (slot) => (marks[slot] = 1));
	by.set(facet, marks);
	return marks;
}

function eachFiled(parts: Parts, facet: string, tell: (slot: number) => void): void {
	eachNoteWith(parts, [{ id: parts.dictionary.idOf(facet), languages: ALL_LANGUAGES }], (slot, place) => {
		if (place === FOUND.facets) tell(slot);
	});
}

/** 1 by slot where the note itself has one of the words: what others call it does not count. */
function notesWithWords(parts: Parts, words: readonly string[]): Uint8Array {
	const marks = new Uint8Array(parts.catalog.capacity);
	const forms = words.flatMap((word) => [...parts.dictionary.kin(word)].map(([id, languages]) => ({ id, languages })));
	eachNoteWith(parts, forms, (slot, place) => {
		if (place === FOUND.text || place === FOUND.names) marks[slot] = 1;
	});
	return marks;
}
