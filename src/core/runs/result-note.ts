/** The Markdown of a saved answer: flat properties, the answer, and each citation as a link to its block. */
import { oneLine } from '../lib/one-line';
import { readFrontMatter } from '../lib/front-matter';
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
	return `${printProperties(run)}\n# ${printQuestion(run.question)}\n\n${printAnswer(run.answer, links)}`;
}

/** Notes that repeat what others say, or tell what was wrong with an answer: none of them is evidence. */
const KINDS = ['result', 'chat', 'known', 'learning', 'ratings', 'synthesis'];

/** True for a note that holds a saved result, a chat, or what was learned from one, as its properties say. */
export function isResultNote(text: string): boolean {
	// Reading YAML costs much: a search asks this of each note that it shows, and few name the property at all.
	const head = /^\uFEFF?---/.test(text) ? text.slice(0, text.indexOf('\n---', 3)) : '';
	const kind = head.includes('praxis') ? readFrontMatter(text).frontMatter?.data['praxis'] : null;
	return typeof kind === 'string' && KINDS.includes(kind);
}

/** How many notes are searched for evidence: all but those. */
export function countSearched(index: NoteCount): number {
	return KINDS.reduce((left, kind) => left - index.countWith('praxis', kind), index.size);
}

/** The index, as far as it counts. */
export interface NoteCount {
	readonly size: number;
	countWith(property: string, value: string): number;
}

/** What is appended to a note that has a life of its own: the same answer under a heading, without properties. */
export function printResultSection(run: RunToSave, links: readonly string[]): string {
	const { goal } = run.answer;
	const serves = goal?.path ? `\nServes [[${goal.path.replace(/\.md$/i, '')}]].\n` : '';
	return `## ${printQuestion(run.question)}\n\n${printAnswer(run.answer, links, run.runId.slice(-6).toLowerCase())}${serves}`;
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
		...(run.answer.goal?.path ? [`goal: ${quoteYaml(`[[${run.answer.goal.path.replace(/\.md$/i, '')}]]`)}`] : []),
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

/** A YAML double-quoted scalar; JSON's escapes are a subset of YAML's. */
function quoteYaml(text: string): string {
	return JSON.stringify(text);
}

/** A title longer than this fills a page; the question then stands whole below it. */
const LONGEST_TITLE = 200;

/** The question as the text of a heading. What would hide all that follows, or pass for a footnote of the answer, is escaped. */
function printQuestion(question: string): string {
	const whole = oneLine(question).replace(/%%/g, '\\%\\%').replace(/<!--/g, '\\<!--').replace(/\[\^/g, '[\\^');
	return whole.length <= LONGEST_TITLE ? whole : `${cut(whole, { characters: LONGEST_TITLE })}…\n\n${whole}`;
}

/** Most disks take 255 bytes for a name: this leaves room for the date, for a number that tells two notes apart, and for ".md". */
const LONGEST_NAME_BYTES = 200;
const LONGEST_NAME = 80;
/** What links and file systems give a meaning of their own, what reverses the reading of a name, and what cannot be written. */
const NOT_IN_A_NAME = /[\\/:*?"<>|#^[\]\p{Cc}\p{Cs}\p{Bidi_Control}]/gu;

/** A file name from a question: readable, legal on every system, at most 80 characters and 211 bytes with its date. */
export function resultName(question: string, date: string): string {
	const clean = oneLine(question.replace(NOT_IN_A_NAME, ' ').normalize('NFC')).replace(/^\.+/, '');
	const short = cut(clean, { characters: LONGEST_NAME, bytes: LONGEST_NAME_BYTES }).replace(/[. \p{Cf}]+$/u, '').trim();
	return `${date} ${short === '' ? 'Answer' : short}`;
}

/** The beginning of `text`, never half of a character. `bytes` are those of UTF-8. */
function cut(text: string, { characters, bytes = Infinity }: { readonly characters: number; readonly bytes?: number }): string {
	let kept = '';
	let size = 0;
	for (const character of Array.from(text.slice(0, characters * 2)).slice(0, characters)) {
		size += new TextEncoder().encode(character).length;
		if (size > bytes) break;
		kept += character;
	}
	return kept;
}
