/** The headings of notes as nested lists, each a link to its place. */
import { readNote } from '../../lib/markdown';
import type { ActionInput } from '../run-action';
import type { LocalAction } from './local-action';
import { firstOf, linksOf, plainWords, subpathOf, titleIn, type LinkTo } from './note-links';

export const outline: LocalAction = {
	name: 'outline',
	description: 'Lists the headings of a note as links to their places.',
	tags: ['structure', 'links'],
	input: ['note', 'linked-notes', 'folder', 'search'],
	async run(inputs, { vault, target }) {
		const first = firstOf(inputs);
		const { linkTo } = await linksOf(vault, target ?? first.path);
		const parts = inputs.flatMap((input) => {
			const lines = outlineOf(input, linkTo);
			if (lines.length === 0) return [];
			const name = input.path === undefined ? titleIn(input) : linkTo(input.path);
			return inputs.length === 1 ? [lines.join('\n')] : [[`- ${name}`, ...lines.map((line) => `\t${line}`)].join('\n')];
		});
		return parts.length === 0 ? 'There are no headings.' : parts.join('\n');
	},
};

function outlineOf({ path, text }: ActionInput, linkTo: LinkTo): string[] {
	const note = readNote(path ?? '', text);
	return note.headings.map((heading, i) => {
		let depth = 0;
		for (let above = heading.parent; above >= 0; above = note.headings[above]?.parent ?? -1) depth++;
		const subpath = path === undefined ? null : subpathOf(note, i);
		const words = plainWords(heading.text);
		return `${'\t'.repeat(depth)}- ${path !== undefined && subpath !== null ? linkTo(path, { subpath, display: words }) : words}`;
	});
}
