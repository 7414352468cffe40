/** What left this device as Markdown, by day: a note that a person can read, keep and search. Holds no payload. */
import { oneLine } from '../lib/one-line';
import type { EgressEntry } from './egress-record';

/** Newest day first. `requests` as the log gives them, newest first. */
export function printEgressNote(requests: readonly EgressEntry[], at: string): string {
	const days = new Map<string, EgressEntry[]>();
	for (const request of requests) days.set(request.at.slice(0, 10), [...(days.get(request.at.slice(0, 10)) ?? []), request]);
	const body = requests.length === 0 ? 'Nothing has left this device.\n' : [...days].map(([day, list]) => `## ${day}\n\n${list.map(printRequest).join('')}`).join('\n');
	return `---\npraxis: report\ncreated: ${at}\n---\n# What left this device\n\n${body}`;
}

function printRequest({ at, host, model, notes, bytes, tokens, cost, redacted, ended }: EgressEntry): string {
	const facts = [
		`${at.slice(11, 16)} UTC`,
		code(host),
		model === '' ? '' : `model ${code(model)}`,
		`${bytes} bytes`,
		tokens === null ? '' : `${tokens} tokens`,
		cost === null ? '' : `$${cost.toFixed(4)}`,
		redacted.length === 0 ? '' : `taken out: ${redacted.map(code).join(', ')}`,
		ended === 'failed' ? 'no answer' : ended === 'awaited' ? 'answer not seen' : '',
	];
	return `- ${facts.filter((fact) => fact !== '').join(' · ')}\n${notes.map((note) => `  - ${linkTo(note)}\n`).join('')}`;
}

/** Names come from others: they stand as code, and a path that cannot be a link stands as code too. */
function linkTo(path: string): string {
	return /[[\]|#^<>%`\p{Cc}]/u.test(path) ? code(path) : `[[${path.replace(/\.md$/i, '')}]]`;
}

function code(text: string): string {
	return `\`${oneLine(text).replace(/`/g, 'ˋ')}\``;
}
