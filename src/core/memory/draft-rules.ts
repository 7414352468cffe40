/**
 * The rules that a draft passes before it becomes a claim, in code: what it stands on is looked up now, what must not be
 * kept is stopped, dates become absolute, and what is known already is not written again. Writes nothing.
 */
import type { Guard } from '../guard/guard';
import { findHidden } from '../guard/hidden-text';
import { listHiddenPassages } from '../guard/hidden-passages';
import { foreign, joinLabels, OWN, type Label } from '../guard/labels';
import { safeMarkdown } from '../guard/safe-markdown';
import { findSecrets } from '../guard/secrets';
import type { NoteText, Vault } from '../host';
import { readFrontMatter } from '../lib/front-matter';
import type { LinkIndex } from '../lib/links';
import { oneLine } from '../lib/one-line';
import { countNegations } from '../search/quotes/claim-words';
import { quoteText } from '../search/quotes/quote-text';
import { dayInName, dayInProperties } from '../search/dates';
import { absoluteDates } from './absolute-dates';
import { statementOf, type Statement } from './attribute';
import type { Claim } from './claim';
import { linkText, type PrintedClaim } from './claim-note';
import { isWhen, msOf } from './claim-time';
import { CONFIDENCE, LONGEST_CLAIM, USUAL_IMPORTANCE, type ClaimDraft, type Remembered, type RememberOptions } from './draft';
import type { Sayings } from './sayings';
import { checkSource, isAddress, noteOfSource } from './source-check';
import { speaksSecret } from './spoken-secret';
import { placeOf, type PlacedAmong } from './take-place';

export interface DraftContext extends PlacedAmong {
	readonly sayings: Pick<Sayings, 'same'>;
	readonly vault: Pick<Vault, 'read'>;
	readonly guard: Pick<Guard, 'labelOf'>;
	readonly links: LinkIndex;
	/** Claims of the same call, not written yet. */
	readonly fresh: readonly ReadyClaim[];
	/** ISO day. */
	readonly today: string;
	/** ISO time. */
	readonly now: string;
	readonly newId: () => string;
	readonly options: RememberOptions;
}

export interface ReadyClaim {
	readonly claim: PrintedClaim;
	readonly label: Label;
	readonly mayContradict: readonly string[];
}

interface Source { readonly sources: readonly string[]; readonly labels: readonly Label[]; readonly note: NoteText | null; readonly path: string; /** It denies what the claim does not, or the other way round. */ readonly disagrees: boolean }

const DAY_MS = 86_400_000;

/** A claim to be written, or the answer why not. Never throws for what the draft says. */
export async function readyDraft(draft: ClaimDraft, context: DraftContext): Promise<ReadyClaim | Remembered> {
	const { options: { agent = '', runId = '', label = OWN } } = context;
	const isByPerson = agent === '';
	const typed = oneLine(draft.text).trim();
	const text = isByPerson ? typed : safeMarkdown(typed).text.trim();
	const stopped = whyStopped(draft, text, isByPerson);
	if (stopped !== null) return { kind: 'refused', why: stopped };
	const source = await sourceOf(draft, context);
	if (typeof source === 'string') return { kind: 'refused', why: source };
	const said = absoluteDates(text, saidOn(draft, source, context.today), draft.quote);
	const statement = statementOf(said);
	const { sourceKind, confidence } = weight(draft, source, isByPerson);
	const claim: PrintedClaim = {
		id: context.newId(), text: said, agent, run: runId, type: draft.type ?? 'fact', sourceKind, confidence,
		subject: subjectOf(draft, statement), attribute: oneLine(draft.attribute ?? '').trim(), sources: source.sources, quote: (draft.quote ?? '').trim(),
		importance: Math.min(5, Math.max(1, Math.round(draft.importance ?? USUAL_IMPORTANCE))), recorded: `${context.now.slice(0, 19)}Z`,
		validFrom: whenOf(draft.validFrom), validTo: whenOf(draft.validTo), supersedes: [], tier: isByPerson ? (draft.tier ?? 'warm') : 'warm', isPrivate: draft.isPrivate === true,
	};
	const outside = sourceKind === 'web' || sourceKind === 'mcp' || source.sources.some(isAddress) ? [foreign('comes from elsewhere')] : [];
	const joined = joinLabels([label, ...source.labels, ...outside]);
	const known = sameAs(claim, joined, context);
	if (known) return { kind: 'known', id: known.id, ...('path' in known ? { path: (known as Claim).path } : {}), why: 'It is remembered already.' };
	const place = placeOf({ claim, statement, stated: draft.supersedes ?? [], isByPerson }, context);
	return { claim: { ...claim, supersedes: place.supersedes, isPrivate: claim.isPrivate || joined.secrecy === 'private' }, label: joined, mayContradict: place.mayContradict };
}

function whyStopped(draft: ClaimDraft, text: string, isByPerson: boolean): string | null {
	const all = [draft.text, draft.quote ?? '', draft.subject ?? '', draft.attribute ?? '', ...(draft.sources ?? [])];
	if (!/[\p{L}\p{N}]/u.test(text)) return 'It says nothing.';
	if (text.length > LONGEST_CLAIM) return 'It is too long for one claim. Say it in a sentence or two.';
	if (all.some((one) => findSecrets(one).length > 0 || speaksSecret(one))) return 'It holds what looks like a key or password. The memory keeps none.';
	if (all.some((one) => findHidden(one).length > 0) || listHiddenPassages(draft.text).some(({ place }) => place !== 'dense' && place !== 'far-right')) return 'It holds text that nobody sees. Look at it, and remember only what you want.';
	if (!isByPerson && draft.type === 'retraction') return 'Only you can take a claim back.';
	if ((draft.validFrom !== undefined && whenOf(draft.validFrom) === null) || (draft.validTo !== undefined && whenOf(draft.validTo) === null)) return 'Its dates are no days, such as 2026-12-01.';
	if (draft.validFrom !== undefined && draft.validTo !== undefined && msOf(draft.validTo.trim()) < msOf(draft.validFrom.trim())) return 'It would stop to hold before it begins.';
	return null;
}

/** The labels of every note it names, and the place of its quote in the first; a sentence when that does not verify. */
async function sourceOf(draft: ClaimDraft, { links, vault, guard, options: { agent = '' } }: DraftContext): Promise<Source | string> {
	const sources = (draft.sources ?? []).map(linkText).filter((one) => one !== '');
	const quote = (draft.quote ?? '').trim();
	const [first] = sources;
	if (agent !== '' && draft.sourceKind === 'note' && (first === undefined || quote === '')) return 'It quotes no note, so nobody could check it.';
	const labels: Label[] = [];
	for (const path of sources.flatMap((one) => noteOfSource(one, links) ?? [])) labels.push((await guard.labelOf(path)) ?? foreign('is gone'));
	if (first === undefined || isAddress(first)) return { sources, labels, note: null, path: '', disagrees: false };
	if (quote === '') {
		const path = noteOfSource(first, links);
		const note = path === null ? null : await vault.read(path);
		return path === null && agent !== '' ? `There is no note “${first}”.` : { sources, labels, note, path: path ?? '', disagrees: false };
	}
	const checked = await checkSource(first, quote, { links, vault });
	if (!checked.ok) return checked.reason;
	const disagrees = countNegations(quoteText(draft.text).text) !== countNegations(quoteText(checked.clause).text);
	return { sources: [checked.source, ...sources.slice(1)], labels, note: checked.note, path: checked.path, disagrees };
}

/** The day the words were said: told, else the source's own, else today. */
function saidOn(draft: ClaimDraft, { note, path }: Source, today: string): string {
	if (draft.saidOn !== undefined && isWhen(draft.saidOn)) return draft.saidOn.slice(0, 10);
	const day = note === null ? null : (dayInProperties(readFrontMatter(note.text).frontMatter?.data ?? {}) ?? dayInName(path));
	return day === null ? today : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** What an agent says without words that prove it is its own conclusion. */
function weight(draft: ClaimDraft, { note, disagrees }: Source, isByPerson: boolean): Pick<PrintedClaim, 'sourceKind' | 'confidence'> {
	const isProven = note !== null && (draft.quote ?? '').trim() !== '' && !disagrees;
	const isKept = isByPerson || isProven || draft.sourceKind === 'web' || draft.sourceKind === 'mcp';
	const sourceKind = isKept ? draft.sourceKind : 'inference';
	const most = CONFIDENCE[sourceKind];
	const wanted = draft.confidence ?? most;
	return { sourceKind, confidence: Math.round(Math.min(most, Math.max(0, Number.isFinite(wanted) ? wanted : most)) * 1000) / 1000 };
}

/** Named, else who the sentence is about when it bears a name. */
function subjectOf(draft: ClaimDraft, statement: Statement | null): string {
	const named = linkText(oneLine(draft.subject ?? ''));
	if (named !== '' || statement === null) return named;
	return /^\p{Lu}/u.test(statement.subject) && !/^(?:I|He|She|It|They|We|You|My|His|Her|Er|Sie|Es|Wir|Ich|Il|Elle|Je)$/i.test(statement.subject) ? linkText(statement.subject) : '';
}

/** What stands and says the same; of claims that nobody believes none counts against one that is. */
function sameAs(claim: PrintedClaim, { integrity }: Label, { claims, sayings, fresh }: DraftContext): { readonly id: string } | null {
	if (claim.type === 'retraction') return null;
	const written = sayings.same(claim.text, claim.subject, (subject) => claims.subjectKey(subject)).find((one) => one.type !== 'retraction' && claims.supersededBy(one.id).length === 0 && (integrity === 'untrusted' || claims.isBelieved(one.id)) && isStillOpen(one, claim));
	return written ?? fresh.find((one) => one.claim.text === claim.text && one.claim.subject === claim.subject)?.claim ?? null;
}

/** What ended is said anew of another time. */
function isStillOpen({ validFrom, validTo }: Claim, claim: PrintedClaim): boolean {
	return validTo === claim.validTo && (claim.validFrom === null || claim.validFrom === validFrom);
}

function whenOf(text: string | undefined): string | null {
	return text !== undefined && isWhen(text.trim()) ? text.trim() : null;
}
