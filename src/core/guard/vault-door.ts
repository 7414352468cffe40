/**
 * The door for paths that a run names. Rejects rather than repairs: a repaired path is another note than the
 * one that was shown and decided about. Only "./" and a doubled slash, which name the same note on every
 * system, are spelled out. Links and real paths on the disk are the hosts' to check.
 */
import { asVaultPath, type VaultPath } from '../lib/vault-path';
import { findHidden } from './hidden-text';

export interface DoorAnswer {
	readonly verdict: 'allow' | 'ask' | 'deny';
	/** The path to use, null when denied. */
	readonly path: VaultPath | null;
	/** One clause fit for a person; "" when allowed. */
	readonly reason: string;
}

export interface DoorRules {
	/** The app's configuration folder, ".obsidian" unless the person renamed it. */
	readonly configFolder: string;
}

/** Bytes of UTF-8: what common file systems take for one name, and for a path with room for the vault's own. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 768;
const MAX_DEPTH = 64;
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** As Windows makes them: at most six characters, "~" and a number, and at most three behind a dot. */
const SHORT_NAME = /^[^\s.]{1,6}~\d{1,3}(?:\.[^.]{0,3})?$/;
/** What agents may write: notes. A canvas or a base is one whole value under sync, so the person is asked. */
const WRITABLE = new Set(['md']);
const ASK_FIRST = new Set(['canvas', 'base']);

/** Whether `raw` may be read or written at all. What the run may do there is the gate's to say. */
export function vaultDoor(raw: string, operation: 'read' | 'write', rules: DoorRules): DoorAnswer {
	const reason = whyRejected(raw, rules) ?? (operation === 'write' ? whyNotWritable(raw) : null);
	if (reason !== null) return { verdict: 'deny', path: null, reason };
	const path = asVaultPath(spelledOut(raw));
	if (path === null) return { verdict: 'deny', path: null, reason: 'it is no path in this vault' };
	const isWhole = operation === 'write' && ASK_FIRST.has(extensionOf(path));
	return { verdict: isWhole ? 'ask' : 'allow', path, reason: isWhole ? 'sync keeps only the last change to a file of this kind' : '' };
}

/** How `path` is found among the vault's files. A new note must find `none`; a change must find `exact`. */
export function lookUp(path: string, existing: Iterable<string>): 'exact' | 'other-spelling' | 'none' {
	const folded = foldName(path);
	let isNear = false;
	for (const candidate of existing) {
		if (candidate === path) return 'exact';
		isNear ||= foldName(candidate) === folded;
	}
	return isNear ? 'other-spelling' : 'none';
}

function whyRejected(raw: string, { configFolder }: DoorRules): string | null {
	if (raw === '') return 'it is empty';
	if (/\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(raw) || findHidden(`/${raw}`).length > 0) return 'it has a hidden character';
	if (/[\\:]/.test(raw)) return 'it has a backslash or a colon';
	if (raw.startsWith('/')) return 'it is absolute';
	if (isLonger(raw, MAX_PATH_BYTES) || raw.split('/').length > MAX_DEPTH) return 'it is too long';
	// What a file system, a sync client or a decoder may take the text for.
	for (const form of new Set([raw, raw.normalize('NFKC'), percentDecoded(raw.normalize('NFKC')).normalize('NFKC')])) {
		const reason = /^(?:\/|[A-Za-z]:\/)/.test(form) ? 'it is absolute' : whySegmentsRejected(form.split('/'), configFolder);
		if (reason) return reason;
	}
	return null;
}

function whySegmentsRejected(segments: readonly string[], configFolder: string): string | null {
	const named = segments.filter((segment) => segment !== '' && segment !== '.');
	if (named.length === 0 || segments.at(-1) === '' || segments.at(-1) === '.') return 'it names a folder';
	if (named.some((segment) => segment.includes('\\'))) return 'it has a backslash';
	if (named.some((segment) => segment === '..')) return 'it leads out of a folder';
	if (named.some((segment) => segment.trimStart().startsWith('.'))) return 'it is hidden';
	if (named.some((segment) => /[. ]$/.test(segment))) return 'a name ends in a dot or a space';
	if (named[0] === '~') return 'it is a home folder';
	if (named.some((segment) => RESERVED.test((segment.split('.')[0] ?? '').trimEnd()))) return 'a name is reserved on Windows';
	if (named.some((segment) => SHORT_NAME.test(segment))) return 'it is a short name of another file';
	if (named.some((segment) => isLonger(segment, MAX_NAME_BYTES))) return 'a name is too long';
	const config = foldName(configFolder).split('/').filter((segment) => segment !== '');
	const isConfig = config.length > 0 && config.every((segment, i) => foldName(named[i] ?? '') === segment);
	return isConfig ? 'it belongs to the configuration' : null;
}

function whyNotWritable(raw: string): string | null {
	if (/[<>"|?*]/.test(raw)) return 'it has a character that some systems refuse';
	const extension = extensionOf(raw);
	return WRITABLE.has(extension) || ASK_FIRST.has(extension) ? null : 'agents write notes only';
}

function spelledOut(raw: string): string {
	return raw.split('/').filter((segment) => segment !== '' && segment !== '.').join('/');
}

function extensionOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const dot = name.lastIndexOf('.');
	return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** As case-insensitive, normalising disks compare names. */
function foldName(name: string): string {
	return name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
}

/** However often it was encoded. */
function percentDecoded(text: string): string {
	const decoded = text.replace(/%(25|2e|2f|5c)/gi, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));
	return decoded === text ? text : percentDecoded(decoded);
}

/** In bytes of UTF-8, of which a code unit takes three at most: few texts need to be encoded to know. */
function isLonger(text: string, maxBytes: number): boolean {
	return text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes;
}
