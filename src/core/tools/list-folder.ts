/** Lists what lies in a folder, and the notes that changed last: by path, without their text. */
import { isInFolder, isNote, plainFolder, type VaultPath } from '../lib/vault-path';
import { dayOf } from '../telos/days';
import { brief } from './show-note';
import { allowedNotes, countOf, type Tool, type ToolContext } from './tool';

const MOST = 100;

export const listFolder: Tool = {
	name: 'list_folder',
	description: `Lists the folders and notes in a folder, by name. An empty folder name lists the top of the vault. Shows ${MOST} notes at most.`,
	inputSchema: { type: 'object', properties: { folder: { type: 'string', maxLength: 1000, description: '"Projects/Garden", or "" for the top.' } }, required: ['folder'] },
	grants: ['note_read'],
	isReading: true,
	title: ({ folder }) => `Listing ${String(folder).trim() === '' ? 'the vault' : `“${brief(String(folder), 60)}”`}`,
	async run({ folder }, context) {
		const wanted = plainFolder(String(folder).trim());
		const below = (await context.vault.list()).map(({ path }) => path).filter((path) => isNote(path) && isInFolder(path, wanted)).sort();
		const rest = (path: string): string => (wanted === '' ? path : path.slice(wanted.length + 1));
		const direct = below.filter((path) => !rest(path).includes('/'));
		const { names, isCut } = await visible(direct, context);
		// A folder is named only when a note in it may be seen: its name may be private too.
		const folders: string[] = [];
		for (const name of new Set(below.filter((path) => rest(path).includes('/')).map((path) => rest(path).split('/')[0] ?? ''))) {
			if (folders.length >= MOST) break;
			const inside = below.filter((path) => rest(path).startsWith(`${name}/`));
			const seen = await allowedNotes(inside.slice(0, 5), () => 1, context).next();
			if (seen.done !== true) folders.push(`${name}/`);
		}
		const text = [...folders, ...names].join('\n');
		const cut = isCut ? `\n[Cut: ${direct.length} notes in all. Search instead.]` : '';
		return { text: text === '' ? `There is nothing to see in “${wanted}”. Folders are named as list_folder shows them.` : text + cut, summary: `${countOf(folders.length, 'folder')}, ${countOf(names.length, 'note')}` };
	},
};

export const recentNotes: Tool = {
	name: 'recent_notes',
	description: 'Lists the notes that changed last, newest first, with the day; or the daily notes between two days (YYYY-MM-DD).',
	inputSchema: {
		type: 'object',
		properties: {
			limit: { type: 'integer', minimum: 1, maximum: 50, description: '20 when left out.' },
			from: { type: 'string', maxLength: 10, description: 'First day of the daily notes, such as "2026-11-01".' },
			to: { type: 'string', maxLength: 10, description: 'Last day; today when left out.' },
		},
	},
	grants: ['note_read'],
	isReading: true,
	title: ({ from }) => (typeof from === 'string' ? 'Looking at daily notes' : 'Looking at recent notes'),
	async run({ limit, from, to }, context) {
		const most = typeof limit === 'number' ? limit : 20;
		const files = (await context.vault.list()).filter(({ path }) => isNote(path));
		const last = typeof to === 'string' ? to : dayOf(context.now());
		const dated = files.flatMap((file) => (/(\d{4}-\d{2}-\d{2})[^/]*$/.exec(file.path)?.[1] ? [{ ...file, day: /(\d{4}-\d{2}-\d{2})[^/]*$/.exec(file.path)?.[1] ?? '' }] : []));
		const listed = typeof from === 'string'
			? dated.filter(({ day }) => day >= from && day <= last).sort((a, b) => (a.day < b.day ? 1 : -1))
			: files.map((file) => ({ ...file, day: dayOf(new Date(file.mtime)) })).sort((a, b) => b.mtime - a.mtime);
		const dayAt = new Map(listed.map(({ path, day }) => [path, day]));
		const rows: string[] = [];
		for await (const { path } of allowedNotes(listed.map((file) => file.path), () => most - rows.length, context)) rows.push(`${dayAt.get(path) ?? ''}  ${path}`);
		const isCut = rows.length >= most && listed.length > most;
		return { text: rows.length === 0 ? 'There are none.' : rows.join('\n') + (isCut ? `\n[Cut at ${most}.]` : ''), summary: countOf(rows.length, 'note') };
	},
};

async function visible(paths: readonly VaultPath[], context: ToolContext): Promise<{ names: string[]; isCut: boolean }> {
	const names: string[] = [];
	for await (const { path } of allowedNotes(paths, () => MOST - names.length, context)) names.push(path);
	return { names, isCut: names.length >= MOST && paths.length > MOST };
}
