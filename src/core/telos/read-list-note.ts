/**
 * Reads a list note: many items in one note, as the Telos and PAI files keep them. Linear, never throws, changes nothing.
 *
 * What it does not know stays where it is: an entry ends at the next heading, rule or entry, and the lines between
 * entries belong to nobody. Repeated ids, gaps and ids that lead nowhere are legal.
 */
import type { Problem } from '../lib/errors';
import type { Note, Span } from '../lib/note';
import { LineIndex } from '../lib/positions';
import { nameOf, titleOf } from '../lib/vault-path';
import { readDay } from './days';
import type { Item, ItemType, TableEdge } from './item';
import { datedText, factKey, makeItem, milestone, type Fact } from './item-facts';
import { listLines, type ListLine } from './list-lines';
import { TableReader } from './list-tables';
import { keyValue } from './key-value';
import { distinct, linksIn, referencesOf } from './references';
import { statedType, TITLE_START } from './stated-type';
import { typeOfId, typeOfSection, typeOfWord } from './vocabulary';

export interface ListEntry {
	readonly item: Item;
	/** The id in the prefix; null for an entry under its title alone, whatever its keys say. */
	readonly saidId: string | null;
	/** "### G0: ", "- **M0**: ", up to the title. */
	readonly prefix: Span;
	readonly title: Span;
	/** The lines after the first, blank ones at the end left out. Empty when there are none. */
	readonly rest: Span;
}

/** An entry that is a link alone: the item has a note of its own. */
export interface ListPointer extends Pick<ListEntry, 'saidId' | 'prefix' | 'title'> {
	/** What the place says the item is. */
	readonly type: ItemType;
}

export interface ListReading {
	readonly entries: readonly ListEntry[];
	readonly pointers: readonly ListPointer[];
	readonly tableEdges: readonly TableEdge[];
	readonly problems: readonly Problem[];
}

/** Entries without an id that are items by the section they stand in. */
const LISTED: ReadonlySet<ItemType> = new Set(['history', 'wrong', 'wisdom', 'trauma', 'lesson', 'book', 'movie']);
const TITLED: ReadonlySet<ItemType> = new Set(['prediction', 'project', 'bet', 'assumption', 'evidence', 'outcome', 'status']);
/** A line longer than this is prose, whatever it begins with: nobody's title. */
const LONGEST_TITLE = 100_000;

interface Open {
	readonly first: ListLine;
	readonly type: ItemType;
	readonly id: string | null;
	readonly titleStart: number;
	readonly lines: ListLine[];
}

/** True when the note's entries are items: it says so by `telos: list` or the tag `telos`, or it is named as the templates are. */
export function isListNote(note: Note): boolean {
	const { telos } = note.frontMatter?.data ?? {};
	if (telos === true || (typeof telos === 'string' && /^(?:list|outline|true)$/i.test(telos.trim()))) return true;
	if (note.tags.some((tag) => tag.inFrontMatter && /^telos(?:\/list|\/outline)?$/i.test(tag.name))) return true;
	const name = titleOf(nameOf(note.path));
	if (/^(?:personal_telos|corporate_telos|TELOS)$/.test(name) || note.headings[0]?.text === 'TELOS') return true;
	return /^[A-Z]{4,}$/.test(name) && typeOfWord(name) !== null && note.headings.some(({ level }) => level === 1);
}

/** The note's entries, in order, and the edges of its mapping tables. */
export function readListNote(note: Note, text: string): ListReading {
	const reader = new ListReader(note, text);
	const start = note.frontMatter?.span.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
	const first = start <= 1 ? 1 : new LineIndex(text, start).lineAt(start - 1) + 1;
	const lines = [...listLines(text, start, first)];
	lines.forEach((line, i) => reader.read(line, lines[i + 1]));
	return reader.end();
}

class ListReader {
	readonly #entries: ListEntry[] = [];
	readonly #pointers: ListPointer[] = [];
	readonly #problems: Problem[] = [];
	readonly #tables = new TableReader();
	readonly #keys = new Map<string, number>();
	readonly #fileType: ItemType | null;
	#section: ItemType | null;
	private open: Open | null = null;

	constructor(private readonly note: Note, private readonly text: string) {
		this.#fileType = typeOfSection(titleOf(note.path));
		this.#section = this.#fileType;
	}

	read(line: ListLine, next?: ListLine): void {
		this.#tables.read(line.text, line.number, line.kind === 'table');
		if (line.kind === 'item-heading' || (line.kind === 'item-line' && !this.#continues(line))) return this.#begin(line, line.id, line.titleStart);
		if (line.kind === 'section' || line.kind === 'heading' || line.kind === 'rule') return this.#divide(line, next);
		if (this.open && this.#continues(line)) return void this.open.lines.push(line);
		this.#close();
		if (line.kind === 'bullet') this.#bullet(line);
	}

	end(): ListReading {
		this.#close();
		return { entries: this.#entries, pointers: this.#pointers, tableEdges: this.#tables.edges, problems: this.#problems };
	}

	/** An entry at a heading holds all up to the next one; an entry on a line holds what is indented below it. */
	#continues(line: ListLine): boolean {
		if (!this.open) return false;
		// A heading over dated lines or predictions, with no key below it, is no entry: they are.
		const isBare = this.open.id === null && this.open.first.level > 0 && !this.open.lines.some(({ kind }) => kind === 'key');
		if (isBare && line.kind === 'bullet' && (prediction(line.text) ?? datedText(line.text, line.number)) !== null) return false;
		return this.open.first.level > 0 ? line.kind !== 'item-line' || /^[ \t]/.test(line.text) : /^(?: {2,}|\t)/.test(line.text) && line.kind !== 'item-line';
	}

	#begin(line: ListLine, id: string | null, titleStart: number): void {
		this.#close();
		const known = id === null ? null : typeOfId(id);
		const type = known ?? this.#section;
		if (type === null) {
			this.#problems.push({ path: this.note.path, line: line.number, message: `"${id ?? ''}" is of no known type; the line is kept as it is.` });
			return;
		}
		this.open = { first: line, type, id, titleStart, lines: [] };
	}

	/** A heading or rule. A heading of level 3 in PREDICTIONS or PROJECTS may be an entry that has no id, and so is one that states its type below. */
	#divide(line: ListLine, next?: ListLine): void {
		const isDeeper = this.open !== null && this.open.first.level > 0 && line.level > this.open.first.level;
		if (isDeeper) return void this.open?.lines.push(line);
		this.#close();
		if (line.kind === 'rule') return;
		const words = line.text.replace(/^#+\s+/, '');
		if (line.level === 1) this.#section = typeOfSection(words) ?? this.#fileType;
		else if (line.level === 2) this.#section = sectionType(words, this.#section, this.#fileType);
		else {
			const type = statedType(next ? [next] : [])?.type ?? (this.#section !== null && TITLED.has(this.#section) ? this.#section : null);
			if (type !== null) this.open = { first: line, type, id: null, titleStart: line.start + (TITLE_START.exec(line.text)?.[0].length ?? 0), lines: [] };
		}
	}

	#bullet(line: ListLine): void {
		const titleStart = line.start + (TITLE_START.exec(line.text)?.[0].length ?? 2);
		const dated = datedText(line.text, line.number);
		const isListed = this.#section !== null && LISTED.has(this.#section);
		const type = dated && !isListed ? (this.#section === 'log' ? 'log' : dated.value !== null ? 'status' : null) : prediction(line.text) ? 'prediction' : this.#section;
		if (type === null || (type !== 'prediction' && !dated && !isListed)) return;
		if (type === 'prediction' && !prediction(line.text)) return;
		this.open = { first: line, type, id: null, titleStart, lines: [] };
	}

	#close(): void {
		const { open } = this;
		this.open = null;
		if (!open) return;
		while (open.lines[open.lines.length - 1]?.kind === 'blank') open.lines.pop();
		const isTitled = open.id === null && open.first.level > 0;
		const titleEnd = open.first.start + open.first.text.trimEnd().length;
		if (titleEnd - open.titleStart > LONGEST_TITLE) return;
		const title = { start: open.titleStart, end: titleEnd };
		const prefix = { start: open.first.start, end: open.titleStart };
		if (isPointer(this.text.slice(title.start, title.end))) return void this.#pointers.push({ saidId: open.id, type: open.type, prefix, title });
		if (isTitled && !open.lines.some(({ kind }) => kind === 'key')) return;
		const end = open.lines[open.lines.length - 1]?.end ?? open.first.end;
		const made = makeItem(this.#start(open, title, end));
		this.#problems.push(...made.problems);
		this.#entries.push({ item: made.item, saidId: open.id, prefix, title, rest: open.lines.length === 0 ? { start: end, end } : { start: open.first.next, end } });
	}

	#start(open: Open, title: Span, end: number): Parameters<typeof makeItem>[0] {
		const words = this.text.slice(title.start, title.end);
		const { path } = this.note;
		const stated = statedType(open.lines);
		const id = open.id ?? stated?.id ?? null;
		const pairs = open.lines.flatMap((line) => withLine(keyValue(line.text), line.number));
		const guess = open.first.level === 0 && open.type === 'prediction' ? prediction(open.first.text) : null;
		const facts: Fact[] = pairs.map(({ key, value, line }) => ({ key: factKey(key), values: value === '' ? [] : [value], line }));
		if (guess) facts.push({ key: 'confidence', values: [String(guess.share)], line: open.first.number }, { key: 'timeframe', values: [guess.when], line: open.first.number });
		else if (open.first.level === 0) facts.push(...deadline(words, open.first.number));
		const mentions = [open.first, ...open.lines].flatMap((line) => linksIn(keyValue(line.text) ? '' : line.text).map((link) => ({ kind: 'mentions', target: { link }, source: 'wikilink', line: line.number }) as const));
		const prose = open.lines.filter((line) => line.kind === 'prose' || line.kind === 'indented').slice(0, 4);
		return {
			key: this.#key(`${path}#${id ?? words.slice(0, 80)}`), path, line: open.first.number, span: { start: open.first.start, end },
			form: open.first.level > 0 ? 'heading' : 'line', type: stated?.type ?? open.type, id, title: words, facts,
			text: [words, ...prose.map((line) => line.text)].join(' '),
			references: distinct([...pairs.flatMap(({ key, value, line }) => referencesOf(key, value, { source: 'key', line })), ...mentions]),
			history: [...(open.id === null ? [open.first] : []), ...open.lines].flatMap((line) => datedText(line.text, line.number) ?? []),
			milestones: open.lines.flatMap((line) => milestone(line.text, line.number) ?? []),
		};
	}

	#key(base: string): string {
		const seen = (this.#keys.get(base) ?? 0) + 1;
		this.#keys.set(base, seen);
		return seen === 1 ? base : `${base}~${seen}`;
	}
}

function sectionType(words: string, before: ItemType | null, file: ItemType | null): ItemType | null {
	const type = typeOfSection(words);
	if (type !== null || before === null) return type;
	return file !== null && !/\b(?:mapping|log|evolution|scorecard|categories|analysis)\b/i.test(words) ? file : null;
}

function withLine<T extends object>(pair: T | null, line: number): (T & { line: number })[] {
	return pair ? [{ ...pair, line }] : [];
}

/** True for a title that is one wikilink and nothing else. */
export function isPointer(title: string): boolean {
	return /^!?\[\[[^[\]\n]+\]\]$/.test(title.trim());
}

/** `- Text by WHEN (80%)`; null for other lines. Read from the end, so that a "by" in the text does no harm. */
export function prediction(line: string): { readonly text: string; readonly when: string; readonly share: number } | null {
	const [whole, percent] = /\(\s?(\d{1,3})\s?%\)\s*$/.exec(line.slice(-40)) ?? [];
	if (whole === undefined || Number(percent) > 100 || !/^[-*]\s/.test(line)) return null;
	const body = line.trimEnd().slice(1, line.trimEnd().lastIndexOf('(')).trim().replace(/\.$/, '');
	const by = body.lastIndexOf(' by ');
	return by < 0 ? null : { text: body.slice(0, by).trim(), when: body.slice(by + 4).trim(), share: Number(percent) / 100 };
}

/** A deadline in the prose of a line: "… by July of 2026". */
function deadline(words: string, line: number): Fact[] {
	const by = words.lastIndexOf(' by ');
	const when = by < 0 ? '' : words.slice(by + 4);
	return readDay(when) === null ? [] : [{ key: 'due', values: [when], line }];
}
