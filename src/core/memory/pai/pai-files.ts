/**
 * PAI's memory files as notes, and such notes as the files again, byte for byte: Markdown stays as it is, everything else
 * stands whole in a fence. They lie in a folder of their own, whose words are nobody's until the person accepts them. Pure.
 */
import { IMPORTS_FOLDER } from '../../guard/labels';
import { asVaultPath, isInFolder, type VaultPath } from '../../lib/vault-path';

/** A file of the folder that is imported, by its path within it. */
export interface PaiFile {
	readonly path: string;
	readonly text: string;
}

export type PaiKind = 'ratings' | 'learning' | 'synthesis' | 'failure' | 'reflections' | 'relationship' | 'opinions' | 'work' | 'wisdom' | 'other';

export const PAI_FOLDER = `${IMPORTS_FOLDER}/PAI`;
/** Folders of PAI's MEMORY: a path is counted from the first of them. */
const ROOTS = /(?:^|\/)(?:WORK|LEARNING|RELATIONSHIP|WISDOM|STATE|SECURITY|RESEARCH|PAISYSTEMUPDATES|VOICE)(?=\/)/;
/** What PAI keeps in its memory. */
export const PAI_FILES = /\.(?:md|markdown|jsonl?|ya?ml|txt|csv)$/i;
const OPENED = /^---\npraxis: pai-file\n---\n(`{3,})([a-z]*)\n/;

/** What a file of PAI's is, by its path. */
export function paiKind(path: string): PaiKind {
	const place = memoryPath(path);
	if (/^LEARNING\/SIGNALS\/[^/]*ratings?[^/]*\.jsonl$/i.test(place) || /(?:^|\/)ratings\.jsonl$/i.test(place)) return 'ratings';
	if (/^LEARNING\/SYNTHESIS\//i.test(place)) return 'synthesis';
	if (/^LEARNING\/FAILURES\//i.test(place)) return 'failure';
	if (/^LEARNING\/REFLECTIONS\//i.test(place)) return 'reflections';
	if (/^LEARNING\/.*\.md$/i.test(place)) return 'learning';
	if (/^RELATIONSHIP\//i.test(place)) return 'relationship';
	if (/(?:^|\/)OPINIONS\.md$/i.test(place)) return 'opinions';
	if (/^WORK\//i.test(place)) return 'work';
	return /^WISDOM\//i.test(place) ? 'wisdom' : 'other';
}

/** "…/MEMORY/LEARNING/x.md" is "LEARNING/x.md", wherever the folder was taken from. */
export function memoryPath(path: string): string {
	const clean = path.replace(/\\/g, '/').replace(/^\/+/, '').replace(/^(?:.*\/)?MEMORY\//, '');
	const at = ROOTS.exec(clean)?.index ?? -1;
	return at < 0 ? clean : clean.slice(at).replace(/^\//, '');
}

/** Null for what is no text file, or has a name that no note can have. */
export function noteOfFile({ path, text }: PaiFile): { readonly path: VaultPath; readonly text: string } | null {
	const place = memoryPath(path);
	if (!PAI_FILES.test(place)) return null;
	const isMarkdown = /\.md$/.test(place);
	const target = asVaultPath(`${PAI_FOLDER}/${place.split('/').map(encoded).join('/')}${isMarkdown ? '' : '.md'}`);
	return target && { path: target, text: isMarkdown ? text : fenced(text, /\.([a-z]+)$/i.exec(place)?.[1]?.toLowerCase() ?? '') };
}

/** The file that a note of the folder holds, with what the person has changed in it; null for a note elsewhere. */
export function fileOfNote(path: string, text: string): PaiFile | null {
	if (!isInFolder(path, PAI_FOLDER) || path === PAI_FOLDER) return null;
	const place = path.slice(PAI_FOLDER.length + 1).split('/').map(decoded).join('/');
	const inner = unfenced(text);
	return inner === null ? { path: place, text } : { path: place.replace(/\.md$/, ''), text: inner };
}

/** The fence is longer than any in the text, so that the text stays whole. A last line end of its own says whether the text ended with one. */
function fenced(text: string, language: string): string {
	const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `---\npraxis: pai-file\n---\n${fence}${language}\n${text}\n${fence}\n`;
}

function unfenced(text: string): string | null {
	const [head, fence = ''] = OPENED.exec(text) ?? [];
	if (head === undefined) return null;
	const end = text.lastIndexOf(`\n${fence}`);
	return end < head.length - 1 ? '' : text.slice(head.length, end);
}

/** What a note's name cannot hold, and "%" itself, by its code. */
function encoded(name: string): string {
	return name.replace(/[\\:*?"<>|#^[\]%\p{Cc}]|^\.|[. ]$/gu, (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function decoded(name: string): string {
	return name.replace(/%([0-9A-F]{2})/g, (_whole, code: string) => String.fromCodePoint(parseInt(code, 16)));
}
