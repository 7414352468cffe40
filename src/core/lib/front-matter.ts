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
}

/** Reads the front matter of a note. YAML that does not parse is a problem with its line, never a throw. */
export function readFrontMatter(text: string, path = ''): FrontMatterReading {
	const fences = findFences(text);
	if (!fences) return { frontMatter: null, problems: [], document: null };
	const { span, yaml } = fences;
	const { data, document, problems } = readYaml(text.slice(yaml.start, yaml.end));
	if (!problems.length) return { frontMatter: { span, yaml, data }, problems: [], document };
	const lines = new LineIndex(text, span.end);
	// What is never closed is missed at the end, which is the last line of the YAML and not the fence.
	const last = Math.max(yaml.end - 1, yaml.start);
	const placed = problems.map(({ at, message }) => ({ path, line: lines.lineAt(Math.min(yaml.start + at, last)), message }));
	return { frontMatter: { span, yaml, data }, problems: placed, document };
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
