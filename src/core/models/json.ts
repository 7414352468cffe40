/** Reads values of JSON that came from outside: never throws, never trusts a shape. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at `name`, undefined when `value` is no object. */
export function at(value: unknown, name: string): unknown {
	return isObject(value) ? value[name] : undefined;
}

/** The text at `name`, "" when there is none. */
export function textAt(value: unknown, name: string): string {
	const found = at(value, name);
	return typeof found === 'string' ? found : '';
}

/** The number at `name`, 0 when there is none. */
export function countAt(value: unknown, name: string): number {
	const found = at(value, name);
	return typeof found === 'number' && Number.isFinite(found) && found > 0 ? found : 0;
}

/** The object that `text` is, null when it is none. Nothing at all stands for an object without values. */
export function parseObject(text: string): JsonObject | null {
	if (text.trim() === '') return {};
	const value = parseJson(text);
	return isObject(value) ? value : null;
}

/** The value that `text` holds, undefined when it is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
