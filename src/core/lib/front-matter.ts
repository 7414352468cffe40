/**
 * The properties at the top of a note: where the fences are, and what stands between them.
 *
 * As in Obsidian: the first line is `---`, from the first character or after a BOM; the next line that is `---`
 * closes it. `---js` and the like open nothing. Dates stay text, as typed.
 */
import type { Document } from 'yaml';
import type { Problem } from './errors';
import type { FrontMatter } from './note';
import { LineIndex } from './positions';
import { LineReader, trimmedEnd } from './text-scan';
import type { Line } from './text-scan';
import { readYaml } from './yaml-data';

export interface FrontMatterReading {
	/** Null when the note has none. */
	readonly frontMatter: FrontMatter | null;
	readonly problems: readonly Problem[];
	/** The parsed YAML with its ranges; offsets count from `frontMatter.yaml.start - 1`. */
	readonly document: Document.Parsed | null;
	/** What stands where properties should and was not read, or not whole; "" when all was read or there is nothing. */
	readonly unread: string;
}

/** Of a fence that nobody closed, or that stands too low, so many characters are taken for properties at most. */
const LONGEST_UNREAD = 10_000;

/** Reads the front matter of a note. YAML that does not parse is a problem with its line, never a throw. */
export function readFrontMatter(text: string, path = ''): FrontMatterReading {
	const fences = findFences(text);
	if (!fences) return { frontMatter: null, problems: [], document: null, unread: misplaced(text) };
	const { span, yaml } = fences;
	const { data, document, problems } = readYaml(text.slice(yaml.start, yaml.end));
	if (!problems.length) return { frontMatter: { span, yaml, data }, problems: [], document, unread: '' };
	const lines = new LineIndex(text, span.end);
	// What is never closed is missed at the end, which is the last line of the YAML and not the fence.
	const last = Math.max(yaml.end - 1, yaml.start);
	const placed = problems.map(({ at, message }) => ({ path, line: lines.lineAt(Math.min(yaml.start + at, last)), message }));
	return { frontMatter: { span, yaml, data }, problems: placed, document, unread: text.slice(yaml.start, yaml.end) };
}

/** Lines that look like properties behind a fence that opens nothing: never closed, too low, or with a word behind it. */
function misplaced(text: string): string {
	const [, rest = ''] = /^\uFEFF?\s*---[^\n]*\n([^]*)/.exec(text.slice(0, LONGEST_UNREAD)) ?? [];
	const end = /^(?:---|\s*$)/m.exec(rest);
	const lines = (end ? rest.slice(0, end.index) : rest).split('\n');
	return lines.filter((line) => /^\s*(?:["']?[\p{L}_][\p{L}\p{N} _-]*["']?\s*:|-\s)/u.test(line)).join('\n');
}

function findFences(text: string): Pick<FrontMatter, 'span' | 'yaml'> | null {
	const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	if (!text.startsWith('---', start)) return null;
	const lines = new LineReader(text, start);
	const opening = lines.next();
	if (!opening || !isFence(text, opening)) return null;
	for (let line = lines.next(); line; line = lines.next()) {
		if (isFence(text, line)) return { span: { start, end: line.next }, yaml: { start: opening.next, end: line.start } };
	}
	return null;
}

function isFence(text: string, line: Line): boolean {
	return text.startsWith('---', line.start) && trimmedEnd(text, line.start, line.end) === line.start + 3;
}
