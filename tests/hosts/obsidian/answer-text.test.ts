/** An answer outside the chat keeps its words, and its citations become links. */
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { Answer, Citation } from '../../../src/core/runs/outcome';
import { answerText, asParagraphs, subpathOf } from '../../../src/obsidian/answer-text';

const citation = (over: Partial<Citation> = {}): Citation => ({
	path: vaultPath('Home/Flat.md'),
	version: 'v',
	span: { start: 0, end: 4 },
	line: 1,
	quote: 'Rent',
	blockId: null,
	headings: [],
	isPrivate: false,
	...over,
});
const answer = (text: string, citations: Citation[]): Answer => ({ outcome: 'answered', text, citations, missing: [], searched: '', resolve: '' });

test('given marks in an answer, when it is written elsewhere, then each is a link in its place and one without a citation is gone', () => {
	const text = answerText(answer('The rent is 820. [^1]\n\n> Due on the 3rd.[^2] [^9]', [citation(), citation({ blockId: 'due' })]), (one) => `[[${one.path}${subpathOf(one)}]]`);
	expect(text).toBe('The rent is 820. ([[Home/Flat.md]])\n\n> Due on the 3rd. ([[Home/Flat.md#^due]])');
});

test('given a mark on a line of its own, when it is written elsewhere, then its link begins that line', () => {
	expect(answerText(answer('> Due on the 3rd.\n\n[^1]', [citation()]), () => '[[Flat]]')).toBe('> Due on the 3rd.\n\n([[Flat]])');
});

test('given words around the cursor, when an answer goes between them, then it does not run into them', () => {
	expect(asParagraphs('Answer.', { before: '- a link', after: ' and more' })).toBe('\n\nAnswer.\n\n');
	expect(asParagraphs('Answer.', { before: '  ', after: '' })).toBe('Answer.');
});

test('given a block with an id, a heading or neither, when it is linked, then the nearest of them is the target', () => {
	expect(subpathOf(citation({ blockId: 'rent1', headings: ['Flat', 'Rent'] }))).toBe('#^rent1');
	expect(subpathOf(citation({ headings: ['Flat', 'Rent [2026] #home'] }))).toBe('#Rent 2026 home');
	expect(subpathOf(citation())).toBe('');
});
