/** The Markdown of a saved answer: flat properties, the answer, and each citation as a link to its block. */
import type { Answer, Citation } from './outcome';

export interface RunToSave {
	readonly runId: string;
	readonly question: string;
	readonly agent: string;
	readonly model: string;
	readonly at: string;
	readonly answer: Answer;
}

/** A whole note. `links[i]` is the wikilink of `answer.citations[i]`, its brackets included. */
export function printResultNote(run: RunToSave, links: readonly string[]): string {
	return `${printProperties(run)}\n# ${oneLine(run.question)}\n\n${printAnswer(run.answer, links)}`;
}

/** What is appended to a note that has a life of its own: the same answer under a heading, without properties. */
export function printResultSection(run: RunToSave, links: readonly string[]): string {
	return `## ${oneLine(run.question)}\n\n${printAnswer(run.answer, links, run.runId.slice(-6).toLowerCase())}`;
}

function printProperties(run: RunToSave): string {
	const sources = [...new Set(run.answer.citations.map((citation) => citation.path))];
	const lines = [
		'praxis: result',
		`run: ${run.runId}`,
		`agent: ${run.agent}`,
		`model: ${quoteYaml(run.model)}`,
		`created: ${run.at}`,
		`outcome: ${run.answer.outcome}`,
		...(sources.length > 0 ? ['source:', ...sources.map((path) => `  - ${quoteYaml(`[[${path.replace(/\.md$/i, '')}]]`)}`)] : []),
		// What is made of private notes stays private.
		...(run.answer.citations.some((citation) => citation.isPrivate) ? ['private: true'] : []),
	];
	return `---\n${lines.join('\n')}\n---\n`;
}

/** `label` keeps the footnotes of several answers in one note apart. */
function printAnswer(answer: Answer, links: readonly string[], label = ''): string {
	const name = (n: string): string => (label === '' ? n : `${label}-${n}`);
	const text = answer.text.replace(/\[\^(\d+)\]/g, (_whole, n: string) => `[^${name(n)}]`);
	const notes = answer.citations.map((citation, i) => `[^${name(String(i + 1))}]: ${links[i] ?? plainPlace(citation)}`);
	const rest = [answer.searched, answer.resolve].filter((line) => line !== '' && !answer.text.includes(line));
	return `${[text.trim(), ...(answer.outcome === 'answered' ? [] : rest), notes.join('\n')].filter((part) => part !== '').join('\n\n')}\n`;
}

function plainPlace(citation: Citation): string {
	return `${citation.path}, line ${citation.line}`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** A YAML double-quoted scalar; JSON's escapes are a subset of YAML's. */
function quoteYaml(text: string): string {
	return JSON.stringify(text);
}

/** A file name from a question: readable, legal on every system, at most 80 characters. */
export function resultName(question: string, date: string): string {
	const clean = oneLine(question.replace(/[\\/:*?"<>|#^[\]\p{Cc}\p{Cs}]/gu, ' ')).replace(/^\.+|[. ]+$/g, '');
	const short = Array.from(clean).slice(0, 80).join('').trim();
	return `${date} ${short === '' ? 'Answer' : short}`;
}
