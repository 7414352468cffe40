/** What the commands of `praxis` have in common in how they are typed: shapes of options, the usual ones, and what is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../core/lib/errors';

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean', default: false } as const;
export const list = { type: 'string', multiple: true, default: [] as string[] } as const;
/** Of every command. */
export const USUAL = { vault: text, json: flag, settings: text, exclude: list, private: list, help: { type: 'boolean', short: 'h', default: false } } as const;

/** What every command was given. */
export interface Usual {
	readonly vault: string;
	readonly json: boolean;
	/** A JSON file with providers and other settings, laid over those of the vault. */
	readonly settings: string | undefined;
	readonly excludedFolders: readonly string[];
	readonly privateFolders: readonly string[];
}

export interface Wrong {
	/** A sentence that says what is wrong. */
	readonly wrong: string;
}
type Typed<Command> = { readonly help: true } | Wrong | Command;
type Options = NonNullable<ParseArgsConfig['options']>;
export type Values<Known extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: Known }>>['values'];

/** Commands that take the same options. */
export interface Family<Command> {
	/** The first words that are its commands. */
	readonly names: readonly string[];
	/** The command, or `help`, or `wrong` with a sentence that says what is wrong. */
	readonly parse: (argv: readonly string[]) => Typed<Command>;
}

/** `read` makes the command of the values and the words, or says what is wrong. */
export function familyOf<Known extends Options, Command>(names: readonly string[], options: Known, read: (values: Values<Known>, words: readonly string[]) => Wrong | Command): Family<Command> {
	return {
		names,
		parse: (argv) => {
			try {
				const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
				return 'help' in values && values.help ? { help: true } : read(values, positionals);
			} catch (error) {
				return { wrong: messageOf(error) };
			}
		},
	};
}

/** The vault is "" where none was named. */
export function usualOf({ vault = '', json, settings, exclude, private: privateFolders }: Values<typeof USUAL>): Usual {
	return { vault, json, settings, excludedFolders: exclude, privateFolders };
}

/** What is wrong with what every command needs, and with a number of things to show; null when nothing is. */
export function usualFault({ vault, limit = '1' }: { readonly vault?: string; readonly limit?: string }, most = 9_999): Wrong | null {
	if (!vault) return { wrong: 'Which vault? Give its folder with --vault DIR.' };
	return /^[1-9]\d*$/.test(limit) && Number(limit) <= most ? null : { wrong: `--limit takes a whole number from 1 to ${most}, not "${limit}".` };
}

/** What is wrong with an option that `verb` does not take; null when there is none. `belongs`: who takes those that not all take. */
export function strayOption(values: Readonly<Record<string, unknown>>, belongs: Readonly<Record<string, readonly string[]>>, verb: string): Wrong | null {
	const stray = Object.entries(belongs).find(([option, verbs]) => isGiven(values[option]) && !verbs.includes(verb));
	return stray ? { wrong: `--${stray[0]} belongs to "${stray[1].join('", "')}".` } : null;
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
