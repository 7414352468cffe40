/** Asks the memory: claims that hold, and blocks of the notes as they are, each with the place by which it is cited. */
import { lineOf, notesOf, seenOf } from '../memory/recall/told';
import type { Recalled, RecalledBlock } from '../memory/recall/recall';
import { PraxisError } from '../lib/errors';
import { brief, originLine } from './show-note';
import { countOf, readAllowed, type Tool, type ToolContext } from './tool';

const MOST = 12;
const USUAL = 6;
const LONGEST_BLOCK = 800;

export const recallMemory: Tool = {
	name: 'recall',
	description: 'Asks the memory of the person a question in plain words: what they said to remember, and what journals, chats and minutes tell. Knows about time: "when did I last …", "in March", "before the move". What was superseded or taken back is left out unless the question names a past day. Cite a claim by its note, a block by its place.',
	inputSchema: {
		type: 'object',
		properties: {
			question: { type: 'string', minLength: 1, maxLength: 1000 },
			as_of: { type: 'string', maxLength: 20, description: 'A day such as "2026-03-31": what held then; now when left out.' },
			include_cold: { type: 'boolean', description: 'Also what the person has put away.' },
			limit: { type: 'integer', minimum: 1, maximum: MOST },
		},
		required: ['question'],
	},
	grants: ['note_read'],
	isReading: true,
	title: ({ question }) => `Recalling “${brief(String(question), 60)}”`,
	async run({ question, as_of: asOf, include_cold: includeCold, limit }, context) {
		const { memory, guard, signal } = context;
		if (!memory) throw new PraxisError('bad-input', 'There is no memory here.', { hint: 'Use search_notes.' });
		if (typeof asOf === 'string' && !/^\d{4}-\d{2}-\d{2}/.test(asOf)) throw new PraxisError('bad-input', `“${asOf}” is no day.`, { hint: 'Write it as 2026-03-31, or leave it out.' });
		const found = await memory.recall(String(question), { limit: typeof limit === 'number' ? limit : USUAL, includeCold: includeCold === true, noPrivate: guard.state.remote, signal, ...(typeof asOf === 'string' ? { asOf } : {}) });
		const { claims, blocks } = await allowed(found, context);
		if (claims.length + blocks.length === 0) return { text: `Unknown: neither the memory nor the notes tell. ${guard.state.remote ? '' : found.searched}`.trim(), summary: 'Nothing' };
		const parts = [claims.length > 0 ? `Claims of the memory:\n${claims.join('\n')}` : '', ...blocks];
		return { text: parts.filter((part) => part !== '').join('\n\n'), summary: [countOf(claims.length, 'claim'), countOf(blocks.length, 'block')].filter((text) => !text.startsWith('0 ')).join(', ') };
	},
};

/** What this run may see, as lines; each note is read, so that it can be cited and its label is the run's. */
async function allowed({ claims, blocks }: Recalled, context: ToolContext): Promise<{ readonly claims: readonly string[]; readonly blocks: readonly string[] }> {
	const told = notesOf(claims);
	const own = await readAllowed(told.map(({ path }) => path), context);
	const notes = await readAllowed(blocks.map(({ citation }) => citation.path), context);
	return {
		claims: seenOf(claims, told.filter(({ version }, i) => own[i]?.version === version)).map((one) => lineOf(one.claim, one)),
		blocks: blocks.flatMap((block, i) => (notes[i]?.version === block.citation.version ? [shown(block, originLine(block.citation.path, notes[i].label))] : [])),
	};
}

function shown({ citation: { line, blockId, quote, headings }, day }: RecalledBlock, origin: string): string {
	const place = blockId === null ? `line ${line}` : `line ${line}, block ^${blockId}`;
	const above = headings.length > 0 ? ` · ${headings.join(' › ')}` : '';
	const text = quote.length > LONGEST_BLOCK ? `${quote.slice(0, LONGEST_BLOCK).replace(/[\uD800-\uDBFF]$/, '')}\n[Cut. Use read_note for the rest.]` : quote;
	return `${origin} ${place}${day === null ? '' : ` · ${day}`}${above}\n${text}`;
}
