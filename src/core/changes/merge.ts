/** Joining an edit with what others wrote meanwhile, and telling what became of it. Pure. */
import { diff3Merge } from 'node-diff3';
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { TextChange } from './change';
import { findPassage } from './passage';
import { hunksOf, linesOf } from './hunks';
import { propertyValue } from './properties';
import { changedText } from './rewrite';

/** `now` with the change from `base` to `theirs` made in it; null where both changed the same lines. By line. */
export function merge3(now: string, base: string, theirs: string): string | null {
	let merged = '';
	for (const part of diff3Merge(linesOf(now), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true })) {
		if (!part.ok) return null;
		merged += part.ok.join('');
	}
	return merged;
}

/** The changes made again in a text that has changed; null when one of them would touch what another writer wrote. */
export function rebase(path: VaultPath, changes: readonly TextChange[], before: string, now: string): string | null {
	if (changes.length === 0 || !changes.every((change) => isAnchored(change, before, now))) return null;
	try {
		return changedText(path, now, changes);
	} catch (error) {
		if (isPraxisError(error)) return null;
		throw error;
	}
}

/** True for an append, and for an edit of words or properties that are still as they were. */
function isAnchored(change: TextChange, before: string, now: string): boolean {
	try {
		if (change.type === 'append') return true;
		if (change.type === 'insert') return false;
		if (change.type === 'replace') return 'quote' in change.target && quoted(before, change.target.quote) === quoted(now, change.target.quote);
		const names = change.type === 'set-properties' ? Object.keys(change.properties) : change.names;
		return names.every((name) => JSON.stringify(propertyValue(before, name)) === JSON.stringify(propertyValue(now, name)));
	} catch (error) {
		if (isPraxisError(error)) return false;
		throw error;
	}
}

function quoted(text: string, quote: string): string {
	const span = findPassage(text, quote);
	return text.slice(span.start, span.end);
}

/**
 * Each hunk of the change from `base` to `theirs` made where its old lines, or the lines around it, stand exactly
 * once: joins edits that merge3 finds too close to each other. Null when a place is not certain.
 */
export function mergeAnchored(now: string, base: string, theirs: string): string | null {
	let merged = now;
	for (const hunk of hunksOf(base, theirs)) {
		if (hunk.before.trim() === '') return null;
		const at = onlyPlace(merged, hunk.before);
		if (at === null || onlyPlace(base, hunk.before) === null) return null;
		merged = merged.slice(0, at) + hunk.after + merged.slice(at + hunk.before.length);
	}
	return merged;
}

function onlyPlace(text: string, passage: string): number | null {
	const at = text.indexOf(passage);
	if (at < 0 || text.indexOf(passage, at + 1) >= 0) return null;
	return at === 0 || text[at - 1] === '\n' ? at : null;
}

/** True when `now` is what is left of `target` after a write that broke off: a shorter beginning of it. */
export function isTorn(now: string, target: string): boolean {
	const whole = now.replace(/\uFFFD$/, '');
	return whole.length < target.length && target.startsWith(whole);
}

/** True when `now` lacks a line that stood in `before` and that the change to `after` kept. */
export function lacksLines(now: string, before: string, after: string): boolean {
	const left = counts(now);
	const kept = counts(after);
	for (const [line, count] of counts(before)) {
		const wanted = Math.min(count, kept.get(line) ?? 0);
		if ((left.get(line) ?? 0) < wanted) return true;
	}
	return false;
}

/** True when the last line of `target` that is not blank is missing in `now`, as it is after a write that broke off. */
export function lacksEnd(now: string, target: string): boolean {
	const last = linesOf(target.trimEnd()).pop()?.trim() ?? '';
	return (counts(now).get(last) ?? 0) < (counts(target).get(last) ?? 0);
}

/** How much of the change from `before` to `after` can be seen in `now`; null when nothing tells. */
export function showsChange(now: string, before: string, after: string): 'all' | 'some' | 'none' | null {
	const [old, kept, present] = [counts(before), counts(after), counts(now)];
	const added = [...kept.keys()].filter((line) => !old.has(line));
	const removed = [...old.keys()].filter((line) => !kept.has(line));
	const signs = added.length > 0 ? added.map((line) => present.has(line)) : removed.map((line) => !present.has(line));
	if (signs.length === 0) return null;
	return signs.every((sign) => sign) ? 'all' : signs.some((sign) => sign) ? 'some' : 'none';
}

/** True when at least half of the lines of `text` stand in `now`: it is that text, edited since. */
export function sharesMost(now: string, text: string): boolean {
	const [present, lines] = [counts(now), [...counts(text).keys()]];
	return lines.length > 0 && lines.filter((line) => present.has(line)).length * 2 >= lines.length;
}

/** How often each line that is not blank stands in a text, without the white space around it. */
function counts(text: string): Map<string, number> {
	const found = new Map<string, number>();
	for (const line of linesOf(text)) {
		const words = line.trim();
		if (words !== '') found.set(words, (found.get(words) ?? 0) + 1);
	}
	return found;
}
