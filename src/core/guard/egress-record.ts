/**
 * What left this device: one line a request, in a record that only grows, one file a device and month. It holds
 * no text of any payload: counts, names and links only.
 */
import type { Problem } from '../lib/errors';

export interface EgressEntry {
	/** ISO 8601, when the request was sent. */
	readonly at: string;
	readonly run: string;
	readonly host: string;
	/** "" when no model was asked. */
	readonly model: string;
	/** Paths of the notes whose text was in it. */
	readonly notes: readonly string[];
	/** Bytes sent. */
	readonly bytes: number;
	/** Null when the service told none. */
	readonly tokens: number | null;
	/** US dollars; null when unknown. */
	readonly cost: number | null;
	/** Kinds of what was taken out, such as "github"; never values. */
	readonly redacted: readonly string[];
	/** Two lines with one id tell of one request: the first before it was sent, the last when it was over. */
	readonly id?: string;
	/** How it went. "awaited" that stays means that the app ended before the answer came: it may have been sent. */
	readonly ended?: 'awaited' | 'answered' | 'failed';
}

/** The store's key of the record that an entry of this device and moment belongs to. */
export function egressKey(deviceId: string, at: string): string {
	return `egress/${deviceId}/${at.slice(0, 7)}.jsonl`;
}

/** One line with its line end; `parseEgress` reads it back. Line breaks in names are escaped by JSON. */
export function printEgress(entry: EgressEntry): string {
	const { at, run, host, model, notes, bytes, tokens, cost, redacted, id, ended } = entry;
	return `${JSON.stringify({ at, run, host, model, notes, bytes, tokens, cost, redacted, id, ended })}\n`;
}

/** The entries of a record. A line torn by a crash, or made by a newer version, is a problem and not a throw. */
export function parseEgress(text: string, path: string): { entries: readonly EgressEntry[]; problems: readonly Problem[] } {
	const entries: EgressEntry[] = [];
	const problems: Problem[] = [];
	text.split('\n').forEach((line, i) => {
		if (line === '') return;
		const entry = readEntry(line);
		if (entry) entries.push(entry);
		else problems.push({ path, line: i + 1, message: 'This line of the record cannot be read.' });
	});
	return { entries, problems };
}

/** One entry a request, its last; in the order in which they were sent. */
export function requestsOf(entries: readonly EgressEntry[]): EgressEntry[] {
	const requests = new Map<string, EgressEntry>();
	entries.forEach((entry, i) => requests.set(entry.id ?? `#${i}`, entry));
	return [...requests.values()];
}

/** Everything that was sent of one note. */
export function sentOf(entries: readonly EgressEntry[], note: string): EgressEntry[] {
	return entries.filter(({ notes }) => notes.includes(note));
}

function readEntry(line: string): EgressEntry | null {
	let data: unknown;
	try {
		data = JSON.parse(line);
	} catch {
		return null; // Told by the caller, with its line.
	}
	if (typeof data !== 'object' || data === null) return null;
	const { at, run, host, model, notes, bytes, tokens, cost, redacted, id, ended } = data as Record<string, unknown>;
	if (!isText(at) || !isText(run) || !isText(host) || !isText(model) || !isTexts(notes) || !isTexts(redacted)) return null;
	if (!isAmount(bytes) || !(tokens === null || isAmount(tokens)) || !(cost === null || isAmount(cost))) return null;
	if (!(id === undefined || isText(id)) || !(ended === undefined || isEnd(ended))) return null;
	return { at, run, host, model, notes, bytes, tokens, cost, redacted, ...(id === undefined ? {} : { id }), ...(ended === undefined ? {} : { ended }) };
}

function isEnd(value: unknown): value is EgressEntry['ended'] {
	return value === 'awaited' || value === 'answered' || value === 'failed';
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every(isText);
}

function isAmount(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
