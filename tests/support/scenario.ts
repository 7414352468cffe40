/**
 * Reads a scenario written in Markdown: `## Given`, notes as `### path` with a fenced text; `## Model`, one fenced YAML
 * a step; `## When` and `## Then`, lists of "- what: value".
 */
import { parse } from 'yaml';
import type { ScriptStep } from './scripted-model';

export interface Scenario {
	readonly name: string;
	readonly notes: Readonly<Record<string, string>>;
	readonly steps: readonly ScriptStep[];
	readonly when: readonly Line[];
	readonly then: readonly Line[];
}

export interface Line {
	readonly what: string;
	readonly value: string;
}

const MASK = '\u0000';

export function readScenarios(markdown: string): Scenario[] {
	// A heading inside a fence belongs to the note in it.
	const masked = markdown.replace(/^~~~[\s\S]*?^~~~$/gm, (fence) => fence.replace(/^#/gm, MASK));
	return masked.split(/^# /m).slice(1).map(readScenario);
}

/** Checks every line of *Then*, in order. Throws for a line that nobody knows. */
export async function checkAll<Seen>({ then }: Pick<Scenario, 'then'>, checks: Readonly<Record<string, (seen: Seen, value: string) => unknown>>, seen: Seen): Promise<void> {
	for (const { what, value } of then) {
		const check = checks[what];
		if (!check) throw new Error(`Nobody knows how to check “${what}”.`);
		await check(seen, value);
	}
}

function readScenario(text: string): Scenario {
	const [name = '', ...rest] = text.split('\n');
	const sections = new Map(rest.join('\n').split(/^## /m).slice(1).map((section) => [section.slice(0, section.indexOf('\n')).trim(), section.slice(section.indexOf('\n') + 1)]));
	const part = (title: string): string => sections.get(title) ?? '';
	const notes = part('Given').split(/^### /m).slice(1).map((note) => [note.slice(0, note.indexOf('\n')).trim(), fences(note)[0] ?? ''] as const);
	const then = lines(part('Then'));
	if (then.length === 0) throw new Error(`The scenario “${name}” expects nothing.`);
	return { name: name.trim(), notes: Object.fromEntries(notes), steps: fences(part('Model')).map((step) => parse(step) as ScriptStep), when: lines(part('When')), then };
}

function fences(text: string): string[] {
	return [...text.matchAll(/^~~~\w*\n([\s\S]*?)^~~~/gm)].map((match) => (match[1] ?? '').replaceAll(MASK, '#'));
}

function lines(text: string): Line[] {
	return [...text.matchAll(/^- ([^:\n]+)(?:: (.*))?$/gm)].map((match) => ({ what: match[1] ?? '', value: match[2] ?? '' }));
}
