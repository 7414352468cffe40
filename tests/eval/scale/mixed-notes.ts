/** Any number of notes made of a vault's own text, and queries about them. The same for the same seed. */
import { randomOf } from '../../../src/core/lib/random';

export interface MadeNote {
	readonly path: string;
	readonly text: string;
}

/** About as long as notes are. */
const LENGTH = 1_800;

export function mixedNotes(vault: readonly MadeNote[], { count, seed }: { count: number; seed: number }): MadeNote[] {
	const random = randomOf(seed);
	const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
	const paragraphs = vault.flatMap(({ text }) => text.replace(/^---\n[\s\S]*?\n---\n/, '').split(/\n{2,}/)).filter((paragraph) => paragraph.trim() !== '');
	return Array.from({ length: count }, (_value, index) => {
		const parts: string[] = [];
		const length = LENGTH * (0.3 + 1.4 * random());
		for (let size = 0; size < length; size += (parts.at(-1)?.length ?? 0) + 2) parts.push((pick(paragraphs) ?? '').slice(0, 2 * LENGTH));
		return { path: `${(pick(vault)?.path ?? 'Note.md').replace(/\.md$/, '')} ${index}.md`, text: parts.join('\n\n') };
	});
}

export interface Queries {
	readonly keywords: readonly string[];
	readonly questions: readonly string[];
	/** A title as it is typed, cut inside its last word. */
	readonly typing: readonly string[];
}

export function queriesFrom(notes: readonly MadeNote[], { count, seed }: { count: number; seed: number }): Queries {
	const random = randomOf(seed + 1);
	const some = <T>(make: (note: MadeNote) => T): T[] => Array.from({ length: count }, () => make(notes[Math.floor(random() * notes.length)] ?? { path: '', text: '' }));
	const wordsOf = (text: string): string[] => text.match(/\p{L}{3,}/gu) ?? ['note'];
	const drawn = (text: string, most: number): string[] => {
		const all = wordsOf(text);
		return Array.from({ length: most }, () => all[Math.floor(random() * all.length)] ?? '');
	};
	return {
		keywords: some(({ text }) => drawn(text, 2 + Math.floor(random() * 2)).join(' ')),
		questions: some(({ text }) => `What is the ${drawn(text, 7).join(' ')}?`),
		typing: some(({ path }) => {
			const title = path.slice(path.lastIndexOf('/') + 1).replace(/ \d+\.md$/, '');
			return title.slice(0, Math.max(2, Math.ceil(title.length * (0.4 + 0.5 * random())))).trim();
		}),
	};
}
