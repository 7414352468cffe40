/** What a person types after `praxis rate|learn|pai|chats`, as one value. Nothing is done here. */
import { familyOf, flag, strayOption, text, USUAL, usualFault, usualOf, type Usual, type Values, type Wrong } from './options.mts';

export const LEARNING_NAMES = ['rate', 'learn', 'pai', 'chats'] as const;

export interface LearningCommand extends Usual {
	readonly name: (typeof LEARNING_NAMES)[number];
	/** `rate`: "rate". */
	readonly verb: 'rate' | 'list' | 'synthesis' | 'beliefs' | 'endorse' | 'doubt' | 'import' | 'export' | 'accept';
	/** `rate`: the run, or "last"; `pai`: a folder on disk, or a note; else "". */
	readonly text: string;
	/** `rate` only, 1 to 10. */
	readonly rating: number;
	readonly comment: string;
	/** `synthesis` only: "2026-11"; this month when left out. */
	readonly month: string | undefined;
	readonly withModel: boolean;
	/** `endorse` and `doubt` only. */
	readonly isWeak: boolean;
	readonly out: string | undefined;
	readonly yes: boolean;
	readonly limit: number;
}

export const LEARNING_USAGE = `Learning from answers
  rate RUN N [words]     Say what you think of an answer, 1 to 10, and what was wrong. RUN: its id, "last", or
                         the note of a chat, whose last answer is meant.
  learn list             List your ratings and what was learned from low ones.
  learn synthesis        Show what the month comes to, and the changes it proposes; --yes makes them.
                         --month 2026-11 for another month, --with-model to let the model propose too.
  learn beliefs          List what you believe and how sure you are, and what is noted of people and the world.
  learn endorse "S" [words], learn doubt "S" [words]
                         Say that a belief is so, or is not, and why: +0.10 or -0.20; with --weak +0.02 or -0.05.
  chats import PATH      Show what importing chats of ChatGPT or Claude (conversations.json), or chats saved as Markdown,
                         would make: one note a conversation. --yes imports them. Nothing of them is trusted.
  pai import DIR         Show what importing PAI's memory folder would make; --yes imports it. Nothing of it is trusted.
  pai accept NOTE        Read a note that came with it, and say that its words hold for you as they are.
  pai export DIR         Write your ratings, learnings and work, and what was imported, as PAI keeps them.
`;

const OPTIONS = { ...USUAL, limit: { type: 'string', default: '10' }, month: text, 'with-model': flag, weak: flag, out: text, yes: flag } as const;
type Given = Values<typeof OPTIONS>;
/** Options that not all of them take. */
const BELONGS: Readonly<Record<string, readonly string[]>> = { month: ['synthesis'], weak: ['endorse', 'doubt'], 'with-model': ['synthesis'], out: ['synthesis', 'import'], yes: ['synthesis', 'import', 'accept'] };
const VERBS = { learn: ['list', 'synthesis', 'beliefs', 'endorse', 'doubt'], pai: ['import', 'export', 'accept'], chats: ['import'] } as const;

type Parsed = Wrong | LearningCommand;

function read(values: Given, [typed = '', ...words]: readonly string[]): Parsed {
	const name = LEARNING_NAMES.find((known) => known === typed);
	if (!name) return { wrong: `There is no command "${typed}".` };
	const verb = name === 'rate' ? 'rate' : VERBS[name].find((known) => known === words[0]);
	if (!verb) return { wrong: `"${name}" takes one of ${name === 'rate' ? '' : VERBS[name].join(', ')}.` };
	const stray = strayOption(values, BELONGS, verb);
	if (stray) return stray;
	const fault = usualFault(values);
	if (fault) return fault;
	if (values.month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(values.month)) return { wrong: `--month takes a year and a month, such as 2026-11, not "${values.month}".` };
	const [run = '', number = '', ...said] = words;
	const [, rating] = /^(10|[1-9])(?:\/10)?$/.exec(number) ?? [];
	if (verb === 'rate' && run === '') return { wrong: 'Which answer? Give the id of its run, or "last".' };
	if (verb === 'rate' && rating === undefined) return { wrong: `A rating is a whole number from 1 to 10, not "${number}".` };
	const isBelief = verb === 'endorse' || verb === 'doubt';
	const given = verb === 'rate' ? run : isBelief ? number : words.slice(1).join(' ').trim();
	if (isBelief && given.trim() === '') return { wrong: 'Which belief? Give it in quotes.' };
	if ((name === 'pai' || name === 'chats') && given === '') return { wrong: `Which ${verb === 'accept' ? 'note' : name === 'chats' ? 'file or folder' : 'folder'}? Give it after the command.` };
	const { limit, month, 'with-model': withModel, weak: isWeak, out, yes } = values;
	return { name, verb, text: given, rating: Number(rating ?? 0), comment: said.join(' ').trim(), month, withModel, isWeak, out, yes, ...usualOf(values), limit: Number(limit) };
}

export const LEARNING = familyOf(LEARNING_NAMES, OPTIONS, read);
