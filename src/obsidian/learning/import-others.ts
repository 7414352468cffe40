/** What another assistant had, in: its chats, or PAI's memory; and the person's memory out again for PAI. */
import { Notice } from 'obsidian';
import type { ChatSource } from '../../core/agents/imports/chat-imports';
import { PAI_FILES } from '../../core/memory/pai/pai-files';
import type { LibraryOptions } from '../actions/library-imports';
import { handOutZip, ImportModal, readFiles } from '../modals/import-modal';
import { tellError } from '../tell-error';
import { words } from '../words';

/** Bytes at a time: a file may be larger than what a phone has room for. */
const PIECE = 1 << 20;
const EXPORT_NAME = 'pai-memory.zip';

export function importChats({ session, praxis }: LibraryOptions): void {
	const { imports } = words;
	new ImportModal(session.app, {
		praxis, title: imports.chats, intro: imports.chatsIntro, label: imports.chatsField, accept: '.json,.md,.markdown,.txt,.zip', done: imports.done, failed: imports.failed,
		look: async (chosen, signal) => {
			const { plan, unchanged, left, problems } = await praxis.chatImports.planImport(chosen.map(sourceOf), { signal });
			return { plan, lines: [imports.found(plan.notes.length, unchanged), ...(left > 0 ? [imports.left(left)] : [])], problems };
		},
	}).open();
}

export function importMemory({ session, praxis }: LibraryOptions): void {
	const { imports, library } = words;
	new ImportModal(session.app, {
		praxis, title: imports.memory, intro: imports.memoryIntro, label: library.folder, done: imports.done, failed: imports.failed,
		look: async (chosen) => {
			const { plan, unchanged, problems } = await praxis.memory.pai.planImport(await readFiles(chosen, (path) => PAI_FILES.test(path)));
			return { plan, lines: [imports.found(plan.notes.length, unchanged)], problems };
		},
	}).open();
}

/** What is not private, as one archive. Never rejects. */
export async function exportMemory({ praxis }: LibraryOptions): Promise<void> {
	try {
		const { files, privateLeftOut } = await praxis.memory.pai.export();
		await handOutZip(EXPORT_NAME, files);
		if (privateLeftOut > 0) new Notice(words.imports.privateLeft(privateLeftOut));
	} catch (error) {
		tellError(words.imports.exportFailed, error);
	}
}

function sourceOf(file: File): ChatSource {
	return {
		path: file.name,
		async *pieces() {
			for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
		},
	};
}
