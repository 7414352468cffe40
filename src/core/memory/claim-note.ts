/**
 * A claim as a note: read, whatever the person made of it, and printed. Pure.
 *
 * Reading never throws and repairs nothing in the note: a value that cannot be used falls back to a plain one, and the
 * problem says so at its line.
 */
import type { Problem } from '../lib/errors';
import { privateMarks } from '../lib/private-marks';
import { titleOf, type VaultPath } from '../lib/vault-path';
import { CLAIM_TYPES, SOURCE_KINDS, TIERS, type Claim } from './claim';
import { isWhen } from './claim-time';
import { CONFIDENCE, USUAL_IMPORTANCE } from './draft';
import { readHead, type Head } from './read-head';
import { isUlid, ulidTime } from '../lib/ulid';

export interface ClaimReading {
	/** Null for a note that was meant as a claim and cannot be read as one. */
	readonly claim: Claim | null;
	/** What the label of the note needs. */
	readonly head: Head;
	readonly problems: readonly Problem[];
}

/** A claim to be printed; what is known only of a note on disk is left out. */
export type PrintedClaim = Omit<Claim, 'path' | 'version'>;

/** Null for a note that is no claim and was not meant as one. `isMeant`: it lies where claims lie. */
export function readClaim(path: VaultPath, { text, version }: { readonly text: string; readonly version: string }, isMeant = false): ClaimReading | null {
	const head = readHead(path, text);
	const { data } = head;
	if (typeof data.praxis !== 'string' || data.praxis.trim().toLowerCase() !== 'memory') {
		const message = head.problems.length > 0 ? 'Its properties cannot be read, so it is not used as a memory.' : 'It does not say “praxis: memory” any more, so it is not used as a memory.';
		return isMeant && (isUlid(titleOf(path)) || head.problems.length > 0) ? { claim: null, head, problems: [...head.problems, { path, line: 1, message }] } : null;
	}
	const fields = new Fields(path, text, head);
	const claim = claimOf(fields, { path, version, words: text.slice(head.bodyStart).trim() });
	if (claim.text === '') fields.tell('', 'It says nothing below its properties.');
	return { claim, head, problems: [...head.problems, ...fields.problems] };
}

function claimOf(fields: Fields, { path, version, words }: { readonly path: VaultPath; readonly version: string; readonly words: string }): Claim {
	const title = titleOf(path);
	const stated = fields.text('id');
	if (stated !== '' && !isUlid(stated)) fields.tell('id', `“${stated}” is no id of a claim.`);
	else if (stated === '') fields.tell('id', 'It has no id, so it is known by its name.');
	const id = isUlid(stated) ? stated : isUlid(title) ? title : path;
	const sourceKind = fields.one('source-kind', SOURCE_KINDS, 'user');
	const [validFrom, validTo] = [fields.when('valid-from'), fields.when('valid-to')];
	if (validFrom !== null && validTo !== null && validTo < validFrom) fields.tell('valid-to', 'It stops to hold before it begins.');
	return {
		id, path, version, text: words, sourceKind, validFrom, validTo,
		type: fields.one('type', CLAIM_TYPES, 'fact'),
		subject: linkText(fields.list('subject')[0] ?? ''),
		attribute: fields.text('attribute'),
		sources: fields.list('source').map(linkText),
		quote: fields.text('quote'),
		confidence: fields.number('confidence', [0, 1], CONFIDENCE[sourceKind]),
		importance: Math.round(fields.number('importance', [1, 5], USUAL_IMPORTANCE)),
		recorded: fields.when('recorded') ?? fields.missing('recorded', isUlid(id) ? ulidTime(id) : ''),
		supersedes: [...new Set(fields.list('supersedes').map(linkText))],
		tier: fields.one('tier', TIERS, 'warm'),
		isPrivate: fields.isPrivate,
		agent: fields.text('agent'),
		run: fields.text('run'),
	};
}

/** Reads values of any shape into what a claim has, and keeps what was wrong. */
class Fields {
	readonly problems: Problem[] = [];

	constructor(
		private readonly path: string,
		private readonly source: string,
		private readonly head: Head,
	) {}

	get isPrivate(): boolean {
		const { data, tags, unread } = this.head;
		return privateMarks({ properties: data, tags: tags.map(({ name }) => name), unread }).length > 0;
	}

	tell(name: string, message: string): void {
		const at = name === '' ? -1 : this.source.slice(0, this.head.bodyStart).search(new RegExp(`^["']?${name}["']?\\s*:`, 'im'));
		this.problems.push({ path: this.path, line: at < 0 ? 1 : this.source.slice(0, at).split('\n').length, message });
	}

	text(name: string): string {
		const value = this.head.data[name];
		if (typeof value === 'string') return value.trim();
		const [first = '', ...more] = this.list(name);
		if (more.length > 0) this.tell(name, `“${name}” has several values; the first counts.`);
		return first;
	}

	/** A single value is a list of one. */
	list(name: string): string[] {
		const value = this.head.data[name];
		if (value === undefined || value === null) return [];
		return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => textOf(item) ?? []);
	}

	number(name: string, [least, most]: readonly [number, number], usual: number): number {
		const value = this.head.data[name];
		if (value === undefined || value === null || value === '') return usual;
		const number = typeof value === 'string' ? Number(value) : value;
		if (typeof number === 'number' && number >= least && number <= most) return number;
		this.tell(name, `“${name}” is a number from ${least} to ${most}; ${usual} counts.`);
		return usual;
	}

	one<T extends string>(name: string, known: readonly T[], usual: T): T {
		const said = this.text(name);
		const found = known.find((one) => one === said.toLowerCase());
		if (found === undefined && said !== '') this.tell(name, `“${said}” is no “${name}” that Praxis knows; it counts as “${usual}”.`);
		return found ?? usual;
	}

	when(name: string): string | null {
		const said = this.text(name);
		if (said === '' || isWhen(said)) return said === '' ? null : said;
		this.tell(name, `“${said}” is no date, such as 2026-12-01.`);
		return null;
	}

	missing(name: string, usual: string): string {
		if (this.text(name) === '') this.tell('', `It does not say when it was “${name}”.`);
		return usual;
	}
}

/** Null for what is empty or no value; `[[A]]` without quotes is a list in a list for YAML. */
function textOf(value: unknown): string | null {
	if (Array.isArray(value)) return value.length === 1 ? textOf(value[0]) : null;
	const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
	return text === '' ? null : text;
}

/** The text of a link without its brackets and what it shows instead; other texts as they are. */
export function linkText(text: string): string {
	const [, inner] = /^\[\[([^[\]]+)\]\]$/.exec(text.trim()) ?? [];
	return inner === undefined ? text.trim() : (inner.split('|')[0] ?? '').trim();
}

/** The note's whole text, its properties in the order of the format. */
export function printClaim(claim: PrintedClaim): string {
	const lines = [
		'praxis: memory', `id: ${claim.id}`, `type: ${claim.type}`,
		...(claim.subject === '' ? [] : [`subject: ${link(claim.subject)}`]),
		...(claim.attribute === '' ? [] : [`attribute: ${scalar(claim.attribute)}`]),
		`source: [${claim.sources.map(link).join(', ')}]`,
		...(claim.quote === '' ? [] : [`quote: ${scalar(claim.quote)}`]),
		`source-kind: ${claim.sourceKind}`, `confidence: ${claim.confidence}`, `importance: ${claim.importance}`,
		`recorded: ${claim.recorded}`,
		`valid-from:${claim.validFrom === null ? '' : ` ${claim.validFrom}`}`,
		`valid-to:${claim.validTo === null ? '' : ` ${claim.validTo}`}`,
		`supersedes: [${claim.supersedes.map(scalar).join(', ')}]`,
		...(claim.tier === 'warm' ? [] : [`tier: ${claim.tier}`]),
		`private: ${claim.isPrivate}`,
		...(claim.agent === '' ? [] : [`agent: ${scalar(claim.agent)}`]),
		...(claim.run === '' ? [] : [`run: ${scalar(claim.run)}`]),
	];
	return `---\n${lines.join('\n')}\n---\n${claim.text.trim()}\n`;
}

/** What a wikilink cannot hold, and an address, stands as it is. */
function link(text: string): string {
	return JSON.stringify(/[[\]|\n]/.test(text) || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `[[${text}]]`);
}

/** Words without any sign of YAML's stand as they are; JSON's strings are YAML's too. */
function scalar(text: string): string {
	const isPlain = /^[A-Za-z][A-Za-z0-9 ,.()-]*[A-Za-z0-9.)]$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
	return isPlain || isUlid(text) ? text : JSON.stringify(text);
}
