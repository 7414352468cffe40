/** What a person types after `praxis remember|recall|memory`, as one value. Nothing is done here. */
import { CLAIM_TYPES, type ClaimType } from '../core/memory/claim';
import { isWhen } from '../core/memory/claim-time';
import { familyOf, flag, strayOption, text, USUAL, usualFault, usualOf, type Usual, type Values, type Wrong } from './options.mts';

const MEMORY_NAMES = ['remember', 'recall', 'memory'] as const;
const VERBS = ['list', 'check', 'correct', 'retract', 'endorse', 'pin', 'archive', 'restore', 'forget', 'export'] as const;

export interface MemoryCommand extends Usual {
	readonly name: (typeof MEMORY_NAMES)[number];
	/** `remember` and `recall`: the same word. */
	readonly verb: 'remember' | 'recall' | (typeof VERBS)[number];
	/** `remember`: the claim; `recall`: the question; `correct` and `retract`: the new words; `export`: a folder; else "". */
	readonly text: string;
	/** Ids of claims, or how they end. */
	readonly ids: readonly string[];
	readonly subject: string | undefined;
	readonly attribute: string | undefined;
	readonly type: ClaimType | undefined;
	readonly source: string | undefined;
	readonly quote: string | undefined;
	readonly from: string | undefined;
	readonly until: string | undefined;
	readonly importance: number | undefined;
	readonly asPrivate: boolean;
	/** `recall`: archived ones too. `list`: superseded, retracted, archived and not endorsed claims too. */
	readonly all: boolean;
	/** `list` and `recall`: a day. */
	readonly asOf: string | undefined;
	/** `check` only: a file for the plan of what would mend it. */
	readonly out: string | undefined;
	readonly yes: boolean;
	readonly limit: number;
}

export const MEMORY_USAGE = `Memory
  remember "claim"       Keep a claim as a note of its own. --subject NAME, --type NAME, --attribute NAME, --from DAY,
                         --until DAY, --importance 1..5, --as-private; --source "Note" --quote "its words" for proof.
  recall "question"      What claims and notes tell, or that it is unknown. --as-of DAY, --all for archived claims too, --limit N.
  memory list            List what holds now; --as-of 2026-03-01 for a day, --subject NAME, --all for everything.
  memory check           List what repeats, is at odds or no longer verifies; --out FILE keeps the plan that mends it.
  memory correct ID "…"  Put a new claim in the place of one. retract ID [why] says that it never held.
  memory endorse ID      Read a claim from elsewhere, and say that it is so.
  memory pin ID          Load it into every run. archive ID puts it away, restore ID brings it back.
  memory forget ID       Move claims to the trash.
  memory export DIR      Write the claims as they are, private ones left out, and a list as JSON lines.
`;

const OPTIONS = {
	...USUAL, limit: { type: 'string', default: '50' },
	subject: text, attribute: text, type: text, source: text, quote: text, from: text, until: text, importance: text, 'as-private': flag, all: flag, 'as-of': text, out: text, yes: flag,
} as const;
type Given = Values<typeof OPTIONS>;
/** Options that not all of them take. */
const BELONGS: Readonly<Record<string, readonly string[]>> = {
	subject: ['remember', 'list'], attribute: ['remember'], type: ['remember'], source: ['remember'], quote: ['remember'], from: ['remember', 'correct'], until: ['remember', 'correct'], importance: ['remember'], 'as-private': ['remember'],
	all: ['list', 'recall'], 'as-of': ['list', 'recall'], out: ['check'], yes: ['endorse', 'forget'],
};
/** Verbs that name one claim, and those that name as many as wanted. */
const ONE: readonly string[] = ['correct', 'retract'];
const SOME: readonly string[] = ['endorse', 'pin', 'archive', 'restore', 'forget'];

type Parsed = Wrong | MemoryCommand;

function read(values: Given, [typed = '', ...words]: readonly string[]): Parsed {
	const name = MEMORY_NAMES.find((known) => known === typed);
	if (!name) return { wrong: `There is no command "${typed}".` };
	const verb = name === 'memory' ? VERBS.find((known) => known === (words[0] ?? 'list')) : name;
	if (!verb) return { wrong: `"memory" takes one of ${VERBS.join(', ')}.` };
	const rest = name === 'memory' ? words.slice(1) : words;
	const wrong = whyWrong(verb, values, rest);
	if (wrong !== null) return { wrong };
	const { limit, subject, attribute, type, source, quote, from, until, importance, 'as-private': asPrivate, all, 'as-of': asOf, out, yes } = values;
	const ids = ONE.includes(verb) ? rest.slice(0, 1) : SOME.includes(verb) ? rest : [];
	const said = (ONE.includes(verb) ? rest.slice(1) : SOME.includes(verb) ? [] : rest).join(' ').trim();
	return { name, verb, text: said, ids, subject, attribute, type: CLAIM_TYPES.find((one) => one === type), source, quote, from, until, importance: importance === undefined ? undefined : Number(importance), asPrivate, all, asOf, out, yes, ...usualOf(values), limit: Number(limit) };
}

function whyWrong(verb: MemoryCommand['verb'], values: Given, rest: readonly string[]): string | null {
	const stray = strayOption(values, BELONGS, verb);
	if (stray) return stray.wrong;
	const fault = usualFault(values, 99_999);
	if (fault) return fault.wrong;
	if (values.type !== undefined && !CLAIM_TYPES.some((one) => one === values.type && one !== 'retraction')) return `--type takes one of ${CLAIM_TYPES.filter((one) => one !== 'retraction').join(', ')}, not "${values.type}".`;
	if (values.importance !== undefined && !/^[1-5]$/.test(values.importance)) return `--importance takes a number from 1 to 5, not "${values.importance}".`;
	for (const option of ['from', 'until', 'as-of'] as const) if (values[option] !== undefined && !(values[option].length === 10 && isWhen(values[option]))) return `--${option} takes a day, such as 2026-12-01, not "${values[option]}".`;
	if (values.quote !== undefined && values.source === undefined) return 'Which note says so? Give it with --source "Note".';
	if ((verb === 'list' || verb === 'check') && rest.length > 0) return `"${verb}" takes no words, and there is "${rest.join(' ')}".`;
	if (verb === 'remember' && rest.join('').trim() === '') return 'What is to be remembered? Give a sentence after the command.';
	if (verb === 'recall' && rest.join('').trim() === '') return 'What is the question? Put it in quotes.';
	if (verb === 'export' && rest.length === 0) return 'Where to? Give a folder after the command.';
	if ((ONE.includes(verb) || SOME.includes(verb)) && rest.length === 0) return 'Which claim? Give its id; "praxis memory list" shows them.';
	return verb === 'correct' && rest.length < 2 ? 'What is right? Give the sentence after the id.' : null;
}

export const MEMORY = familyOf(MEMORY_NAMES, OPTIONS, read);
