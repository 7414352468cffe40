/** Changes from untrusted data (a JSON file, a model's tool call): the one door from `unknown` to `Change`. */
import { PraxisError } from '../lib/errors';
import { vaultPath } from '../lib/vault-path';
import type { Append, Change, Insert, PropertyScalar, PropertyValue, Replace } from './change';

type Fields = Readonly<Record<string, unknown>>;

/** A list of changes. Throws `bad-input`, or `bad-path`, naming the change by its place in the list, from 1. */
export function readChanges(value: unknown): Change[] {
	if (!Array.isArray(value)) throw wrong('Changes are a list: [{"type": "append", "path": "Note.md", "text": "…"}].');
	return value.map((item, i) => {
		try {
			return readChange(item);
		} catch (error) {
			if (!(error instanceof PraxisError)) throw error;
			throw new PraxisError(error.code, `Change ${i + 1}: ${error.message}`, { hint: error.hint, cause: error });
		}
	});
}

function readChange(value: unknown): Change {
	const fields = record(value, 'A change');
	const path = vaultPath(text(fields, 'path'));
	switch (fields.type) {
		case 'create':
			return { type: 'create', path, text: text(fields, 'text'), ...choice(fields, 'ifExists', ['new-name', 'skip']) };
		case 'append':
			return { type: 'append', path, text: text(fields, 'text'), ...under(fields), ...choice(fields, 'spacing', ['blank-line', 'line']) };
		case 'insert':
			return { type: 'insert', path, text: text(fields, 'text'), at: insertAt(fields) };
		case 'replace':
			return { type: 'replace', path, text: text(fields, 'text'), target: target(fields), ...(fields.asIs === true ? { asIs: true } : {}) };
		case 'set-properties':
			return { type: 'set-properties', path, properties: properties(fields) };
		case 'remove-properties':
			return { type: 'remove-properties', path, names: list(fields.names, isText, '"names" is a list of property names.') };
		case 'rename':
			return { type: 'rename', path, to: vaultPath(text(fields, 'to')) };
		case 'trash':
			return { type: 'trash', path };
		default:
			throw wrong(`There is no change of type ${JSON.stringify(fields.type)}.`);
	}
}

function under(fields: Fields): Pick<Append, 'under'> {
	if (fields.under === undefined) return {};
	const place = record(fields.under, '"under"');
	return { under: place.block === undefined ? { heading: text(place, 'heading') } : { block: text(place, 'block') } };
}

function insertAt(fields: Fields): Insert['at'] {
	const at = record(fields.at, '"at"');
	return at.line === undefined ? { offset: whole(at, 'offset', 0) } : { line: whole(at, 'line', 1) };
}

function target(fields: Fields): Replace['target'] {
	const place = record(fields.target, '"target"');
	if (place.quote !== undefined) return { quote: text(place, 'quote') };
	return { start: whole(place, 'start', 0), end: whole(place, 'end', 0) };
}

function properties(fields: Fields): Record<string, PropertyValue> {
	const entries = Object.entries(record(fields.properties, '"properties"')).map(([name, value]): [string, PropertyValue] => {
		if (isScalar(value)) return [name, value];
		return [name, list(value, isScalar, `The property "${name}" is text, a number, true, false, null, or a list of these.`)];
	});
	return Object.fromEntries(entries);
}

function record(value: unknown, what: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(`${what} is an object.`);
	return value as Fields;
}

function text(fields: Fields, name: string): string {
	const value = fields[name];
	if (!isText(value)) throw wrong(`"${name}" is missing or is no text.`);
	return value;
}

function whole(fields: Fields, name: string, least: number): number {
	const value = fields[name];
	if (typeof value !== 'number' || !Number.isInteger(value) || value < least) throw wrong(`"${name}" is a whole number of ${least} or more.`);
	return value;
}

function choice<Name extends string, const Value extends string>(fields: Fields, name: Name, values: readonly Value[]): Partial<Record<Name, Value>> {
	if (fields[name] === undefined) return {};
	const value = values.find((known) => known === fields[name]);
	if (!value) throw wrong(`"${name}" is one of: ${values.join(', ')}.`);
	return { [name]: value } as Partial<Record<Name, Value>>;
}

function list<T>(value: unknown, isItem: (item: unknown) => item is T, message: string): T[] {
	if (!Array.isArray(value) || !value.every(isItem)) throw wrong(message);
	return value;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isScalar(value: unknown): value is PropertyScalar {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function wrong(message: string): PraxisError {
	return new PraxisError('bad-input', message, { hint: 'Types: create, append, insert, replace, set-properties, remove-properties, rename, trash.' });
}
