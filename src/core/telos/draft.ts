/** A new item as a person drafts it, and the note it becomes. Pure: nothing is written here. */
import { stringify } from 'yaml';
import type { Change, PropertyScalar, PropertyValue } from '../changes/change';
import { writeLink } from '../lib/links';
import { oneLine } from '../lib/one-line';
import { vaultPath } from '../lib/vault-path';
import type { EdgeKind, Item, ItemType } from './item';
import type { NoteNames } from './note-name';

export interface DraftEdge {
	readonly kind: EdgeKind;
	/** The item it leads to. */
	readonly to: Item;
}

export interface Draft {
	readonly type: ItemType;
	readonly title: string;
	/** The note's body, as Markdown; "" for none. */
	readonly text: string;
	readonly edges?: readonly DraftEdge[];
	/** Written after `telos` and before the edges; a value of null or "" is left out. */
	readonly properties?: Readonly<Record<string, PropertyValue>>;
	/** It was made from what is private, and stays so. */
	readonly isPrivate?: boolean;
}

export interface DraftPlace {
	/** Where the note goes; "" is the top of the vault. */
	readonly folder: string;
	readonly names: NoteNames;
	/** How a link to a note is written: `LinkIndex.linkText`. */
	readonly linkText: (path: string) => string;
}

/** What each type usually leads to, in the order in which a person is asked; the first is the usual one. */
export const USUAL_EDGES: Partial<Record<ItemType, readonly { readonly kind: EdgeKind; readonly to: readonly ItemType[] }[]>> = {
	mission: [{ kind: 'addresses', to: ['problem'] }],
	narrative: [{ kind: 'supports', to: ['mission'] }],
	goal: [{ kind: 'supports', to: ['mission', 'problem', 'goal'] }, { kind: 'blocked-by', to: ['challenge'] }, { kind: 'metric', to: ['metric'] }],
	challenge: [{ kind: 'related', to: ['goal', 'mission'] }],
	strategy: [{ kind: 'addresses', to: ['challenge', 'goal'] }, { kind: 'enables', to: ['goal'] }],
	project: [{ kind: 'supports', to: ['goal', 'mission'] }],
	metric: [{ kind: 'supports', to: ['goal'] }],
	belief: [{ kind: 'informs', to: ['goal', 'strategy'] }],
	idea: [{ kind: 'related', to: ['goal', 'problem', 'mission'] }],
	prediction: [{ kind: 'related', to: ['goal', 'bet'] }],
	lesson: [{ kind: 'learned-from', to: ['outcome', 'bet', 'goal', 'project'] }],
	bet: [{ kind: 'rests-on', to: ['assumption'] }, { kind: 'supports', to: ['goal', 'mission'] }],
	assumption: [{ kind: 'related', to: ['bet', 'goal'] }],
	evidence: [{ kind: 'evidence-for', to: ['assumption', 'bet'] }],
	outcome: [{ kind: 'outcome-of', to: ['bet', 'prediction'] }],
};

/** The draft's note; its name is taken from now on. */
export function draftChange(draft: Draft, place: DraftPlace): Extract<Change, { type: 'create' }> {
	const title = oneLine(draft.title);
	const name = place.names.next(title, draft.type);
	const edges = new Map<EdgeKind, string[]>();
	for (const { kind, to } of draft.edges ?? []) edges.set(kind, [...(edges.get(kind) ?? []), linkTo(to, place.linkText)]);
	const isPrivate = draft.isPrivate === true || draft.type === 'trauma';
	const given = Object.entries(draft.properties ?? {}).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
	const properties = { telos: draft.type, ...(name === title ? {} : { title }), ...Object.fromEntries(given), ...Object.fromEntries(edges), ...(isPrivate ? { private: true } : {}) };
	const body = draft.text.trim();
	return { type: 'create', path: vaultPath(`${place.folder === '' ? '' : `${place.folder}/`}${name}.md`), text: `---\n${stringify(properties, { lineWidth: 0 })}---\n${body === '' ? '' : `${body}\n`}` };
}

/** How a property or key names an item: a link to its note or heading, or its id where a line has no link. */
export function linkTo({ path, form, id, title }: Item, linkText: (path: string) => string): string {
	if (form === 'note') return writeLink(linkText(path));
	if (form === 'line') return id ?? writeLink(linkText(path));
	return writeLink(linkText(path), { subpath: id === null ? title : `${id}: ${title}` });
}

/** A list property with one more link; as it was when the link is there. */
export function withLink(values: PropertyValue | undefined, link: string): readonly PropertyScalar[] {
	const list = values === undefined || values === null || values === '' ? [] : typeof values === 'object' ? values : [values];
	return list.includes(link) ? list : [...list, link];
}
