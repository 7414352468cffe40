/**
 * Reads one note of Obsidian's Markdown: headings, citable blocks, links, tags, tasks, properties.
 *
 * One reader for both hosts, in time linear in the note's length, which never throws: a note is whatever bytes
 * someone put in a file. It does not render, and builds no tree.
 */
import { readFrontMatter } from './front-matter';
import { readBlocks } from './markdown-blocks';
import { InlineScanner } from './markdown-inline';
import type { Note } from './note';
import { LineIndex } from './positions';
import { readProperties } from './properties';

/** What stands in `text`, the content of the note at `path`. */
export function readNote(path: string, text: string): Note {
	const reading = readFrontMatter(text, path);
	const properties = readProperties(text, reading);
	const { frontMatter, problems, unread } = reading;
	const start = frontMatter?.span.end ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
	const line = frontMatter ? new LineIndex(text, start - 1).lineAt(start - 1) + 1 : 1;
	const inline = new InlineScanner(text);
	const { headings, blocks, tasks } = readBlocks(text, { start, line }, (unit) => inline.scan(unit));
	// A link around an image is known after the image, yet starts before it.
	const links = inline.links.sort((one, other) => one.span.start - other.span.start);
	return {
		path, frontMatter, headings, blocks, tasks, problems, unread,
		links: [...properties.links, ...links],
		tags: [...properties.tags, ...inline.tags],
		aliases: properties.aliases,
	};
}
