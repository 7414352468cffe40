/**
 * A quote in pieces, so that it can be shown as the note shows it: signs of markup hidden, not taken away. The pieces
 * joined are the quote, whatever it is. No piece is a link or an element of the note's own: it may be anybody's text.
 */

export interface QuotePiece {
	/** A `sign` is markup that a reader does not see; a `bar` stands between two cells of a table row. */
	readonly kind: 'text' | 'strong' | 'emphasis' | 'code' | 'highlight' | 'sign' | 'bar';
	readonly text: string;
}

interface Form {
	readonly kind: QuotePiece['kind'];
	/** What opens, the words, what closes: together the whole match. */
	readonly form: RegExp;
}

const FORMS: readonly Form[] = [
	{ kind: 'code', form: /(`)([^`\n]+)(`)/ },
	{ kind: 'text', form: /(!?\[\[(?:[^[\]|\n]*\|)?)([^[\]|\n]+?)((?:#\^[A-Za-z0-9-]+)?\]\])/ },
	{ kind: 'text', form: /(!?\[)([^[\]\n]+)(\]\([^()\s]*\))/ },
	{ kind: 'strong', form: /(\*\*)([^*\s](?:[^*\n]*[^*\s])?)(\*\*)/ },
	{ kind: 'highlight', form: /(==)([^=\s](?:[^=\n]*[^=\s])?)(==)/ },
	{ kind: 'emphasis', form: /(\*)([^*\s](?:[^*\n]*[^*\s])?)(\*)/ },
	{ kind: 'bar', form: /()(\|)()/ },
];
const ANY = new RegExp(FORMS.map(({ form }) => form.source).join('|'), 'g');
/** A row begins with a bar; a quote may leave out the one at its end. */
const ROW = /^(\s*\|\s*)(.*)$/;
const ROW_END = /\s*\|\s*$/;
/** A longer quote is an export of some program, and shown as it is. */
const LONGEST = 10_000;

export function readQuotePieces(quote: string): readonly QuotePiece[] {
	if (quote.length > LONGEST) return [{ kind: 'text', text: quote }];
	return quote.split(/(\r\n|\r|\n)/).flatMap((line) => readRow(line) ?? readLine(line).map(barAsText));
}

function readLine(line: string): QuotePiece[] {
	const found: QuotePiece[] = [];
	const add = (kind: QuotePiece['kind'], text: string): void => void (text !== '' && found.push({ kind, text }));
	let from = 0;
	for (const match of line.matchAll(ANY)) {
		const at = FORMS.findIndex((_form, index) => match[3 * index + 2] !== undefined);
		const [opens = '', words = '', closes = ''] = match.slice(3 * at + 1, 3 * at + 4);
		add('text', line.slice(from, match.index));
		add('sign', opens);
		add(FORMS[at]?.kind ?? 'text', words);
		add('sign', closes);
		from = match.index + match[0].length;
	}
	add('text', line.slice(from));
	return found;
}

/** The cells of a row, or null. The bars that frame a row part no cells. */
function readRow(line: string): QuotePiece[] | null {
	const [, opens = '', rest = ''] = ROW.exec(line) ?? [];
	if (opens === '') return null;
	const cells = rest.replace(ROW_END, '');
	const frame = (text: string): QuotePiece[] => (text === '' ? [] : [{ kind: 'sign', text }]);
	return [...frame(opens), ...readLine(cells), ...frame(rest.slice(cells.length))];
}

function barAsText(piece: QuotePiece): QuotePiece {
	return piece.kind === 'bar' ? { ...piece, kind: 'text' } : piece;
}
