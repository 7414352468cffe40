/** The variables that a pattern declares: a list of names, or names with a type, a default and what to choose from. */
import { VARIABLE_TYPES, type Variable } from './pattern';

const NAME = /^[A-Za-z_][\w-]{0,63}$/;

/** Each as `name`, or `{name, type, label, default, options, required}`; or one map from names to defaults. */
export function readVariables(value: unknown, tell: (message: string) => void): readonly Variable[] {
	if (value === undefined || value === null) return [];
	const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : typeof value === 'object' ? Object.entries(value as Readonly<Record<string, unknown>>).map(([name, rest]) => (isMap(rest) ? { ...rest, name } : { name, default: rest })) : [];
	const variables: Variable[] = [];
	for (const item of items) {
		const variable = readOne(isMap(item) ? item : { name: item }, tell);
		if (!variable) continue;
		if (variables.some(({ name }) => name === variable.name)) tell(`The variable “${variable.name}” is declared twice; the first counts.`);
		else variables.push(variable);
	}
	return variables;
}

function readOne(data: Readonly<Record<string, unknown>>, tell: (message: string) => void): Variable | null {
	const name = plain(data['name']);
	if (!NAME.test(name)) {
		tell(`“${name}” cannot be the name of a variable: use letters, digits, “_” and “-”.`);
		return null;
	}
	const options = Array.isArray(data['options']) ? data['options'].map(plain).filter((option) => option !== '') : [];
	const wanted = plain(data['type']);
	const type = VARIABLE_TYPES.find((known) => known === wanted);
	if (!type && wanted !== '') tell(`The variable “${name}” has the unknown type “${wanted}”; it is asked for as text.`);
	const first = plain(data['default']);
	return { name, type: type ?? (options.length > 0 ? 'choice' : 'text'), label: plain(data['label']) || name.replace(/[_-]+/g, ' '), default: first, options, required: data['required'] === true };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(value: unknown): string {
	return typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : value instanceof Date ? value.toISOString().slice(0, 10) : '';
}
