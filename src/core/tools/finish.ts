/** Ends a run with one outcome and the claims that answer, each with the quote it rests on. */
import type { Claim, Finish, FinishOutcome, Tool } from './tool';

const OUTCOMES: readonly FinishOutcome[] = ['answered', 'partial', 'unknown', 'conflicting', 'needs-user', 'refused'];

export const finish: Tool = {
	name: 'finish',
	description:
		'Ends the work; call it exactly once, last. State the answer as claims in the order in which they shall be read. Each claim is one sentence that says no more than its quote: the same numbers, dates, names and denials, in the words, the order and the language of the quote. Each quote is copied exactly from one block of the note: at least six words, no dots in place of words. ' +
		'"unknown" is a full success when the notes do not say; "conflicting" when they contradict each other: give a claim for each side. Put into "missing" what you could not find.',
	inputSchema: {
		type: 'object',
		properties: {
			outcome: { type: 'string', enum: OUTCOMES },
			claims: {
				type: 'array',
				maxItems: 40,
				items: {
					type: 'object',
					properties: { text: { type: 'string', minLength: 1, maxLength: 1000 }, path: { type: 'string', minLength: 1, maxLength: 1000 }, quote: { type: 'string', minLength: 1, maxLength: 4000 } },
					required: ['text', 'path', 'quote'],
				},
			},
			missing: { type: 'array', items: { type: 'string', maxLength: 300 }, maxItems: 20, description: 'What was asked and not found.' },
			resolve: { type: 'string', maxLength: 500, description: 'What would settle what is open.' },
			written: { type: 'array', items: { type: 'string', maxLength: 1000 }, maxItems: 50, description: 'Paths of the notes that you changed in this run.' },
			goal: { type: 'string', maxLength: 300, description: 'The goal under “Purpose” that this work served, by its title; leave it out when it served none of them.' },
			remark: { type: 'string', maxLength: 2000, description: 'Words to the person that state nothing about the notes: what you did, or why you cannot help.' },
		},
		required: ['outcome'],
	},
	grants: [],
	isReading: false,
	title: () => 'Checking the answer',
	run: (input) => {
		const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
		const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
		const claims = (Array.isArray(input['claims']) ? input['claims'] : []) as readonly Claim[];
		const ended: Finish = { outcome: input['outcome'] as FinishOutcome, claims, missing: texts(input['missing']), resolve: text(input['resolve']), written: texts(input['written']), remark: text(input['remark']), goal: text(input['goal']) };
		return Promise.resolve({ text: 'Ended.', summary: ended.outcome, finish: ended });
	},
};
