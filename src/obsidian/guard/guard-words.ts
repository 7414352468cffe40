/** The English words of the guard's views: what left, checks of notes, changes from outside, questions. Part of `words`. */
import { count, money, number, tenths } from '../counts';

export const guardWords = {
	sent: {
		title: 'What left this device',
		list: 'Requests, newest first',
		loading: 'Reading the record…',
		emptyTitle: 'Nothing has left this device',
		emptyText: 'Each request to a model or a page is listed here: when, to which host, from which notes, and how much. The text itself is not kept.',
		emptyNote: (title: string) => `“${title}” was never sent.`,
		onDevice: 'On this device only: nothing can leave.',
		onlyNote: (title: string) => `Requests with text of “${title}”`,
		showAll: 'Show all requests',
		failed: 'The record could not be read.',
		damaged: (lines: number) => `${count(lines, 'line', 'lines')} of the record cannot be read.`,
		export: 'Export as a note',
		exported: (path: string) => `Exported to ${path}.`,
		exportFailed: 'The record could not be exported.',
		noModel: 'No model',
		model: (name: string) => `Model ${name}`,
		bytes: (bytes: number) => (bytes < 1000 ? count(bytes, 'byte', 'bytes') : bytes < 1_000_000 ? `${tenths.format(bytes / 1000)} kB` : `${tenths.format(bytes / 1_000_000)} MB`),
		tokens: (tokens: number) => count(tokens, 'token', 'tokens'),
		cost: (dollars: number) => money.format(dollars),
		noNotes: 'No note’s text',
		notes: (notes: number) => count(notes, 'note', 'notes'),
		redacted: (kinds: readonly string[]) => `Secrets taken out: ${kinds.join(', ')}`,
		here: 'Stayed on this device',
		noAnswer: 'No answer came',
		notSeen: 'The app ended before the answer came',
		filter: 'Filter by host or note',
		noMatch: 'No request matches this filter.',
		earlier: (hidden: number) => `Show ${number.format(hidden)} earlier`,
		menuNever: 'This note was never sent',
		menuSent: (times: number, host: string, when: string) => `This note was sent ${count(times, 'time', 'times')}, last to ${host}, ${when}`,
	},

	phishing: {
		title: (title: string) => `Check of “${title}”`,
		none: 'No hidden text and no false link was found.',
		found: (findings: number) => `${count(findings, 'thing', 'things')} to look at:`,
		limits: 'This check reads letters and addresses, and asks nobody. It cannot know who owns a host, what a page shows, or whether the words are true: a note without findings can still be a fraud.',
		failed: 'The note could not be checked.',
	},

	outside: {
		title: 'Changes from outside',
		none: 'No note that steers agents was changed outside this app.',
		explain: 'These notes steer agents, and were changed by another device or program. If you do not know a change, take it back before you run an agent.',
		kinds: { added: 'New', changed: 'Changed', removed: 'Removed' },
		program: 'Program of a plugin',
		noText: 'The text from before is not kept, so the difference cannot be shown.',
		seen: 'I have seen them',
		open: 'Open note',
	},

	question: {
		title: 'May this be done?',
		agent: (agent: string, tool: string) => `“${agent}” wants to use “${tool}”.`,
		yes: 'Allow once',
		no: 'Do not allow',
	},
};
