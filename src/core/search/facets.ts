/**
 * What filters ask for, as forms of the dictionary that no word can be: `#tag`, `[property`, `[property=value` and `[]open`.
 * A nested tag counts as each tag above it, as in Obsidian.
 */
import type { Note } from '../lib/note';

/** Opens the form that stands for a link's target. */
export const LINK_MARK = '\u2192';
const TAG_MARK = '#';
const PROPERTY_MARK = '[';
/** Longer values are cut: they are prose, and prose is searched by its words. */
const MAX_FACET = 100;
const MAX_VALUES = 200;

/** The facets of a note, each once. */
export function facetsOf(note: Note): string[] {
	const found = new Set<string>();
	for (const { name } of note.tags) {
		const parts = name.split('/');
		for (let depth = 1; depth <= parts.length; depth++) found.add(tagFacet(parts.slice(0, depth).join('/')));
	}
	for (const [name, value] of Object.entries(note.frontMatter?.data ?? {})) {
		found.add(propertyFacet(name));
		for (const one of (Array.isArray(value) ? value : [value]).slice(0, MAX_VALUES)) {
			if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') found.add(propertyFacet(name, String(one)));
			if (one instanceof Date && !Number.isNaN(one.getTime())) found.add(propertyFacet(name, one.toISOString().slice(0, 10)));
		}
	}
	for (const { status } of note.tasks) found.add(taskFacet(status !== ' '));
	return [...found];
}

/** Of the notes that have an open task, or one that is done. No property can have such a name. */
export function taskFacet(isDone: boolean): string {
	return `${PROPERTY_MARK}]${isDone ? 'done' : 'open'}`;
}

export function tagFacet(tag: string): string {
	return facet(TAG_MARK + tag.replace(/^#/, ''));
}

export function propertyFacet(name: string, value?: string): string {
	return facet(PROPERTY_MARK + name.trim() + (value === undefined ? '' : `=${value.trim()}`));
}

/** True for a form that is no word. */
export function isFacet(form: string): boolean {
	return /^[#[\u2192]/.test(form);
}

function facet(text: string): string {
	return text.normalize('NFC').toLowerCase().slice(0, MAX_FACET);
}
