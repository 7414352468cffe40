/**
 * A person's yes to one effect: bound to the run, the tool and the exact arguments, and used once.
 *
 * What is asked for is shown raw, hidden characters made visible, with the untrusted sources the run has read.
 * A yes never turns a denial into anything; only an `ask` of the gate looks here.
 */
import { PraxisError } from '../lib/errors';
import { hashText } from '../lib/hash';
import { revealHidden } from './hidden-text';
import type { RunState, Source } from './run-state';

export interface EffectRequest {
	readonly runId: string;
	readonly tool: string;
	/** Plain data: objects, arrays, strings, finite numbers, booleans and null. */
	readonly args: unknown;
}

export interface Question {
	/** What the yes will be bound to. */
	readonly id: string;
	readonly tool: string;
	/** The exact arguments, one a line, hidden characters as ⟦U+200B⟧. */
	readonly text: string;
	readonly sources: readonly Source[];
}

/** SHA-256 over run, tool and arguments; the order of an object's keys does not matter. Throws `bad-input`. */
export function requestHash(request: EffectRequest): string {
	return hashText(canonicalJson([request.runId, request.tool, request.args]));
}

/** What the person is shown before they decide. Throws `bad-input` for arguments that are not plain data. */
export function askFor(request: EffectRequest, state: RunState): Question {
	const id = requestHash(request);
	return { id, tool: revealHidden(request.tool), text: revealHidden(shown(request.args, '')), sources: state.sources };
}

/** Texts stand raw, as they will be written; those of several lines under their name, each line behind a bar. */
function shown(value: unknown, indent: string): string {
	if (typeof value === 'string') return /[\n\r]/.test(value) ? `\n${indent}│ ${value.replaceAll('\n', `\n${indent}│ `)}` : value;
	if (typeof value !== 'object' || value === null) return String(value);
	const entries: readonly (readonly [string, unknown])[] = Array.isArray(value) ? value.map((item: unknown, i) => [String(i + 1), item] as const) : Object.entries(value);
	return entries.map(([name, item], i) => `${i === 0 && indent === '' ? '' : `\n${indent}`}${name}: ${shown(item, `${indent}  `)}`).join('');
}

/** The yeses that wait to be used; kept in memory, so that a restart asks again. */
export class Confirmations {
	readonly #given = new Set<string>();

	/** The person said yes to this question. */
	give(question: Pick<Question, 'id'>): void {
		this.#given.add(question.id);
	}

	/** True once for each yes that was given for exactly this request. */
	use(request: EffectRequest): boolean {
		return this.#given.delete(requestHash(request));
	}

	/** A run ended, or the person changed their mind: nothing that was given is left. */
	clear(): void {
		this.#given.clear();
	}
}

/**
 * JSON with sorted keys, equal for equal data only. Throws `bad-input` for anything that JSON would drop or
 * change, since two different requests must never print alike.
 */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
	if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return JSON.stringify(value);
	// Parts are added, not joined: a plan may hold many notes, and joining copies them at every level.
	if (Array.isArray(value)) {
		let items = '';
		for (let i = 0; i < value.length; i++) items += `${i === 0 ? '' : ','}${canonicalJson(value[i])}`;
		return `[${items}]`;
	}
	if (typeof value === 'object' && isPlain(value)) {
		let items = '';
		for (const [key, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) items += `${items === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
		return `{${items}}`;
	}
	throw new PraxisError('bad-input', 'The arguments of a tool must be plain data.', { hint: 'Use text, numbers, true, false, null, lists and objects only.' });
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	// Another window's objects are as plain as ours: theirs too inherit from one that inherits from nothing.
	return (prototype === null || Object.getPrototypeOf(prototype) === null) && !('toJSON' in value) && Object.getOwnPropertySymbols(value).length === 0;
}
