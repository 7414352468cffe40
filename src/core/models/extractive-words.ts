/** The words around the quotes of an extractive answer. Calm and short: the notes speak, Praxis points. */
import type { Quote, Verdict } from './extractive';
import type { Question } from './extractive-types';

/** The longest list of words that a sentence carries. */
const MOST_WORDS = 6;

/** The answer as Markdown, piece by piece, to be joined as they are. `[^1]` stands for the first quote. */
export function answerPieces(question: Question, quotes: readonly Quote[], verdict: Verdict): string[] {
	if (verdict.outcome === 'unknown') return [unknownText(question, verdict)];
	const opening = verdict.outcome === 'answered' ? 'Your notes say:' : 'Your notes say something near this, but perhaps not all of it:';
	const pieces = [opening, ...quotes.map(({ text }, index) => `\n\n${blockQuote(text)}\n\n[^${index + 1}]`)];
	if (verdict.missing.length > 0) pieces.push(`\n\nNothing was found there for ${wordList(verdict.missing)}.`);
	return pieces;
}

/** What was searched: "Searched 82 notes for “lease”, “end”." `among`: what else is told of the notes, such as "1 claim among them". */
export function searchedText({ notes, terms }: Question, among = ''): string {
	const where = `Searched ${[countNotes(notes), among].filter((part) => part !== '').join(', ')}`;
	if (terms.length === 0) return `${where}. The question has no word to look for.`;
	return `${where}${among === '' ? '' : ','} for ${wordList(terms.map(({ text }) => text))}.`;
}

/** What would settle the question; "" when it is answered. */
export function resolveText(verdict: Verdict): string {
	if (verdict.outcome === 'answered') return '';
	if (verdict.outcome === 'partial') return 'Open the notes to see whether they answer, or ask with the words that they use.';
	return 'Ask with other words, or write what you know about it in a note.';
}

/** “a”, “b”, “c” and 2 more. */
export function wordList(words: readonly string[]): string {
	const shown = words.slice(0, MOST_WORDS).map((word) => `“${word.length > 40 ? `${word.slice(0, 40)}…` : word}”`);
	const rest = words.length - shown.length;
	return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

export function countNotes(count: number): string {
	return count === 1 ? '1 note' : `${count.toLocaleString('en')} notes`;
}

function unknownText(question: Question, verdict: Verdict): string {
	const words = verdict.missing.length > 0 ? verdict.missing : question.terms.map(({ text }) => text);
	return `Your notes do not seem to say. No passage answers this; least was found for ${wordList(words)}.`;
}

/** As a block quote. A footnote mark of the note's own is escaped, or it would pass for one of the answer's. */
function blockQuote(text: string): string {
	return text.replaceAll('[^', '[\\^').split(/\r\n|\r|\n/).map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}
