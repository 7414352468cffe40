/**
 * Every word that a person reads in Obsidian: one table a language, this one English.
 *
 * Entries are sentences or functions of their variable parts, never fragments to be glued together, so that a
 * translation may order them as its language does. Parts with many words of their own keep them beside their views.
 */
import { actionsWords } from './actions/actions-words';
import { activityWords } from './activity/activity-words';
import { captureWords } from './telos-capture/capture-words';
import { chatWords } from './chat/chat-words';
import { count, number } from './counts';
import { diffWords } from './diff/diff-words';
import { guardWords } from './guard/guard-words';
import { inlineWords } from './inline/inline-words';
import { learningWords } from './learning/learning-words';
import { manyWords } from './actions/many-words';
import { memoryWords } from './memory/memory-words';
import { peopleWords } from './memory/people-words';
import { qualityWords } from './search/quality-words';
import { searchWords } from './search/search-words';
import { settingsWords } from './settings/settings-words';
import { telosWords } from './telos/telos-words';
import { unknownsWords } from './unknowns/unknowns-words';

export const words = {
	...guardWords,
	...actionsWords,
	...activityWords,
	...captureWords,
	...chatWords,
	...diffWords,
	...inlineWords,
	...learningWords,
	...manyWords,
	...memoryWords,
	...peopleWords,
	...qualityWords,
	...searchWords,
	...settingsWords,
	...telosWords,
	...unknownsWords,
	product: 'Praxis',
	close: 'Close',

	commands: {
		ask: 'Ask my vault',
		openChat: 'Open chat',
		rebuildIndex: 'Rebuild index',
		showProblems: 'Show notes that could not be read',
		openActivity: 'Open activity',
		undoLast: 'Undo last change by Praxis',
		openTelos: 'Open TELOS',
		openSent: 'Show what left this device',
		openPolicy: 'Open policy',
		checkNote: 'Check this note for phishing',
		showOutside: 'Review what steers agents',
		importPolicy: 'Import a policy (patterns.yaml)',
		showNoteSent: 'Show what was sent of this note',
	},

	index: {
		building: (done: number, total: number) => `Indexing ${number.format(done)} of ${count(total, 'note', 'notes')}`,
		starting: 'Indexing your notes',
		status: (done: number, total: number) => (total === 0 ? 'Praxis: indexing' : `Praxis: indexing ${number.format(done)} of ${number.format(total)}`),
		statusCancelled: 'Praxis: index not complete',
		statusLabel: 'Praxis index: show options',
		ready: (notes: number) => `${count(notes, 'note', 'notes')} indexed.`,
		readyWithProblems: (notes: number, problems: number) => `${count(notes, 'note', 'notes')} indexed, ${count(problems, 'problem', 'problems')} found.`,
		leftOut: (notes: number) => `The oldest ${count(notes, 'note is', 'notes are')} not searched on this device.`,
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
		onNote: (n: number) => `${count(n, 'problem', 'problems')} of this note`,
		atLine: (line: number) => `Line ${number.format(line)}`,
		showAll: (hidden: number) => `Show ${number.format(hidden)} more`,
		filter: 'Filter by note or message',
		noMatch: 'No note matches this filter.',
	},

	errors: {
		undo: 'The change could not be undone.',
		redo: 'The change could not be done again.',
		restore: 'The note could not be restored.',
		activity: 'The activity could not be opened.',
		start: 'Praxis could not start. Your notes are unchanged.',
		ask: 'The question could not be answered. Your notes are unchanged.',
		save: 'The answer could not be saved. Your notes are unchanged.',
		open: 'The note could not be opened.',
		copy: 'The answer could not be copied.',
		settings: 'The settings could not be saved.',
		sent: 'The record of what left this device could not be opened.',
		policy: 'The policy could not be opened.',
		watch: 'Changes from outside could not be checked.',
		unsaved: 'A note being edited could not be saved. The answer may miss its last words.',
	},
};
