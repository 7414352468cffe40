/** A conversation that was saved as Markdown or copied as text: lines that name who speaks, and what they say below. Pure. */
import { readFrontMatter } from '../../lib/front-matter';
import { oneLine } from '../../lib/one-line';
import { titleOf } from '../../lib/vault-path';
import type { ForeignChat, ForeignMessage } from './foreign-chat';

const PERSON = 'you|user|human|me|prompt|question';
const ASSISTANT = 'assistant|ai|bot|chatgpt|gpt(?:-[\\w.]+)?|claude(?:[ -][\\w. -]+)?|gemini|copilot|deepseek|grok|mistral|le chat|perplexity|response|answer';
/** "## Human (2026-01-02 10:11)", "**You:** text", "ChatGPT said:", with a small picture before the name. */
const SPEAKER = new RegExp(`^(?<mark>#{1,6}\\s+|[*_]{2,3})?[^\\p{L}\\p{N}\\s#*_]{0,4}\\s*(?:(?<person>${PERSON})|(?<assistant>${ASSISTANT}))(?<said> said)?(?<colon>:)?[*_]{0,3}(?<after>:)?(?<rest>.*)$`, 'iu');
const TIME = /^\s*[([–—-]?\s*(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)[)\]]?\s*$/;

interface Spoken {
	readonly isPerson: boolean;
	readonly name: string;
	readonly at: string;
	readonly lines: string[];
}

/** Null when no person and no assistant speaks in it. */
export function readMarkdownChat(path: string, text: string): ForeignChat | null {
	const { frontMatter } = readFrontMatter(text, path);
	const body = text.slice(frontMatter?.span.end ?? 0).replace(/\r\n?/g, '\n').replace(/(?!\n|\t)\p{Cc}|\uFEFF/gu, '').replace(/\p{Cs}/gu, '\uFFFD');
	const { spoken, title } = speeches(body);
	const messages = spoken.map((one, i): ForeignMessage => ({ id: `m${i}`, parent: i === 0 ? null : `m${i - 1}`, isPerson: one.isPerson, text: one.lines.join('\n').replace(/(?:\n\s*(?:-{3,}|\*{3,}))+\s*$/, '').trim(), at: one.at, model: '' })).filter(({ text: said }) => said !== '');
	if (!messages.some(({ isPerson }) => isPerson) || !messages.some(({ isPerson }) => !isPerson)) return null;
	const linked = messages.map((message, i) => ({ ...message, parent: messages[i - 1]?.id ?? null }));
	const property = (...names: readonly string[]): string => names.map((name) => frontMatter?.data[name]).map((value) => (value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : '')).find((value) => value !== '') ?? '';
	const name = spoken.find(({ isPerson }) => !isPerson)?.name ?? '';
	return { from: /^(?:assistant|ai|bot|response|answer)$/i.test(name) ? 'another assistant' : name, id: '', title: property('title') || title || titleOf(path), at: instantOf(property('created', 'date', 'create_time')) || (linked[0]?.at ?? ''), messages: linked, leaf: null, wordless: 0 };
}

function speeches(body: string): { readonly spoken: readonly Spoken[]; readonly title: string } {
	const spoken: Spoken[] = [];
	let title = '';
	let fence = '';
	for (const line of body.split('\n')) {
		const [, ticks = ''] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? [];
		const opened = fence === '' && ticks === '' ? speakerIn(line) : null;
		if (opened) spoken.push(opened);
		else if (spoken.length > 0) spoken.at(-1)?.lines.push(line);
		else title ||= oneLine(/^#\s+(\S.*)$/.exec(line)?.[1] ?? '');
		if (ticks !== '') fence = fence === '' ? ticks : ticks[0] === fence[0] && ticks.length >= fence.length ? '' : fence;
	}
	return { spoken, title };
}

/** A name alone is a heading, bold, or "said:"; words after it stand only after a bold name and a colon. */
function speakerIn(line: string): Spoken | null {
	const { mark = '', person, assistant, said, colon, after, rest = '' } = SPEAKER.exec(line)?.groups ?? {};
	const name = person ?? assistant;
	if (name === undefined || (mark === '' && said === undefined)) return null;
	const [, time] = TIME.exec(rest) ?? [];
	const hasColon = colon !== undefined || after !== undefined;
	const isAlone = rest.trim() === '' || time !== undefined;
	if (!isAlone && (mark.startsWith('#') || mark === '' || !hasColon)) return null;
	return { isPerson: person !== undefined, name: name.trim(), at: instantOf(time ?? ''), lines: isAlone ? [] : [rest.trim()] };
}

function instantOf(time: string): string {
	const ms = Date.parse(time.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T'));
	return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
