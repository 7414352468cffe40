/**
 * The five ways in which an agent proposes a change: create, append, edit, properties, rename. Each becomes a plan of
 * the write path and goes to the gate, which asks the person where it must; nothing here writes by itself.
 */
import type { Change, PropertyValue } from '../changes/change';
import { checkPlaced } from '../guard/placed';
import type { AppliedReport, RunGuard } from '../guard/run-guard';
import { safeMarkdown } from '../guard/safe-markdown';
import { PraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { brief } from './show-note';
import { pathOf, type Tool, type ToolContext, type ToolInput, type ToolResult } from './tool';

const LONGEST_TEXT = 200_000;
const PATH = { type: 'string', minLength: 1, maxLength: 1000 } as const;
const TEXT = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT } as const;
const WHY = { type: 'string', maxLength: 300, description: 'Why, in one short sentence for the person.' } as const;

export const createNote: Tool = {
	name: 'create_note',
	description: 'Makes a new note. When the name is taken, another one is used and told.',
	inputSchema: { type: 'object', properties: { path: PATH, text: { ...TEXT, description: 'The whole note, with its properties if it has any.' }, why: WHY }, required: ['path', 'text'] },
	grants: ['note_create'],
	isReading: false,
	title: ({ path }) => `Creating “${brief(String(path), 60)}”`,
	run: ({ path, text, why }, context) => propose({ type: 'create', path: pathOf(path), text: safeMarkdown(String(text), { isWholeNote: true }).text }, why, context),
};

export const appendToNote: Tool = {
	name: 'append_to_note',
	description: 'Adds text at the end of a note, or at the end of the section under a heading.',
	inputSchema: { type: 'object', properties: { path: PATH, text: TEXT, heading: { type: 'string', maxLength: 500 }, why: WHY }, required: ['path', 'text'] },
	grants: ['note_edit'],
	isReading: false,
	title: ({ path }) => `Adding to “${brief(String(path), 60)}”`,
	run: ({ path, text, heading, why }, context) =>
		propose({ type: 'append', path: pathOf(path), text: safeMarkdown(String(text)).text, ...(typeof heading === 'string' && heading.trim() !== '' ? { under: { heading } } : {}) }, why, context),
};

export const editNote: Tool = {
	name: 'edit_note',
	description: 'Replaces one passage of a note. "find" must stand in the note exactly once, as read_note showed it; an empty "replace" removes it.',
	inputSchema: { type: 'object', properties: { path: PATH, find: { ...TEXT, maxLength: 20_000 }, replace: { type: 'string', maxLength: LONGEST_TEXT }, why: WHY }, required: ['path', 'find', 'replace'] },
	grants: ['note_edit'],
	isReading: false,
	title: ({ path }) => `Editing “${brief(String(path), 60)}”`,
	run: ({ path, find, replace, why }, context) => propose({ type: 'replace', path: pathOf(path), target: { quote: String(find) }, text: safeMarkdown(String(replace)).text }, why, context),
};

export const setProperties: Tool = {
	name: 'set_properties',
	description: 'Sets properties in the front matter of a note; others stay as they are. null removes a property.',
	inputSchema: {
		type: 'object',
		properties: { path: PATH, properties: { type: 'object', properties: {}, additionalProperties: { type: ['string', 'number', 'boolean', 'array', 'null'] } }, why: WHY },
		required: ['path', 'properties'],
	},
	grants: ['note_edit'],
	isReading: false,
	title: ({ path }) => `Setting properties of “${brief(String(path), 60)}”`,
	run({ path: typed, properties, why }, context) {
		const path = pathOf(typed);
		const entries = Object.entries(properties as Record<string, unknown>);
		if (entries.length === 0) throw new PraxisError('bad-input', 'No property is named.', { hint: 'Name at least one property with its value.' });
		const kept = entries.filter(([, value]) => value !== null).map(([name, value]) => [name, safeValue(value)] as const);
		const gone = entries.filter(([, value]) => value === null).map(([name]) => name);
		return propose(
			[
				...(kept.length > 0 ? [{ type: 'set-properties' as const, path, properties: Object.fromEntries(kept) }] : []),
				...(gone.length > 0 ? [{ type: 'remove-properties' as const, path, names: gone }] : []),
			],
			why,
			context,
		);
	},
};

export const renameNote: Tool = {
	name: 'rename_note',
	description: 'Moves or renames a note and rewrites the links that lead to it.',
	inputSchema: { type: 'object', properties: { path: PATH, to: PATH, why: WHY }, required: ['path', 'to'] },
	grants: ['note_move', 'note_edit'],
	isReading: false,
	title: ({ path, to }) => `Moving “${brief(String(path), 40)}” to “${brief(String(to), 40)}”`,
	run: ({ path, to, why }, context) => propose({ type: 'rename', path: pathOf(path), to: pathOf(to) }, why, context),
};

/** A text with a template in it would run in other plugins. */
function safeValue(value: unknown): PropertyValue {
	return (typeof value === 'string' ? value.replace(/<(?=%)/g, '< ') : Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'string' ? item.replace(/<(?=%)/g, '< ') : item)) : value) as PropertyValue;
}

async function propose(change: Change | readonly Change[], why: ToolInput[string], { guard }: ToolContext): Promise<ToolResult> {
	const all: readonly Change[] = 'type' in change ? [change] : change;
	const plan = await guard.plan(all, typeof why === 'string' && why.trim() !== '' ? brief(why, 300) : 'Proposed by an agent');
	if (plan.notes.length === 0) return { text: 'Nothing to change: the note already says so.', summary: 'Nothing to change' };
	checkPlaced(plan);
	const report = await guard.apply(plan);
	const told = await tellable(report, all.flatMap((one) => (one.type === 'rename' ? [one.path, one.to] : [one.path])), guard);
	return { text: reportText(told), summary: reportSummary(told), change: report, named: told.notes.map(({ path }) => path) };
}

/** Links are rewritten in every note, `asked` for or not; of those that are private not even the name is told. */
async function tellable(report: AppliedReport, asked: readonly VaultPath[], guard: RunGuard): Promise<AppliedReport> {
	const paths = [...new Set([...report.notes, ...report.leftOut].map(({ path }) => path))];
	const open = new Set((await Promise.all(paths.map(async (path) => (asked.includes(path) || (await guard.mayName(path)) ? [path] : [])))).flat());
	return { ...report, notes: report.notes.filter(({ path }) => open.has(path)), leftOut: report.leftOut.filter(({ path }) => open.has(path)) };
}

function reportText({ notes, leftOut }: AppliedReport): string {
	const rows = notes.map(({ outcome, path, detail }) => `${path}: ${outcome}${detail === '' ? '' : `. ${detail}`}`);
	const rest = leftOut.map(({ path, text }) => `${path}: ${text.trim() === '' ? 'not changed' : `without “${brief(text, 300)}”`}`);
	return `Done, and in the record:\n${rows.join('\n')}${rest.length === 0 ? '' : `\nThe person left out a part. Do not propose it again:\n${rest.join('\n')}`}`;
}

function reportSummary({ notes, leftOut }: AppliedReport): string {
	const failed = notes.filter(({ outcome }) => outcome === 'failed' || outcome === 'kept');
	if (failed.length > 0) return failed[0]?.detail ?? 'Not written';
	const done = notes.length === 1 ? `${notes[0]?.outcome ?? ''} ${notes[0]?.path ?? ''}` : `${notes.length} notes`;
	return leftOut.length === 0 ? done : `${done}, in part`;
}
