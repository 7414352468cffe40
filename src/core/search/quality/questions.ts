/**
 * Questions whose answer is known, made from the person's own notes without a model: known-item search. What a question
 * was made of is taken out of the text that is searched, where the question would else find itself.
 */
import type { LinkIndex } from '../../lib/links';
import type { Note, Span } from '../../lib/note';
import type { Random } from '../../lib/random';
import { isUlid } from '../../lib/ulid';
import { titleOf } from '../../lib/vault-path';

export type QuestionKind = 'link' | 'heading' | 'alias' | 'passage' | 'typo' | 'unfinished';
export const QUESTION_KINDS: readonly QuestionKind[] = ['link', 'heading', 'alias', 'passage', 'typo', 'unfinished'];

export interface KnownItem {
	readonly kind: QuestionKind;
	readonly text: string;
	/** Notes that answer it: more than one where several have the same name. */
	readonly answers: readonly string[];
	/** Words that must stand in one note only, because those of many ask for none of them; "" where that does not matter. */
	readonly own: string;
	/** What is taken out of a note before it is asked; null when nothing is. */
	readonly without: { readonly path: string; readonly span: Span } | null;
}

export interface ReadableNote {
	readonly path: string;
	readonly text: string;
	readonly note: Note;
}

/** Words of a passage that are asked for. */
const PASSAGE_WORDS = 5;
/** UTF-16 units by which passages are told apart. */
const OPENING = 48;
const WORD = /[\p{L}\p{N}]{4,}/gu;
/** Letters of a title that a slip or a missing end leaves recognisable; a day alone is not, nor is what a machine counts by. */
const LONG_TITLE = 7;

/** Every question of these kinds that a note gives. Titles and headings that several notes share are answered by each. */
export function questionsOf({ path, text, note }: ReadableNote, { links, random, sameTitle }: { readonly links: LinkIndex; readonly random: Random; readonly sameTitle: (title: string) => readonly string[] }): KnownItem[] {
	const title = titleOf(path);
	const named = sameTitle(title);
	return [
		...note.links.flatMap((link): KnownItem[] => {
			const to = link.kind === 'wikilink' && !link.inFrontMatter && link.display !== null ? links.resolve(link.target, path) : null;
			if (to === null || to === path || link.display === null || !isTelling(link.display) || plain(link.display) === plain(titleOf(to))) return [];
			return [{ kind: 'link', text: link.display, answers: [to], own: '', without: { path, span: link.span } }];
		}),
		...note.headings.filter(({ text: words }) => words.split(/\s+/).length > 1 && isTelling(words) && plain(words) !== plain(title)).map((heading): KnownItem => ({ kind: 'heading', text: heading.text, answers: [path], own: heading.text, without: { path, span: heading.span } })),
		...note.aliases.flatMap((alias): KnownItem[] => {
			const at = note.frontMatter ? text.indexOf(alias, note.frontMatter.yaml.start) : -1;
			return at >= 0 && at < (note.frontMatter?.yaml.end ?? 0) && isTelling(alias) && plain(alias) !== plain(title) ? [{ kind: 'alias', text: alias, answers: [path], own: '', without: { path, span: { start: at, end: at + alias.length } } }] : [];
		}),
		...passageWords(text, note, random).map(({ words, opening }): KnownItem => ({ kind: 'passage', text: words, answers: [path], own: opening, without: null })),
		...(plain(title).replace(/\p{N}/gu, '').length >= LONG_TITLE && !isUlid(title) ? [{ kind: 'typo' as const, text: withSlip(title, random), answers: named, own: '', without: null }, { kind: 'unfinished' as const, text: unfinished(title, random), answers: named, own: '', without: null }] : []),
	];
}

/** The text of a note without what its questions were made of; lengths may change, lines do not. */
export function textWithout(text: string, spans: readonly Span[]): string {
	let left = text;
	for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) left = `${left.slice(0, start)}${left.slice(start, end).replace(/[^\n]/g, '').replace(/^$/, ' ')}${left.slice(end)}`;
	return left;
}

/** Openings of what could be asked for: to tell what stands in one note only. */
export function openings(text: string, { blocks, headings }: Note): string[] {
	return [...new Set([...headings.map((heading) => heading.text), ...blocks.map(({ span }) => openingAt(text, span.start))])];
}

function openingAt(text: string, start: number): string {
	return text.slice(start, start + OPENING);
}

/** Text of some length that is no mark-up. */
function passageWords(text: string, { blocks }: Note, random: Random): { readonly words: string; readonly opening: string }[] {
	const long = blocks.filter(({ kind, span }) => (kind === 'paragraph' || kind === 'list-item' || kind === 'quote') && span.end - span.start > 120 && !text.slice(span.start, span.end).includes('</'));
	const block = long[Math.floor(random() * long.length)];
	const words = block ? [...text.slice(block.span.start, block.span.end).replace(/https?:\S+|\]\([^)]*\)/g, ' ').matchAll(WORD)].map(([word]) => word) : [];
	if (words.length < PASSAGE_WORDS * 2) return [];
	const chosen = new Set<number>();
	while (chosen.size < PASSAGE_WORDS) chosen.add(Math.floor(random() * words.length));
	return [{ words: [...chosen].sort((a, b) => a - b).map((at) => words[at] ?? '').join(' '), opening: openingAt(text, block?.span.start ?? 0) }];
}

/** One letter of the longest word is left out, doubled, exchanged or swapped with the next. */
function withSlip(title: string, random: Random): string {
	const words = title.split(/(\s+)/);
	const at = words.reduce((best, word, i) => (lettersIn(word) > lettersIn(words[best] ?? '') ? i : best), 0);
	const letters = [...(words[at] ?? '')];
	const i = 1 + Math.floor(random() * Math.max(1, letters.length - 2));
	const [kind, letter, next] = [Math.floor(random() * 4), letters[i] ?? '', letters[i + 1] ?? ''];
	if (kind === 0) letters.splice(i, 1);
	else if (kind === 1) letters.splice(i, 0, letter);
	else if (kind === 2) letters.splice(i, 1, letters[i - 1] ?? '');
	else letters.splice(i, 2, next, letter);
	words[at] = letters.join('');
	return words.join('');
}

/** The first half of the title or more, as it stands while it is being typed. */
function unfinished(title: string, random: Random): string {
	const letters = [...title];
	const length = Math.ceil(letters.length * (0.5 + random() * 0.35));
	return letters.slice(0, Math.max(4, Math.min(letters.length - 1, length))).join('').trim();
}

function lettersIn(word: string): number {
	return word.replace(/[^\p{L}]/gu, '').length;
}

function isTelling(text: string): boolean {
	return plain(text).length >= 4 && /\p{L}/u.test(text);
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
