/** Which language a note that is about to be indexed is written in: told by the first words of its text. */
import { MAX_FORM, scanWords } from './analyse';
import { languageBy, languagesWith, SAMPLE_WORDS, type Language } from './languages';
import { UNIT, type NoteDraft } from './note-draft';

/** So much of a block is looked at. */
const SAMPLE_LENGTH = 1_000;

export function languageOfDraft({ content }: Pick<NoteDraft, 'content'>): Language {
	const sample: number[] = [];
	for (const { text, start, end, kind } of content) {
		if (sample.length >= SAMPLE_WORDS) break;
		if (kind !== UNIT.body && kind !== UNIT.asking && kind !== UNIT.heading) continue;
		scanWords(text, { start, end: Math.min(end, start + SAMPLE_LENGTH) }, {
			onPlain: (from, to) => sample.push(languagesWith(text, from, Math.min(to, from + MAX_FORM))),
			onWord: (form) => sample.push(languagesWith(form, 0, form.length)),
		});
	}
	return languageBy(sample);
}
