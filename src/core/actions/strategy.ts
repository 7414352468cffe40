/**
 * A way of thinking that is put before any pattern: a note whose body is the prompt, or Fabric's `name.json` with a
 * description and a prompt.
 */
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { titleOf } from '../lib/vault-path';
import { isRecord, textOf } from './read-pattern';

export interface Strategy {
	readonly name: string;
	readonly description: string;
	readonly prompt: string;
	/** Of its note; "" for one that is read from a file of another format. */
	readonly path: string;
}

export interface ReadStrategy {
	/** Null when it cannot be used. */
	readonly strategy: Strategy | null;
	readonly problems: readonly Problem[];
}

/** Goes along with every prompt, so it must be shorter than any. */
const LONGEST_STRATEGY = 20_000;

/** From a note: its title is the name. */
export function readStrategyNote(path: string, text: string): ReadStrategy {
	const { frontMatter, problems } = readFrontMatter(text, path);
	const prompt = text.slice(frontMatter?.span.end ?? 0).replace(/^\uFEFF/, '').trim();
	const bad = (message: string): ReadStrategy => ({ strategy: null, problems: [...problems, { path, line: 1, message }] });
	if (prompt === '') return bad('The strategy is empty: its text is what the model is told.');
	if (prompt.length > LONGEST_STRATEGY) return bad(`The strategy is longer than ${LONGEST_STRATEGY.toLocaleString('en-US')} characters.`);
	return { strategy: { name: titleOf(path), description: textOf(frontMatter?.data['description']), prompt, path }, problems };
}

/** From Fabric's file. Null with a problem when the file is none. */
export function readStrategy(path: string, text: string): ReadStrategy {
	const name = (path.split('/').pop() ?? '').replace(/\.json$/i, '');
	const bad = (message: string): ReadStrategy => ({ strategy: null, problems: [{ path, line: 1, message }] });
	let data: unknown;
	try {
		data = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return bad('This strategy is not valid JSON.');
	}
	if (!isRecord(data) || typeof data['prompt'] !== 'string') return bad('A strategy needs a “prompt”.');
	return { strategy: { name, description: typeof data['description'] === 'string' ? data['description'] : '', prompt: data['prompt'], path: '' }, problems: [] };
}

/** As Fabric writes it. */
export function printStrategy({ description, prompt }: Pick<Strategy, 'description' | 'prompt'>): string {
	return `${JSON.stringify({ description, prompt }, null, 4)}\n`;
}
