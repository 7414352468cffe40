/**
 * What may be believed and what may leave: the two labels of a note, joined over everything a run has read.
 *
 * Integrity says whether the person wrote it, secrecy whether a remote model may see it. A note's own front
 * matter can only make it less trusted or more private; no property, tag or wording raises trust. What raises
 * it is the person's acceptance of exactly this content, by hash.
 */
import { lettersOf, privateMarks } from '../lib/private-marks';
import { isInFolder, isNote } from '../lib/vault-path';

export type Integrity = 'trusted' | 'untrusted';
export type Secrecy = 'vault' | 'private';

export interface Label {
	readonly integrity: Integrity;
	readonly secrecy: Secrecy;
	/** Why, one short clause each, fit for a person: "lies in the folder Clippings". Empty when trusted and not private. */
	readonly reasons: readonly string[];
}

/** What the device's record knows of a note that an agent wrote; it follows the note when it is moved. */
export interface NoteRecord {
	/** Whether the run that wrote it had read untrusted text. */
	readonly integrity: Integrity;
	readonly secrecy: Secrecy;
}

export interface NoteFacts {
	readonly path: string;
	/** SHA-256 of the note as read. */
	readonly hash: string;
	/** Its properties; null when it has none or they cannot be read. */
	readonly properties: Readonly<Record<string, unknown>> | null;
	/** Tags without "#", of body and front matter. */
	readonly tags: readonly string[];
	/** What stands where properties should and cannot be read; absent or "" when all was read. */
	readonly unread?: string;
	/** It steers later runs, and the person has not accepted exactly this content. */
	readonly steers?: boolean;
	/** Null when the record does not know the note. */
	readonly record: NoteRecord | null;
	/** Hashes of contents that the person accepted. */
	readonly accepted: ReadonlySet<string>;
}

export interface LabelRules {
	readonly privateFolders: readonly string[];
	/** Where clippings, imports and mail arrive. */
	readonly untrustedFolders: readonly string[];
	/** Where agents write; a note here that the record does not know has an unknown author. */
	readonly outputFolders: readonly string[];
}

/** What comes from other programs, such as another assistant's memory: nobody here wrote it, on any device. */
export const IMPORTS_FOLDER = 'Praxis/Imports';

/** A paste longer than this, in UTF-16 units, is content and not the person's request. */
export const LONGEST_TYPED_PASTE = 500;

/** Properties, letters only and lower case, by which clippers and mail importers name another origin. */
const ORIGIN_PROPERTIES = new Set(['source', 'sourceurl', 'sources', 'url', 'urls', 'originalurl', 'originurl', 'canonicalurl', 'link', 'permalink', 'authoremail', 'fromemail', 'mailfrom', 'clipped', 'clippedfrom', 'importedfrom']);

/** The label of text that the person did not write: web pages, tool results and errors, attachments, long pastes. */
export function foreign(reason: string): Label {
	return { integrity: 'untrusted', secrecy: 'vault', reasons: [reason] };
}

export const OWN: Label = { integrity: 'trusted', secrecy: 'vault', reasons: [] };

/** The label of a note or attachment. Never throws; what cannot be known counts as untrusted. */
export function labelNote(facts: NoteFacts, rules: LabelRules): Label {
	const foreignReason = facts.accepted.has(facts.hash) ? null : whyUntrusted(facts, rules);
	const privateReason = whyPrivate(facts, rules);
	return {
		integrity: foreignReason ? 'untrusted' : 'trusted',
		secrecy: privateReason ? 'private' : 'vault',
		reasons: [foreignReason, privateReason].filter((reason) => reason !== null),
	};
}

/** Both labels at their worse; what is made of several texts has this label. */
export function joinLabels(labels: readonly Label[]): Label {
	return {
		integrity: labels.some((label) => label.integrity === 'untrusted') ? 'untrusted' : 'trusted',
		secrecy: labels.some((label) => label.secrecy === 'private') ? 'private' : 'vault',
		reasons: [...new Set(labels.flatMap((label) => label.reasons))],
	};
}

function whyUntrusted({ path, properties, unread = '', record, steers = false }: NoteFacts, rules: LabelRules): string | null {
	if (!isNote(path)) return 'is an attachment';
	const place = fold(path);
	const folder = [...rules.untrustedFolders, IMPORTS_FOLDER].find((candidate) => liesIn(place, candidate));
	if (folder !== undefined) return `lies in the folder ${folder}`;
	const origin = Object.keys(properties ?? {}).find((name) => ORIGIN_PROPERTIES.has(lettersOf(name)) && namesOrigin(properties?.[name]));
	if (origin !== undefined) return whence(origin, properties?.[origin]);
	if (unread.split('\n').some(namesOriginUnread)) return 'names another origin in properties that cannot be read';
	if (record?.integrity === 'untrusted') return 'was written by a run that had read untrusted text';
	if (steers) return 'steers agents, and you have not accepted it as it is now';
	if (!record && rules.outputFolders.some((candidate) => liesIn(place, candidate))) return 'lies where agents write, and no run here wrote it';
	return null;
}

function whyPrivate(facts: NoteFacts, rules: LabelRules): string | null {
	const { path, record } = facts;
	const place = fold(path);
	const folder = rules.privateFolders.find((candidate) => liesIn(place, candidate));
	if (folder !== undefined) return `lies in the private folder ${folder}`;
	const [mark] = privateMarks(facts);
	if (mark === 'property') return 'is marked private';
	if (mark === 'tag') return 'is tagged private';
	if (mark === 'unread') return 'names “private” in properties that cannot be read';
	if (record?.secrecy === 'private') return 'was made of private notes';
	return null;
}

/** `place`: a folded path. Folders are compared as case-insensitive disks compare them. An empty name is no folder, not the whole vault. */
function liesIn(place: string, folder: string): boolean {
	return folder.trim() !== '' && isInFolder(place, fold(folder.trim()));
}

function fold(text: string): string {
	return text.normalize('NFC').toLowerCase();
}

/** Links to the person's own notes are no other origin; an empty property names none. */
function namesOrigin(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(namesOrigin);
	if (value === null || value === undefined || value === false) return false;
	return typeof value !== 'string' || !/^\s*(?:\[\[(?!\s*[a-z][a-z0-9+.-]*:\/\/)[^[\]]*\]\]\s*)?$/i.test(value);
}

/** With its host when it is an address; nothing else of what a stranger wrote comes into the reason. */
function whence(property: string, value: unknown): string {
	const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
	const hosts = texts.map((text) => (typeof text === 'string' ? /^\s*https?:\/\/([a-z0-9.-]{1,100})(?=[/:?#\s]|$)/i.exec(text)?.[1] : undefined));
	const host = hosts.find((one) => one !== undefined);
	return host === undefined ? `its property “${property}” names another origin` : `is from ${host.toLowerCase()}, as its property “${property}” says`;
}

/** A line such as "source: https://example.org". */
function namesOriginUnread(line: string): boolean {
	const [, name, value] = /^\s*([^:]{1,40}):\s*(\S.*)?$/.exec(line) ?? [];
	return name !== undefined && ORIGIN_PROPERTIES.has(lettersOf(name)) && namesOrigin(value?.replace(/["']/g, ''));
}
