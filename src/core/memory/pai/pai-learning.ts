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

/**
 * A failure of the person's as PAI's folder of files: all that is known of the run, apart by kind. `context`: the note.
 * Only what they rated is one: PAI's folder begins with what somebody felt of an answer, and of a run that broke off nobody has said.
 */
export function failureFiles({ at, run, question, answer, rating, said, steps }: Pick<Learning, 'at' | 'run' | 'question' | 'answer' | 'rating' | 'said'> & { readonly steps: readonly string[] }, context: string): readonly { readonly path: string; readonly text: string }[] {
	const stamp = (at === '' ? '1970-01-01T00:00:00' : at).slice(0, 19);
	const slug = (question.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 6).join('-').slice(0, 50).replace(/[-\uD800-\uDBFF]+$/u, '') || 'run';
	const folder = `LEARNING/FAILURES/${stamp.slice(0, 7)}/${stamp.slice(0, 10)}-${stamp.slice(11).replace(/:/g, '')}_${slug}`;
	const lines = (all: readonly object[]): string => all.map((one) => `${JSON.stringify(one)}\n`).join('');
	return [
		{ path: `${folder}/CONTEXT.md`, text: context },
		{ path: `${folder}/transcript.jsonl`, text: lines([{ role: 'user', content: question }, { role: 'assistant', content: answer }]) },
		{ path: `${folder}/sentiment.json`, text: `${JSON.stringify({ timestamp: at, rating, session_id: run, source: rating === null ? 'implicit' : 'explicit', comment: said }, null, 2)}\n` },
		{ path: `${folder}/tool-calls.json`, text: `${JSON.stringify(steps, null, 2)}\n` },
	];
}
