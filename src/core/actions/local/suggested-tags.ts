/** Tags for a note from those of the notes that are most like it: the vault's own words, nothing made up. */
import { readNote } from '../../lib/markdown';
import { vaultPath, type VaultPath } from '../../lib/vault-path';
import type { LocalAction } from './local-action';
import { firstOf, linksOf, textOrNull } from './note-links';

/** Notes that are asked for their tags, and tags that are shown. */
const MOST_NOTES = 20;
const MOST_TAGS = 8;
const SHOWN_NOTES = 3;

interface Candidate {
	/** As most notes spell it first. */
	readonly name: string;
	readonly notes: VaultPath[];
	weight: number;
}

export const suggestedTags: LocalAction = {
	name: 'suggested-tags',
	description: 'Suggests tags that similar notes of yours already have.',
	tags: ['tags', 'organise'],
	input: ['note', 'selection'],
	async run(inputs, { vault, look = vault, index, target }) {
		const { path, text } = firstOf(inputs);
		const { linkTo } = await linksOf(vault, target ?? path);
		const own = readNote(path ?? '', text).tags.map(({ name }) => name.toLowerCase());
		const candidates = new Map<string, Candidate>();
		for (const { path: similar, score } of index.relatedTo({ ...(path === undefined ? {} : { path }), text }, { limit: MOST_NOTES })) {
			const from = vaultPath(similar);
			const tags = new Map(readNote(from, (await textOrNull(from, look)) ?? '').tags.map(({ name }) => [name.toLowerCase(), name]));
			for (const [key, name] of tags) {
				if (own.some((tag) => tag === key || tag.startsWith(`${key}/`))) continue;
				const known = candidates.get(key) ?? { name, notes: [], weight: 0 };
				known.notes.push(from);
				known.weight += score;
				candidates.set(key, known);
			}
		}
		const best = [...candidates].sort(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1)).slice(0, MOST_TAGS);
		if (best.length === 0) return 'Similar notes have no other tags.';
		// Also of those that are only counted.
		for (const one of new Set(best.flatMap(([, { notes }]) => notes))) await vault.read(one);
		// In a code span: a suggestion must not tag the note that it is put into.
		return best.map(([, { name, notes }]) => `- \`#${name}\`: ${notes.slice(0, SHOWN_NOTES).map((one) => linkTo(one)).join(', ')}${notes.length > SHOWN_NOTES ? ` and ${notes.length - SHOWN_NOTES} more` : ''}`).join('\n');
	},
};
