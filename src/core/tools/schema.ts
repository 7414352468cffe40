/** The part of JSON Schema that the tools use, and whether an input fits it, in words that a model can act on. */

export type Schema =
	| { readonly type: 'string'; readonly description?: string; readonly enum?: readonly string[]; readonly maxLength?: number; readonly minLength?: number }
	| { readonly type: 'integer'; readonly description?: string; readonly minimum?: number; readonly maximum?: number }
	| { readonly type: 'boolean'; readonly description?: string }
	| { readonly type: 'array'; readonly description?: string; readonly items: Schema; readonly maxItems?: number }
	/** A property of a note: a text, a number, true, false, null or a list of these. */
	| { readonly type: readonly ['string', 'number', 'boolean', 'array', 'null']; readonly description?: string }
	| ObjectSchema;

export interface ObjectSchema {
	readonly type: 'object';
	readonly description?: string;
	readonly properties: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | Schema;
}

/** What is wrong with `value`, one line each with its place; empty when it fits. */
export function whyInvalid(value: unknown, schema: Schema, place = 'input'): string[] {
	switch (schema.type) {
		case 'string':
			if (typeof value !== 'string') return [`${place} must be a text`];
			if (schema.enum && !schema.enum.includes(value)) return [`${place} must be one of ${schema.enum.join(', ')}`];
			if (value.length > (schema.maxLength ?? Infinity)) return [`${place} is longer than ${schema.maxLength ?? 0} characters`];
			return value.trim().length < (schema.minLength ?? 0) ? [`${place} is empty`] : [];
		case 'integer':
			if (typeof value !== 'number' || !Number.isInteger(value)) return [`${place} must be a whole number`];
			return value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity) ? [`${place} must lie between ${schema.minimum ?? 'any'} and ${schema.maximum ?? 'any'}`] : [];
		case 'boolean':
			return typeof value === 'boolean' ? [] : [`${place} must be true or false`];
		case 'array':
			if (!Array.isArray(value)) return [`${place} must be a list`];
			if (value.length > (schema.maxItems ?? Infinity)) return [`${place} has more than ${schema.maxItems ?? 0} items`];
			return value.flatMap((item, i) => whyInvalid(item, schema.items, `${place}[${i}]`));
		case 'object':
			return whyNoObject(value, schema, place);
		default:
			return isProperty(value) ? [] : [`${place} must be a text, a number, true, false, null or a list of these`];
	}
}

function whyNoObject(value: unknown, schema: ObjectSchema, place: string): string[] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place} must be an object`];
	const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}.${name} is missing`);
	const wrong = Object.entries(value).flatMap(([name, item]) => {
		const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
		return known ? whyInvalid(item, known, `${place}.${name}`) : [`${place}.${name} is not known; there is ${Object.keys(schema.properties).join(', ') || 'nothing'}`];
	});
	return [...missing, ...wrong];
}

function isProperty(value: unknown): boolean {
	const isScalar = (item: unknown): boolean => item === null || typeof item === 'string' || typeof item === 'boolean' || (typeof item === 'number' && Number.isFinite(item));
	return Array.isArray(value) ? value.every(isScalar) : isScalar(value);
}
