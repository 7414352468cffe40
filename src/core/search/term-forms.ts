/** What counts for a word of a query: its inflections, and when the vault does not know it, what was probably meant. */
import type { Dictionary } from './dictionary';
import type { TermForm } from './matches';
import type { QueryTerm } from './query';
import type { TermForms } from './rank';
import { RANKING } from './ranking';
import { compoundParts, repairsOf } from './repairs';

const ALL_LANGUAGES = 0xff;
/** A prefix can have thousands of completions: the nearest in length are looked at, until together they are used so often. */
const MAX_COMPLETION_USES = 20_000;
const MIN_COMPLETIONS = 40;
/** Weights are whole numbers of these, so that what they come to is the same in whatever order a note's places are read: 32-bit floats hold such sums exactly to 65,536. */
const GRAIN = 1 / 256;

export function formsFor(dictionary: Dictionary, term: QueryTerm, { isUnfinished = false, mayRepair = true }: { readonly isUnfinished?: boolean; readonly mayRepair?: boolean } = {}): TermForms {
	const own = dictionary.idOf(term.form);
	const forms = new Map<number, TermForm>();
	for (const [id, languages] of dictionary.kin(term.form)) forms.set(id, { id, languages, weight: 1, isExact: id === own });
	const completions = isUnfinished ? completionsOf(dictionary, term.form, forms) : [];
	if (completions.length > 0 || [...forms.keys()].some((id) => dictionary.usesOf(id) > 0)) return { forms: [...forms.values(), ...completions], repairs: [] };
	const near = mayRepair ? repairsOf(dictionary, term.form) : [];
	const repairs = mayRepair && near.length === 0 ? compoundParts(dictionary, term.form) : near;
	for (const id of repairs) {
		for (const [kin, languages] of dictionary.kin(dictionary.textOf(id))) forms.set(kin, { id: kin, languages, weight: inGrains(RANKING.repairWeight), isExact: false });
	}
	return { forms: [...forms.values()], repairs };
}

function completionsOf(dictionary: Dictionary, prefix: string, forms: ReadonlyMap<number, TermForm>): TermForm[] {
	const found: { id: number; uses: number }[] = [];
	dictionary.eachStartingWith(prefix, (id) => found.push({ id, uses: dictionary.usesOf(id) }));
	const lengthOf = ({ id }: { id: number }): number => dictionary.lengthOf(id);
	found.sort((a, b) => lengthOf(a) - lengthOf(b) || b.uses - a.uses || (dictionary.textOf(a.id) < dictionary.textOf(b.id) ? -1 : 1));
	let uses = 0;
	const near = found.filter((one, index) => (uses += one.uses) <= MAX_COMPLETION_USES || index < MIN_COMPLETIONS);
	return near.flatMap(({ id }) => {
		// An inflection in some languages is a completion in the others.
		const languages = ALL_LANGUAGES & ~(forms.get(id)?.languages ?? 0);
		const weight = inGrains(RANKING.completionWeight * (0.5 + (0.5 * prefix.length) / dictionary.lengthOf(id)));
		return languages === 0 ? [] : [{ id, languages, weight, isExact: false }];
	});
}

function inGrains(weight: number): number {
	return Math.round(weight / GRAIN) * GRAIN;
}
