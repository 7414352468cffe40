/**
 * Which claims a new one takes the place of: another value of the same attribute of the same subject. When it is not sure
 * none does, and what may be at odds is told instead. The older notes are never touched.
 */
import { stemOf, words } from '../search/analyse';
import { countNegations } from '../search/quotes/claim-words';
import { quoteText } from '../search/quotes/quote-text';
import { hasOneValue, statementOf, type Statement } from './attribute';
import { linkText, type PrintedClaim } from './claim-note';
import type { ClaimShelf } from './claim-shelf';
import { sayingOf } from './sameness';
import { foldSubject } from './subject';

/** Where a place is looked for. */
export interface PlacedAmong {
	readonly claims: Pick<ClaimShelf, 'get' | 'bySubject' | 'subjectKey' | 'supersededBy' | 'isBelieved'>;
	/** Claims of the same call, not written yet. */
	readonly fresh: readonly { readonly claim: PrintedClaim }[];
}

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

export function placeOf({ claim, statement, stated, isByPerson }: Placing, { claims, fresh }: PlacedAmong): Place {
	const known = claim.subject === '' ? [] : claims.bySubject(claim.subject).filter((one) => one.type !== 'retraction' && one.type !== 'event' && claims.supersededBy(one.id).length === 0);
	const beside = fresh.map((one) => one.claim).filter((one) => claim.subject !== '' && claims.subjectKey(one.subject) === claims.subjectKey(claim.subject));
	const named = stated.map(linkText).filter((id) => isByPerson || known.some((one) => one.id === id));
	const others = [...known, ...beside].filter((one) => !named.includes(one.id));
	const own = stanceOf(claim, statement);
	const stances = others.map((one) => stanceOf(one));
	const rivals = claim.type === 'retraction' || claim.type === 'event' ? [] : stances.filter((one) => isOtherValue(own, one));
	const taken = rivals.filter((one) => mayTake(claim, one.claim, isByPerson)).map((one) => one.claim.id);
	const denied = stances.filter((one) => deniesOther(own, one));
	return { supersedes: [...new Set([...named, ...taken])], mayContradict: [...new Set([...rivals, ...denied].map((one) => one.claim.id))].filter((id) => !taken.includes(id)) };
}

/** What a claim says, taken apart once for many comparisons. */
class Stance<T extends PrintedClaim> {
	readonly denials: number;
	#stems: ReadonlySet<string> | null = null;

	constructor(
		readonly claim: T,
		readonly value: Pick<Statement, 'attribute' | 'value'> | null,
		private readonly plain: string,
	) {
		this.denials = countNegations(plain);
	}

	get stems(): ReadonlySet<string> {
		return (this.#stems ??= new Set(words(this.plain).map(({ form }) => stemOf(form))));
	}
}

function stanceOf<T extends PrintedClaim>(claim: T, statement: Statement | null = statementOf(claim.text)): Stance<T> {
	return new Stance(claim, valueOf(claim, statement), quoteText(claim.text).text);
}

/**
 * Of claims about one subject, earliest first: each with the next one that is at odds with it, as far as code can tell: another
 * value of one attribute at the same time, or a denial. Null between two steps.
 */
export function* pairsAtOdds<T extends PrintedClaim>(claims: readonly T[]): Generator<readonly [earlier: T, later: T] | null, void, void> {
	const stances: Stance<T>[] = [];
	const byAttribute = new Map<string, { readonly at: number; readonly one: Stance<T> }[]>();
	for (const [at, claim] of claims.entries()) {
		const one = stanceOf(claim);
		stances.push(one);
		if (one.value) byAttribute.set(one.value.attribute, [...(byAttribute.get(one.value.attribute) ?? []), { at, one }]);
		yield null;
	}
	const denying = stances.map((one, at) => ({ at, one })).filter(({ one }) => one.denials > 0);
	for (const [at, own] of stances.entries()) {
		const rival = byAttribute.get(own.value?.attribute ?? '')?.find((next) => next.at > at && isOtherValue(own, next.one) && !areApart(own.claim, next.one.claim))?.one;
		const others = own.denials > 0 ? stances.slice(at + 1) : denying.filter((next) => next.at > at).map(({ one }) => one);
		const later = rival ?? others.find((one) => deniesOther(own, one) && !areApart(own.claim, one.claim));
		yield later ? [own.claim, later.claim] : null;
	}
}

function areApart(one: PrintedClaim, other: PrintedClaim): boolean {
	return (one.validTo !== null && other.validFrom !== null && one.validTo <= other.validFrom) || (other.validTo !== null && one.validFrom !== null && other.validTo <= one.validFrom);
}

/** Both give a value for the same attribute, and neither value holds the other: “Lyon”, “Lyon, France”. */
function isOtherValue({ value: one }: Stance<PrintedClaim>, { value: two }: Stance<PrintedClaim>): boolean {
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
function deniesOther(one: Stance<PrintedClaim>, two: Stance<PrintedClaim>): boolean {
	if (one.denials === two.denials) return false;
	const [said, denied] = one.denials < two.denials ? [one.stems, two.stems] : [two.stems, one.stems];
	return said.size > 1 && [...said].every((stem) => denied.has(stem));
}
