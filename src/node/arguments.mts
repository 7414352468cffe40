/** What a person types after `praxis`, as one value. Nothing is done here. */
import { ACTION_USAGE } from './action-arguments.mts';
import { LEARNING_USAGE } from './learning-arguments.mts';
import { MEMORY_USAGE } from './memory-arguments.mts';
import { familyOf, flag, strayOption, text, USUAL, usualFault, usualOf, type Usual, type Values, type Wrong } from './options.mts';
import { PEOPLE_USAGE } from './people-arguments.mts';

interface Common extends Usual {
	readonly limit: number;
}

export interface ReadCommand extends Common {
	readonly name: (typeof READ)[number];
	/** The question, query or note; "" for the others. */
	readonly text: string;
	/** `ask` and `quality`: write the result into a new note. */
	readonly save: boolean;
	/** `ask` only: write the answer to the end of this note. */
	readonly append: string | undefined;
	/** `ask` only: who answers, a role or the ref of a model; quotes without a model when left out. */
	readonly model: string | undefined;
}

export interface ChangeCommand extends Common {
	readonly name: 'plan' | 'apply' | 'undo' | 'redo' | 'log';
	/** `plan` only: a JSON file of changes, "-" for standard input. */
	readonly changes: string | undefined;
	/** `plan` only: where the plan is written. */
	readonly out: string | undefined;
	/** `apply` only: the plan's file. */
	readonly plan: string | undefined;
	/** `undo` and `redo`: a run's id; the last one when left out. */
	readonly run: string | undefined;
	readonly yes: boolean;
}

export interface TelosCommand extends Common {
	readonly name: 'telos';
	readonly verb: 'show' | 'trace' | 'review' | 'import' | 'export';
	/** `trace`: a note; `import`: a file or folder; else "". */
	readonly text: string;
	readonly format: 'telos' | 'pai' | 'yaml' | 'json';
	readonly kind: 'weekly' | 'monthly' | 'quarterly';
	/** The vault's folder for what `import` and `review` write. */
	readonly into: string;
	/** `import`: a file for the plan; `export`: a folder. */
	readonly out: string | undefined;
	readonly save: boolean;
	readonly yes: boolean;
}

export interface AcceptCommand extends Common {
	readonly name: 'accept';
	/** The note's path; "" to list what waits. */
	readonly text: string;
	readonly yes: boolean;
}

export type Command = ReadCommand | ChangeCommand | TelosCommand | AcceptCommand;

export const USAGE = `Usage: praxis <command> --vault DIR [options]

Ask and search
  ask "question"     Answer from your notes, with citations. Without --model nothing leaves this device.
  search "words"     Find the passages that fit best.
  find "name"        Find notes, headings, people, tags, folders and patterns by name; forgives slips.
  index              Read the whole vault and list the notes that could not be read well.
  quality            Make questions from your notes, without a model, and tell how many the search finds.
  vectors            Bring search by meaning up to date, with the model that the settings name for it.
  check "NOTE"       Look for hidden text and false links in a note, such as "Clippings/Offer.md".

Change notes, safely
  plan               Show what changes would do. Writes nothing into the vault.
  apply              Apply a plan that was shown. It never overwrites what changed since.
  undo [RUN]         Take back a run, the last one when no run is named. Keeps what you wrote since.
  redo [RUN]         Do again what was undone.
  log                List the runs of this device.

What steers agents
  accept [NOTE]      Read an agent, skill, pattern or policy from elsewhere, and say yes to it. Lists what waits.

Purpose
  telos show         List goals, missions and the rest, what is neglected, and what is odd in the notes.
  telos trace NOTE   Show what a note is there for.
  telos review       Write the text of a review from the evidence in your notes.
  telos import FILE  Show what importing a TELOS file or folder would make; --yes imports it.
  telos export       Print your purpose as Telos or PAI files, YAML or JSON.

${MEMORY_USAGE}
${PEOPLE_USAGE}
${LEARNING_USAGE}
${ACTION_USAGE}
Options
  --vault DIR        The folder of Markdown notes
  --json             Print one JSON document
  --limit N          search, find, log: how many to show (10)
  --save             ask, quality, telos review: write the result to a new note
  --append NOTE      ask: write the answer to the end of a note, such as "Journal/Today.md"
  --model NAME       ask: let a model answer: fast, standard, best, or one such as ollama/qwen3:8b
  --settings FILE    A JSON file with settings, such as providers, laid over those of the vault. Keys do not belong
                     there: set PRAXIS_SECRET_ and the name of the secret, such as PRAXIS_SECRET_ANTHROPIC_KEY
  --changes FILE     plan: a JSON list of changes, "-" for standard input
  --out FILE         plan, telos import: write the plan to a file; telos export: a folder for the files
  --plan FILE        apply: the file that "plan --out" wrote
  --yes              apply, accept, telos import: do not ask
  --format NAME      telos export: telos (one file), pai (a folder), yaml or json (telos)
  --kind NAME        telos review: weekly, monthly or quarterly (weekly)
  --into FOLDER      telos import, telos review --save: where the notes go (Telos)
  --exclude FOLDER   Leave a folder out; may be repeated
  --private FOLDER   Treat a folder as private; may be repeated
  --help             Show this text
`;

const READ = ['ask', 'search', 'find', 'index', 'quality', 'vectors', 'check'] as const;
const CHANGE = ['plan', 'apply', 'undo', 'redo', 'log'] as const;
const NAMES = [...READ, ...CHANGE, 'accept', 'telos'] as const;
const VERBS = ['show', 'trace', 'review', 'import', 'export'] as const;
const FORMATS = ['telos', 'pai', 'yaml', 'json'] as const;
const KINDS = ['weekly', 'monthly', 'quarterly'] as const;
/** Options that only some commands take. */
const BELONGS: Readonly<Record<string, readonly string[]>> = {
	save: ['ask', 'quality', 'telos'],
	append: ['ask'],
	model: ['ask'],
	changes: ['plan'],
	out: ['plan', 'telos'],
	plan: ['apply'],
	yes: ['apply', 'accept', 'telos'],
	format: ['telos'],
	kind: ['telos'],
	into: ['telos'],
};

const OPTIONS = {
	...USUAL, limit: { type: 'string', default: '10' }, save: flag, append: text, model: text, changes: text, out: text,
	plan: text, yes: flag, format: text, kind: text, into: text,
} as const;
type Parsed = Wrong | Command;

function readWords(values: Values<typeof OPTIONS>, [typed, ...words]: readonly string[]): Parsed {
	const name = NAMES.find((known) => known === typed);
	if (!name) return { wrong: typed === undefined ? 'Which command?' : `There is no command "${typed}".` };
	const stray = strayOption(values, BELONGS, name);
	if (stray) return stray;
	const fault = usualFault(values);
	if (fault) return fault;
	const common = { ...usualOf(values), limit: Number(values.limit) };
	const { save, append, model, changes, out, plan, yes } = values;
	if (name === 'telos') return telosCommand(words, values, { ...common, name, out, save, yes });
	if (name === 'accept') return { ...common, name, text: words.join(' ').trim(), yes };
	if (isRead(name)) return readCommand({ ...common, name, text: words.join(' ').trim(), save, append, model });
	return changeCommand({ ...common, name, changes, out, plan, yes, run: words[0] });
}

function readCommand(command: ReadCommand): Parsed {
	if (command.name === 'ask' && command.text === '') return { wrong: 'What is the question? Put it in quotes.' };
	if (command.name === 'search' && command.text === '') return { wrong: 'Which words? Put them in quotes.' };
	if (command.name === 'find' && command.text === '') return { wrong: 'Which name? Put it in quotes.' };
	if (command.name === 'check' && command.text === '') return { wrong: 'Which note? Give its path in the vault.' };
	if (command.save && command.append !== undefined) return { wrong: 'Give --save or --append, not both.' };
	return command;
}

function changeCommand(command: ChangeCommand): Parsed {
	if (command.name === 'plan' && command.changes === undefined) return { wrong: 'Which changes? Give a JSON file with --changes FILE.' };
	if (command.name === 'apply' && command.plan === undefined) return { wrong: 'Which plan? Give its file with --plan FILE.' };
	return command;
}

type TelosBase = Omit<TelosCommand, 'verb' | 'text' | 'format' | 'kind' | 'into'>;

function telosCommand([typed, ...words]: readonly string[], values: Readonly<{ format?: string; kind?: string; into?: string }>, base: TelosBase): Parsed {
	const verb = VERBS.find((known) => known === typed);
	if (!verb) return { wrong: `"telos" takes one of ${VERBS.join(', ')}.` };
	const text = words.join(' ').trim();
	if (verb === 'trace' && text === '') return { wrong: 'Which note? Give its path in the vault.' };
	if (verb === 'import' && text === '') return { wrong: 'Which file? Give a TELOS file or its folder.' };
	const format = FORMATS.find((known) => known === (values.format ?? 'telos'));
	if (!format) return { wrong: `--format takes one of ${FORMATS.join(', ')}.` };
	const kind = KINDS.find((known) => known === (values.kind ?? 'weekly'));
	if (!kind) return { wrong: `--kind takes one of ${KINDS.join(', ')}.` };
	return { ...base, verb, text, format, kind, into: (values.into ?? 'Telos').replace(/^\/+|\/+$/g, '') };
}

/** True for the commands of the write path, which need no index. */
export function isChange(command: Command): command is ChangeCommand {
	return CHANGE.some((known) => known === command.name);
}

function isRead(name: string): name is ReadCommand['name'] {
	return READ.some((known) => known === name);
}

/** The commands of no other family. */
export const REST = familyOf(NAMES, OPTIONS, readWords);
