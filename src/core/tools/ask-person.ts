/** Asks the person one question, with answers to choose from. */
import { PraxisError } from '../lib/errors';
import { untilAborted } from '../lib/until-aborted';
import { brief } from './show-note';
import type { Tool } from './tool';

export const askPerson: Tool = {
	name: 'ask_person',
	description: 'Asks the person one short question and waits. Use it when the request can be read in two ways, or when only the person can know. Never ask for a password or a key.',
	inputSchema: {
		type: 'object',
		properties: { question: { type: 'string', minLength: 1, maxLength: 500 }, options: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, maxItems: 6 } },
		required: ['question'],
	},
	grants: [],
	isReading: false,
	title: ({ question }) => `Asking: ${brief(String(question), 80)}`,
	async run({ question, options }, { askPerson: ask, guard, signal }) {
		if (!ask) throw new PraxisError('refused', 'Nobody is there to answer.', { hint: 'Finish with the outcome needs-user and say what you need to know.' });
		const choices = Array.isArray(options) ? options.map(String) : [];
		const answer = await untilAborted(ask({ text: String(question), options: choices }, signal), signal);
		if (answer === null || answer.trim() === '') return { text: 'The person gave no answer. Go on without it, or finish with the outcome needs-user.', summary: 'No answer' };
		// Choosing what the model wrote is not typing it: an address in an option stays the model's.
		if (!choices.includes(answer)) guard.type(answer);
		return { text: `The person answered: ${answer}`, summary: brief(answer, 80) };
	},
};
