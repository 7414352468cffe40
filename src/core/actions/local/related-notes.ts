/** The notes that belong to a note or a text, with the reasons that the index knows. */
import { vaultPath } from '../../lib/vault-path';
import type { RelatedReason } from '../../search/content-index';
import type { LocalAction } from './local-action';
import { firstOf, linksOf, type LinkTo } from './note-links';

const MOST = 10;

export const relatedNotes: LocalAction = {
	name: 'related-notes',
	description: 'Finds the notes that belong to this one, and says what they share.',
	tags: ['links', 'discovery'],
	input: ['selection', 'note'],
	async run(inputs, { vault, index, target }) {
		const { path, text } = firstOf(inputs);
		const { index: links, linkTo } = await linksOf(vault, target ?? path);
		const found = index.relatedTo({ ...(path === undefined ? {} : { path }), text }, { limit: MOST }).filter((hit) => links.has(hit.path));
		if (found.length === 0) return 'No related notes were found.';
		return found.map((hit) => `- ${linkTo(vaultPath(hit.path))}: ${hit.reasons.map((reason) => wordsOf(reason, linkTo)).join('; ')}`).join('\n');
	},
};

function wordsOf(reason: RelatedReason, linkTo: LinkTo): string {
	switch (reason.kind) {
		case 'shared-words':
			return `shares ${reason.words.map((word) => `“${word}”`).join(', ')}`;
		case 'links-to':
			return 'is linked from here';
		case 'linked-from':
			return 'links here';
		case 'shared-links':
			return `both link to ${reason.paths.map((path) => linkTo(vaultPath(path))).join(', ')}`;
		case 'same-day':
			return 'is of the same day';
	}
}
