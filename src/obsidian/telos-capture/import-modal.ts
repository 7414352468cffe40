/** Import of TELOS files: chosen on any device, shown as a plan, and written only when accepted. */
import { Modal } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { importTelos, type SourceFile } from '../../core/telos/import';
import { takeBack } from '../activity/run-actions';
import { askApproval } from '../modals/approve-modal';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { drawField, drawFormButtons, sendsWith } from './form-parts';
import { tellDone } from './write-plan';

const KINDS = '.md,.markdown,.txt,.json,.yaml,.yml';
const MOST_REMARKS = 20;

export class ImportModal extends Modal {
	#files: readonly SourceFile[] = [];

	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { capture } = words;
		this.setTitle(capture.importFiles);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: capture.importIntro });
		const files = drawField(form, 'input', { label: capture.chooseFiles, attr: { type: 'file', multiple: '', accept: KINDS } });
		const folder = drawField(form, 'input', { label: capture.importFolder, attr: { type: 'text' } });
		folder.value = this.options.session.settings.telosFolder;
		const found = form.createDiv({ cls: 'praxis-import-found', attr: { role: 'status' } });
		const button = drawFormButtons(form, { submit: capture.importReview, cancel: () => this.close() });
		button.disabled = true;
		files.addEventListener('change', () => {
			this.#read(files.files, found).then((items) => (button.disabled = items === 0), (error: unknown) => tellError(words.capture.failed, error));
		});
		sendsWith(form, () => (button.disabled ? Promise.resolve() : this.#import(folder.value.trim())));
		files.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	async #read(chosen: FileList | null, found: HTMLElement): Promise<number> {
		const { capture } = words;
		this.#files = await Promise.all(Array.from(chosen ?? []).map(async (file) => ({ path: file.name, text: await file.text() })));
		found.empty();
		if (this.#files.length === 0) return 0;
		const { items, problems, changes } = importTelos(this.#files, { folder: '' });
		found.createDiv({ text: items === 0 ? capture.importNothing : capture.importFound(items, problems.length) });
		const list = found.createEl('ul', { cls: 'praxis-muted' });
		for (const { path, line, message } of problems.slice(0, MOST_REMARKS)) list.createEl('li', { text: `${path}:${line}  ${message}` });
		return changes.length === 0 ? 0 : Math.max(items, 1);
	}

	async #import(folder: string): Promise<void> {
		const { praxis } = this.options;
		try {
			const { plan } = await praxis.telos.writer.planImport(this.#files, { folder });
			this.close();
			const approved = await askApproval(this.app, plan, { start: 'accepted' });
			if (!approved) return;
			const report = await praxis.telos.writer.applyReviewed(plan, approved);
			tellDone(words.capture.imported(report.notes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'kept').length), () => void takeBack(praxis.changes, report.id, 'undo'));
		} catch (error) {
			tellError(words.capture.failed, error);
		}
	}
}
