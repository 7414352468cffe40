/** Proposes a claim to remember. It writes nothing: the person is asked about all of a run's proposals when it has ended. */
import { CLAIM_TYPES } from '../memory/claim';
import { brief } from './show-note';
import type { Tool } from './tool';

const LINE = { type: 'string', maxLength: 500 } as const;

export const proposeMemory: Tool = {
	name: 'remember',
	description: 'Proposes one lasting fact about the person, their people or their work to be kept in the memory: a single statement that stands by itself, with the literal words of the note it stands on. Nothing is kept before the person accepts it. Not for what will be of no use in a month, for secrets, or for what you concluded without words in a note.',
	inputSchema: {
		type: 'object',
		properties: {
			text: { type: 'string', minLength: 3, maxLength: 1000, description: 'One statement with names instead of "he" and days instead of "tomorrow".' },
			type: { type: 'string', enum: CLAIM_TYPES.filter((type) => type !== 'retraction') },
			subject: { ...LINE, description: 'Whom or what it is about.' },
			source: { ...LINE, description: 'The path of the note that says so, as a search showed it.' },
			quote: { ...LINE, description: 'Its literal words.' },
			valid_from: { type: 'string', maxLength: 10, description: 'A day such as 2026-12-01.' },
			valid_to: { type: 'string', maxLength: 10 },
		},
		required: ['text'],
	},
	grants: [],
	isReading: true,
	title: ({ text }) => `Proposing to remember “${brief(String(text), 60)}”`,
	run({ text, type, subject, source, quote, valid_from: validFrom, valid_to: validTo }) {
		const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
		const proposed = { text: word(text), type: word(type) || 'fact', subject: word(subject), source: word(source), quote: word(quote), validFrom: word(validFrom), validTo: word(validTo) };
		return Promise.resolve({ text: 'Proposed. The person decides when this run has ended; do not say that it is remembered.', summary: 'Proposed', proposed: [proposed] });
	},
};
