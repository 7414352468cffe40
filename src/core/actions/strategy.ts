/** A way of thinking that is put before any pattern: Fabric's `name.json` with a description and a prompt. */
import type { Problem } from '../lib/errors';
import { isRecord } from './read-pattern';

export interface Strategy {
	readonly name: string;
	readonly description: string;
	readonly prompt: string;
}

/** Null with a problem when the file is none. */
export function readStrategy(path: string, text: string): { readonly strategy: Strategy | null; readonly problems: readonly Problem[] } {
	const name = (path.split('/').pop() ?? '').replace(/\.json$/i, '');
	const bad = (message: string): { strategy: null; problems: readonly Problem[] } => ({ strategy: null, problems: [{ path, line: 1, message }] });
	let data: unknown;
	try {
		data = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return bad('This strategy is not valid JSON.');
	}
	if (!isRecord(data) || typeof data['prompt'] !== 'string') return bad('A strategy needs a “prompt”.');
	return { strategy: { name, description: typeof data['description'] === 'string' ? data['description'] : '', prompt: data['prompt'] }, problems: [] };
}

/** As Fabric writes it. */
export function printStrategy({ description, prompt }: Strategy): string {
	return `${JSON.stringify({ description, prompt }, null, 4)}\n`;
}
