/** Reads one note: whole, from a line on, one section, or one block. */
import { PraxisError } from '../lib/errors';
import { resolveSubpath } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Note, Span } from '../lib/note';
import { isResultNote } from '../runs/result-note';
import { brief, noteOf, numberedLines, originLine } from './show-note';
import { pathOf, readOrThrow, type Tool } from './tool';

export const readNoteTool: Tool = {
	name: 'read_note',
	description: 'Reads a note with line numbers. Give "section" for the text under one heading, "block" for one block by its id, or "from_line" to read on where a long note was cut. Quote from what this shows, without the line numbers.',
	inputSchema: {
		type: 'object',
		properties: {
			path: { type: 'string', minLength: 1, maxLength: 1000, description: 'As a search or a list showed it: "Projects/Garden.md".' },
			section: { type: 'string', maxLength: 500, description: 'A heading of the note.' },
			block: { type: 'string', maxLength: 200, description: 'A block id without "^".' },
			from_line: { type: 'integer', minimum: 1, maximum: 10_000_000 },
		},
		required: ['path'],
	},
	grants: ['note_read'],
	isReading: true,
	title: ({ path, section, block }) => `Reading “${brief(String(path), 60)}”${typeof section === 'string' ? ` › ${brief(section, 40)}` : typeof block === 'string' ? ` ^${brief(block, 20)}` : ''}`,
	async run(input, context) {
		const path = pathOf(input['path']);
		const read = await readOrThrow(path, context);
		const span = spanOf(input, () => noteOf(path, read.text), read.text);
		const { text, isCut, firstLine } = numberedLines(read.text, span);
		const named = namedBlocks(read.text.slice(span.start, Math.min(span.end, span.start + text.length)), firstLine);
		const proof = isResultNote(read.text) ? '\n[A kept chat or saved answer: it repeats what other notes say and cannot be cited. Read and quote the notes that it names.]' : '';
		const notSo = context.memory?.whyNotSo(path) ?? null;
		return { text: `${originLine(path, read.label)}${notSo === null ? '' : ` [${notSo}]`}${proof}\n${text === '' ? '(The note is empty.)' : text}${named}`, summary: isCut ? 'Read in part' : 'Read' };
	},
};

/** The ids of blocks in what is shown; the rest of a long note is not read for that. */
function namedBlocks(shown: string, firstLine: number): string {
	const ids = readNote('', shown).blocks.filter(({ id }) => id !== null).slice(0, 30);
	return ids.length > 0 ? `\n[Block ids: ${ids.map(({ id, line }) => `^${id ?? ''} at line ${line + firstLine - 1}`).join(', ')}]` : '';
}

/** `noteAt`: the note as it is read, asked for only where its structure is. */
function spanOf(input: Readonly<Record<string, unknown>>, noteAt: () => Note, text: string): Span {
	const { section, block, from_line: line } = input;
	if (typeof block === 'string' || typeof section === 'string') {
		const note = noteAt();
		const span = resolveSubpath(note, typeof block === 'string' ? `^${block.replace(/^\^/, '')}` : String(section));
		if (span) return span;
		const headings = note.headings.slice(0, 40).map((heading) => `“${brief(heading.text, 60)}”`).join(', ');
		throw new PraxisError('bad-input', `The note has no such ${typeof block === 'string' ? 'block' : 'section'}.`, { hint: headings === '' ? 'It has no headings: read it whole.' : `Its headings are ${headings}. Or read it whole.` });
	}
	if (typeof line !== 'number') return { start: 0, end: text.length };
	let start = 0;
	for (let n = 1; n < line; n++) {
		const next = text.indexOf('\n', start);
		if (next < 0) throw new PraxisError('bad-input', `The note has only ${n} lines.`, { hint: 'Give a line that is there.' });
		start = next + 1;
	}
	return { start, end: text.length };
}
