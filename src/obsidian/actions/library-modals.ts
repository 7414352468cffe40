/** A Fabric folder in, chains of PAI in, patterns out again: each read, told, and written when its plan was accepted. */
import { Modal, Notice, Platform } from 'obsidian';
import type { SourceFile } from '../../core/actions/fabric';
import type { PlannedImport } from '../../core/actions/library-desk';
import type { App as Praxis } from '../../core/app';
import type { Plan } from '../../core/changes/changes';
import type { Problem } from '../../core/lib/errors';
import { zipOf } from '../../core/lib/zip';
import { takeBack } from '../activity/run-actions';
import { askApproval } from '../modals/approve-modal';
import type { Session } from '../session';
import { drawField, drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface LibraryOptions {
	readonly session: Session;
	readonly praxis: Praxis;
}

const EXPORT_NAME = 'praxis-patterns.zip';
const MOST_REMARKS = 20;
/** Bytes: longer files are no prompts. */
const LONGEST_FILE = 2_000_000;

export class ImportLibraryModal extends Modal {
	private planned: PlannedImport | null = null;

	constructor(private readonly options: LibraryOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { library } = words;
		this.setTitle(library.import);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: library.intro });
		const folder = drawField(form, 'input', { label: library.folder, attr: { type: 'file', webkitdirectory: '', multiple: '' } });
		const found = form.createDiv({ cls: 'praxis-import-found', attr: { role: 'status' } });
		const button = drawFormButtons(form, { submit: library.review, cancel: () => this.close() });
		button.disabled = true;
		folder.addEventListener('change', () => {
			button.disabled = true;
			found.setText(library.reading);
			this.read(folder.files, found).then((isAny) => (button.disabled = !isAny), (error: unknown) => {
				found.empty();
				tellError(library.importFailed, error);
			});
		});
		sendsWith(form, () => (button.disabled ? Promise.resolve() : this.write()));
		folder.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async read(chosen: FileList | null, found: HTMLElement): Promise<boolean> {
		const { library } = words;
		const files = await readFiles(chosen, (path) => !/(?:^|\/)\./.test(path) && /\.(?:md|markdown|txt|json|ya?ml|csv)$|(?:^|\/)contexts\//i.test(path));
		this.planned = await this.options.praxis.library.planImport(files);
		const { plan, patterns, strategies, contexts, kept, problems } = this.planned;
		found.empty();
		if (patterns + strategies + contexts === 0) found.createDiv({ text: library.nothing });
		else {
			const fresh = plan.notes.filter(({ kind }) => kind === 'create').length;
			const updated = plan.notes.length - fresh;
			found.createDiv({ text: library.found(patterns, strategies, contexts) });
			found.createDiv({ cls: 'praxis-muted', text: plan.notes.length === 0 && kept.length === 0 ? library.same : [library.fresh(fresh), ...(updated > 0 ? [library.updated(updated)] : []), ...(kept.length > 0 ? [library.kept(kept.length)] : [])].join(' · ') });
			if (kept.length > 0) drawRemarks(found, library.kept(kept.length), kept);
		}
		if (problems.length > 0) drawRemarks(found, library.problems(problems.length), problems.map(remarkOf));
		return plan.notes.length > 0;
	}

	/** Never rejects. */
	private async write(): Promise<void> {
		const { planned } = this;
		if (!planned) return;
		this.close();
		await review(this.options, planned.plan, { done: words.library.imported, failed: words.library.importFailed });
	}
}

export class ImportChainsModal extends Modal {
	private plan: Plan | null = null;

	constructor(private readonly options: LibraryOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { chain } = words;
		this.setTitle(chain.import);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: chain.importIntro });
		const files = drawField(form, 'input', { label: chain.importFiles, attr: { type: 'file', multiple: '', accept: '.yaml,.yml' } });
		const found = form.createDiv({ cls: 'praxis-import-found', attr: { role: 'status' } });
		const button = drawFormButtons(form, { submit: chain.review, cancel: () => this.close() });
		button.disabled = true;
		files.addEventListener('change', () => {
			this.read(files.files, found).then((isAny) => (button.disabled = !isAny), (error: unknown) => tellError(chain.failed, error));
		});
		sendsWith(form, () => (button.disabled || !this.plan ? Promise.resolve() : this.write(this.plan)));
		files.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async read(chosen: FileList | null, found: HTMLElement): Promise<boolean> {
		const { plan, problems } = await this.options.praxis.chains.planImport(await readFiles(chosen, () => true));
		this.plan = plan;
		found.empty();
		found.createDiv({ text: plan.notes.length === 0 ? words.chain.importProblem : plan.summary });
		if (problems.length > 0) drawRemarks(found, words.library.problems(problems.length), problems.map(remarkOf));
		return plan.notes.length > 0;
	}

	private async write(plan: Plan): Promise<void> {
		this.close();
		await review(this.options, plan, { done: words.chain.imported, failed: words.chain.failed });
	}
}

/** One archive, for a download, or into the share sheet of a phone. Never rejects. */
export async function exportLibrary({ praxis }: LibraryOptions): Promise<void> {
	const { library } = words;
	try {
		const { files, problems } = await praxis.library.export();
		for (const problem of problems.slice(0, 3)) new Notice(remarkOf(problem));
		if (files.length === 0) return void new Notice(library.exportNone);
		await handOutZip(EXPORT_NAME, files);
	} catch (error) {
		tellError(library.exportFailed, error);
	}
}

/** Files as one archive that the person keeps where they like. Rejects as the system's share sheet does. */
export async function handOutZip(name: string, files: readonly SourceFile[]): Promise<void> {
	const zip = zipOf(files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })));
	const file = new File([zip as Uint8Array<ArrayBuffer>], name, { type: 'application/zip' });
	const shared = { files: [file] };
	if (Platform.isMobile && activeWindow.navigator.canShare?.(shared)) return activeWindow.navigator.share(shared);
	const url = URL.createObjectURL(file);
	createEl('a', { attr: { href: url, download: name } }).click();
	URL.revokeObjectURL(url);
	new Notice(words.library.exported(files.length, name));
}

interface Reviewing {
	readonly done: (notes: number) => string;
	readonly failed: string;
}

/** Shows the plan, writes what is accepted of it, and offers to take it back. Never rejects. */
export async function review({ session, praxis }: LibraryOptions, plan: Plan, { done, failed }: Reviewing): Promise<void> {
	try {
		const approved = await askApproval(session.app, plan, { start: 'accepted' });
		if (!approved) return;
		const report = await praxis.changes.applyReviewed(plan, approved);
		const bad = report.notes.find(({ outcome }) => outcome === 'failed');
		if (bad) new Notice(`${failed} ${bad.detail}`.trim());
		tellDone(done(report.notes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'kept').length), () => void takeBack(praxis.changes, report.id, 'undo'));
	} catch (error) {
		tellError(failed, error);
	}
}

export async function readFiles(chosen: FileList | null, isWanted: (path: string) => boolean): Promise<readonly SourceFile[]> {
	const files = Array.from(chosen ?? []).map((file) => ({ file, path: file.webkitRelativePath || file.name }));
	return Promise.all(files.filter(({ path, file }) => isWanted(path) && file.size <= LONGEST_FILE).map(async ({ file, path }) => ({ path, text: await file.text() })));
}

export function drawRemarks(parent: HTMLElement, title: string, remarks: readonly string[]): void {
	const el = parent.createEl('details', { cls: 'praxis-batch-more' });
	el.createEl('summary', { text: title });
	const list = el.createEl('ul', { cls: 'praxis-muted' });
	for (const remark of remarks.slice(0, MOST_REMARKS)) list.createEl('li', { text: remark });
	if (remarks.length > MOST_REMARKS) list.createEl('li', { text: `+ ${remarks.length - MOST_REMARKS}` });
}

export function remarkOf({ path, line, message }: Problem): string {
	return `${path}:${line}  ${message}`;
}
