/** What is dropped or pasted beside a question: notes and folders of the vault, and images. Anything else is said to be none. */
import { arrayBufferToBase64, TFile, TFolder, type App, type TAbstractFile } from 'obsidian';
import type { Attachment } from '../../core/app';
import { asVaultPath } from '../../core/lib/vault-path';
import { words } from '../words';

export interface Dropped {
	readonly attachments: readonly Attachment[];
	/** What could not be taken, as sentences. */
	readonly problems: readonly string[];
}

const IMAGES: Readonly<Record<string, Extract<Attachment, { type: 'image' }>['mediaType']>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' };
/** Bytes: what vendors take of one image. */
const LARGEST_IMAGE = 5 * 1024 * 1024;

/** True when a drop or a paste holds something that may lie beside a question. Cheap: asked at every move of the pointer. */
export function mayHold(data: DataTransfer | null): boolean {
	const types: readonly string[] = Array.from(data?.types ?? []);
	return types.includes('Files') || types.includes('text/plain') || types.includes('text/uri-list');
}

export async function readDrop(data: DataTransfer, app: App): Promise<Dropped> {
	const files = Array.from(data.files);
	if (files.length > 0) return readFiles(files);
	const found = namedFiles(data.getData('text/plain') || data.getData('text/uri-list'), app);
	if (found.length === 0) return { attachments: [], problems: [words.beside.noneDropped] };
	return joined(await Promise.all(found.map((file) => readVaultFile(file, app))));
}

/** Files of the device: pasted screenshots, pictures dropped from elsewhere. */
export async function readFiles(files: readonly File[]): Promise<Dropped> {
	return joined(await Promise.all(files.map(async (file): Promise<Dropped> => {
		const mediaType = Object.values(IMAGES).find((type) => type === file.type);
		if (!mediaType) return { attachments: [], problems: [words.beside.noImage(file.name)] };
		return readImage(file.name || words.beside.pasted, mediaType, await file.arrayBuffer());
	})));
}

async function readVaultFile(file: TAbstractFile, app: App): Promise<Dropped> {
	const path = asVaultPath(file.path);
	if (path === null) return { attachments: [], problems: [words.beside.noneDropped] };
	if (file instanceof TFolder) return { attachments: [{ type: 'folder', path }], problems: [] };
	if (file instanceof TFile && file.extension === 'md') return { attachments: [{ type: 'note', path }], problems: [] };
	const mediaType = file instanceof TFile ? IMAGES[file.extension.toLowerCase()] : undefined;
	if (!(file instanceof TFile) || !mediaType) return { attachments: [], problems: [words.beside.noImage(file.name)] };
	return readImage(file.name, mediaType, await app.vault.readBinary(file));
}

function readImage(name: string, mediaType: Extract<Attachment, { type: 'image' }>['mediaType'], bytes: ArrayBuffer): Dropped {
	if (bytes.byteLength > LARGEST_IMAGE) return { attachments: [], problems: [words.beside.tooLarge(name)] };
	return { attachments: [{ type: 'image', name, mediaType, base64: arrayBufferToBase64(bytes) }], problems: [] };
}

/** Files that a drag of the app names: its own addresses, or links, one a line. */
function namedFiles(text: string, app: App): TAbstractFile[] {
	return text.split(/\r?\n/).flatMap((line) => {
		const name = nameIn(line.trim());
		if (name === null) return [];
		return app.vault.getAbstractFileByPath(name) ?? app.vault.getAbstractFileByPath(`${name}.md`) ?? app.metadataCache.getFirstLinkpathDest(name, '') ?? [];
	});
}

function nameIn(line: string): string | null {
	const link = /^!?\[\[([^[\]|#]+)(?:[#|][^\]]*)?\]\]$/.exec(line)?.[1];
	if (link !== undefined) return link;
	if (!line.startsWith('obsidian://open?')) return null;
	return new URLSearchParams(line.slice(line.indexOf('?'))).get('file');
}

function joined(all: readonly Dropped[]): Dropped {
	return { attachments: all.flatMap(({ attachments }) => attachments), problems: all.flatMap(({ problems }) => problems) };
}
