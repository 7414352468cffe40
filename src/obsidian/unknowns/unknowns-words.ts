/** The words of the known unknowns, in English. */
import { count } from '../counts';

export const unknownsWords = {
	unknowns: {
		command: 'Show known unknowns',
		title: 'Known unknowns',
		none: 'Nothing is open. A question that your notes do not answer is kept here until they do.',
		explain: (open: number) => `${count(open, 'question', 'questions')} that your notes did not answer. A question closes when an answer to it is found with a quote, or when you close it.`,
		asked: (when: string, searched: string) => (searched === '' ? `${when}.` : `${when}. ${searched}`),
		missing: (items: string) => `Not found: ${items}.`,
		open: 'Not answered by your notes until now',
		showAll: (open: number) => (open === 1 ? 'What would settle it' : `What would settle all ${count(open, 'question', 'questions')}`),
		askAgain: 'Ask again',
		askAgainAbout: (question: string) => `Ask again: ${question}`,
		close: 'Close',
		closeAbout: (question: string) => `Close: ${question}`,
		kept: 'Kept until a note answers it.',
		openList: 'Open questions',
		settled: 'Answered since by',
		closedByYou: 'You closed this question.',
		addAgain: 'Add to open questions',
		unadded: 'The question could not be added.',
		failed: 'The known unknowns could not be read.',
		unclosed: 'The question could not be closed.',
	},
};
