/**
 * Every word that a person reads in Obsidian: one table a language, this one English.
 *
 * Entries are sentences or functions of their variable parts, never fragments to be glued together, so that a
 * translation may order them as its language does.
 */
import type { Outcome } from '../core/runs/outcome';

const number = new Intl.NumberFormat();
const seconds = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "1 note", "2,310 notes". */
function count(n: number, one: string, many: string): string {
	return `${number.format(n)} ${n === 1 ? one : many}`;
}

const outcomes: Readonly<Record<Outcome, string>> = {
	answered: 'Answered',
	partial: 'Partly answered',
	unknown: 'Not in your notes',
	conflicting: 'Your notes disagree',
	'needs-user': 'Needs your reply',
	refused: 'Not allowed',
	failed: 'Could not finish',
};

export const words = {
	product: 'Praxis',
	close: 'Close',

	commands: {
		ask: 'Ask my vault',
		openChat: 'Open chat',
		rebuildIndex: 'Rebuild index',
		showProblems: 'Show notes that could not be read',
	},

	ask: {
		title: 'Ask my vault',
		question: 'Question',
		placeholder: 'What do you want to know?',
		destination: 'Put the answer',
		destinations: { chat: 'In the chat', cursor: 'At the cursor', append: 'At the end of this note', 'new-note': 'In a new note' },
		needsNote: 'Open a note for editing to put the answer into it.',
		submit: 'Ask',
		notWritten: (outcome: Outcome) => `${outcomes[outcome]}. Nothing was written; see the chat.`,
		inserted: 'Answer inserted.',
		appended: (title: string) => `Answer added to “${title}”.`,
		noEditor: 'Open a note for editing first, then insert the answer.',
	},

	chat: {
		title: 'Praxis chat',
		conversation: 'Conversation',
		clear: 'Clear conversation',
		composer: 'Ask your notes',
		placeholder: 'Ask your notes…',
		send: 'Ask',
		stop: 'Stop',
		whereItGoes: 'Stays on this device. No model is set up; answers quote your notes.',
		emptyTitle: 'Ask what your notes say',
		emptyText: 'Answers quote your notes word for word and link to the place. When your notes do not say, you are told so.',
		emptyVault: 'This vault has no notes yet. Write one, then ask about it.',
		examples: 'Try one of these',
		aboutNote: (title: string) => `What do my notes say about “${title}”?`,
		aboutHeading: (heading: string) => `What did I write under “${heading}”?`,
		loading: 'Opening your notes…',
		busy: 'A question is being answered. Stop it or wait for it to end.',
		notReady: 'Praxis is still starting. Ask again in a moment.',
		working: 'Reading your notes…',
		earlier: 'Show earlier questions',
	},

	turn: {
		you: (question: string) => `You asked: ${question}`,
		outcomes,
		stopped: 'Stopped',
		seconds: (ms: number) => (ms < 100 ? `under ${seconds.format(0.1)} s` : `${seconds.format(ms / 1000)} s`),
		onDevice: 'On this device',
		private: 'Private',
		privateWhy: 'From a private note: it stays on this device.',
		searched: 'What was searched',
		resolve: 'What would settle it',
		recover: 'What you can do',
		missing: 'Not found in your notes',
		missingWords: (list: readonly string[]) => list.map((word) => `“${word}”`).join(', '),
		sources: 'Sources',
		copy: 'Copy answer',
		insert: 'Insert at cursor',
		save: 'Save as note',
		again: 'Ask again',
		copied: 'Answer copied.',
		savedIn: 'Saved in',
		stepTool: 'Tool',
		stepInput: 'Step',
		stepResult: 'Result',
		stepRunning: 'Running…',
		stepFailed: 'Failed',
		announceRunning: 'Looking through your notes.',
		announceEnd: (outcome: string, sources: number) => `${outcome}. ${count(sources, 'source', 'sources')}.`,
	},

	citation: {
		label: (n: number, place: string) => `Source ${n}: ${place}`,
		line: (line: number) => `line ${number.format(line)}`,
		changed: 'This note has changed since. The quote is no longer there word for word.',
		gone: 'This note is no longer in the vault.',
	},

	index: {
		building: (done: number, total: number) => `Indexing ${number.format(done)} of ${count(total, 'note', 'notes')}`,
		starting: 'Indexing your notes',
		status: (done: number, total: number) => (total === 0 ? 'Praxis: indexing' : `Praxis: indexing ${number.format(done)} of ${number.format(total)}`),
		statusCancelled: 'Praxis: index not complete',
		statusLabel: 'Praxis index: show options',
		ready: (notes: number) => `${count(notes, 'note', 'notes')} indexed.`,
		readyWithProblems: (notes: number, problems: number) => `${count(notes, 'note', 'notes')} indexed, ${count(problems, 'problem', 'problems')} found.`,
		cancelled: (notes: number) => `Indexing was stopped: ${count(notes, 'note', 'notes')} indexed. Answers may miss the rest.`,
		empty: 'Not indexed yet.',
		cancel: 'Stop indexing',
		resume: 'Index the rest',
		rebuild: 'Rebuild index',
		done: (notes: number) => `Index rebuilt: ${count(notes, 'note', 'notes')}.`,
		failed: 'The index could not be built. Your notes are unchanged.',
		showProblems: 'Show problems',
	},

	problems: {
		title: 'Notes that could not be read',
		none: 'Every note could be read.',
		explain: 'These notes stay as they are. What could be read of them is in the index.',
		more: (hidden: number) => `${number.format(hidden)} more are not shown. Filter to find them.`,
		filter: 'Filter by note or message',
		noMatch: 'No note matches this filter.',
	},

	settings: {
		where: 'Where do things go?',
		resultFolder: 'Folder for answers',
		resultFolderEffect: (folder: string) => `Answers that you save become notes in this folder. Default: ${folder}.`,
		resultFolderEmpty: 'Enter a folder name.',
		resultFolderBad: 'Use a folder inside this vault, such as Praxis/Results.',
		blockIds: 'Add block ids',
		blockIdsEffect: 'When you save an answer, each cited block gets a short id, so that its link opens the exact block. Default: on.',
		leave: 'What may leave this device?',
		privateFolders: 'Private folders',
		privateEffect: 'Notes in these folders stay on this device, and so does what is made from them. Nothing leaves it now: no model is set up. Default: none.',
		search: 'How does search work?',
		excludedFolders: 'Excluded folders',
		excludedEffect: 'Notes in these folders are neither indexed nor read. Default: none.',
		index: 'Index',
		addFolder: 'Add a folder…',
		addTo: (list: string) => `Add to ${list.toLowerCase()}`,
		add: 'Add',
		remove: (folder: string) => `Remove ${folder}`,
		noFolders: 'None',
		unknownFolder: (folder: string) => `There is no folder “${folder}” in this vault.`,
	},

	errors: {
		start: 'Praxis could not start. Your notes are unchanged.',
		ask: 'The question could not be answered. Your notes are unchanged.',
		save: 'The answer could not be saved. Your notes are unchanged.',
		open: 'The note could not be opened.',
		copy: 'The answer could not be copied.',
		settings: 'The settings could not be saved.',
	},
};
