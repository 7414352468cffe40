/** A claim of the memory with what is derived about it, and how that is told. Pure but for the locale. */
import type { Claim } from '../../core/memory/claim';
import { LONGEST_CLAIM } from '../../core/memory/draft';
import type { MemoryProposal } from '../../core/memory/memory-checks';
import { titleOf } from '../../core/lib/vault-path';
import { dayName } from '../activity/when';
import { words } from '../words';

/** Whether it counts now; only `now` does. */
export type Standing = 'now' | 'inbox' | 'replaced' | 'taken-back' | 'over' | 'not-yet';

export interface KnownClaim {
	readonly claim: Claim;
	readonly standing: Standing;
	readonly replacedBy: Claim | null;
	readonly replaces: readonly Claim[];
	/** What is wrong with its note, as sentences. */
	readonly problems: readonly string[];
	/** What the checks found about it, with what would mend it. */
	readonly proposals: readonly MemoryProposal[];
}

/** What the guard knows of a claim's note. */
export interface ClaimLabel {
	readonly isPrivate: boolean;
	/** Why its words may not be the person's own, a clause; null for their own. */
	readonly foreign: string | null;
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
/** The text of the claim that another replaced is told in so many characters. */
const SHORT = 80;

/** A day of ISO 8601 is meant where the person is; null for what is no date. */
export function readDate(iso: string): Date | null {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
	const at = year === undefined ? new Date(iso) : new Date(Number(year), Number(month) - 1, Number(day));
	return Number.isNaN(at.getTime()) ? null : at;
}

/** As the person's locale writes it; what is no date as it stands. */
export function dayText(iso: string): string {
	const at = readDate(iso);
	return at ? date.format(at) : iso;
}

/** Within a week by its name, else the date. */
export function whenText(iso: string, now: Date): string {
	const at = readDate(iso);
	if (!at) return iso;
	const name = dayName(at, now);
	return name === words.activity.today || name === words.activity.yesterday ? name.toLowerCase() : dayText(iso);
}

/** "from 1 Dec 2026"; "" for what holds always. */
export function validText({ validFrom, validTo }: Pick<Claim, 'validFrom' | 'validTo'>): string {
	const { memory } = words;
	if (validFrom !== null && validTo !== null) return memory.between(dayText(validFrom), dayText(validTo));
	return validFrom !== null ? memory.from(dayText(validFrom)) : validTo !== null ? memory.until(dayText(validTo)) : '';
}

export function confidenceText({ confidence, sourceKind }: Pick<Claim, 'confidence' | 'sourceKind'>): string {
	const { confidence: of } = words.memory;
	if (confidence >= 0.95) return sourceKind === 'user' ? of.sure : of.quoted;
	if (confidence >= 0.85) return of.quoted;
	return confidence >= 0.7 ? of.likely : confidence >= 0.4 ? of.open : of.guess;
}

export function originText({ sourceKind, agent }: Pick<Claim, 'sourceKind' | 'agent'>): string {
	const { memory } = words;
	const from = { user: memory.byYou, note: memory.byNote, web: memory.byWeb, mcp: memory.byMcp, inference: memory.byInference }[sourceKind];
	return agent === '' ? from : memory.byAgent(from, agent);
}

/** Why it does not count now, and what it took the place of. */
export function historyTexts({ claim, standing, replacedBy, replaces }: KnownClaim): readonly string[] {
	const { memory } = words;
	const texts = replaces.map(({ text }) => memory.replaced(shortly(text), dayText(claim.recorded)));
	if (standing === 'replaced' && replacedBy) texts.unshift(memory.replacedBy(shortly(replacedBy.text), dayText(replacedBy.recorded)));
	if (standing === 'taken-back') texts.unshift(memory.takenBack(dayText(replacedBy?.recorded ?? claim.recorded)));
	if (standing === 'over' && claim.validTo !== null) texts.unshift(memory.notValid(dayText(claim.validTo)));
	if (standing === 'not-yet' && claim.validFrom !== null) texts.unshift(memory.notYet(dayText(claim.validFrom)));
	return texts;
}

/** The note that a link's text names, as a person calls it. */
export function sourceName(link: string): string {
	const [target = ''] = link.split('|');
	const [path = '', ...parts] = target.split('#');
	const heading = parts.filter((part) => !part.startsWith('^')).join(' › ');
	return [titleOf(`${path.replace(/\.md$/, '')}.md`), heading].filter((part) => part !== '').join(' › ');
}

/** As the claim stands, unless it is longer than any that is written by Praxis: a page pasted by hand opens as a note. */
export function claimText(text: string): string {
	return text.length <= LONGEST_CLAIM ? text : `${text.slice(0, LONGEST_CLAIM).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function shortly(text: string): string {
	const line = text.slice(0, LONGEST_CLAIM).replace(/\s+/g, ' ').trim();
	return line.length <= SHORT ? line : `${[...line].slice(0, SHORT - 1).join('')}…`;
}
