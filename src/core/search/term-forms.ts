/** What counts for a word of a query: its inflections, and when the vault does not know it, what was probably meant. */
import type { Dictionary } from './dictionary';
import type { TermForm } from './matches';
import type { QueryTerm } from './query';
import { RANKING } from './ranking';
import { repairsOf } from './repairs';

const ALL_LANGUAGES = 0xff;
/** A prefix can have thousands of completions; those used most are looked at. */
const MAX_COMPLETIONS = 60;

export function formsFor(dictionary: Dictionary, term: QueryTerm, { isUnfinished }: { isUnfinished: boolean }): TermForm[] {
	const own = dictionary.idOf(term.form);
	const forms = new Map<number, TermForm>();
	for (const [id, languages] of dictionary.kin(term.form)) forms.set(id, { id, languages, weight: 1, isExact: id === own });
	if (isUnfinished) addCompletions(dictionary, term.form, forms);
	if ([...forms.keys()].some((id) => dictionary.usesOf(id) > 0)) return [...forms.values()];
	for (const id of repairsOf(dictionary, term.form)) {
		for (const [kin, languages] of dictionary.kin(dictionary.textOf(id))) forms.set(kin, { id: kin, languages, weight: RANKING.repairWeight, isExact: false });
	}
	return [...forms.values()];
}

function addCompletions(dictionary: Dictionary, prefix: string, forms: Map<number, TermForm>): void {
	const found: { id: number; uses: number }[] = [];
	dictionary.eachStartingWith(prefix, (id) => found.push({ id, uses: dictionary.usesOf(id) }));
	found.sort((a, b) => b.uses - a.uses || (dictionary.textOf(a.id) < dictionary.textOf(b.id) ? -1 : 1));
	for (const { id } of found.slice(0, MAX_COMPLETIONS)) {
		if (!forms.has(id)) forms.set(id, { id, languages: ALL_LANGUAGES, weight: RANKING.completionWeight, isExact: false });
	}
}
