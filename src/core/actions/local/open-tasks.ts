/** The tasks that are not done, each with a link to where it stands. Plain items: a task that is copied would be there twice. */
import { readNote } from '../../lib/markdown';
import type { Task } from '../../lib/note';
import type { ActionInput } from '../run-action';
import type { LocalAction } from './local-action';
import { firstOf, linksOf, plainWords, subpathOf, titleIn, type LinkTo } from './note-links';

/** Empty, or begun: "/" as many themes and Tasks show it. */
const OPEN: readonly string[] = [' ', '/'];

export const openTasks: LocalAction = {
	name: 'open-tasks',
	description: 'Gathers the tasks that are still open, each with a link to its note.',
	tags: ['tasks', 'planning'],
	input: ['selection', 'note', 'linked-notes', 'folder', 'search'],
	async run(inputs, { vault, target }) {
		const { linkTo } = await linksOf(vault, target ?? firstOf(inputs).path);
		const parts = inputs.flatMap((input) => {
			const lines = tasksOf(input, linkTo);
			return lines.length === 0 ? [] : [`- ${input.path === undefined ? titleIn(input) : linkTo(input.path)}`, ...lines.map((line) => `\t- ${line}`)];
		});
		return parts.length === 0 ? 'There are no open tasks.' : parts.join('\n');
	},
};

function tasksOf({ path, text }: ActionInput, linkTo: LinkTo): string[] {
	const note = readNote(path ?? '', text);
	const isOpen = ({ status, text: words }: Task): boolean => OPEN.includes(status) && plainWords(words) !== '';
	return note.tasks.filter(isOpen).map((task) => {
		const heading = note.headings.filter(({ span }) => span.start < task.span.start).length - 1;
		const id = note.blocks.find(({ span }) => span.start <= task.span.start && task.span.start < span.end)?.id ?? null;
		const subpath = id === null ? subpathOf(note, heading) : `^${id}`;
		const place = path === undefined || subpath === null ? '' : ` (${linkTo(path, { subpath, display: plainWords(note.headings[heading]?.text ?? '') || 'here' })})`;
		return `${plainWords(task.text)}${place}`;
	});
}
