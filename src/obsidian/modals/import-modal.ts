/**
 * Files in from elsewhere: chosen on any device, told what they come to, looked at as a plan, and written only when that was
 * accepted; and files out as one archive. What the files are is known by who opens it.
 */
import { Modal, Notice, Platform, type App } from 'obsidian';
import type { Plan } from '../../core/changes/changes';
import type { App as Praxis } from '../../core/app';
import { isPraxisError, type Problem } from '../../core/lib/errors';
import { zipOf } from '../../core/lib/zip';
import { takeBack } from '../activity/run-actions';
import { drawField, drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { tellError } from '../tell-error';
import { words } from '../words';
import { askApproval } from './approve-modal';

/** A file by its path within what was chosen. */
export interface TextFile {
	readonly path: string;
	readonly text: string;
}

export interface ImportFound {
	readonly plan: Plan;
	/** What is told of it: a line each, and lists under their names. */
	readonly lines: readonly string[];
	readonly lists?: readonly (readonly [name: string, entries: readonly string[]])[];
	readonly problems: readonly Problem[];
}

export interface Importing {
	readonly praxis: Pick<Praxis, 'changes'>;
	readonly title: string;
	readonly intro: string;
	readonly label: string;
	/** The kinds of files, ".json,.md"; a folder without it. */
	readonly accept?: string;
	readonly done: (notes: number) => string;
	readonly failed: string;
	/** Writes nothing. Throws `aborted` when others were chosen meanwhile. */
	readonly look: (files: readonly File[], signal: AbortSignal) => Promise<ImportFound>;
}

const MOST_REMARKS = 20;
/** Bytes: longer files are no prompts and no notes. */
const LONGEST_FILE = 2_000_000;

export class ImportModal extends Modal {
	#plan: Plan | null = null;
	#stop = new AbortController();

	constructor(app: App, private readonly importing: Importing) {
		super(app);
	}

	override onOpen(): void {
		const { title, intro, label, accept, failed } = this.importing;
		const { library } = words;
		this.setTitle(title);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: intro });
		const files = drawField(form, 'input', { label, attr: { type: 'file', multiple: '', ...(accept === undefined ? { webkitdirectory: '' } : { accept }) } });
		const found = form.createDiv({ cls: 'praxis-import-found', attr: { role: 'status' } });
		const button = drawFormButtons(form, { submit: library.review, cancel: () => this.close() });
		button.disabled = true;
		files.addEventListener('change', () => {
			this.#stop.abort();
			this.#stop = new AbortController();
			button.disabled = true;
			found.setText(library.reading);
			this.#look(Array.from(files.files ?? []), found).then((isAny) => (button.disabled = !isAny), (error: unknown) => {
				if (isPraxisError(error, 'aborted')) return;
				found.empty();
				tellError(failed, error);
			});
		});
		sendsWith(form, () => (button.disabled ? Promise.resolve() : this.#write()));
		files.focus();
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
	}

	async #look(files: readonly File[], el: HTMLElement): Promise<boolean> {
		const { signal } = this.#stop;
		const { plan, lines, lists = [], problems } = await this.importing.look(files, signal);
		if (signal.aborted) return false;
		this.#plan = plan;
		el.empty();
		for (const text of lines) el.createDiv({ text });
		for (const [name, entries] of lists) drawRemarks(el, name, entries);
		// Where nothing is left to bring in, why is what the person looks for.
		if (problems.length > 0) drawRemarks(el, words.library.problems(problems.length), problems.map(remarkOf)).open = plan.notes.length === 0;
		return plan.notes.length > 0;
	}

	/** Shows the plan, writes what is accepted of it, and offers to take it back. Never rejects. */
	async #write(): Promise<void> {
		const { praxis: { changes }, done, failed } = this.importing;
		if (!this.#plan) return;
		this.close();
		try {
			const approved = await askApproval(this.app, this.#plan, { start: 'accepted' });
			if (!approved) return;
			const report = await changes.applyReviewed(this.#plan, approved);
			const bad = report.notes.find(({ outcome }) => outcome === 'failed');
			if (bad) new Notice(`${failed} ${bad.detail}`.trim());
			tellDone(done(report.notes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'kept').length), () => void takeBack(changes, report.id, 'undo'));
		} catch (error) {
			tellError(failed, error);
		}
	}
}

/** Files as one archive, for a download, or into the share sheet of a phone; rejects as that does. */
export async function handOutZip(name: string, files: readonly TextFile[]): Promise<void> {
	const zip = zipOf(files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })));
	const file = new File([zip as Uint8Array<ArrayBuffer>], name, { type: 'application/zip' });
	const shared = { files: [file] };
	if (Platform.isMobile && activeWindow.navigator.canShare?.(shared)) return activeWindow.navigator.share(shared);
	const url = URL.createObjectURL(file);
	createEl('a', { attr: { href: url, download: name } }).click();
	URL.revokeObjectURL(url);
	new Notice(words.library.exported(files.length, name));
}

export async function readFiles(chosen: readonly File[], isWanted: (path: string) => boolean): Promise<readonly TextFile[]> {
	const files = chosen.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
	return Promise.all(files.filter(({ path, file }) => isWanted(path) && file.size <= LONGEST_FILE).map(async ({ file, path }) => ({ path, text: await file.text() })));
}

export function remarkOf({ path, line, message }: Problem): string {
	return `${path}:${line}  ${message}`;
}

function drawRemarks(parent: HTMLElement, title: string, remarks: readonly string[]): HTMLDetailsElement {
	const el = parent.createEl('details', { cls: 'praxis-batch-more' });
	el.createEl('summary', { text: title });
	const list = el.createEl('ul', { cls: 'praxis-muted' });
	for (const remark of remarks.slice(0, MOST_REMARKS)) list.createEl('li', { text: remark });
	if (remarks.length > MOST_REMARKS) list.createEl('li', { text: `+ ${remarks.length - MOST_REMARKS}` });
	return el;
}
