/** What goes along beside the input because the pattern or the person names it: notes by link or path, and whole folders. */
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { LinkIndex } from '../lib/links';
import { isInFolder, isNote, plainFolder } from '../lib/vault-path';
import { gatherInputs } from './gather-inputs';
import type { ActionInput } from './run-action';

/** Each note once, in the order in which it is named. Throws `missing-note` for a name that nothing has, and as `gatherInputs` does. */
export async function gatherContexts(names: readonly string[], vault: Pick<Vault, 'list' | 'read'>): Promise<readonly ActionInput[]> {
	if (names.length === 0) return [];
	const paths = (await vault.list()).map(({ path }) => path);
	const links = new LinkIndex(paths);
	const found: ActionInput[] = [];
	for (const name of names) {
		const note = name.endsWith('/') ? null : links.resolve(name, '');
		const folder = plainFolder(name);
		const isFolder = folder !== '' && paths.some((path) => isInFolder(path, folder));
		if (!isFolder && (note === null || !isNote(note))) throw new PraxisError('missing-note', `There is no note or folder “${name}”, which goes along with the text.`, { hint: 'Mend “context” in the pattern, or name another note.' });
		found.push(...(note !== null && isNote(note) ? await gatherInputs('note', { path: note }, vault) : await gatherInputs('folder', { folder }, vault)));
	}
	return found.filter(({ path }, i) => found.findIndex((one) => one.path === path) === i);
}
