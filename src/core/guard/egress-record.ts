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
}

/** The store's key of the record that an entry of this device and moment belongs to. */
export function egressKey(deviceId: string, at: string): string {
	return `egress/${deviceId}/${at.slice(0, 7)}.jsonl`;
}

/** One line with its line end; `parseEgress` reads it back. Line breaks in names are escaped by JSON. */
export function printEgress(entry: EgressEntry): string {
	const { at, run, host, model, notes, bytes, tokens, cost, redacted } = entry;
	return `${JSON.stringify({ at, run, host, model, notes, bytes, tokens, cost, redacted })}\n`;
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
	const { at, run, host, model, notes, bytes, tokens, cost, redacted } = data as Record<string, unknown>;
	if (!isText(at) || !isText(run) || !isText(host) || !isText(model) || !isTexts(notes) || !isTexts(redacted)) return null;
	if (!isAmount(bytes) || !(tokens === null || isAmount(tokens)) || !(cost === null || isAmount(cost))) return null;
	return { at, run, host, model, notes, bytes, tokens, cost, redacted };
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
