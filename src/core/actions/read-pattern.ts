/**
 * A pattern from its file: Fabric's `name/system.md`, which is all prompt, or a note whose properties say how it is
 * used and whose body is the prompt. Keys that are not known are kept in the file and passed over.
 */
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { INPUTS, NO_CONTEXT, NO_CONTRACT, OUTPUTS, USUAL_INPUT, type OutputContract, type Pattern, type PatternContext, type ReadPattern } from './pattern';
import { readVariables } from './read-variables';

/** A prompt beyond this does not fit common models; the largest public one has 231 kB. */
const LONGEST_PROMPT = 400_000;
/** What a folder on every disk, a link and a list of names can hold. */
const NAME = /^(?![\s.])[^\\/:*?"<>|#^[\]{},%\p{Cc}\p{Cs}]{0,99}[^\\/:*?"<>|#^[\]{},%\p{Cc}\p{Cs}\s.]$/u;

/** What `context` can name beside notes. */
const CONTEXT_WORDS: readonly string[] = ['telos', 'memory', 'patterns'];

type Tell = (key: string, message: string) => void;
type Data = Readonly<Record<string, unknown>>;

export function readPattern(path: string, text: string): ReadPattern {
	const { frontMatter, problems: found } = readFrontMatter(text, path);
	const problems: Problem[] = [...found];
	const lineOf = (key: string): number => 1 + Math.max(0, text.split('\n').findIndex((line) => line.startsWith(`${key}:`)));
	const tell: Tell = (key, message) => void problems.push({ path, line: lineOf(key), message });
	const name = patternNameOf(path);
	if (!NAME.test(name)) tell('', `“${name}” cannot be the name of a pattern: leave out / \\ : * ? " < > | # ^ [ ] { } , and %.`);
	const body = text.slice(frontMatter?.span.end ?? 0).replace(/^\uFEFF/, '');
	if (body.trim() === '') tell('', 'The pattern is empty: its text is what the model is told.');
	if (body.length > LONGEST_PROMPT) tell('', `The pattern is longer than ${LONGEST_PROMPT.toLocaleString('en-US')} characters.`);
	const isUsable = NAME.test(name) && body.trim() !== '' && body.length <= LONGEST_PROMPT;
	return { pattern: isUsable ? { ...settingsOf(frontMatter?.data ?? {}, tell), name, instructions: body.trim(), source: text, path } : null, problems };
}

/** Fabric's folder name, or the file's. */
export function patternNameOf(path: string): string {
	const parts = path.split('/');
	const file = parts[parts.length - 1] ?? '';
	return /^system\.md$/i.test(file) ? (parts[parts.length - 2] ?? '') : file.replace(/\.md$/i, '');
}

function settingsOf(data: Data, tell: Tell): Omit<Pattern, 'name' | 'instructions' | 'source' | 'path'> {
	return {
		description: textOf(data['description']),
		tags: listOf(data['tags']).map((tag) => tag.replace(/^#/, '')),
		model: textOf(data['model']) || null,
		temperature: numberOf('temperature', data, { least: 0, most: 2, tell }),
		strategy: textOf(data['strategy']),
		variables: readVariables(data['variables'], (message) => tell('variables', message)),
		context: contextOf(data['context'], tell),
		input: inputOf(data['input'], tell),
		...outputOf(data['output'], tell),
		template: linkTarget(textOf(data['template'])),
		result: contractOf(data['result'], tell),
		privacy: privacyOf(data['privacy'], tell),
	};
}

function inputOf(value: unknown, tell: Tell): Pattern['input'] {
	const named = listOf(value);
	const known = INPUTS.filter((kind) => named.includes(kind));
	for (const other of named.filter((kind) => !INPUTS.some((input) => input === kind))) tell('input', `There is no input “${other}”. Known: ${INPUTS.join(', ')}.`);
	return known.length === 0 ? USUAL_INPUT : named.flatMap((kind) => INPUTS.filter((input) => input === kind));
}

/** "append under Summary" puts it under that heading; "property rating" into that property. */
function outputOf(value: unknown, tell: Tell): Pick<Pattern, 'output' | 'outputPlace'> {
	const text = textOf(value);
	const [, kind = '', place = ''] = /^(\S*)(?:\s+(?:under\s+)?(.*))?$/.exec(text) ?? [];
	const output = OUTPUTS.find((one) => one === kind);
	if (!output && text !== '') tell('output', `There is no output “${kind}”. Known: ${OUTPUTS.join(', ')}.`);
	return { output: output ?? 'chat', outputPlace: place.trim() };
}

function contractOf(value: unknown, tell: Tell): OutputContract {
	if (value === undefined || value === null) return NO_CONTRACT;
	if (!isRecord(value)) {
		tell('result', '“result” needs keys of its own: sections, min-words, max-words, language.');
		return NO_CONTRACT;
	}
	const told: Tell = (_key, message) => tell('result', message);
	return {
		sections: listOf(value['sections']),
		minWords: numberOf('min-words', value, { least: 0, most: 100_000, tell: told }),
		maxWords: numberOf('max-words', value, { least: 1, most: 100_000, tell: told }),
		language: textOf(value['language']) || null,
	};
}

/** "telos, memory, patterns", or notes and folders as links or paths among them. */
function contextOf(value: unknown, tell: Tell): PatternContext {
	if (value === undefined || value === null) return NO_CONTEXT;
	const items = listOf(value);
	if (items.length === 0) tell('context', '“context” is a list of notes, and of the words telos, memory and patterns.');
	const notes = items.filter((item) => !CONTEXT_WORDS.includes(item)).map(linkTarget);
	return { telos: items.includes('telos'), memory: items.includes('memory'), patterns: items.includes('patterns'), notes };
}

/** "[[Note|shown]]" and "Note" name the same. */
function linkTarget(text: string): string {
	return text.replace(/^\[\[|\]\]$/g, '').replace(/\|.*$/, '');
}

function privacyOf(value: unknown, tell: Tell): Pattern['privacy'] {
	const text = textOf(value);
	if (text === '' || text === 'any') return 'any';
	// A word that is not understood must not open what was meant to be closed.
	if (text !== 'device') tell('privacy', `“${text}” is not known here: “device” or “any”. Only models on this device are used.`);
	return 'device';
}

function numberOf(key: string, data: Data, { least, most, tell }: { readonly least: number; readonly most: number; readonly tell: Tell }): number | null {
	const value = data[key];
	if (value === undefined || value === null) return null;
	if (typeof value === 'number' && value >= least && value <= most) return value;
	tell(key, `“${key}” must be a number from ${least} to ${most.toLocaleString('en-US')}; it is passed over.`);
	return null;
}

export function isRecord(value: unknown): value is Data {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A list, or one text that is divided at commas. */
export function listOf(value: unknown): readonly string[] {
	const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return items.map(textOf).filter((item) => item !== '');
}
