/** A Fabric folder in, chains of PAI in, patterns out again: each read, told, and written when its plan was accepted. */
import { Modal, Notice } from 'obsidian';
import type { SourceFile } from '../../core/actions/fabric';
import type { PlannedImport } from '../../core/actions/library-desk';
import { EXPORT_HOME } from '../../core/actions/library-desk';
import type { App as Praxis } from '../../core/app';
import type { Plan, RunReport } from '../../core/changes/changes';
import { foreign, OWN } from '../../core/guard/labels';
import type { Problem } from '../../core/lib/errors';
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
		const accept = form.createEl('label', { cls: 'praxis-check' });
		const isAccepted = accept.createEl('input', { type: 'checkbox' });
		accept.createSpan({ text: library.accept });
		form.createDiv({ cls: 'praxis-muted', text: library.acceptHint });
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
		sendsWith(form, () => (button.disabled ? Promise.resolve() : this.write(isAccepted.checked)));
		folder.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async read(chosen: FileList | null, found: HTMLElement): Promise<boolean> {
		const { library } = words;
		const files = await readFiles(chosen, (path) => /(?:^|\/)patterns\/[^/]+\/[^/]+\.md$|(?:^|\/)strategies\/[^/]+\.json$|(?:^|\/)pattern_descriptions\.json$|(?:^|\/)system\.md$/i.test(path));
		this.planned = await this.options.praxis.library.planImport(files);
		const { plan, patterns, strategies, kept, problems } = this.planned;
		found.empty();
		if (patterns + strategies === 0) found.createDiv({ text: library.nothing });
		else {
			const fresh = plan.notes.filter(({ kind }) => kind === 'create').length;
			const updated = plan.notes.length - fresh;
			found.createDiv({ text: library.found(patterns, strategies) });
			found.createDiv({ cls: 'praxis-muted', text: plan.notes.length === 0 && kept.length === 0 ? library.same : [library.fresh(fresh), ...(updated > 0 ? [library.updated(updated)] : []), ...(kept.length > 0 ? [library.kept(kept.length)] : [])].join(' · ') });
			if (kept.length > 0) drawRemarks(found, library.kept(kept.length), kept);
		}
		if (problems.length > 0) drawRemarks(found, library.problems(problems.length), problems.map(remarkOf));
		return plan.notes.length > 0;
	}

	/** Never rejects. */
	private async write(isAccepted: boolean): Promise<void> {
		const { planned } = this;
		if (!planned) return;
		this.close();
		await review(this.options, planned.plan, { isAccepted, done: words.library.imported, failed: words.library.importFailed });
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
		await review(this.options, plan, { isAccepted: true, done: words.chain.imported, failed: words.chain.failed });
	}
}

/** Never rejects. */
export async function exportLibrary(options: LibraryOptions): Promise<void> {
	const { library } = words;
	try {
		const { plan, files, problems } = await options.praxis.library.planExport();
		for (const problem of problems.slice(0, 3)) new Notice(remarkOf(problem));
		if (files === 0) return void new Notice(library.exportNone);
		if (plan.notes.length === 0) return void new Notice(library.exportSame(EXPORT_HOME));
		await review(options, plan, { isAccepted: true, done: () => library.exported(files, EXPORT_HOME), failed: library.exportFailed });
	} catch (error) {
		tellError(library.exportFailed, error);
	}
}

interface Reviewing {
	/** What steers models is accepted by the hash of what was shown. */
	readonly isAccepted: boolean;
	readonly done: (notes: number) => string;
	readonly failed: string;
}

/** Shows the plan, writes what is accepted of it, and offers to take it back. Never rejects. */
async function review({ session, praxis }: LibraryOptions, plan: Plan, { isAccepted, done, failed }: Reviewing): Promise<void> {
	try {
		const approved = await askApproval(session.app, plan, { start: 'accepted' });
		if (!approved) return;
		const report: RunReport = await praxis.guard.guard.ownChanges(isAccepted ? OWN : foreign('was imported'), () => Promise.resolve(approved)).apply(plan);
		const bad = report.notes.find(({ outcome }) => outcome === 'failed');
		if (bad) new Notice(`${failed} ${bad.detail}`.trim());
		tellDone(done(report.notes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'kept').length), () => void takeBack(praxis.changes, report.id, 'undo'));
	} catch (error) {
		tellError(failed, error);
	}
}

async function readFiles(chosen: FileList | null, isWanted: (path: string) => boolean): Promise<readonly SourceFile[]> {
	const files = Array.from(chosen ?? []).map((file) => ({ file, path: file.webkitRelativePath || file.name }));
	return Promise.all(files.filter(({ path, file }) => isWanted(path) && file.size <= LONGEST_FILE).map(async ({ file, path }) => ({ path, text: await file.text() })));
}

function drawRemarks(parent: HTMLElement, title: string, remarks: readonly string[]): void {
	const el = parent.createEl('details', { cls: 'praxis-batch-more' });
	el.createEl('summary', { text: title });
	const list = el.createEl('ul', { cls: 'praxis-muted' });
	for (const remark of remarks.slice(0, MOST_REMARKS)) list.createEl('li', { text: remark });
	if (remarks.length > MOST_REMARKS) list.createEl('li', { text: `+ ${remarks.length - MOST_REMARKS}` });
}

function remarkOf({ path, line, message }: Problem): string {
	return `${path}:${line}  ${message}`;
}
