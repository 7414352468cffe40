/** Searches the notes and shows the passages that fit, each with the place by which it is cited. */
import type { ReadNote } from '../guard/run-guard';
import { vaultPath } from '../lib/vault-path';
import { countSearched, isResultNote } from '../runs/result-note';
import type { Hit } from '../search/content-index';
import { brief, originLine } from './show-note';
import { countOf, readAllowed, type Tool, type ToolContext } from './tool';

const MOST = 20;
const USUAL = 8;
const LONGEST_PASSAGE = 1200;
/** Hits that are found beside those to be shown, in place of some that are passed over. */
const SPARE = 2;

export const searchNotes: Tool = {
	name: 'search_notes',
	description: 'Finds notes by words, also inflected ones. Put "exact words" in quotation marks, and -word for what must not occur. Gives the passage that fits best of each note, with its path and line or block id. Use several short searches with different words rather than one long one.',
	inputSchema: {
		type: 'object',
		properties: {
			query: { type: 'string', minLength: 1, maxLength: 1000, description: 'The words to look for.' },
			limit: { type: 'integer', minimum: 1, maximum: MOST, description: `Notes at most; ${USUAL} when left out.` },
		},
		required: ['query'],
	},
	grants: ['note_read'],
	isReading: true,
	title: ({ query }) => `Searching for “${brief(String(query), 60)}”`,
	async run({ query, limit }, context) {
		const wanted = typeof limit === 'number' ? limit : USUAL;
		const { shown, hasMore } = await search(String(query), wanted, context);
		const more = hasMore ? `\n\n[More notes match. Narrow the words, or raise the limit up to ${MOST}.]` : '';
		const text = shown.length === 0 ? `Nothing found for “${String(query)}” in ${countOf(countSearched(context.index), 'note')}. Try other words: synonyms, a name, the other language of the vault.` : shown.join('\n\n') + more;
		return { text, summary: countOf(shown.length, 'note') };
	},
};

/** What is passed over is made up for: a few hits more at first, many more only when that was not enough. */
async function search(query: string, wanted: number, context: ToolContext): Promise<{ readonly shown: readonly string[]; readonly hasMore: boolean }> {
	for (const limit of [wanted + SPARE, wanted * MOST]) {
		const found = context.index.find(query, { limit, reasons: false }).hits;
		const hits = (await context.index.rank?.(query, found, { limit, isPrivate: context.guard.state.secrecy === 'private', signal: context.signal })) ?? found;
		const shown: string[] = [];
		let at = 0;
		while (at < hits.length && shown.length < wanted) {
			const next = hits.slice(at, at + wanted - shown.length);
			shown.push(...(await passages(next, context)));
			at += next.length;
		}
		if (shown.length >= wanted || hits.length < limit) return { shown, hasMore: shown.length >= wanted && (await hasMore(hits.slice(at), context)) };
	}
	return { shown: [], hasMore: false };
}

/** Whether there is one that may be named: that private notes have a word is told to nobody who may not read them. */
async function hasMore(hits: readonly Hit[], { guard }: ToolContext): Promise<boolean> {
	for (const { path } of hits) if (await guard.mayEnter(vaultPath(path))) return true;
	return false;
}

/** A saved answer or a kept chat repeats what other notes say: quoted, it would prove itself. */
async function passages(hits: readonly Hit[], context: ToolContext): Promise<readonly string[]> {
	const notes = await readAllowed(hits.map(({ path }) => vaultPath(path)), context, (text) => !isResultNote(text));
	return hits.flatMap((hit, i) => (notes[i] ? [passageOf(hit, notes[i], context.memory?.whyNotSo(hit.path) ?? null)] : []));
}

/** A note that changed since it was indexed is shown by its path alone: the passage may stand elsewhere. */
function passageOf({ path, version, block, headings }: Hit, note: ReadNote, notSo: string | null): string {
	const passage = note.version === version && block ? note.text.slice(block.span.start, block.span.end) : '';
	const place = block && passage !== '' ? (block.id === null ? `line ${block.line}` : `line ${block.line}, block ^${block.id}`) : 'read it to see more';
	const above = headings.length > 0 ? ` · ${headings.join(' › ')}` : '';
	const cut = passage.length > LONGEST_PASSAGE ? `${passage.slice(0, LONGEST_PASSAGE).replace(/[\uD800-\uDBFF]$/, '')}\n[Cut. Use read_note for the rest.]` : passage;
	return `${originLine(path, note.label)}${notSo === null ? '' : ` [${notSo}]`} ${place}${above}\n${cut}`.trimEnd();
}
