/** Names of notes in running text: whole words, in any case and with or without marks, the longest name first. */
import type { Note, Span } from '../../lib/note';
import type { VaultPath } from '../../lib/vault-path';
import { words, type Word } from '../../search/analyse';
import { stopWordsAmong } from '../../search/stop-words';

export interface Mention extends Span {
	/** Notes of that name; more than one when they share it. */
	readonly paths: readonly VaultPath[];
}

/** Shorter names are found everywhere. */
const SHORTEST = 3;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Name {
	readonly forms: readonly string[];
	readonly paths: VaultPath[];
}

export class NameTable {
	/** By the first word, the longest name first. */
	readonly #byFirst = new Map<string, Name[]>();
	/** Names in scripts without spaces between words: compared as they are written. */
	readonly unspaced = new Map<string, VaultPath[]>();

	/** Names that say nothing by themselves, such as "the" or "x", are passed over. */
	add(name: string, path: VaultPath): void {
		if (UNSPACED.test(name)) return void (name.length >= 2 && this.unspaced.set(name, [...new Set([...(this.unspaced.get(name) ?? []), path])]));
		const forms = words(name).map(({ form }) => form);
		const [first] = forms;
		const stop = stopWordsAmong(forms);
		if (first === undefined || name.trim().length < SHORTEST || forms.every((form) => stop.has(form))) return;
		const same = this.#byFirst.get(first) ?? [];
		const known = same.find((one) => one.forms.length === forms.length && one.forms.every((form, i) => form === forms[i]));
		if (!known) this.#byFirst.set(first, [...same, { forms, paths: [path] }].sort((a, b) => b.forms.length - a.forms.length));
		else if (!known.paths.includes(path)) known.paths.push(path);
	}

	/** The longest name that begins at this word. */
	at(found: readonly Word[], index: number): Name | null {
		const first = found[index];
		return (first && this.#byFirst.get(first.form)?.find(({ forms }) => forms.every((form, i) => found[index + i]?.form === form))) ?? null;
	}
}

/** The first mention of each note, in the order of the text. Code, links, tags, properties and headings are no running text. */
export function mentionsIn(note: Note, text: string, names: NameTable): readonly Mention[] {
	const closed: readonly Span[] = [...note.links.map(({ span }) => span), ...note.tags.map(({ span }) => span), ...codeIn(note, text)];
	const isOpen = (mention: Span): boolean => !closed.some(({ start, end }) => mention.start < end && start < mention.end);
	const found = note.blocks.filter(({ kind }) => kind !== 'code' && kind !== 'math' && kind !== 'comment' && kind !== 'html').flatMap(({ span }) => mentionsWithin(span, text, names)).filter(isOpen);
	const seen = new Set<VaultPath>();
	return found.sort((a, b) => a.start - b.start).filter(({ paths }) => {
		const isNew = paths.some((path) => !seen.has(path));
		for (const path of paths) seen.add(path);
		return isNew;
	});
}

function mentionsWithin({ start, end }: Span, text: string, names: NameTable): Mention[] {
	const block = text.slice(start, end);
	const found = words(block);
	const mentions: Mention[] = [];
	for (let i = 0; i < found.length; i++) {
		const name = names.at(found, i);
		const [first, last] = [found[i], found[i + (name?.forms.length ?? 1) - 1]];
		if (!name || !first || !last) continue;
		mentions.push({ start: start + first.start, end: start + last.end, paths: name.paths });
		i += name.forms.length - 1;
	}
	if (UNSPACED.test(block)) for (const [name, paths] of names.unspaced) if (block.includes(name)) mentions.push({ start: start + block.indexOf(name), end: start + block.indexOf(name) + name.length, paths });
	return mentions;
}

/** Code within a line. */
function codeIn({ blocks }: Note, text: string): Span[] {
	return blocks.flatMap(({ span }) => [...text.slice(span.start, span.end).matchAll(/(`+)[^`]+\1/g)].map(({ 0: code, index }) => ({ start: span.start + index, end: span.start + index + code.length })));
}
