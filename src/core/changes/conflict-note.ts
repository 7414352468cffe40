/** The note that shows a conflict with all three texts, so that the person can choose. Pure. */
import { privateMarksIn } from '../lib/private-marks';

export interface ConflictTexts {
	/** The title of the note that was left alone. */
	readonly title: string;
	readonly now: string;
	/** The note before Praxis wrote. */
	readonly before: string;
	readonly written: string;
}

/** Markdown in which each text stands literally, in a code block longer than any run of backticks in it. Private when one of them is: marks inside code count for nothing. */
export function conflictText({ title, now, before, written }: ConflictTexts): string {
	const isPrivate = [now, before, written].some((text) => privateMarksIn(`${title}.md`, text).length > 0);
	return [
		...(isPrivate ? ['---', 'private: true', '---', ''] : []),
		`# Conflict in ${title}`,
		'',
		'This note has changed since Praxis wrote it, in the same lines. It was left as it is. Take from here what you need, then delete this note.',
		'',
		...section('Yours now', now),
		...section('Before Praxis', before),
		...section('What Praxis wrote', written),
	].join('\n');
}

function section(name: string, text: string): string[] {
	const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const fence = '`'.repeat(longest + 1);
	return [`## ${name}`, '', `${fence}markdown`, text, fence, ''];
}
