/** What a person types after `praxis`, as one value. Nothing is done here. */
import { parseArgs } from 'node:util';

export interface Command {
	readonly name: 'ask' | 'search' | 'index';
	readonly vault: string;
	/** The question or query; "" for `index`. */
	readonly text: string;
	readonly json: boolean;
	readonly limit: number;
	/** `ask` only: write the answer into a new note. */
	readonly save: boolean;
	/** `ask` only: write the answer to the end of this note. */
	readonly append: string | undefined;
	readonly excludedFolders: readonly string[];
	readonly privateFolders: readonly string[];
}

export const USAGE = `Usage: praxis <command> --vault DIR [options]

Commands
  ask "question"     Answer from your notes, with citations. Nothing leaves this device.
  search "words"     Find the passages that fit best.
  index              Read the whole vault and list the notes that could not be read well.

Options
  --vault DIR        The folder of Markdown notes
  --json             Print one JSON document
  --limit N          Search: how many passages (10)
  --save             Ask: write the answer to a new note in the result folder
  --append NOTE      Ask: write the answer to the end of a note, such as "Journal/Today.md"
  --exclude FOLDER   Leave a folder out; may be repeated
  --private FOLDER   Treat a folder as private; may be repeated
  --help             Show this text
`;

const NAMES = ['ask', 'search', 'index'] as const;

/** The command, or `help`, or `wrong` with a sentence that says what is wrong. */
export function parseCommand(argv: readonly string[]): Command | { help: true } | { wrong: string } {
	let parsed;
	try {
		parsed = parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {
				vault: { type: 'string' },
				json: { type: 'boolean', default: false },
				limit: { type: 'string', default: '10' },
				save: { type: 'boolean', default: false },
				append: { type: 'string' },
				exclude: { type: 'string', multiple: true, default: [] },
				private: { type: 'string', multiple: true, default: [] },
				help: { type: 'boolean', short: 'h', default: false },
			},
		});
	} catch (error) {
		return { wrong: error instanceof Error ? error.message : String(error) };
	}
	const { values, positionals } = parsed;
	if (values.help || argv.length === 0) return { help: true };
	const [typed, ...words] = positionals;
	const name = NAMES.find((known) => known === typed);
	if (!name) return { wrong: typed === undefined ? 'Which command?' : `There is no command "${typed}".` };
	if (!values.vault) return { wrong: 'Which vault? Give its folder with --vault DIR.' };
	const text = words.join(' ').trim();
	if (name !== 'index' && text === '') return { wrong: name === 'ask' ? 'What is the question? Put it in quotes.' : 'Which words? Put them in quotes.' };
	if (!/^[1-9]\d{0,3}$/.test(values.limit)) return { wrong: `--limit takes a whole number from 1 to 9999, not "${values.limit}".` };
	if (name !== 'ask' && (values.save || values.append !== undefined)) return { wrong: '--save and --append belong to "ask".' };
	if (values.save && values.append !== undefined) return { wrong: 'Give --save or --append, not both.' };
	return {
		name,
		vault: values.vault,
		text,
		json: values.json,
		limit: Number(values.limit),
		save: values.save,
		append: values.append,
		excludedFolders: values.exclude,
		privateFolders: values.private,
	};
}
