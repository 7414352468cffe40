/** Which notes a query lets through: phrases and filters hold, what is excluded is not there. */
import { dayOfTime } from './dates';
import { LINK_MARK, propertyFacet, tagFacet } from './facets';
import { matchesOf, type TermForm } from './matches';
import { linkKey, UNIT } from './note-draft';
import { DEAD, eachUnitWord, kindAt, type Part } from './part';
import type { Parts } from './parts';
import type { Filter, Query } from './query';

type Allows = (slot: number) => boolean;

/** Whether a note passes. Costs what the words of the query occur, not what the notes are long. */
export function allowedBy(parts: Parts, query: Query): Allows {
	const tests: Allows[] = [
		...query.phrases.map((phrase) => inSet(notesWithPhrase(parts, phrase))),
		...query.excluded.map((run) => not(inSet(run.length === 1 ? notesWithWord(parts, run[0] ?? '') : notesWithPhrase(parts, run)))),
		...query.filters.map((filter) => (filter.isNot ? not(testOf(parts, filter)) : testOf(parts, filter))),
	];
	return (slot) => tests.every((test) => test(slot));
}

function inSet(slots: ReadonlySet<number>): Allows {
	return (slot) => slots.has(slot);
}

function not(test: Allows): Allows {
	return (slot) => !test(slot);
}

function testOf(parts: Parts, filter: Filter): Allows {
	const { catalog } = parts;
	if (filter.kind === 'tag') return inSet(notesWithFacet(parts, tagFacet(filter.value)));
	if (filter.kind === 'property') return inSet(notesWithFacet(parts, propertyFacet(filter.name, filter.value ?? undefined)));
	if (filter.kind === 'links-to') return linksTo(parts, filter.value);
	if (filter.kind === 'path') {
		const wanted = filter.value.normalize('NFC').toLowerCase();
		return (slot) => (catalog.paths[slot] ?? '').normalize('NFC').toLowerCase().includes(wanted);
	}
	if (filter.kind !== 'date') return () => true;
	const { first, last } = filter;
	return (slot) => {
		const { mtime } = catalog.stat(slot);
		const day = catalog.dayOf(slot) ?? (mtime > 0 ? dayOfTime(mtime) : null);
		return day !== null && day >= first && day <= last;
	};
}

function linksTo(parts: Parts, value: string): Allows {
	const key = linkKey(value);
	const target = parts.links.find(key);
	const forms = new Set(target < 0 ? [parts.dictionary.idOf(LINK_MARK + key)] : parts.links.formsTo(target));
	return (slot) => parts.targetsOf(slot).some((form) => forms.has(form));
}

const ALL_LANGUAGES = 0xff;

function formOf(id: number): TermForm {
	return { id, languages: ALL_LANGUAGES, weight: 1, isExact: true };
}

export function notesWithFacet(parts: Parts, facet: string): Set<number> {
	return notesWith(parts, [formOf(parts.dictionary.idOf(facet))], (kind) => kind === UNIT.facets);
}

function notesWithWord(parts: Parts, form: string): Set<number> {
	const forms = [...parts.dictionary.kin(form)].map(([id, languages]) => ({ ...formOf(id), languages }));
	return notesWith(parts, forms, isOwnText);
}

/** Words of the note itself: what others call it does not count. */
function isOwnText(kind: number): boolean {
	return kind !== UNIT.link && kind !== UNIT.facets;
}

function notesWith(parts: Parts, forms: readonly TermForm[], isKind: (kind: number) => boolean): Set<number> {
	const found = new Set<number>();
	const all = parts.all();
	const matches = matchesOf(parts, all, forms);
	eachMatch(all, matches.starts, (part, at) => {
		const unit = matches.units[at] ?? 0;
		if (isKind(kindAt(part, unit))) found.add(part.unitSlot[unit] ?? DEAD);
	});
	return found;
}

function notesWithPhrase(parts: Parts, phrase: readonly string[]): Set<number> {
	const found = new Set<number>();
	const ids = phrase.map((form) => parts.dictionary.idOf(form));
	if (ids.length === 0 || ids.includes(-1)) return found;
	const all = parts.all();
	// Units that hold all words, counted over the distinct ones; only these are read.
	const distinct = [...new Set(ids)];
	const counts = all.map(() => new Map<number, number>());
	for (const [step, id] of distinct.entries()) {
		const matches = matchesOf(parts, all, [formOf(id)]);
		eachMatch(all, matches.starts, (part, at, index) => {
			const unit = matches.units[at] ?? 0;
			const held = counts[index];
			if (isOwnText(kindAt(part, unit)) && (step === 0 || held?.get(unit) === step)) held?.set(unit, step + 1);
		});
	}
	all.forEach((part, index) => {
		for (const [unit, count] of counts[index] ?? []) {
			const slot = part.unitSlot[unit] ?? DEAD;
			if (count === distinct.length && !found.has(slot) && hasRun(part, unit, ids)) found.add(slot);
		}
	});
	return found;
}

/** True when the forms stand side by side in the unit; forms that begin at one place stand for each other. */
function hasRun(part: Part, unit: number, run: readonly number[]): boolean {
	const places: Set<number>[] = [];
	let last = -1;
	eachUnitWord(part, unit, (form, start) => {
		if (start !== last) places.push(new Set());
		places.at(-1)?.add(form);
		last = start;
	});
	return places.some((_place, at) => run.every((form, index) => places[at + index]?.has(form) === true));
}

function eachMatch(all: readonly Part[], starts: readonly number[], onMatch: (part: Part, at: number, index: number) => void): void {
	all.forEach((part, index) => {
		for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at++) onMatch(part, at, index);
	});
}
