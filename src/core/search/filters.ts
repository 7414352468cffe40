/** Which notes a query lets through: phrases are there, excluded words are not. */
import { eachUnitWord, kindAt } from './part';
import type { Parts } from './parts';
import type { Query } from './query';
import { UNIT } from './note-draft';

export function allowedBy(parts: Parts, query: Query): (slot: number) => boolean {
	if (query.phrases.length === 0 && query.excluded.length === 0) return () => true;
	const { dictionary } = parts;
	const excluded = new Set(query.excluded.flatMap((form) => [...dictionary.kin(form).keys()]));
	const phrases = query.phrases.map((phrase) => phrase.map((form) => dictionary.idOf(form)));
	return (slot) => {
		const missing = new Set(phrases);
		let isClean = true;
		for (const forms of runs(parts, slot)) {
			if (forms.some((form) => excluded.has(form))) isClean = false;
			for (const phrase of missing) if (hasRun(forms, phrase)) missing.delete(phrase);
		}
		return isClean && missing.size === 0;
	};
}

/** The words that stand side by side: those of each unit. */
function* runs(parts: Parts, slot: number): Generator<readonly number[]> {
	for (const place of [parts.catalog.names[slot], parts.catalog.contents[slot]]) {
		if (!place) continue;
		for (let unit = place.part.recordUnits[place.record] ?? 0; unit < (place.part.recordUnits[place.record + 1] ?? 0); unit++) {
			if (kindAt(place.part, unit) === UNIT.facets || kindAt(place.part, unit) === UNIT.link) continue;
			const forms: number[] = [];
			eachUnitWord(place.part, unit, (form) => forms.push(form));
			yield forms;
		}
	}
}

function hasRun(forms: readonly number[], run: readonly number[]): boolean {
	for (let at = forms.indexOf(run[0] ?? -1); at >= 0; at = forms.indexOf(run[0] ?? -1, at + 1)) {
		if (run.every((form, index) => forms[at + index] === form)) return true;
	}
	return false;
}
