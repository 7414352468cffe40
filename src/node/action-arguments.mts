/** What a person types after `praxis patterns|run|chain|batch`, as one value. Nothing is done here. */
import { familyOf, flag, list, strayOption, text, USUAL, usualFault, usualOf, type Usual, type Values, type Wrong } from './options.mts';

export const ACTION_NAMES = ['patterns', 'run', 'chain', 'batch'] as const;
export const PATTERN_VERBS = ['list', 'show', 'suggest', 'import', 'export', 'ratings'] as const;
/** Where a result goes when it is written. */
export const PLACES = ['append', 'prepend', 'replace', 'new-note', 'property'] as const;
export type Place = (typeof PLACES)[number];

export interface ActionCommand extends Usual {
	readonly name: (typeof ACTION_NAMES)[number];
	/** `patterns` only. */
	readonly verb: (typeof PATTERN_VERBS)[number];
	/** A pattern, a chain, a note, or a folder on disk; "" where none is named. */
	readonly text: string;
	readonly limit: number;
	/** Paths in the vault, each perhaps with "#Heading" or "#^block". */
	readonly notes: readonly string[];
	readonly linked: boolean;
	readonly folder: string | undefined;
	readonly tag: string | undefined;
	readonly query: string | undefined;
	readonly url: string | undefined;
	/** Notes and folders beside those of the pattern. */
	readonly along: readonly string[];
	readonly wish: string;
	readonly variables: Readonly<Record<string, string>>;
	readonly model: string | undefined;
	/** "none" for none. */
	readonly strategy: string | undefined;
	/** Show what would be sent, or what a batch would take, and do nothing. */
	readonly isPlan: boolean;
	readonly to: Place | undefined;
	/** A heading, a folder or a property; "" for none. */
	readonly at: string;
	/** The note that is written into; the first of `notes` when left out. */
	readonly into: string | undefined;
	/** Beside an earlier result. */
	readonly again: boolean;
	readonly out: string | undefined;
	readonly yes: boolean;
	readonly budgetUsd: number;
	/** Goes on with what was stopped. */
	readonly resume: boolean;
	/** `chain` only: the step to go on at, from 1. */
	readonly from: number | undefined;
}

export const ACTION_USAGE = `Patterns: ready-made work on notes
  patterns list          List the patterns, chains and strategies, and what is wrong with their notes.
  patterns show NAME     Print a pattern: what it is for, what it takes, what the model is told.
  patterns suggest NOTE  Name the patterns that fit a note. Asks no model.
  patterns ratings NAME  What you think of its results, by model.
  patterns import DIR    Show what importing a Fabric folder (patterns, strategies, contexts, sessions) or PAI's
                         P_*.yaml chains would make; --yes imports it.
  patterns export        Print your patterns as Fabric keeps them, or write them to a folder with --out.
  run NAME               Carry out a pattern on notes, or on what is piped in; prints the result and nothing else.
  chain [NAME]           Carry out a chain; without a name, list them. --resume goes on with one that was stopped.
  batch NAME             Carry out a pattern on many notes, one at a time, and write each result; asks first, or --yes.
                         Without a name, list those that this device remembers.

Their options
  --note PATH            run, chain: the note, or part of it: "Talk.md#Decisions", "Talk.md#^id"; may be repeated
  --linked               run, chain: with the notes that it links to
  --folder, --tag, --query   which notes: run and chain take --folder and --query, batch takes one of the three
  --url URL              run, chain: a web page, if you have switched web pages on
  --along NAME           A note or folder that goes along; may be repeated
  --say TEXT             What you want of it this time
  --var NAME=VALUE       A variable of the pattern; may be repeated
  --model NAME           fast, standard, best, or one such as ollama/qwen3:8b
  --strategy NAME        A way of thinking put before the pattern; "none" for none
  --plan                 run: print what would be sent, and send nothing; batch: what it would take
  --to PLACE             Write the result: append, prepend, replace, new-note or property. Shows the change and asks;
                         --yes writes it, --out FILE keeps the plan for "apply"
  --at NAME              The heading, the folder or the property that --to means
  --into NOTE            The note that --to means, if it is not the one worked on
  --again                Beside an earlier result, instead of in its place
  --budget USD           batch: the most that it may cost (1)
  --resume, --from N     chain, batch: go on with what was stopped; chain: at step N
`;

const OPTIONS = {
	...USUAL, limit: { type: 'string', default: '10' },
	note: list, linked: flag, folder: text, tag: text, query: text, url: text, along: list, say: text, var: list, model: text, strategy: text,
	plan: flag, to: text, at: text, into: text, again: flag, out: text, yes: flag, budget: { type: 'string', default: '1' }, resume: flag, from: text,
} as const;
type Given = Values<typeof OPTIONS>;
/** Options that not all of them take. */
const BELONGS: Readonly<Record<string, readonly string[]>> = {
	note: ['run', 'chain'], linked: ['run', 'chain'], url: ['run', 'chain'], tag: ['batch'], folder: ['run', 'chain', 'batch'], query: ['run', 'chain', 'batch'], along: ['run'], say: ['run', 'batch'], var: ['run', 'batch'], model: ['run', 'batch'],
	strategy: ['run', 'batch'], plan: ['run', 'batch'], to: ['run', 'chain', 'batch'], at: ['run', 'chain', 'batch'], into: ['run', 'chain'], again: ['run', 'chain'], out: ['run', 'chain', 'patterns'], resume: ['chain', 'batch'], from: ['chain'],
};

type Parsed = Wrong | ActionCommand;

function read(values: Given, [typed = '', ...words]: readonly string[]): Parsed {
	const name = ACTION_NAMES.find((known) => known === typed);
	if (!name) return { wrong: `There is no command "${typed}".` };
	const stray = strayOption(values, BELONGS, name);
	if (stray) return stray;
	const verb = name === 'patterns' ? PATTERN_VERBS.find((known) => known === words[0]) : 'list';
	if (!verb) return { wrong: `"patterns" takes one of ${PATTERN_VERBS.join(', ')}.` };
	const given = (name === 'patterns' ? words.slice(1) : words).join(' ').trim();
	const fault = usualFault(values);
	if (fault) return fault;
	if (name === 'run' && given === '') return { wrong: 'Which pattern? See: praxis patterns list' };
	if (name === 'patterns' && given === '' && verb !== 'list' && verb !== 'export') return { wrong: `What to ${verb === 'ratings' ? 'show the ratings of' : verb}? Give its name after "${verb}".` };
	const to = PLACES.find((place) => place === values.to);
	if (values.to !== undefined && !to) return { wrong: `--to takes one of ${PLACES.join(', ')}.` };
	if (to === 'property' && (values.at ?? '') === '') return { wrong: 'Which property? Give its name with --at.' };
	if (name === 'batch' && to === 'replace') return { wrong: 'A batch does not replace notes. Give --to append, prepend, new-note or property.' };
	const [budgetUsd, from] = [Number(values.budget), values.from === undefined ? undefined : Number(values.from)];
	if (!(budgetUsd > 0)) return { wrong: `--budget takes US dollars above 0, not "${values.budget}".` };
	if (from !== undefined && (!Number.isInteger(from) || from < 1)) return { wrong: `--from takes the number of a step, not "${values.from ?? ''}".` };
	const variables = readVariables(values.var);
	if ('wrong' in variables) return variables;
	const { limit, note, linked, folder, tag, query, url, along, say = '', model, strategy, plan, at = '', into, again, out, yes, resume } = values;
	return { name, verb, text: given, ...usualOf(values), limit: Number(limit), notes: note, linked, folder, tag, query, url, along, wish: say, variables: variables.read, model, strategy, isPlan: plan, to, at, into, again, out, yes, budgetUsd, resume, from };
}

function readVariables(typed: readonly string[]): { readonly wrong: string } | { readonly read: Readonly<Record<string, string>> } {
	const pairs = typed.map((one) => /^#?([^=]+)=([^]*)$/.exec(one));
	const bad = pairs.findIndex((pair) => pair === null);
	if (bad >= 0) return { wrong: `--var takes NAME=VALUE, not "${typed[bad] ?? ''}".` };
	return { read: Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim() ?? '', pair?.[2] ?? ''])) };
}

export const ACTIONS = familyOf(ACTION_NAMES, OPTIONS, read);
