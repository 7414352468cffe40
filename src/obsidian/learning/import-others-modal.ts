/** What another assistant had, in: its chats, or PAI's memory. Looked at as a plan first; and the memory out again for PAI. */
import { Modal, Notice } from 'obsidian';
import type { ChatSource } from '../../core/agents/imports/chat-imports';
import type { App as Praxis } from '../../core/app';
import type { Plan } from '../../core/changes/changes';
import { isPraxisError, type Problem } from '../../core/lib/errors';
import { PAI_FILES } from '../../core/memory/pai/pai-files';
import { drawRemarks, handOutZip, readFiles, remarkOf, review, type LibraryOptions } from '../actions/library-modals';
import { drawField, drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface ImportOthersOptions extends LibraryOptions {
	readonly kind: 'chats' | 'memory';
}

/** Bytes at a time: a file may be larger than what a phone has room for. */
const PIECE = 1 << 20;
const EXPORT_NAME = 'pai-memory.zip';

interface Found {
	readonly plan: Plan;
	readonly unchanged: number;
	readonly left?: number;
	readonly problems: readonly Problem[];
}

export class ImportOthersModal extends Modal {
	#plan: Plan | null = null;
	#stop = new AbortController();

	constructor(private readonly options: ImportOthersOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { imports, library } = words;
		const isChats = this.options.kind === 'chats';
		this.setTitle(imports[this.options.kind]);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: isChats ? imports.chatsIntro : imports.memoryIntro });
		const files = drawField(form, 'input', isChats ? { label: imports.chatsField, attr: { type: 'file', multiple: '', accept: '.json,.md,.markdown,.txt,.zip' } } : { label: library.folder, attr: { type: 'file', webkitdirectory: '', multiple: '' } });
		const found = form.createDiv({ cls: 'praxis-import-found', attr: { role: 'status' } });
		const button = drawFormButtons(form, { submit: library.review, cancel: () => this.close() });
		button.disabled = true;
		files.addEventListener('change', () => {
			this.#stop.abort();
			this.#stop = new AbortController();
			button.disabled = true;
			found.setText(library.reading);
			this.#look(files.files, found, this.#stop.signal).then((isAny) => (button.disabled = !isAny), (error: unknown) => {
				if (isPraxisError(error, 'aborted')) return;
				found.empty();
				tellError(imports.failed, error);
			});
		});
		sendsWith(form, () => (button.disabled ? Promise.resolve() : this.#write()));
		files.focus();
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
	}

	async #look(chosen: FileList | null, el: HTMLElement, signal: AbortSignal): Promise<boolean> {
		const { imports } = words;
		const { praxis, kind } = this.options;
		const { plan, unchanged, left = 0, problems }: Found = kind === 'chats' ? await praxis.chatImports.planImport(Array.from(chosen ?? []).map(sourceOf), { signal }) : await praxis.memory.pai.planImport(await readFiles(chosen, (path) => PAI_FILES.test(path)));
		if (signal.aborted) return false;
		this.#plan = plan;
		el.empty();
		el.createDiv({ text: imports.found(plan.notes.length, unchanged) });
		if (left > 0) el.createDiv({ text: imports.left(left) });
		if (problems.length > 0) drawRemarks(el, imports.problems(problems.length), problems.map(remarkOf));
		return plan.notes.length > 0;
	}

	/** Never rejects. */
	async #write(): Promise<void> {
		if (!this.#plan) return;
		this.close();
		await review(this.options, this.#plan, words.imports);
	}
}

/** What is not private, as one archive. Never rejects. */
export async function exportMemory(praxis: Praxis): Promise<void> {
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
