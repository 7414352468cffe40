/** The people that have a note of their own, by its tag, its type or its folder. Reads the index alone. */
import { folderOf, isNote, titleOf, type VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../../search/content-index';
import { propertyFacet, tagFacet } from '../../search/facets';
import type { Person } from './person';

const PEOPLE_FOLDER = /(?:^|\/)(?:people|persons|contacts|personen|kontakte|pessoas|contatos|contactos|personnes)(?:\/|$)/iu;
const PEOPLE_FACETS = [tagFacet('person'), tagFacet('people'), tagFacet('contact'), tagFacet('contacts'), propertyFacet('type', 'person'), propertyFacet('type', 'contact')];

export type NotedPerson = Person & { readonly path: VaultPath };

type PeopleIndex = Pick<ContentIndex, 'withFacet' | 'paths' | 'describe' | 'changes'>;

/** Most questions come while nothing changes. */
const KNOWN = new WeakMap<PeopleIndex, { readonly key: string; readonly people: readonly NotedPerson[] }>();

export function notedPeople(index: PeopleIndex, excludedFolders: readonly string[]): readonly NotedPerson[] {
	const key = [index.changes, ...excludedFolders].join('\n');
	let known = KNOWN.get(index);
	if (known?.key !== key) KNOWN.set(index, (known = { key, people: peopleIn(index, excludedFolders) }));
	return known.people;
}

function peopleIn(index: PeopleIndex, excluded: readonly string[]): readonly NotedPerson[] {
	const paths = new Set(index.withFacet(PEOPLE_FACETS));
	const folders = new Map<string, boolean>();
	for (const path of index.paths()) {
		const folder = folderOf(path);
		const isTheirs = folders.get(folder) ?? PEOPLE_FOLDER.test(folder);
		folders.set(folder, isTheirs);
		if (isTheirs) paths.add(path);
	}
	return [...paths].flatMap((path): NotedPerson[] => {
		const names = isNote(path) && !excluded.some((folder) => folder !== '' && path.startsWith(`${folder}/`)) ? index.describe(path) : null;
		// A list of people is about none of them.
		if (!names || names.facets.some((facet) => facet.startsWith('[praxis')) || /^(?:people|persons|contacts|index|readme)$/iu.test(titleOf(path).replace(/[^\p{L}\s]/gu, '').trim())) return [];
		return [{ name: titleOf(path), path: path as VaultPath, aliases: [...new Set([...names.aliases, ...(names.title === titleOf(path) ? [] : [names.title])])] }];
	});
}
