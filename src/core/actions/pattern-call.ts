/**
 * A pattern called by name with what it is given: as a `praxis-pattern` code block, or as a link. Anyone can write either:
 * it says what is proposed, and only a person's press runs it.
 */
import { yamlData } from './pai-data';
import { INPUTS, OUTPUTS, type InputKind, type OutputKind } from './pattern';
import { isRecord, textOf } from './read-pattern';

export interface PatternCall {
	readonly pattern: string;
	/** A link's target or a path; "" for the note where it stands. */
	readonly note: string;
	/** Null: as the pattern wants. */
	readonly input: InputKind | null;
	/** Null: as the pattern wants; of a block: below it. */
	readonly output: OutputKind | null;
	/** The heading, the property or the folder; "" for the pattern's. */
	readonly place: string;
	readonly variables: Readonly<Record<string, string>>;
}

export type CallReading = { readonly call: PatternCall } | { readonly problems: readonly string[] };

const LONGEST_VALUE = 2000;
const MOST_VARIABLES = 30;
const KEYS = ['pattern', 'note', 'input', 'output', 'variables'];
const NAME = /^[A-Za-z_][\w-]{0,63}$/;

/** YAML: `pattern`, and if wanted `note`, `input`, `output` and `variables`; other keys are variables. All that is wrong at once. */
export function readCallBlock(source: string): CallReading {
	const data = yamlData(source);
	if (typeof data === 'string' && !data.includes('\n')) return callOf({ pattern: data });
	return isRecord(data) ? callOf(data) : { problems: ['The block is not understood. It needs a line such as “pattern: summarize”.'] };
}

/** The parameters of `obsidian://praxis?pattern=…`; what the app adds of its own is passed over. */
export function readCallLink(parameters: Readonly<Record<string, string>>): CallReading {
	return callOf(Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== 'action' && key !== 'vault')));
}

function callOf(data: Readonly<Record<string, unknown>>): CallReading {
	const problems: string[] = [];
	const pattern = textOf(data['pattern']);
	if (pattern === '') problems.push('It does not say which pattern: add “pattern: …”.');
	const input = textOf(data['input']);
	const inputKind = INPUTS.find((one) => one === input) ?? null;
	if (input !== '' && !inputKind) problems.push(`There is no input “${input}”. Known: ${INPUTS.join(', ')}.`);
	const [, output = '', place = ''] = /^(\S*)(?:\s+(?:under\s+)?(.*))?$/.exec(textOf(data['output'])) ?? [];
	const outputKind = OUTPUTS.find((one) => one === output) ?? null;
	if (output !== '' && !outputKind) problems.push(`There is no output “${output}”. Known: ${OUTPUTS.join(', ')}.`);
	const given = [...Object.entries(data).filter(([key]) => !KEYS.includes(key)), ...Object.entries(isRecord(data['variables']) ? data['variables'] : {})];
	if (given.length > MOST_VARIABLES) problems.push(`It gives more than ${MOST_VARIABLES} variables.`);
	const variables: Record<string, string> = {};
	for (const [name, value] of given) {
		const text = textOf(value);
		if (!NAME.test(name)) problems.push(`“${name}” cannot be the name of a variable: use letters, digits, “_” and “-”.`);
		else if (text.length > LONGEST_VALUE) problems.push(`The value of “${name}” is longer than ${LONGEST_VALUE.toLocaleString('en-US')} characters.`);
		else if (typeof value === 'object' && value !== null) problems.push(`The value of “${name}” has to be one text.`);
		else variables[name] = text;
	}
	if (problems.length > 0) return { problems };
	const note = textOf(data['note']).replace(/^\[\[|\]\]$/g, '').replace(/\|.*$/, '');
	return { call: { pattern, note, input: inputKind, output: outputKind, place: place.trim(), variables } };
}
