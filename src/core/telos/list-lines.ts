/** The lines of a list note by kind: what each can begin or continue. One line at a time, linear, no state but the code fence. */
import { LineReader } from '../lib/text-scan';
import { keyValue } from './key-value';
import { ID_PATTERN } from './vocabulary';

export interface ListLine {
	readonly kind: 'section' | 'item-heading' | 'item-line' | 'heading' | 'rule' | 'key' | 'bullet' | 'indented' | 'table' | 'blank' | 'prose';
	/** Without the line end. */
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly next: number;
	readonly number: number;
	/** Of a heading, 1 to 6; else 0. */
	readonly level: number;
	/** Of an item: its id, and where its words begin in the note. */
	readonly id: string | null;
	readonly titleStart: number;
}

const ITEM_LINE = new RegExp(`^[ \\t]{0,8}[-*][ \\t]+(?:\\*\\*)?(${ID_PATTERN})(?:\\*\\*)?[ \\t]*[:.–-][ \\t]*(?=\\S)`);
const ITEM_HEADING = new RegExp(`^(#{2,4})[ \\t]+(${ID_PATTERN})[ \\t]*[:.–-][ \\t]*(?=\\S)`);

/** Every line from `from` (line `first`) on. Within a code fence all is prose. */
export function* listLines(text: string, from: number, first: number): Generator<ListLine> {
	const lines = new LineReader(text, from, first);
	let fence: string | null = null;
	for (let line = lines.next(); line; line = lines.next()) {
		const words = text.slice(line.start, line.end);
		const mark = /^\s{0,3}(```|~~~)/.exec(words)?.[1] ?? null;
		const isCode: boolean = fence !== null || mark !== null;
		if (mark !== null) fence = fence === null ? mark : fence === mark ? null : fence;
		yield { text: words, ...line, ...(isCode ? PROSE : kindOf(words, line.start)) };
	}
}

type Kind = Pick<ListLine, 'kind' | 'level' | 'id' | 'titleStart'>;
const PROSE: Kind = { kind: 'prose', level: 0, id: null, titleStart: 0 };

function kindOf(words: string, start: number): Kind {
	if (words.trim() === '') return { ...PROSE, kind: 'blank' };
	const heading = ITEM_HEADING.exec(words);
	if (heading) return { kind: 'item-heading', level: heading[1]?.length ?? 3, id: heading[2] ?? null, titleStart: start + heading[0].length };
	const item = ITEM_LINE.exec(words);
	if (item) return { kind: 'item-line', level: 0, id: item[1] ?? null, titleStart: start + item[0].length };
	const level = /^(#{1,6})[ \t]+\S/.exec(words)?.[1]?.length ?? 0;
	if (level > 0) return { ...PROSE, kind: level <= 2 ? 'section' : 'heading', level };
	if (/^(?:-{3,}|\*{3,}|_{3,})\s*$/.test(words)) return { ...PROSE, kind: 'rule' };
	if (keyValue(words)) return { ...PROSE, kind: 'key' };
	if (/^[-*]\s+\S/.test(words)) return { ...PROSE, kind: 'bullet' };
	if (/^(?: {2,}|\t)/.test(words)) return { ...PROSE, kind: 'indented' };
	return { ...PROSE, kind: words.includes('|') ? 'table' : 'prose' };
}
