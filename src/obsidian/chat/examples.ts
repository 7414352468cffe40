/** Three questions to begin with, drawn from the vault's own titles and headings. Pure. */
import { words } from '../words';

export interface ExampleNote {
	/** The questions come from different folders where they can. */
	readonly folder: string;
	readonly title: string;
	readonly headings: readonly string[];
}

const HOW_MANY = 3;
/** Titles and headings that name no subject: dates, "2026-11", "Untitled 3". */
const NO_SUBJECT = /^[\d\s.,:_/-]+$|^\d{4}-\d{2}|^untitled\b/i;
const MARKS = /[#*_`[\]|<>^]/;
const LONGEST = 48;

/** At most three questions, of different notes, the first notes first; none when the vault names no subject. */
export function exampleQuestions(notes: readonly ExampleNote[]): readonly string[] {
	const questions: string[] = [];
	const seenHeadings = countHeadings(notes);
	for (const note of spread(notes)) {
		if (questions.length === HOW_MANY) break;
		// A heading that many notes share ("Notes", "Tasks") is a template's, not a subject.
		const heading = note.headings.find((text) => isSubject(text) && text !== note.title && seenHeadings.get(text) === 1);
		if (questions.length % 2 === 1 && heading !== undefined) questions.push(words.chat.aboutHeading(heading));
		else if (isSubject(note.title)) questions.push(words.chat.aboutNote(note.title));
	}
	return questions;
}

/** The first note of each folder, then the others. */
function spread(notes: readonly ExampleNote[]): readonly ExampleNote[] {
	const withSubject = notes.filter((note) => isSubject(note.title));
	const firsts = withSubject.filter((note, i) => withSubject.findIndex((other) => other.folder === note.folder) === i);
	return [...firsts, ...notes.filter((note) => !firsts.includes(note))];
}

function isSubject(text: string): boolean {
	return text.length > 3 && text.length <= LONGEST && !NO_SUBJECT.test(text) && !MARKS.test(text);
}

function countHeadings(notes: readonly ExampleNote[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const heading of notes.flatMap((note) => [...new Set(note.headings)])) counts.set(heading, (counts.get(heading) ?? 0) + 1);
	return counts;
}
