/** The memory's own recall on a retrieval set of what people told each other: notes or blocks, with their days. */
import { readNote } from '../../../src/core/lib/markdown';
import { recallRaw } from '../../../src/core/memory/recall/raw';
import { DAY_MS, dayNamed } from '../../../src/core/memory/recall/days-in-text';
import { readWhen } from '../../../src/core/memory/recall/when';
import { ContentIndex, type Hit } from '../../../src/core/search/content-index';
import type { EvalDocument } from './retrieval-set';

/** Indexes the documents; those that name a `note` are blocks of it. Answers with document ids, best first. */
export function memoryFinder(documents: readonly EvalDocument[]): (question: string, limit: number) => Promise<string[]> {
	const notes = notesOf(documents);
	const index = new ContentIndex();
	for (const [path, { text, title }] of notes) index.put({ path, text, version: '', note: readNote(path, text), ...(title === '' ? {} : { title }) });
	const read = (paths: readonly string[]) => Promise.resolve(paths.map((path) => ({ text: notes.get(path)?.text ?? '', version: '' })));
	const isOfBlocks = documents.some(({ note }) => note !== '');
	// Asked on the day after the last that was said.
	const last = Math.max(...documents.map(({ date, body }) => dayNamed(date || body.slice(0, 100)) ?? 0));
	const now = new Date((last + 1) * DAY_MS);
	const idOf = ({ path, block }: Pick<Hit, 'path' | 'block'>): string => notes.get(path)?.places.filter(({ start }) => start <= (block?.span.start ?? 0)).at(-1)?.id ?? '';
	return async (question, limit) => {
		const { blocks, notes: found } = await recallRaw(question, readWhen(question, now), { index, read });
		const ids = isOfBlocks ? blocks.map(({ hit }) => idOf(hit)) : found.map(({ path }) => path);
		return [...new Set(ids)].slice(0, limit);
	};
}

interface EvalNote {
	text: string;
	readonly title: string;
	readonly places: { readonly start: number; readonly id: string }[];
}

/** Each note is its blocks with an empty line between them, under the date it was held on; or a document as it is. */
function notesOf(documents: readonly EvalDocument[]): Map<string, EvalNote> {
	const notes = new Map<string, EvalNote>();
	for (const { id, note, title, body, date } of documents) {
		if (note === '') notes.set(id, { text: body, title, places: [{ start: 0, id }] });
		else {
			const own = notes.get(note) ?? { text: date === '' ? '' : `---\ndate: ${date}\n---\n`, title: '', places: [] };
			own.places.push({ start: own.text.length, id });
			own.text += `${body.replace(/\s*\n\s*/g, ' ')}\n\n`;
			notes.set(note, own);
		}
	}
	return notes;
}
