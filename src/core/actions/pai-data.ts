/** YAML of other programs as plain data. Nothing in it is run, and a file that cannot be read is nothing. */
import { parse } from 'yaml';

/** Aliases of one document: more are a bomb. */
const MOST_ALIASES = 20;

/** Null when it does not parse. */
export function yamlData(text: string): unknown {
	try {
		return parse(text.replace(/^\uFEFF/, ''), { maxAliasCount: MOST_ALIASES, logLevel: 'silent' }) as unknown;
	} catch {
		return null; // Whoever asked tells the person in words of its own.
	}
}
