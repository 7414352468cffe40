/** Finds notes by a property, and open or done tasks: exact look-ups where a search by words would only come near. */
import { readFrontMatter } from '../lib/front-matter';
import { isInFolder, isNote, vaultPath, type VaultPath } from '../lib/vault-path';
import { propertyFacet, taskFacet } from '../search/facets';
import { brief, noteOf, originLine } from './show-note';
import { allowedNotes, countOf, pathOf, type Tool, type ToolContext } from './tool';

const MOST = 50;

export const findByProperty: Tool = {
	name: 'find_by_property',
	description: 'Finds notes by a property in their front matter, such as status = active. Without a value it finds all notes that have the property, with its value.',
	inputSchema: {
		type: 'object',
		properties: { name: { type: 'string', minLength: 1, maxLength: 200 }, value: { type: 'string', maxLength: 500, description: 'As it stands in the note; lists fit when one item does.' } },
		required: ['name'],
	},
	grants: ['note_read'],
	isReading: true,
	title: ({ name, value }) => `Looking for ${brief(String(name), 40)}${typeof value === 'string' ? ` = ${brief(value, 40)}` : ''}`,
	async run({ name, value }, context) {
		const wanted = String(name).trim();
		const facets = typeof value === 'string' ? [propertyFacet(wanted, value), propertyFacet(wanted, `[[${plain(value)}]]`), propertyFacet(wanted, plain(value))] : [propertyFacet(wanted)];
		const paths = context.index.withFacet(facets).map(vaultPath);
		const rows: string[] = [];
		for await (const { path, read } of allowedNotes(paths, () => MOST - rows.length, context)) {
			const data = readFrontMatter(read.text, path).frontMatter?.data ?? {};
			const key = Object.keys(data).find((candidate) => candidate.trim().toLowerCase() === wanted.toLowerCase());
			if (key !== undefined && (typeof value !== 'string' || fits(data[key], value))) rows.push(`${originLine(path, read.label)} ${key}: ${brief(shown(data[key]), 200)}`);
		}
		const cut = rows.length >= MOST && paths.length > MOST ? '\n[There may be more.]' : '';
		return { text: rows.length === 0 ? 'No note has it. Check the name and the spelling of the value.' : rows.join('\n') + cut, summary: countOf(rows.length, 'note') };
	},
};

export const listTasks: Tool = {
	name: 'list_tasks',
	description: 'Lists tasks ("- [ ] …"): of one note, of a folder, or of the notes that changed last. Open ones unless "done" is true.',
	inputSchema: { type: 'object', properties: { path: { type: 'string', maxLength: 1000, description: 'A note or a folder.' }, done: { type: 'boolean' } } },
	grants: ['note_read'],
	isReading: true,
	title: ({ path }) => (typeof path === 'string' ? `Looking at tasks in “${brief(path, 60)}”` : 'Looking at tasks'),
	async run({ path, done }, context) {
		const isDone = done === true;
		const rows: string[] = [];
		const paths = await scope(typeof path === 'string' ? path.trim() : '', isDone, context);
		for await (const { path: from, read } of allowedNotes(paths, () => MOST + 1 - rows.length, context)) {
			for (const task of noteOf(from, read.text).tasks) if ((task.status !== ' ') === isDone) rows.push(`${originLine(from, read.label)} line ${task.line}: [${task.status}] ${brief(task.text, 200)}`);
		}
		const shownRows = rows.slice(0, MOST);
		const cut = rows.length > MOST ? '\n[There are more: name a note or a folder.]' : '';
		return { text: (rows.length === 0 ? 'There are none.' : shownRows.join('\n')) + cut, summary: countOf(shownRows.length, 'task') };
	},
};

/** Notes with such tasks, what changed last first; a note that is named is read in any case. */
async function scope(typed: string, isDone: boolean, { vault, index }: ToolContext): Promise<readonly VaultPath[]> {
	const paths = index.withFacet([taskFacet(isDone)]).map(vaultPath);
	if (typed === '') return paths;
	const isFolder = (await vault.list()).some((file) => isNote(file.path) && file.path !== typed && isInFolder(file.path, typed));
	return isFolder ? paths.filter((path) => isInFolder(path, typed)) : [pathOf(typed)];
}

function fits(value: unknown, wanted: string): boolean {
	if (Array.isArray(value)) return value.some((item) => fits(item, wanted));
	return plain(shown(value)).toLowerCase() === plain(wanted).toLowerCase();
}

function plain(text: string): string {
	return text.trim().replace(/^\[\[|\]\]$/g, '');
}

function shown(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
