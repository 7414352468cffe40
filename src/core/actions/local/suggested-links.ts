/** Words of a note that are titles or aliases of others and are not linked yet, each with the sentence around them. */
import { readNote } from '../../lib/markdown';
import type { Note } from '../../lib/note';
import { asVaultPath, isNote, titleOf, type VaultPath } from '../../lib/vault-path';
import { yieldToHost } from '../../lib/yield-to-host';
import { words } from '../../search/analyse';
import { stopWordsAmong } from '../../search/stop-words';
import type { LocalAction, LocalContext } from './local-action';
import { mentionsIn, NameTable } from './mentions';
import { firstOf, linksOf, plainWords, textOrNull } from './note-links';

const MOST = 20;
/** Notes that are opened for their aliases: those in whose aliases the index finds words of the text. */
const MOST_OPENED = 60;
const AROUND = 50;
/** Different words of the text that the index is asked for, and how many in one question. */
const MOST_ASKED = 200;
const AT_ONCE = 25;
const MOST_HITS = 30;

export const suggestedLinks: LocalAction = {
	name: 'suggested-links',
	description: 'Finds titles and aliases of your notes that this one mentions without a link.',
	tags: ['links', 'organise'],
	input: ['note', 'selection', 'section'],
	async run(inputs, context) {
		const { path, text } = firstOf(inputs);
		const { index: links, linkTo, paths } = await linksOf(context.vault, context.target ?? path);
		const note = readNote(path ?? '', text);
		const linked = new Set<VaultPath | null>([path ?? null, ...note.links.map(({ target, kind }) => (kind === 'url' || target === '' ? null : links.resolve(target, path ?? '')))]);
		const names = new NameTable();
		for (const other of paths) if (isNote(other) && !linked.has(other)) names.add(titleOf(other), other);
		for (const [alias, other] of await aliasesFor(note, text, context)) if (!linked.has(other)) names.add(alias, other);
		const rows = mentionsIn(note, text, names).slice(0, MOST).map(({ paths: meant, start, end }) => {
			const said = text.slice(start, end);
			return `- ${meant.map((one) => linkTo(one, titleOf(one) === said ? {} : { display: said })).join(' or ')}: “${quoted(text, start, end)}”`;
		});
		return rows.length === 0 ? 'No mention without a link was found.' : rows.join('\n');
	},
};

/**
 * In the order of the text, each word once, and few at a time: an alias of two words must not drown among many. One that is
 * suggested stands in the text already; its note is linked, and read for that.
 */
async function aliasesFor(note: Note, text: string, { index, vault, look = vault }: LocalContext): Promise<readonly (readonly [string, VaultPath])[]> {
	const candidates = new Set<VaultPath>();
	const asked = askedWords(note, text);
	for (let at = 0; at < asked.length && candidates.size < MOST_OPENED; at += AT_ONCE) {
		// A question may take some 50 ms in a large vault; the editor must not wait for all of them.
		await yieldToHost();
		// Words alone: what stands in a note is no query, whatever quotation marks and colons it has.
		for (const hit of index.find(asked.slice(at, at + AT_ONCE).join(' '), { limit: MOST_HITS }).hits) {
			const path = asVaultPath(hit.path);
			if (path !== null && candidates.size < MOST_OPENED && hit.reasons.some(({ place }) => place === 'alias')) candidates.add(path);
		}
	}
	const found = await Promise.all([...candidates].map(async (path) => readNote(path, (await textOrNull(path, look)) ?? '').aliases.map((alias) => [alias, path] as const)));
	return found.flat();
}

function askedWords({ blocks }: Note, text: string): readonly string[] {
	const forms = new Set(blocks.flatMap(({ span }) => words(text.slice(span.start, span.end)).map(({ form }) => form)));
	const stop = stopWordsAmong([...forms]);
	return [...forms].filter((form) => !stop.has(form) && form.length > 1).slice(0, MOST_ASKED);
}

/** Some words around it, within its line. */
function quoted(text: string, start: number, end: number): string {
	const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - AROUND);
	const lineEnd = text.indexOf('\n', end);
	const to = Math.min(lineEnd === -1 ? text.length : lineEnd, end + AROUND);
	const before = text.slice(from, start).replace(from > 0 && text[from - 1] !== '\n' ? /^\S*\s/ : /^\s*(?:[-*+]|\d+[.)])\s+(?:\[.\]\s)?/, '');
	const after = text.slice(end, to).replace(to < text.length && text[to] !== '\n' ? /\s\S*$/ : /$/, '');
	return plainWords(before + text.slice(start, end) + after);
}
