/** A learning of the person's as PAI keeps them. Pure. */
import { readFrontMatter } from '../../lib/front-matter';
import type { Learning } from '../learning/learning-note';

/** "LEARNING/ALGORITHM/2026-11/2026-11-20-140305_LEARNING_low-rating-3.md" */
export function learningFile({ at, kind, rating }: Pick<Learning, 'at' | 'kind' | 'rating'>): string {
	const stamp = (at === '' ? '1970-01-01T00:00:00' : at).slice(0, 19);
	const name = kind === 'correction' ? 'correction' : `low-rating-${rating ?? 0}`;
	return `LEARNING/ALGORITHM/${stamp.slice(0, 7)}/${stamp.slice(0, 10)}-${stamp.slice(11).replace(/:/g, '')}_LEARNING_${name}.md`;
}

/** The note with PAI's word for whose rating it is; ours would name another origin by it. */
export function exportedLearning(text: string): string {
	const { frontMatter } = readFrontMatter(text);
	if (!frontMatter || 'source' in frontMatter.data) return text;
	const head = text.slice(frontMatter.span.start, frontMatter.span.end);
	const eol = head.includes('\r\n') ? '\r\n' : '\n';
	const named = /^rating:.*$/m.test(head) ? head.replace(/^rating:[^\r\n]*/m, (line) => `${line}${eol}source: explicit`) : head.replace(/^---\r?\n/, (fence) => `${fence}source: explicit${eol}`);
	return text.slice(0, frontMatter.span.start) + named + text.slice(frontMatter.span.end);
}
