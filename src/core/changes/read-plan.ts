/** A plan from untrusted data (a file that anybody may have written): the one door from `unknown` to `Plan`. */
import { PraxisError } from '../lib/errors';
import { hashText } from '../lib/hash';
import { vaultPath } from '../lib/vault-path';
import { isTextChange, type TextChange } from './change';
import { applyHunks, type Hunk } from './hunks';
import type { Plan, PlannedNote } from './planned';
import { readChanges } from './read-changes';

type Fields = Readonly<Record<string, unknown>>;

/** Checks that every field is there and that texts, versions and hunks belong together. Throws `bad-input` or `bad-path`. */
export function readPlanned(value: unknown): Plan {
	const fields = record(value);
	const id = text(fields, 'id');
	// It becomes a part of the journal's keys.
	if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id)) throw wrong('its id is no id');
	return { id, at: text(fields, 'at'), summary: text(fields, 'summary'), reason: text(fields, 'reason'), notes: list(fields, 'notes').map(readNote) };
}

function readNote(value: unknown): PlannedNote {
	const fields = record(value);
	const planned = { path: vaultPath(text(fields, 'path')), summary: text(fields, 'summary'), hunks: list(fields, 'hunks').map(readHunk) };
	switch (fields.kind) {
		case 'write': {
			const [before, after, version] = [text(fields, 'before'), text(fields, 'after'), text(fields, 'version')];
			if (version !== hashText(before)) throw wrong(`the version of "${planned.path}" is not that of its text`);
			checkHunks(planned, before, after);
			return { ...planned, kind: 'write', before, after, version, changes: readTextChanges(fields, planned.path) };
		}
		case 'create': {
			const [after, ifExists] = [text(fields, 'after'), text(fields, 'ifExists')];
			if (ifExists !== 'new-name' && ifExists !== 'skip') throw wrong('"ifExists" is neither new-name nor skip');
			checkHunks(planned, '', after);
			return { ...planned, kind: 'create', after, ifExists };
		}
		case 'rename':
			return { ...planned, kind: 'rename', to: vaultPath(text(fields, 'to')) };
		case 'trash': {
			const before = fields.before === null ? null : text(fields, 'before');
			checkHunks(planned, before ?? '', '');
			return { ...planned, kind: 'trash', before };
		}
		default:
			throw wrong(`there is no note of kind ${JSON.stringify(fields.kind)}`);
	}
}

function readTextChanges(fields: Fields, path: string): TextChange[] {
	const changes = readChanges(fields.changes);
	const own = changes.filter(isTextChange).filter((change) => change.path === path);
	if (own.length !== changes.length) throw wrong(`the changes to "${path}" are others'`);
	return own;
}

function readHunk(value: unknown): Hunk {
	const fields = record(value);
	return { id: text(fields, 'id'), start: whole(fields, 'start'), end: whole(fields, 'end'), line: whole(fields, 'line'), before: text(fields, 'before'), after: text(fields, 'after') };
}

/** What is shown, hunk by hunk, is what is written. */
function checkHunks({ path, hunks }: Pick<PlannedNote, 'path' | 'hunks'>, before: string, after: string): void {
	const areTrue = hunks.every((hunk) => before.slice(hunk.start, hunk.end) === hunk.before);
	if (!areTrue || applyHunks(before, hunks) !== after) throw wrong(`the difference shown for "${path}" is not the one that is made`);
}

function record(value: unknown): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('an object is missing');
	return value as Fields;
}

function text(fields: Fields, name: string): string {
	const value = fields[name];
	if (typeof value !== 'string') throw wrong(`"${name}" is no text`);
	return value;
}

function list(fields: Fields, name: string): readonly unknown[] {
	const value = fields[name];
	if (!Array.isArray(value)) throw wrong(`"${name}" is no list`);
	return value;
}

function whole(fields: Fields, name: string): number {
	const value = fields[name];
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw wrong(`"${name}" is no whole number`);
	return value;
}

function wrong(reason: string): PraxisError {
	return new PraxisError('bad-input', `This is no plan of Praxis: ${reason}.`, { hint: 'Make a new plan from the changes.' });
}
