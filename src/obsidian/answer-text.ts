/** An answer as Markdown to put into a note or on the clipboard: each citation mark becomes a link in its place. Pure. */
import { oneLine } from '../core/lib/one-line';
import type { Answer, Citation } from '../core/runs/outcome';

/** `link` gives the Markdown link to a citation's place. A mark with no citation behind it goes. */
export function answerText(answer: Answer, link: (citation: Citation) => string): string {
	return answer.text.replace(/(^|\n)?[ \t]*\[\^(\d{1,4})\]/g, (_mark, lineStart: string | undefined, n: string) => {
		const citation = answer.citations[Number(n) - 1];
		return citation ? `${lineStart ?? ' '}(${link(citation)})` : (lineStart ?? '');
	});
}

/** `text` as paragraphs of its own between the words of a line before and after it. */
export function asParagraphs(text: string, { before, after }: { readonly before: string; readonly after: string }): string {
	return `${before.trim() === '' ? '' : '\n\n'}${text}${after.trim() === '' ? '' : '\n\n'}`;
}

/** The subpath of a citation's place: its block, else its nearest heading, else "". */
export function subpathOf(citation: Citation): string {
	if (citation.blockId !== null) return `#^${citation.blockId}`;
	// These characters end a link or a heading's name within it.
	const heading = oneLine(citation.headings.at(-1)?.replace(/[#^|[\]]/g, ' ') ?? '');
	return heading ? `#${heading}` : '';
}
