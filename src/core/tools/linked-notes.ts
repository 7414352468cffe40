/** The notes that a note links to, and those that link to it. */
import { LinkIndex } from '../lib/links';
import { isNote, vaultPath, type VaultPath } from '../lib/vault-path';
import { brief, noteOf, originLine } from './show-note';
import { allowedNotes, countOf, pathOf, readOrThrow, type Tool, type ToolContext } from './tool';

const MOST = 40;
/** Notes that link here, looked into for the line. */
const LOOKED_INTO = 300;

export const linkedNotes: Tool = {
	name: 'linked_notes',
	description: 'Shows which notes a note links to, and which notes link to it, each with the line that holds the link.',
	inputSchema: { type: 'object', properties: { path: { type: 'string', minLength: 1, maxLength: 1000 } }, required: ['path'] },
	grants: ['note_read'],
	isReading: true,
	title: ({ path }) => `Following links of “${brief(String(path), 60)}”`,
	async run({ path: typed }, context) {
		const path = pathOf(typed);
		const read = await readOrThrow(path, context);
		const links = new LinkIndex((await context.vault.list()).map((file) => file.path));
		const targets = new Set(noteOf(path, read.text).links.flatMap(({ target, kind }) => (kind === 'url' || target === '' ? [] : (links.resolve(target, path) ?? []))));
		targets.delete(path);
		const outward: string[] = [];
		const notes = [...targets].filter((target) => isNote(target)).slice(0, MOST);
		const files = [...targets].filter((target) => !isNote(target)).slice(0, MOST);
		for await (const { path: target } of allowedNotes(notes, () => MOST - outward.length, context)) outward.push(target);
		for (const file of files) if (outward.length < MOST && (await context.guard.mayName(file))) outward.push(file);
		const inward = await backlinks(path, links, context);
		const part = (title: string, rows: readonly string[]): string => `${title}\n${rows.length === 0 ? '(none)' : rows.join('\n')}${rows.length >= MOST ? `\n[Cut at ${MOST}.]` : ''}`;
		return { text: `${part('Links to:', outward)}\n\n${part('Linked from:', inward)}`, summary: `${countOf(outward.length + inward.length, 'note')}` };
	},
};

/** The index knows who links here; the notes say where, and whether they still do. */
async function backlinks(path: VaultPath, links: LinkIndex, context: ToolContext): Promise<string[]> {
	const { hits } = context.index.find(path.includes('"') ? `links-to:[[${path}]]` : `links-to:"${path}"`, { limit: LOOKED_INTO, reasons: false });
	const rows: string[] = [];
	for await (const { path: from, read } of allowedNotes(hits.map((hit) => vaultPath(hit.path)).filter((from) => from !== path), () => MOST - rows.length, context)) {
		const link = noteOf(from, read.text).links.find(({ target, kind }) => kind !== 'url' && target !== '' && links.resolve(target, from) === path);
		if (link) rows.push(`${originLine(from, read.label)} line ${link.line}: ${brief(lineAt(read.text, link.span.start), 200)}`);
	}
	return rows;
}

function lineAt(text: string, offset: number): string {
	const end = text.indexOf('\n', offset);
	return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end);
}
