/** The update log of a purpose graph in PAI's format: entries below "## Future Changes", the newest first. Pure. */
import type { Change } from '../changes/change';
import { oneLine } from '../lib/one-line';
import type { VaultPath } from '../lib/vault-path';

export interface Update {
	/** As written: "2026-03-01 09:30:00 PT". */
	readonly at: string;
	readonly file: string;
	readonly type: string;
	readonly description: string;
	/** Where the text from before is. */
	readonly backup: string;
}

const KEYS = [['File Modified', 'file'], ['Change Type', 'type'], ['Description', 'description'], ['Backup Location', 'backup']] as const;
const TOP = '## Future Changes';
const AT = /^## (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?: \S+)?)[ \t]*$/;

/** "2026-03-01 09:30:00 UTC+01:00", where the person is. */
export function updateTime(date: Date): string {
	const two = (n: number): string => String(n).padStart(2, '0');
	const minutes = -date.getTimezoneOffset();
	const zone = `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`;
}

export function printUpdate(update: Update): string {
	return `## ${update.at}\n\n${KEYS.map(([key, name]) => `- **${key}**: ${oneLine(update[name])}`).join('\n')}\n`;
}

/** The entries of a log, in its order; what is no entry is passed over. */
export function readUpdates(text: string): Update[] {
	const found: Record<string, string>[] = [];
	for (const line of text.split(/\r?\n/)) {
		const at = AT.exec(line)?.[1];
		if (at !== undefined) found.push({ at });
		else if (/^#{1,2} /.test(line)) found.push({});
		const [, key, value = ''] = /^\s*[-*]\s+\*\*([^*:]+)(?::\*\*|\*\*:)\s*(.*)$/.exec(line) ?? [];
		const name = KEYS.find(([known]) => known.toLowerCase() === key?.trim().toLowerCase())?.[1];
		const last = found.at(-1);
		if (name && last && last[name] === undefined) last[name] = value.trim();
	}
	return found.flatMap(({ at, file = '', type = '', description = '', backup = '' }) => (at === undefined ? [] : [{ at, file, type, description, backup }]));
}

/** Puts entries, newest first, at the top of the log; makes the log, which is private, when there is none. */
export function addUpdates(path: VaultPath, text: string | null, updates: readonly Update[]): Change {
	const entries = updates.map(printUpdate).join('\n');
	if (text === null) return { type: 'create', path, text: `---\nprivate: true\n---\n# Updates\n\n${TOP}\n\n${entries}`, ifExists: 'new-name' };
	const at = new RegExp(`^${TOP}[ \\t]*$`, 'm').exec(text);
	if (at) return { type: 'insert', path, at: { offset: at.index + at[0].length }, text: `\n\n${entries.trimEnd()}` };
	return { type: 'append', path, text: `${TOP}\n\n${entries}` };
}
