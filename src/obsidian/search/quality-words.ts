/** The words of the check of the search, in English. Part of `words`. */
import { count, number, percent } from '../counts';

export const qualityWords = {
	quality: {
		command: 'Check the search on my notes',
		title: 'Check the search on my notes',
		about: 'Questions are made from your notes, without a model and on this device: texts of links, headings, aliases, words of a passage, titles with a slip or without an end. What a question was made of is taken out of a copy of the index before it is asked. Private notes are left out.',
		start: 'Start',
		again: 'Check again',
		cancel: 'Cancel',
		reading: (done: number, total: number) => `Reading ${number.format(done)} of ${count(total, 'note', 'notes')}`,
		asking: 'Asking',
		kinds: { link: 'Texts of links', heading: 'Headings', alias: 'Aliases', passage: 'Words of a passage', typo: 'Titles with a slip', unfinished: 'Unfinished titles' },
		columns: ['Made from', 'Asked', 'First', 'Within 5', 'Within 10'] as const,
		share: (part: number) => percent.format(part),
		found: (asked: number, part: number) => `${percent.format(part)} of ${count(asked, 'question', 'questions')} found their note within the first five.`,
		misses: (n: number) => count(n, 'miss', 'misses'),
		noMisses: 'Every question found its note.',
		notFound: 'did not find',
		instead: (title: string) => `first was ${title}`,
		nothing: 'nothing was found',
		more: (n: number) => `And ${count(n, 'more', 'more')}; all stand in the note.`,
		keep: 'Keep as a note',
		kept: (path: string) => `Kept as ${path}.`,
		weightStays: (weight: number) => `Weight of meaning: ${number.format(weight)} is the best of those tried.`,
		weightBetter: (best: number, before: number) => `Weight of meaning: ${number.format(best)} is better here than ${number.format(before)}, measured on questions that did not choose it.`,
		useWeight: (weight: number) => `Use ${number.format(weight)}`,
		failed: 'The check could not be finished. Your notes are unchanged.',
		keepFailed: 'The report could not be written.',
	},
};
