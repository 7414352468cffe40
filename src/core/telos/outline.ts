/** Outlines: what is left of an imported file when its items became notes of their own, each entry pointing at its note. */
import { readFrontMatter } from '../lib/front-matter';

const MARK = 'telos: outline\n';

/** Marks a text as an outline in its properties, so that `unmarked` gives back the same bytes. */
export function marked(text: string): string {
	const { frontMatter } = readFrontMatter(text);
	if (!frontMatter) {
		const start = text.startsWith('\uFEFF') ? 1 : 0;
		return `${text.slice(0, start)}---\n${MARK}---\n${text.slice(start)}`;
	}
	if ('telos' in frontMatter.data) return text;
	return `${text.slice(0, frontMatter.yaml.start)}${MARK}${text.slice(frontMatter.yaml.start)}`;
}

export function unmarked(text: string): string {
	const { frontMatter } = readFrontMatter(text);
	if (!frontMatter) return text;
	const { yaml, span } = frontMatter;
	if (!text.startsWith(MARK, yaml.start)) return text;
	if (yaml.end - yaml.start === MARK.length) return text.slice(0, span.start) + text.slice(span.end);
	return text.slice(0, yaml.start) + text.slice(yaml.start + MARK.length);
}
