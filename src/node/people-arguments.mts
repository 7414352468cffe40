/** What a person types after `praxis people|prepare|propose|work`, as one value. Nothing is done here. */
import { familyOf, flag, list, strayOption, text, USUAL, usualFault, usualOf, type Usual, type Values, type Wrong } from './options.mts';

const NAMES = ['people', 'prepare', 'propose', 'work'] as const;
const VERBS = ['list', 'show', 'start', 'tick', 'decide', 'phase', 'resume', 'import', 'export'] as const;

export interface PeopleCommand extends Usual {
	readonly name: (typeof NAMES)[number];
	/** `work`: what is done; the name else. */
	readonly work: (typeof NAMES)[number] | (typeof VERBS)[number];
	/** `people` and `prepare`: a name; `propose`: a note; `work`: the task, a folder, or which piece of work. */
	readonly text: string;
	/** `work tick`: the criterion; `decide`: the decision; `phase`: its name. */
	readonly what: string;
	readonly criteria: readonly string[];
	readonly anti: readonly string[];
	readonly quote: string | undefined;
	readonly source: string | undefined;
	readonly unverified: string | undefined;
	readonly when: string | undefined;
	readonly save: boolean;
	/** A role or the ref of a model: `prepare` for questions, `propose` for claims, `work resume` for who goes on. */
	readonly model: string | undefined;
	readonly yes: boolean;
}

export const PEOPLE_USAGE = `People and work
  people [NAME]          List the people of your notes, or tell what is known of one, with the place of each line.
  prepare NAME           A brief for a meeting: who, when last, what is open, what was decided. --when TEXT, --save for a
                         note, --model NAME for suggested questions.
  propose NOTE           Claims that could be remembered out of a meeting or journal; --yes keeps them, --model NAME asks one.
  work [list]            List pieces of work. show WORK tells how each criterion stands by the notes as they are now.
  work start "task"      Begin one. --criterion TEXT and --anti TEXT may be repeated.
  work tick WORK ID      Tick a criterion: --quote "words" --source NOTE, or --unverified "why".
  work decide WORK "…"   Write down a decision. phase WORK NAME begins a phase.
  work resume WORK       Let a model go on with it, with --model NAME. Without one, show where it stands.
  work import DIR        Take PRD files in, byte for byte, after --yes; export DIR writes them to MEMORY/WORK.
`;

const OPTIONS = {
	...USUAL,
	criterion: list, anti: list, quote: text, source: text, unverified: text, when: text, save: flag, model: text, yes: flag,
} as const;
type Given = Values<typeof OPTIONS>;
/** Options that not all of them take. */
const BELONGS: Readonly<Record<string, readonly string[]>> = { criterion: ['start'], anti: ['start'], quote: ['tick'], source: ['tick'], unverified: ['tick'], when: ['prepare'], save: ['prepare'], model: ['prepare', 'propose', 'resume'], yes: ['propose', 'import'] };
const NEEDED: Readonly<Record<string, string>> = { prepare: 'Whom do you meet? Give a name.', propose: 'Which note? Give its path in the vault.', show: 'Which piece of work? "praxis work list" shows them.', start: 'What is to be done? Give the task in quotes.', import: 'Which folder? Give one with PRD files.', export: 'Where to? Give a folder.' };

type Parsed = Wrong | PeopleCommand;

function read(values: Given, [typed = '', ...words]: readonly string[]): Parsed {
	const name = NAMES.find((known) => known === typed);
	const work = name === 'work' ? VERBS.find((known) => known === (words[0] ?? 'list')) : name;
	if (!name || !work) return { wrong: `"work" takes one of ${VERBS.join(', ')}.` };
	const rest = name === 'work' ? words.slice(1) : words;
	const stray = strayOption(values, BELONGS, work);
	if (stray) return stray;
	const isAbout = ['tick', 'decide', 'phase'].includes(work);
	const [said, what] = isAbout ? [rest[0] ?? '', rest.slice(1).join(' ').trim()] : [rest.join(' ').trim(), ''];
	const needed = said === '' ? (NEEDED[work] ?? (isAbout || work === 'resume' ? NEEDED['show'] : undefined)) : isAbout && what === '' ? `What of it? Give it after the piece of work.` : undefined;
	if (needed !== undefined) return { wrong: needed };
	const fault = usualFault(values);
	if (fault) return fault;
	if (work === 'tick' && (values.quote === undefined) === (values.unverified === undefined)) return { wrong: 'What shows it? Give --quote "words" --source NOTE, or --unverified "why".' };
	if (values.quote !== undefined && values.source === undefined) return { wrong: 'Which note says so? Give it with --source NOTE.' };
	const { criterion, anti, quote, source, unverified, when, save, model, yes } = values;
	return { name, work, text: said, what, criteria: criterion, anti, quote, source, unverified, when, save, model, yes, ...usualOf(values) };
}

export const PEOPLE = familyOf(NAMES, OPTIONS, read);
