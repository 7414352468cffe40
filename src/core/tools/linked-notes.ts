/** The notes that a note links to, and those that link to it. */
import { LinkIndex } from '../lib/links';
import { titleOf, vaultPath, type VaultPath } from '../lib/vault-path';
import { brief, noteOf, originLine } from './show-note';
import { countOf, pathOf, readIfAllowed, readOrThrow, type Tool, type ToolContext } from './tool';

const MOST = 40;
/** Notes that name the title, looked into for a link. */
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
		for (const target of [...targets].slice(0, MOST)) if (!/\.md$/i.test(target) || (await readIfAllowed(target, context)) !== null) outward.push(target);
		const inward = await backlinks(path, links, context);
		const part = (title: string, rows: readonly string[]): string => `${title}\n${rows.length === 0 ? '(none)' : rows.join('\n')}${rows.length >= MOST ? `\n[Cut at ${MOST}.]` : ''}`;
		return { text: `${part('Links to:', outward)}\n\n${part('Linked from:', inward)}`, summary: `${countOf(outward.length + inward.length, 'note')}` };
	},
};

/** A link holds the words of the title, so only notes with these words are opened. */
async function backlinks(path: VaultPath, links: LinkIndex, context: ToolContext): Promise<string[]> {
	const { hits } = context.index.find(`"${titleOf(path).replaceAll('"', ' ')}"`, { limit: LOOKED_INTO });
	const rows: string[] = [];
	for (const hit of hits) {
		if (rows.length >= MOST) break;
		const from = vaultPath(hit.path);
		const read = from === path ? null : await readIfAllowed(from, context);
		if (!read) continue;
		const link = noteOf(from, read.text).links.find(({ target, kind }) => kind !== 'url' && target !== '' && links.resolve(target, from) === path);
		if (link) rows.push(`${originLine(from, read.label)} line ${link.line}: ${brief(lineAt(read.text, link.span.start), 200)}`);
	}
	return rows;
}

function lineAt(text: string, offset: number): string {
	const end = text.indexOf('\n', offset);
	return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end);
}
