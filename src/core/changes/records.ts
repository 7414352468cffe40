/**
 * Records of what was done, as notes to be read by people and read back without loss: one note for each device and
 * month, so that two devices never write the same note, and only ever added to. Pure.
 *
 * ## 2026-11-22T09:14:00.000Z run
 * - title: Morning brief
 * - notes: ["A.md","B.md"]
 *
 * > The body, quoted.
 */
import type { Problem } from '../lib/errors';
import { PraxisError } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { vaultPath, type VaultPath } from '../lib/vault-path';
import type { Change } from './change';

export type RecordScalar = string | number | boolean | null;

export interface ActionRecord {
	/** ISO time, UTC, with milliseconds. */
	readonly at: string;
	/** A word of a-z, 0-9 and "-": "run", "egress". */
	readonly kind: string;
	/** Names are words like `kind`. Numbers are finite. */
	readonly fields: Readonly<Record<string, RecordScalar | readonly RecordScalar[]>>;
	/** Any text; "" for none. */
	readonly body: string;
}

const WORD = /^[a-z][a-z0-9-]*$/;
const HEADING = /^## (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([a-z][a-z0-9-]*)$/;
const FIELD = /^- ([a-z][a-z0-9-]*): (.*)$/;

/** "Folder/device/2026-11.md": the month in UTC, as in the records. */
export function recordPath(folder: string, deviceId: string, at: Date): VaultPath {
	return vaultPath(`${folder}/${deviceId}/${at.toISOString().slice(0, 7)}.md`);
}

/** The change that adds a record to its note, or begins the note. */
export function recordChange(path: VaultPath, record: ActionRecord, noteExists: boolean): Change {
	const text = printRecord(record);
	return noteExists ? { type: 'append', path, text } : { type: 'create', path, text };
}

/** Throws `bad-input` for a record that could not be read back. */
export function printRecord({ at, kind, fields, body }: ActionRecord): string {
	if (!HEADING.test(`## ${at} ${kind}`) || !Object.keys(fields).every((name) => WORD.test(name))) {
		throw new PraxisError('bad-input', 'This record cannot be written.', { hint: 'Times are ISO in UTC; kinds and names are a-z, 0-9 and "-".' });
	}
	const lines = [`## ${at} ${kind}`, ...Object.entries(fields).map(([name, value]) => `- ${name}: ${printField(value)}`)];
	const quote = body === '' ? '' : `\n${body.split('\n').map((line) => `> ${line}`).join('\n')}\n`;
	return `${lines.join('\n')}\n${quote}`;
}

/** All records of a note, in order. Its front matter is passed over; other lines that are none are left alone and told as problems. */
export function parseRecords(path: string, text: string): { readonly records: readonly ActionRecord[]; readonly problems: readonly Problem[] } {
	const records: { at: string; kind: string; fields: Record<string, RecordScalar | readonly RecordScalar[]>; body: string[] }[] = [];
	const problems: Problem[] = [];
	const whole = text.replace(/^\uFEFF/, '');
	const head = whole.slice(0, readFrontMatter(whole).frontMatter?.span.end ?? 0).split('\n').length - 1;
	whole.split('\n').forEach((line, index) => {
		if (index < head) return;
		const [, at, kind] = HEADING.exec(line) ?? [];
		const [, name, value] = FIELD.exec(line) ?? [];
		const last = records[records.length - 1];
		if (at !== undefined && kind !== undefined) records.push({ at, kind, fields: {}, body: [] });
		else if (last && name !== undefined && value !== undefined) last.fields[name] = parseField(value);
		else if (last && line.startsWith('> ')) last.body.push(line.slice(2));
		else if (line.trim() !== '') problems.push({ path, line: index + 1, message: 'This line is no part of a record.' });
	});
	return { records: records.map(({ body, ...rest }) => ({ ...rest, body: body.join('\n') })), problems };
}

/** Plain words as they are; anything that could be read as something else in JSON. */
function printField(value: RecordScalar | readonly RecordScalar[]): string {
	if (typeof value !== 'string') return JSON.stringify(value);
	const isPlain = /^[^\s"[{\d-]/.test(value) && !/[\p{Cc}\u2028\u2029]|\s$/u.test(value) && !/^(?:true|false|null)$/.test(value) && !/\p{Cs}/u.test(value);
	return isPlain ? value : JSON.stringify(value);
}

function parseField(text: string): RecordScalar | readonly RecordScalar[] {
	try {
		return JSON.parse(text) as RecordScalar | readonly RecordScalar[];
	} catch {
		// Not JSON: plain words, as most fields are.
		return text;
	}
}
