/** What the commands of `praxis` have in common in how they are typed: shapes of options, the usual ones, and what is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../core/lib/errors';

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean', default: false } as const;
export const list = { type: 'string', multiple: true, default: [] as string[] } as const;
/** Of every command. */
export const USUAL = { vault: text, json: flag, settings: text, exclude: list, private: list, help: { type: 'boolean', short: 'h', default: false } } as const;

export interface Wrong {
	/** A sentence that says what is wrong. */
	readonly wrong: string;
}
export type Typed<Command> = { readonly help: true } | Wrong | Command;
type Options = NonNullable<ParseArgsConfig['options']>;
export type Values<Known extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: Known }>>['values'];

/** What `read` makes of the words, `help` when that is asked for, or `wrong` for an option that there is not. */
export function readTyped<Known extends Options, Command>(argv: readonly string[], options: Known, read: (values: Values<Known>, words: readonly string[]) => Wrong | Command): Typed<Command> {
	try {
		const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
		return 'help' in values && values.help ? { help: true } : read(values, positionals);
	} catch (error) {
		return { wrong: messageOf(error) };
	}
}

/** What is wrong with an option that `verb` does not take; null when there is none. `belongs`: who takes those that not all take. */
export function strayOption(values: Readonly<Record<string, unknown>>, belongs: Readonly<Record<string, readonly string[]>>, verb: string): Wrong | null {
	const stray = Object.entries(belongs).find(([option, verbs]) => isGiven(values[option]) && !verbs.includes(verb));
	return stray ? { wrong: `--${stray[0]} belongs to "${stray[1].join('", "')}".` } : null;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
