/**
 * An agent as a note: Claude Code's agent file (name, description, tools, model, and the body as its instructions),
 * with keys of ours. Keys that are not known are kept in the note and passed over.
 */
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import type { Budget } from '../runs/budget';
import { toolsNamed } from '../tools';

export interface Agent {
	readonly name: string;
	/** When to use it. */
	readonly description: string;
	/** Null: the tools that read. */
	readonly tools: readonly string[] | null;
	/** A role, a word of the field ("sonnet"), or a model's name; null for the standard role. */
	readonly model: string | null;
	/** Goals it serves, as links. */
	readonly purpose: readonly string[];
	readonly principles: readonly string[];
	readonly outOfScope: readonly string[];
	readonly budget: Partial<Budget>;
	/** It may be given private notes, on a model on this device. */
	readonly privateOk: boolean;
	readonly schedule: string;
	readonly triggers: readonly string[];
	/** The device that runs it by schedule; "" for any. */
	readonly device: string;
	/** The body of the note. */
	readonly instructions: string;
	readonly path: string;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,63}$/u;
const LONGEST_BODY = 20_000;

/** The agent in a note, and what is wrong with it at its line. Null when it cannot be used. */
export function readAgent(path: string, text: string): { readonly agent: Agent | null; readonly problems: readonly Problem[] } {
	const { frontMatter, problems: found } = readFrontMatter(text, path);
	const problems: Problem[] = [...found];
	const lineOf = (key: string): number => 1 + Math.max(0, text.split('\n').findIndex((line) => line.startsWith(`${key}:`)));
	const tell = (key: string, message: string): void => void problems.push({ path, line: lineOf(key), message });
	if (!frontMatter || found.length > 0) {
		if (!frontMatter) problems.push({ path, line: 1, message: 'An agent needs properties: at least a name and a description.' });
		return { agent: null, problems };
	}
	const data = frontMatter.data;
	const name = textOf(data['name']);
	if (!NAME.test(name)) tell('name', name === '' ? 'The agent has no name: add one, such as “name: Gardener”.' : 'The name may have letters, digits, blanks, “-” and “_”, 64 at most.');
	const description = textOf(data['description']);
	if (description === '') tell('description', 'The agent has no description: say when to use it.');
	const tools = data['tools'] === undefined || data['tools'] === null ? null : listOf(data['tools']);
	for (const unknown of toolsNamed(tools).unknown) tell('tools', `There is no tool “${unknown}”; it is left out. Mend its name, or take it off.`);
	const instructions = text.slice(frontMatter.span.end).trim();
	if (instructions.length > LONGEST_BODY) problems.push({ path, line: 1, message: `The instructions are longer than ${LONGEST_BODY} characters; the rest is not used.` });
	const agent: Agent = {
		name,
		description,
		tools,
		model: textOf(data['model']) || null,
		purpose: listOf(data['purpose']),
		principles: listOf(data['principles'], /\n/),
		outOfScope: listOf(data['out-of-scope'], /\n/),
		budget: budgetOf(data, tell),
		privateOk: data['private-ok'] === true,
		schedule: textOf(data['schedule']),
		triggers: listOf(data['triggers']),
		device: textOf(data['device']),
		instructions: instructions.slice(0, LONGEST_BODY),
		path,
	};
	return { agent: NAME.test(name) ? agent : null, problems };
}

function budgetOf(data: Readonly<Record<string, unknown>>, tell: (key: string, message: string) => void): Partial<Budget> {
	const budget: { -readonly [Name in keyof Budget]?: number } = {};
	for (const [key, name] of [['budget-tokens', 'tokens'], ['budget-usd', 'usd'], ['budget-writes', 'writes'], ['budget-calls', 'calls']] as const) {
		const value = data[key];
		if (value === undefined || value === null) continue;
		if (typeof value === 'number' && Number.isFinite(value) && value >= 0) budget[name] = value;
		else tell(key, `“${key}” must be a number that is not negative; the usual limit holds.`);
	}
	return budget;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** A list, or one text: divided at commas, as the field writes tools. */
function listOf(value: unknown, divider: RegExp = /,/): readonly string[] {
	const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(divider) : [];
	return items.map(textOf).filter((item) => item !== '');
}
