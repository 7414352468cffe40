/**
 * The braces of a pattern: `{{name}}`, `{{input}}`, `{{plugin:text:…}}`, `{{plugin:datetime:…}}`, `{{plugin:file:…}}`.
 *
 * Filling is one pass from the inside out. What a variable or a file brings in is never read again as a template, and
 * nothing is ever run. Braces that mean nothing here stay as they were typed, balanced or not.
 */
import { dateText } from './template-dates';

export interface TemplateValues {
	readonly variables: Readonly<Record<string, string>>;
	/** What stands for the input, which itself goes into the person's message. */
	readonly input: string;
	readonly now: Date;
	/** The text of a note in the vault; null when there is none that may be read. */
	readonly readFile: (path: string) => Promise<string | null>;
	/** What stands for a note's text; the text itself when absent. */
	readonly insertFile?: (path: string, text: string) => string;
}

export interface Filled {
	readonly text: string;
	/** What stood between braces and was not filled, as typed. */
	readonly left: readonly string[];
}

const FILE_OPERATIONS: readonly string[] = ['read', 'tail', 'exists', 'size'];
/** Braces nest no deeper in any honest template. */
const DEEPEST = 8;

export async function fillTemplate(template: string, values: TemplateValues): Promise<Filled> {
	const left: string[] = [];
	const fill = async (text: string, depth: number): Promise<string> => {
		let filled = '';
		let at = 0;
		for (const [open, close] of [...pairsOf(text)].sort(([a], [b]) => a - b)) {
			// Inside braces that were filled as a whole.
			if (open < at) continue;
			const inner = text.slice(open + 2, close);
			const value = depth >= DEEPEST ? null : await valueOf(inner, depth);
			filled += text.slice(at, open) + (value ?? `{{${inner}}}`);
			if (value === null) left.push(inner.trim());
			at = close + 2;
		}
		return filled + text.slice(at);
	};
	const valueOf = async (inner: string, depth: number): Promise<string | null> => {
		const name = inner.trim();
		if (name === 'input') return values.input;
		if (Object.hasOwn(values.variables, name)) return values.variables[name] ?? null;
		const [, plugin, operation, rest] = /^plugin:(\w+):(\w+)(?::([\s\S]*))?$/.exec(name) ?? [];
		if (plugin === undefined || operation === undefined) return null;
		const value = rest === undefined ? '' : await fill(rest, depth + 1);
		if (plugin === 'text') return textValue(operation, value);
		if (plugin === 'datetime') return dateText(operation, value, values.now);
		return plugin === 'file' ? fileValue(operation, value, values) : null;
	};
	return { text: await fill(template, 0), left };
}

/** Names between braces, those of plugins left out: what a pattern would like to be given. */
export function namesIn(template: string): readonly string[] {
	const names = [...template.matchAll(/\{\{\s*([A-Za-z_][\w-]{0,63})\s*\}\}/g)].map(([, name]) => name ?? '');
	return [...new Set(names)].filter((name) => name !== 'input');
}

/** Where each `{{` that is closed has its `}}`, in one pass. */
function pairsOf(text: string): ReadonlyMap<number, number> {
	const pairs = new Map<number, number>();
	const open: number[] = [];
	for (const { 0: brace, index } of text.matchAll(/\{\{|\}\}/g)) {
		if (brace === '{{') open.push(index);
		else {
			const start = open.pop();
			if (start !== undefined) pairs.set(start, index);
		}
	}
	return pairs;
}

function textValue(operation: string, value: string): string | null {
	switch (operation) {
		case 'upper':
			return value.toUpperCase();
		case 'lower':
			return value.toLowerCase();
		case 'title':
			return value.replace(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase());
		case 'trim':
			return value.trim();
		default:
			return null;
	}
}

async function fileValue(operation: string, value: string, { readFile, insertFile = (_path, text) => text }: Pick<TemplateValues, 'readFile' | 'insertFile'>): Promise<string | null> {
	const [typed = '', lines = ''] = value.split('|');
	const path = typed.trim();
	if (!FILE_OPERATIONS.includes(operation)) return null;
	const text = await readFile(path);
	if (operation === 'exists') return String(text !== null);
	if (text === null) return null;
	if (operation === 'read') return insertFile(path, text);
	if (operation === 'size') return String(new TextEncoder().encode(text).length);
	const count = Number(lines);
	return Number.isInteger(count) && count > 0 ? insertFile(path, text.split('\n').slice(-count).join('\n')) : null;
}
