/**
 * The person's own rules: a note whose properties say what agents may do. `deny` wins over `ask`, `ask` over
 * `allow`; what no line names is denied, and so is everything when the note cannot be read.
 *
 *     praxis: policy
 *     deny: ["does:remove folder:Archive", "tool:mcp__mail__* agent:scout"]
 *     ask: ["host:*.example.org"]
 *     allow: ["*"]
 *
 * A line names any of tool, folder, host, agent and does, and matches when all that it names match.
 */
import type { Problem } from '../lib/errors';
import { globMatches, pathGlobMatches } from './glob';

export type PolicyVerdict = 'deny' | 'ask' | 'allow';
export type Deed = 'read' | 'write' | 'remove' | 'send';

export interface PolicyLine {
	readonly verdict: PolicyVerdict;
	readonly tool?: string;
	readonly folder?: string;
	readonly host?: string;
	readonly agent?: string;
	readonly does?: Deed;
}

export interface Policy {
	readonly lines: readonly PolicyLine[];
}

export interface PolicyCase {
	readonly tool: string;
	readonly agent: string;
	readonly does: Deed;
	/** Every path that is touched. */
	readonly paths: readonly string[];
	readonly host: string | null;
}

export interface PolicyAnswer {
	readonly verdict: PolicyVerdict;
	/** The line that decided, as the person wrote it; null when none did. */
	readonly line: string | null;
}

const VERDICTS = ['deny', 'ask', 'allow'] as const;
const DEEDS: readonly string[] = ['read', 'write', 'remove', 'send'];
const FIELDS = ['tool', 'folder', 'host', 'agent', 'does'] as const;
const LONGEST_LINE = 500;
const MOST_LINES = 500;

/** The policy in a note's properties; null, with a problem, when any part of it cannot be understood. `lineOf`: the note's line of a property, or of an item of its list. */
export function readPolicy(properties: Readonly<Record<string, unknown>> | null, path: string, lineOf: (place: readonly (string | number)[]) => number = () => 1): { policy: Policy | null; problems: readonly Problem[] } {
	const lines: PolicyLine[] = [];
	const wrong = (message: string, place: readonly (string | number)[] = []): { policy: null; problems: readonly Problem[] } => ({ policy: null, problems: [{ path, line: place.length > 0 ? lineOf(place) : 1, message: `${message} Until this is mended, agents may do nothing.` }] });
	if (!properties || properties.praxis !== 'policy') return wrong('The note is not a policy: it needs the property “praxis: policy”.');
	for (const verdict of VERDICTS) {
		const value = properties[verdict] ?? [];
		const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
		for (const [i, text] of texts.entries()) {
			const line = typeof text === 'string' ? readLine(text, verdict) : null;
			if (!line) return wrong(`A line under “${verdict}” cannot be read: ${typeof text === 'string' ? text.slice(0, 80) : 'it is no text'}.`, Array.isArray(value) ? [verdict, i] : [verdict]);
			lines.push(line);
		}
	}
	if (lines.length > MOST_LINES) return wrong(`The policy has more than ${MOST_LINES} lines.`);
	return { policy: { lines }, problems: [] };
}

/** What the policy says to this. No policy says no. */
export function askPolicy(policy: Policy | null, about: PolicyCase): PolicyAnswer {
	for (const verdict of VERDICTS) {
		const line = policy?.lines.find((candidate) => candidate.verdict === verdict && matches(candidate, about));
		if (line) return { verdict, line: printLine(line) };
	}
	return { verdict: 'deny', line: null };
}

/** The properties of a policy note, as YAML without fences; `readPolicy` reads the same lines from it. */
export function printPolicy(policy: Policy): string {
	const lists = VERDICTS.map((verdict) => {
		const lines = policy.lines.filter((line) => line.verdict === verdict);
		return lines.length === 0 ? '' : `${verdict}:\n${lines.map((line) => `  - ${JSON.stringify(printLine(line))}\n`).join('')}`;
	});
	return `praxis: policy\n${lists.join('')}`;
}

function readLine(text: string, verdict: PolicyVerdict): PolicyLine | null {
	if (text.length > LONGEST_LINE) return null;
	if (text.trim() === '*') return { verdict };
	const found: Partial<Record<(typeof FIELDS)[number], string>> = {};
	let rest = text.trim();
	while (rest !== '') {
		const [whole, field, quoted, bare] = /^([a-z]+):(?:"([^"]+)"|([^\s"]+))(?:\s+|$)/.exec(rest) ?? [];
		const name = FIELDS.find((candidate) => candidate === field);
		const value = quoted ?? bare;
		if (whole === undefined || !name || value === undefined || name in found) return null;
		found[name] = value;
		rest = rest.slice(whole.length);
	}
	const { does, ...others } = found;
	if (Object.keys(found).length === 0 || (does !== undefined && !DEEDS.includes(does))) return null;
	return { verdict, ...others, ...(does === undefined ? {} : { does: does as Deed }) };
}

/** A line as it stands in a policy note, without its verdict. */
export function printLine(line: PolicyLine): string {
	const parts = FIELDS.flatMap((field) => {
		const value = line[field];
		return value === undefined ? [] : [`${field}:${/\s/.test(value) ? `"${value}"` : value}`];
	});
	return parts.length === 0 ? '*' : parts.join(' ');
}

/** Refusing lines match any spelling that a case-insensitive disk takes for the same; allowing lines only their own. */
function matches(line: PolicyLine, { tool, agent, does, paths, host }: PolicyCase): boolean {
	const spelled = line.verdict === 'allow' ? (text: string): string => text.normalize('NFC') : (text: string): string => text.normalize('NFC').toLowerCase();
	const covers = (path: string): boolean => pathGlobMatches(spelled(line.folder ?? ''), spelled(path));
	if (line.tool !== undefined && !globMatches(line.tool, tool)) return false;
	if (line.agent !== undefined && !globMatches(line.agent, agent)) return false;
	if (line.does !== undefined && line.does !== does) return false;
	// What is refused is refused for any path it touches; what is allowed must be allowed for all.
	if (line.folder !== undefined && !(line.verdict === 'allow' ? paths.length > 0 && paths.every(covers) : paths.some(covers))) return false;
	return line.host === undefined || (host !== null && globMatches(line.host.toLowerCase(), host.toLowerCase()));
}
