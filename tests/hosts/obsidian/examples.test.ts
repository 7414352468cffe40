/** The first questions that a new person sees come from their own notes, and never look broken. */
import fc from 'fast-check';
import { exampleQuestions } from '../../../src/obsidian/chat/examples';

test('given a vault, when examples are drawn, then they name subjects and skip dates, templates and markup', () => {
	const questions = exampleQuestions([
		{ folder: '', title: '2026-11-22', headings: ['Notes'] },
		{ folder: '', title: 'Untitled 3', headings: [] },
		{ folder: '', title: 'Garden plan', headings: ['Notes'] },
		{ folder: '', title: 'Home', headings: ['Notes', '[[Link]] heading', 'Moving the raised beds'] },
		{ folder: '', title: 'Running', headings: [] },
		{ folder: '', title: 'Never reached', headings: [] },
	]);
	expect(questions).toEqual(['What do my notes say about “Garden plan”?', 'What did I write under “Moving the raised beds”?', 'What do my notes say about “Running”?']);
});

test('given notes of several folders, when examples are drawn, then each folder has its turn before one has two', () => {
	const note = (folder: string, title: string) => ({ folder, title, headings: [] });
	const questions = exampleQuestions([note('People', 'Duarte'), note('People', 'Haruka'), note('Garden', 'Plot 14'), note('Running', 'Achilles')]);
	expect(questions.join()).toMatch(/Duarte.*Plot 14.*Achilles/);
});

test('given any notes, when examples are drawn, then there are at most three, none longer than a line or twice the same', () => {
	const note = fc.record({ folder: fc.constantFrom('', 'a', 'b'), title: fc.string(), headings: fc.array(fc.string(), { maxLength: 4 }) });
	fc.assert(
		fc.property(fc.uniqueArray(note, { selector: (one) => one.title }), (notes) => {
			const questions = exampleQuestions(notes);
			expect(questions.length).toBeLessThanOrEqual(3);
			expect(new Set(questions).size).toBe(questions.length);
			for (const question of questions) expect(question.length).toBeLessThan(90);
		}),
	);
});
