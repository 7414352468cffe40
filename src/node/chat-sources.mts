/** Files on disk in which chats of other assistants may stand, to be read piece by piece. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ChatSource } from '../core/agents/imports/chat-imports';
import { diskError } from '../core/lib/disk-error';

const PIECE = 1 << 20;

/** The file, or the chats of a folder: "conversations.json" where there is one (the rest of an export are no chats), else all. Throws as disks do. */
export async function chatSources(root: string): Promise<readonly ChatSource[]> {
	try {
		if (!(await stat(root)).isDirectory()) return [sourceOf(root, basename(root))];
		const names = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ parentPath, name }) => join(parentPath, name)).sort();
		const exports = names.filter((name) => /^conversations?\b.*\.json$/i.test(basename(name)));
		const chosen = exports.length > 0 ? exports : names.filter((name) => /\.(?:json|md|markdown|txt|zip)$/i.test(name));
		return chosen.map((name) => sourceOf(name, relative(root, name).split(sep).join('/')));
	} catch (error) {
		throw diskError(error, root);
	}
}

function sourceOf(file: string, path: string): ChatSource {
	return {
		path,
		async *pieces() {
			try {
				for await (const piece of createReadStream(file, { highWaterMark: PIECE })) yield piece as Uint8Array;
			} catch (error) {
				throw diskError(error, file);
			}
		},
	};
}
