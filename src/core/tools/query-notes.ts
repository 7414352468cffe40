/** Finds notes by a property, and open or done tasks: exact look-ups where a search by words would only come near. */
import { readFrontMatter } from '../lib/front-matter';
import { isInFolder, isNote, vaultPath, type VaultPath } from '../lib/vault-path';
import { brief, noteOf, originLine } from './show-note';
import { countOf, pathOf, readIfAllowed, type Tool, type ToolContext } from './tool';

const MOST = 50;
/** Notes that are opened for one question. */
const LOOKED_INTO = 400;

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
		const wanted = String(name).trim().toLowerCase();
		const words = `${String(name)} ${typeof value === 'string' ? value : ''}`.replaceAll('"', ' ').replace(/(^|\s)-/g, ' ');
		const rows: string[] = [];
		const { hits } = context.index.find(words, { limit: LOOKED_INTO });
		for (const hit of hits) {
			if (rows.length >= MOST) break;
			const path = vaultPath(hit.path);
			const read = await readIfAllowed(path, context);
			const data = read ? (readFrontMatter(read.text, path).frontMatter?.data ?? {}) : {};
			const key = Object.keys(data).find((candidate) => candidate.toLowerCase() === wanted);
			if (read && key !== undefined && (typeof value !== 'string' || fits(data[key], value))) rows.push(`${originLine(path, read.label)} ${key}: ${brief(shown(data[key]), 200)}`);
		}
		const cut = rows.length >= MOST || hits.length >= LOOKED_INTO ? '\n[There may be more.]' : '';
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
		const { paths, isCut } = await scope(typeof path === 'string' ? path.trim() : '', context);
		const rows: string[] = [];
		for (const candidate of paths) {
			if (rows.length >= MOST) break;
			const read = await readIfAllowed(candidate, context);
			const tasks = read ? noteOf(candidate, read.text).tasks.filter(({ status }) => (done === true ? status !== ' ' : status === ' ')) : [];
			if (read && tasks.length > 0) rows.push(...tasks.slice(0, MOST - rows.length).map((task) => `${originLine(candidate, read.label)} line ${task.line}: [${task.status}] ${brief(task.text, 200)}`));
		}
		const cut = rows.length >= MOST || isCut ? '\n[There may be more: name a note or a folder.]' : '';
		return { text: (rows.length === 0 ? 'There are none.' : rows.join('\n')) + cut, summary: countOf(rows.length, 'task') };
	},
};

async function scope(typed: string, { vault }: ToolContext): Promise<{ paths: readonly VaultPath[]; isCut: boolean }> {
	const notes = (await vault.list()).filter((file) => isNote(file.path));
	if (typed !== '') {
		const inside = notes.map((file) => file.path).filter((path) => isInFolder(path, typed));
		if (inside.length === 0) return { paths: [pathOf(typed)], isCut: false };
		return { paths: inside.sort().slice(0, LOOKED_INTO), isCut: inside.length > LOOKED_INTO };
	}
	return { paths: notes.sort((a, b) => b.mtime - a.mtime).slice(0, LOOKED_INTO).map((file) => file.path), isCut: notes.length > LOOKED_INTO };
}

function fits(value: unknown, wanted: string): boolean {
	if (Array.isArray(value)) return value.some((item) => fits(item, wanted));
	const plain = (text: string): string => text.trim().replace(/^\[\[|\]\]$/g, '').toLowerCase();
	return plain(shown(value)) === plain(wanted);
}

function shown(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
