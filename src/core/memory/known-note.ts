/**
 * *What do you know about me?* as a note: what holds now, by subject, each claim with its dates, its source and its own note;
 * what is unsure apart. What is private or not yet accepted is counted and left out, so that the note may be read by anyone
 * whom the person lets read their notes. Pure.
 */
import { safeMarkdown } from '../guard/safe-markdown';
import { oneLine } from '../lib/one-line';
import type { VaultPath } from '../lib/vault-path';
import type { Claim } from './claim';
import { foldSubject } from './subject';

/** A claim that holds and may be told. */
export interface ToldClaim {
	readonly claim: Claim;
	/** What it took the place of, latest first. */
	readonly before: readonly Claim[];
	/** What is wrong with it, as sentences. */
	readonly problems: readonly string[];
}

export interface KnownNote {
	readonly told: readonly ToldClaim[];
	/** What the person believes; what they have not accepted, or is private, is only counted. */
	readonly beliefs: readonly { readonly statement: string; readonly confidence: number; readonly path: VaultPath; readonly isTrusted: boolean; readonly isPrivate: boolean }[];
	/** The same for all names of one subject. */
	readonly keyOf?: (subject: string) => string;
	/** How many hold and are private. */
	readonly isPrivate: number;
	/** How many wait for the person's yes. */
	readonly waiting: number;
	/** ISO date. */
	readonly day: string;
	/** How a link to the path is written. */
	readonly linkText: (path: VaultPath) => string;
	/** Whether a link with this target leads to a note. */
	readonly leads: (target: string) => boolean;
}

/** What is less sure stands apart. */
const SURE = 0.7;
const NO_SUBJECT = 'About nothing in particular';

export function printKnown({ told, keyOf = foldSubject, beliefs, isPrivate, waiting, day, linkText, leads }: KnownNote): string {
	const sure = told.filter(({ claim, problems }) => claim.confidence >= SURE && problems.length === 0);
	const unsure = told.filter((one) => !sure.includes(one));
	const line = (one: ToldClaim): string => lineOf(one, linkText);
	const about = [...groups(sure, keyOf)].map(([name, ones]) => `## ${headOf(name, leads)}\n\n${ones.map(line).join('\n')}`);
	const own = beliefs.filter((one) => one.isTrusted && !one.isPrivate);
	const rest = [
		...(isPrivate > 0 ? [`${many(isPrivate, 'memory is', 'memories are')} private and left out here.`] : []),
		...(own.length < beliefs.length ? [`${many(beliefs.length - own.length, 'belief is', 'beliefs are')} private, or came with an import and ${beliefs.length - own.length === 1 ? 'waits' : 'wait'} for your yes.`] : []),
		...(waiting > 0 ? [`${many(waiting, 'memory waits', 'memories wait')} in the inbox for your yes and ${waiting === 1 ? 'is' : 'are'} left out here.`] : []),
	];
	return [
		'---\npraxis: known\n---',
		told.length === 0 ? 'Nothing is remembered that could be told here.' : `${many(told.length, 'memory', 'memories')} as of ${day}. To correct one, open it by its link.`,
		...about,
		...(unsure.length > 0 ? [`## Unsure\n\n${unsure.map(line).join('\n')}`] : []),
		...(own.length > 0 ? [`## What you believe, and how sure you are\n\n${own.map(({ statement, confidence, path }) => `- ${plain(statement)} (${Math.round(confidence * 100)} %; [[${linkText(path)}]])`).join('\n')}`] : []),
		...(rest.length > 0 ? [`## Left out\n\n${rest.map((text) => `- ${text}`).join('\n')}`] : []),
	].join('\n\n') + '\n';
}

/** By subject in the order of the alphabet; what is about nothing last. The newest claim first. */
function groups(told: readonly ToldClaim[], keyOf: (subject: string) => string): Map<string, ToldClaim[]> {
	const byKey = new Map<string, ToldClaim[]>();
	for (const one of [...told].sort((a, b) => (a.claim.id < b.claim.id ? 1 : -1))) byKey.set(keyOf(one.claim.subject), [...(byKey.get(keyOf(one.claim.subject)) ?? []), one]);
	const sorted = [...byKey].sort(([a], [b]) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1));
	return new Map(sorted.map(([, ones]) => [ones[0]?.claim.subject ?? '', ones]));
}

function headOf(subject: string, leads: (target: string) => boolean): string {
	const name = oneLine(subject);
	if (name === '') return NO_SUBJECT;
	return leads(name) && !/[[\]|#^]/.test(name) ? `[[${name}]]` : safeMarkdown(name).text.trim();
}

function lineOf({ claim, before, problems }: ToldClaim, linkText: (path: VaultPath) => string): string {
	const dates = [claim.validFrom === null ? '' : `from ${claim.validFrom}`, claim.validTo === null ? '' : `until ${claim.validTo}`].filter((part) => part !== '').join(' ');
	const [was] = before;
	const facts = [dates, was ? `was: ${clause(was.text)}` : '', ...problems.map(clause), ...claim.sources.slice(0, 1).map(sourceOf), `[[${linkText(claim.path)}|memory of ${claim.recorded.slice(0, 10) || 'unknown date'}]]`];
	return `- ${plain(claim.text)} (${facts.filter((fact) => fact !== '').join('; ')})`;
}

function sourceOf(source: string): string {
	if (/^https?:\/\//.test(source)) return `<${source.replace(/[<>\s]/g, '')}>`;
	const link = source.replace(/[[\]|\n]/g, ' ').trim();
	const name = link.split('#')[0]?.split('/').at(-1)?.trim() ?? '';
	return name === '' || name === link ? `[[${link}]]` : `[[${link}|${name}]]`;
}

/** On one line, without what would load or run, and without what would make the line something else. */
function plain(text: string): string {
	return oneLine(safeMarkdown(text).text).replace(/`{3,}|~{3,}/g, '“').replace(/^(?:#{1,6}|[-*+>]|\d+[.)]|\[.\])\s+/, '');
}

function clause(text: string): string {
	return plain(text).replace(/[.\s]+$/, '');
}

function many(n: number, one: string, more: string): string {
	return `${n} ${n === 1 ? one : more}`;
}
