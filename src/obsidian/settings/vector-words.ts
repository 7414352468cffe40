/** The words of search by meaning in the settings, in English. Part of `words`. */
import { count, number } from '../counts';

export const vectorWords = {
	vectors: {
		heading: 'Search by meaning (optional)',
		model: 'Model for meaning',
		modelEffect: 'A model of a provider above that makes embeddings. With one, notes are also found that share no word with your question. Private notes are only given to a model on this device. Leave it empty to find notes by their words. Default: empty.',
		modelBad: (vendors: readonly string[]) => (vendors.length === 0 ? 'Add a provider first.' : `Begin with one of your providers: ${vendors.map((id) => `${id}/…`).join(', ')}`),
		state: 'Notes with meaning',
		off: 'Name a model first.',
		idle: (done: number, total: number) => `${number.format(done)} of ${count(total, 'note', 'notes')} ready.`,
		building: (done: number, total: number) => `Reading ${number.format(done)} of ${count(total, 'note', 'notes')}.`,
		paused: (reason: string, done: number, total: number) => `${number.format(done)} of ${count(total, 'note', 'notes')} ready. ${reason}`,
		leftOut: (notes: number) => `${count(notes, 'private note is', 'private notes are')} left out.`,
		build: 'Make ready',
		again: 'Bring up to date',
		stop: 'Stop',
		forget: 'Forget',
		forgetFailed: 'What was made could not be forgotten.',
		weight: 'Weight of meaning',
		weightEffect: '0 only adds notes that no word finds; 1 counts as much as words. “Check the search on my notes” tells which is best here. Default: 0.',
		weightBad: 'Enter a number from 0 to 2.',
		tokens: 'Most tokens to send',
		tokensEffect: (usual: number) => `What one round may send to a remote model; 0 for no limit. The limits of the day hold as well. Default: ${number.format(usual)}.`,
	},
};
