/**
 * Lifts notes by what they are called: a name that begins with what is being typed, a name or heading that is just
 * what was typed. Asked of the best notes only.
 */
import { words } from './analyse';
import { UNIT } from './note-draft';
import { eachUnitForm, eachUnitWord } from './part';
import type { Parts } from './parts';
import type { Query } from './query';
import { RANKING } from './ranking';
import { titleOf } from '../lib/vault-path';

/** What was typed, as names are compared with it. */
export interface Called {
	/** Numbers of the words in order; null when the vault lacks one, or they are too many for a name. */
	readonly forms: readonly number[] | null;
	/** Folded words with one space between, "" when nothing is unfinished. */
	readonly beginning: string;
	/** The same as typed. */
	readonly asTyped: string;
}

/** Names are not longer, in words; nor when what is typed has no spaces, where words overlap. */
const MAX_WORDS = 16;
const MAX_TYPED = 64;

export function calledBy({ dictionary }: Parts, query: Query, { typed, typing }: { readonly typed: string; readonly typing: boolean }): Called | null {
	if (query.words.length === 0) return null;
	const forms = query.words.length > MAX_WORDS ? null : query.words.map((word) => dictionary.idOf(word));
	const isUnfinished = typing && query.endsInWord && query.words.length <= MAX_TYPED;
	return {
		forms: forms?.every((form) => form >= 0) ? forms : null,
		beginning: isUnfinished ? query.words.join(' ') : '',
		asTyped: isUnfinished ? plainly(typed) : '',
	};
}

/** What the score of a note is multiplied with. `hasAllWords`: a note that lacks one is not called so, and need not be looked at. */
export function liftOf(parts: Parts, slot: number, { called, hasAllWords }: { called: Called; hasAllWords: boolean }): number {
	const isSame = hasAllWords && called.forms !== null && isCalled(parts, slot, called.forms);
	return (isSame ? RANKING.sameNameLift : 1) * (called.beginning === '' ? 1 : beginningLift(parts, slot, called));
}

/** True when a name or a heading of the note is these words and no more. */
function isCalled({ catalog }: Parts, slot: number, forms: readonly number[]): boolean {
	let [at, same] = [0, 0];
	const onForm = (form: number): void => void (same += form === forms[at++] ? 1 : 0);
	for (const place of [catalog.names(slot), catalog.contents(slot)]) {
		if (!place) continue;
		const { part, record } = place;
		for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
			const kind = part.unitKind[unit] ?? 0;
			if (part.unitLength[unit] !== forms.length || (kind !== UNIT.title && kind !== UNIT.alias && kind !== UNIT.heading)) continue;
			at = same = 0;
			eachUnitForm(part, unit, onForm);
			if (same === forms.length) return true;
		}
	}
	return false;
}

/** By the name that goes on least after what was typed. */
function beginningLift(parts: Parts, slot: number, { beginning, asTyped }: Called): number {
	const place = parts.catalog.names(slot);
	if (!place) return 1;
	const { part, record } = place;
	const first = part.recordUnits[record] ?? 0;
	let best = 1;
	for (let unit = first; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
		const found: string[] = [];
		eachUnitWord(part, unit, (form) => found.push(parts.dictionary.textOf(form)));
		const name = found.join(' ');
		if (!name.startsWith(beginning)) continue;
		const isSameCase = plainly(nameAt(parts, slot, unit - first)).startsWith(asTyped);
		const lift = RANKING.beginningLift * (1 + (RANKING.typedLift * beginning.length) / name.length) * (isSameCase ? RANKING.sameCaseLift : 1);
		best = Math.max(best, lift);
	}
	return best;
}

/** The title, then the aliases. */
function nameAt(parts: Parts, slot: number, index: number): string {
	const { path, ownTitle, aliases } = parts.namesOf(slot);
	return (index === 0 ? (ownTitle ?? titleOf(path)) : aliases[index - 1]) ?? '';
}

/** The words as they stand, with one space between. */
function plainly(text: string): string {
	return words(text).map(({ start, end }) => text.slice(start, end)).join(' ');
}
