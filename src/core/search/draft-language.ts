/** Which language a note that is about to be indexed is written in: told by the first words of its text. */
import { eachWord } from './analyse';
import { languageOf, SAMPLE_WORDS, type Language } from './languages';
import { UNIT, type NoteDraft } from './note-draft';

/** So much of a block is looked at. */
const SAMPLE_LENGTH = 1_000;

export function languageOfDraft({ content }: Pick<NoteDraft, 'content'>): Language {
	const sample: string[] = [];
	for (const { text, start, end, kind } of content) {
		if (sample.length >= SAMPLE_WORDS) break;
		if (kind !== UNIT.body && kind !== UNIT.asking && kind !== UNIT.heading) continue;
		eachWord(text.slice(start, Math.min(end, start + SAMPLE_LENGTH)), (form) => sample.push(form));
	}
	return languageOf(sample);
}
