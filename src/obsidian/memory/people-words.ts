/** The words about people and pieces of work, in English. */
import { count } from '../counts';
import type { Standing } from '../../core/memory/work/evidence';
import type { Phase } from '../../core/memory/work/prd';

const PHASES: Readonly<Record<Phase, string>> = { observe: 'Observe', think: 'Think', plan: 'Plan', build: 'Build', execute: 'Execute', verify: 'Verify', learn: 'Learn', complete: 'Complete' };
const STANDINGS: Readonly<Record<Standing, string>> = { open: '', verified: 'verified', gone: 'no longer verifies', tool: 'from a tool', stated: 'stated, not checked', unverified: 'unverified', unproven: 'no evidence' };

export const peopleWords = {
	people: {
		prepareCommand: 'Prepare me for a meeting with…',
		showCommand: 'Show what is known of a person…',
		pick: 'Whom do you meet?',
		pickShown: 'Who is it about?',
		noPeople: 'No note is about a person. Put notes about people into a folder named People, or give them the property “type: person”.',
		nobody: 'Nobody of that name.',
		remembered: 'From the memory',
		prepare: 'Prepare for a meeting',
		prepareTitle: (name: string) => `Meet ${name}`,
		prepareIntro: 'A note with who they are, when you last met, what is open and what was decided. Every line names its place in your notes.',
		when: 'When',
		whenHint: 'Optional, such as “Friday at ten”.',
		questions: (model: string) => `Let ${model} suggest questions`,
		write: 'Write the brief',
		working: 'Reading your notes…',
		written: (name: string) => `Prepared for ${name}.`,
		unasked: (why: string) => `Without questions: ${why}`,
		failed: 'The brief could not be written.',
		unread: 'The notes about this person could not be read.',
		openNote: 'Open note',
		nothing: (name: string) => `Your notes say nothing about ${name}.`,
		nothingHint: 'Write their name where you write about them. It shows here then.',
		known: 'Remembered', facts: 'Who', last: 'Last contact', none: 'Your notes date none.', meeting: 'Last meeting', open: 'Open', decided: 'Decided', toCome: 'To come', goals: 'Your goals with them', mentions: 'In your notes',
		past: 'held before', private: 'private', foreign: 'not your words', waiting: 'waiting',
		from: (notes: number, isCut: boolean) => `From ${count(notes, 'note', 'notes')}${isCut ? ', the newest of more' : ''}.`,
		more: (hidden: number) => `Show ${hidden} more`,
	},
	work: {
		startCommand: 'Start a piece of work',
		resumeCommand: 'Go on with a piece of work…',
		startTitle: 'Start a piece of work',
		task: 'What is to be done?',
		context: 'What should be known about it',
		criteria: 'What will be true when it is done',
		criteriaHint: 'One line each. Each is ticked later, with words of a note that show it.',
		anti: 'What must not happen',
		start: 'Start',
		started: 'Started. Its note is open.',
		failed: 'The note of the work could not be written.',
		pick: 'Which piece of work?',
		none: 'There is no piece of work yet. Start one first.',
		phase: (phase: Phase | null) => (phase ? PHASES[phase] : 'No phase'),
		progress: (done: number, total: number) => `${done} of ${count(total, 'criterion', 'criteria')}`,
		tell: (standing: Standing) => STANDINGS[standing],
		summary: (standings: Readonly<Partial<Record<Standing, number>>>) => (['verified', 'unverified', 'stated', 'tool', 'gone', 'unproven'] as const).flatMap((name) => (standings[name] ? `${standings[name]} ${STANDINGS[name]}` : [])).join(' · '),
		bar: (name: string) => `Piece of work: ${name}`,
		goOn: 'Go on',
		goOnWith: (name: string) => `Go on with ${name}`,
		noModel: 'Its note is open. Choose a model in the chat to let an agent go on with it.',
		askFailed: 'The work could not be gone on with.',
	},
};
