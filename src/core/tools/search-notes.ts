/** Searches the notes and shows the passages that fit, each with the place by which it is cited. */
import { vaultPath } from '../lib/vault-path';
import { isResultNote } from '../runs/result-note';
import { brief, originLine } from './show-note';
import { countOf, readIfAllowed, type Tool } from './tool';

const MOST = 20;
const USUAL = 8;
const LONGEST_PASSAGE = 1200;

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
		const { hits } = context.index.find(String(query), { limit: wanted * 2 });
		const shown: string[] = [];
		for (const hit of hits) {
			if (shown.length >= wanted) break;
			const path = vaultPath(hit.path);
			const note = await readIfAllowed(path, context);
			// A saved answer or a kept chat repeats what other notes say: quoted, it would prove itself.
			if (note === null || isResultNote(note.text)) continue;
			// A note that changed since it was indexed is shown by its path alone: the passage may stand elsewhere.
			const passage = note.version === hit.version && hit.block ? note.text.slice(hit.block.span.start, hit.block.span.end) : '';
			const place = hit.block && passage !== '' ? (hit.block.id === null ? `line ${hit.block.line}` : `line ${hit.block.line}, block ^${hit.block.id}`) : 'read it to see more';
			const above = hit.headings.length > 0 ? ` · ${hit.headings.join(' › ')}` : '';
			const cut = passage.length > LONGEST_PASSAGE ? `${passage.slice(0, LONGEST_PASSAGE).replace(/[\uD800-\uDBFF]$/, '')}\n[Cut. Use read_note for the rest.]` : passage;
			shown.push(`${originLine(path, note.label)} ${place}${above}\n${cut}`.trimEnd());
		}
		const more = hits.length > wanted ? `\n\n[More notes match. Narrow the words, or raise the limit up to ${MOST}.]` : '';
		const text = shown.length === 0 ? `Nothing found for “${String(query)}” in ${countOf(context.index.size, 'note')}. Try other words: synonyms, a name, the other language of the vault.` : shown.join('\n\n') + more;
		return { text, summary: `${countOf(shown.length, 'note')}` };
	},
};
