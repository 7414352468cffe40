/** Which model takes a piece of work: by role, by an agent file's word, or by name; and who steps in, and why. */
import type { Catalog } from './catalog';
import type { CatalogEntry } from './vendor';

export type Role = 'fast' | 'standard' | 'best';

/** Refs of models for each role, the first choice first. Empty: the role is not set. */
export type RoleModels = Readonly<Record<Role, readonly string[]>>;

/** What agent files of the field say for a role (Claude Code's `model` property). */
const WORDS: Readonly<Record<string, Role>> = { fast: 'fast', standard: 'standard', best: 'best', haiku: 'fast', sonnet: 'standard', opus: 'best', inherit: 'standard', default: 'standard' };
/** Who stands in for a role that is not set. */
const STAND_INS: Readonly<Record<Role, readonly Role[]>> = { fast: ['fast', 'standard', 'best'], standard: ['standard', 'best', 'fast'], best: ['best', 'standard', 'fast'] };

/** The role that a word of an agent file means, in any case; null for the name of a model. */
export function roleNamed(word: string): Role | null {
	return WORDS[word.trim().toLowerCase()] ?? null;
}

export interface Choice {
	/** To be tried in this order. Empty: no model can do it. */
	readonly candidates: readonly Candidate[];
	/** Every model that was wanted and cannot be used. */
	readonly skipped: readonly PassedOver[];
}

export interface Candidate {
	readonly entry: CatalogEntry;
	/** The models wanted before it that cannot be used. */
	readonly insteadOf: readonly PassedOver[];
}

/** `reason`: one clause fit for the person, such as "it has no key". */
export interface PassedOver {
	readonly ref: string;
	readonly reason: string;
}

export interface ChooseRules {
	readonly catalog: Catalog;
	readonly roles: RoleModels;
	/** Why a model cannot be used now ("it has no key", "private notes do not leave this device"); null when it can. */
	readonly whyNot: (entry: CatalogEntry) => string | null;
}

/**
 * `wanted`: a role, a word of agent files, a ref, an id that the catalog lists once, or null for the standard role.
 * After a model on this device comes no remote one: that would send what the person meant to keep.
 */
export function chooseModel(wanted: string | null, { catalog, roles, whyNot }: ChooseRules): Choice {
	const word = (wanted ?? '').trim();
	const role = WORDS[word.toLowerCase() || 'default'];
	const refs = role ? [] : [refOf(word, catalog)];
	for (const next of STAND_INS[role ?? 'standard']) refs.push(...roles[next]);
	const candidates: Candidate[] = [];
	const skipped: PassedOver[] = [];
	let isNear = false;
	for (const ref of new Set(refs)) {
		const entry = catalog.find(ref);
		const reason = entry ? (isNear && entry.spec.place === 'remote' ? 'it is not on this device, as the one chosen before it is' : whyNot(entry)) : 'it is not in the catalog';
		isNear ||= entry?.spec.place === 'device';
		if (entry && reason === null) candidates.push({ entry, insteadOf: [...skipped] });
		else skipped.push({ ref, reason: reason ?? '' });
	}
	return { candidates, skipped };
}

/** One sentence on why this model answers, "" when it was the first choice. `failed`: candidates that were tried before it. */
export function fallbackReason({ entry, insteadOf }: Candidate, failed: readonly PassedOver[] = []): string {
	const [first] = [...insteadOf, ...failed];
	return first ? `${entry.spec.name} answers, because ${first.ref} could not: ${first.reason}.` : '';
}

function refOf(word: string, catalog: Catalog): string {
	if (catalog.vendors.some(({ id }) => word.startsWith(`${id}/`))) return word;
	const named = catalog.entries.filter(({ spec }) => spec.id === word || spec.name.toLowerCase() === word.toLowerCase());
	return named.length === 1 && named[0] ? named[0].spec.ref : word;
}
