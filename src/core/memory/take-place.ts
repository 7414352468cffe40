/**
 * Which claims a new one takes the place of: another value of the same attribute of the same subject. When it is not sure
 * none does, and what may be at odds is told instead. The older notes are never touched.
 */
import { stemOf, words } from '../search/analyse';
import { countNegations } from '../search/quotes/claim-words';
import { quoteText } from '../search/quotes/quote-text';
import { hasOneValue, statementOf, type Statement } from './attribute';
import { linkText, type PrintedClaim } from './claim-note';
import type { DraftContext } from './draft-rules';
import { sayingOf } from './sameness';
import { foldSubject } from './subject';

export interface Place {
	readonly supersedes: readonly string[];
	readonly mayContradict: readonly string[];
}

interface Placing {
	readonly claim: PrintedClaim;
	readonly statement: Statement | null;
	/** Ids that the draft names. */
	readonly stated: readonly string[];
	readonly isByPerson: boolean;
}

/** A claim held for so much less does not take another's place. */
const MUCH_LESS = 0.2;

export function placeOf({ claim, statement, stated, isByPerson }: Placing, { claims, fresh }: Pick<DraftContext, 'claims' | 'fresh'>): Place {
	const known = claim.subject === '' ? [] : claims.bySubject(claim.subject).filter((one) => one.type !== 'retraction' && one.type !== 'event' && claims.supersededBy(one.id).length === 0);
	const beside = fresh.map((one) => one.claim).filter((one) => claim.subject !== '' && foldSubject(one.subject) === foldSubject(claim.subject));
	const named = stated.map(linkText).filter((id) => isByPerson || known.some((one) => one.id === id));
	const others = [...known, ...beside].filter((one) => !named.includes(one.id));
	const rivals = claim.type === 'retraction' || claim.type === 'event' ? [] : others.filter((one) => isOtherValue(claim, statement, one));
	const taken = rivals.filter((one) => mayTake(claim, one, isByPerson)).map(({ id }) => id);
	const denied = others.filter((one) => deniesOther(claim, one)).map(({ id }) => id);
	return { supersedes: [...new Set([...named, ...taken])], mayContradict: [...new Set([...rivals.map(({ id }) => id), ...denied])].filter((id) => !taken.includes(id)) };
}

/** Whether both cannot be so at once, as far as code can tell: another value of one attribute at the same time, or a denial. */
export function areAtOdds(one: PrintedClaim, other: PrintedClaim): boolean {
	const isApart = (one.validTo !== null && other.validFrom !== null && one.validTo <= other.validFrom) || (other.validTo !== null && one.validFrom !== null && other.validTo <= one.validFrom);
	return !isApart && (isOtherValue(one, statementOf(one.text), other) || deniesOther(one, other));
}

/** Both give a value for the same attribute, and neither value holds the other: “Lyon”, “Lyon, France”. */
function isOtherValue(claim: PrintedClaim, statement: Statement | null, other: PrintedClaim): boolean {
	const [one, two] = [valueOf(claim, statement), valueOf(other, statementOf(other.text))];
	if (one === null || two === null || one.attribute !== two.attribute) return false;
	return !(one.value.startsWith(two.value) || two.value.startsWith(one.value));
}

/** An attribute that was named is compared by the whole sentence when the words do not tell its value. */
function valueOf({ attribute, text }: PrintedClaim, statement: Statement | null): { readonly attribute: string; readonly value: string } | null {
	if (attribute === '') return statement;
	if (!hasOneValue(attribute) || countNegations(quoteText(text).text) > 0) return null;
	return { attribute: foldSubject(attribute), value: statement !== null && foldSubject(statement.attribute) === foldSubject(attribute) ? statement.value : sayingOf(text).key };
}

function mayTake(claim: PrintedClaim, other: PrintedClaim, isByPerson: boolean): boolean {
	const isSure = isByPerson || claim.confidence >= other.confidence - MUCH_LESS;
	const isOlder = claim.validFrom !== null && other.validFrom !== null && claim.validFrom < other.validFrom;
	const isOver = claim.validTo !== null && other.validTo === null;
	return isSure && !isOlder && !isOver && claim.type === other.type;
}

/** One denies what the other says: all words of it, and a denial more. */
function deniesOther(claim: PrintedClaim, other: PrintedClaim): boolean {
	const [one, two] = [claim.text, other.text].map((text) => quoteText(text).text);
	if (one === undefined || two === undefined || countNegations(one) === countNegations(two)) return false;
	const [said, denied] = (countNegations(one) < countNegations(two) ? [one, two] : [two, one]).map((text) => new Set(words(text).map(({ form }) => stemOf(form))));
	return said !== undefined && denied !== undefined && said.size > 1 && [...said].every((stem) => denied.has(stem));
}

