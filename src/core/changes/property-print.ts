/** How property names and values are written as YAML. Pure. */
import { Document, Scalar } from 'yaml';
import type { PropertyScalar, PropertyValue } from './change';

/** A name as a YAML key, quoted where it must be. */
export function printKey(name: string): string {
	return printScalar(name);
}

/** With its leading space or line end; "" for nothing. */
export function printValue(value: PropertyValue, eol: string, quotes?: string): string {
	if (value === null) return '';
	if (Array.isArray(value)) {
		const items = value as readonly PropertyScalar[];
		return items.length === 0 ? ' []' : items.map((item) => `${eol}  - ${printScalar(item)}`).join('');
	}
	return ` ${printScalar(value as string | number | boolean, quotes)}`;
}

/** One value on one line, quoted where YAML needs it, or in the quotes asked for. */
export function printScalar(value: PropertyScalar, quotes?: string): string {
	if (value === null) return 'null';
	if (typeof value !== 'string') return new Document(value).toString().trimEnd();
	const scalar = new Scalar(value);
	const oneLine = !/[\r\n\u0085\u2028\u2029]/.test(value);
	scalar.type = oneLine && (quotes === 'QUOTE_DOUBLE' || quotes === 'QUOTE_SINGLE') ? quotes : 'PLAIN';
	// YAML knows two kinds of blanks, people many more: at the ends all of them are kept by quotes.
	if (!oneLine || (scalar.type === 'PLAIN' && value !== value.trim())) scalar.type = 'QUOTE_DOUBLE';
	const options = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };
	return new Document(scalar).toString(options).replace(/\n$/, '');
}
