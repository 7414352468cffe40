/**
 * Rules that the person sets for later runs, as notes: each item of a list is a rule, or the whole text when there is no
 * list. The property `for` names agents, patterns or tags that they hold for; without it they hold for all. Pure.
 */
import { readFrontMatter } from '../../lib/front-matter';
import { vaultPath, type VaultPath } from '../../lib/vault-path';

/** What a run is: rules and learnings are of its kind when agent or pattern is the same. */
export interface RunKind {
	/** "" for none. */
	readonly agent: string;
	/** "" for none. */
	readonly pattern: string;
	/** Without "#". */
	readonly tags?: readonly string[];
}

export interface SteeringRules {
	readonly path: VaultPath;
	/** Names in lower case; empty for every run. */
	readonly for: readonly string[];
	readonly rules: readonly string[];
}

export const STEERING_NOTE = vaultPath('Praxis/Steering.md');
export const STEERING_FOLDER = 'Praxis/Steering';

export function readRules(path: VaultPath, text: string): SteeringRules {
	const { frontMatter } = readFrontMatter(text, path);
	const body = text.slice(frontMatter?.span.end ?? 0).replace(/\r\n?/g, '\n').replace(/<!--[^]*?(?:-->|$)|%%[^]*?(?:%%|$)/g, '');
	const named = frontMatter?.data['for'];
	const names: readonly unknown[] = Array.isArray(named) ? named : typeof named === 'string' ? named.split(',') : [];
	return { path, for: names.flatMap((name) => (typeof name === 'string' && plain(name) !== '' ? [plain(name)] : [])), rules: rulesIn(body) };
}

export function holdsFor({ for: names }: Pick<SteeringRules, 'for'>, { agent, pattern, tags = [] }: RunKind): boolean {
	return names.length === 0 || [agent, pattern, ...tags].some((name) => name !== '' && names.includes(plain(name)));
}

/** The whole text of a new note that holds these rules. */
export function printRules(rules: readonly string[], names: readonly string[] = []): string {
	const held = names.length === 0 ? '' : `for:\n${names.map((name) => `  - ${JSON.stringify(name)}\n`).join('')}`;
	return `---\npraxis: steering\n${held}---\n${rules.map((rule) => `${printRule(rule)}\n`).join('')}`;
}

export function printRule(rule: string): string {
	return `- ${rule.trim().split('\n').join('\n  ')}`;
}

function rulesIn(body: string): readonly string[] {
	const items: string[] = [];
	let isOpen = false;
	for (const line of body.split('\n')) {
		const [, item] = /^[-*+]\s+(?:\[.\]\s+)?(\S.*)$/.exec(line) ?? /^\d+[.)]\s+(\S.*)$/.exec(line) ?? [];
		if (item !== undefined) items.push(item.trim());
		else if (isOpen && /^\s+\S/.test(line)) items.push(`${items.pop() ?? ''}\n${line.trim()}`);
		isOpen = item !== undefined || (isOpen && /^\s+\S/.test(line));
	}
	const prose = body.replace(/^#{1,6} .*$/gm, '').trim();
	return items.length > 0 ? items : prose === '' ? [] : [prose];
}

function plain(name: string): string {
	return name.trim().replace(/^\[\[|\]\]$/g, '').replace(/[|].*$/, '').replace(/^#/, '').replace(/^.*\//, '').replace(/\.md$/i, '').trim().toLowerCase();
}
