/** *Show notes that could not be read*: what is wrong, in which note, on which line; each opens there. */
import { Modal } from 'obsidian';
import type { Problem } from '../core/lib/errors';
import { openAtLine } from './open-note';
import type { Session } from './session';
import { tellError } from './tell-error';
import { words } from './words';

/** Rows drawn at once; a filter reaches the rest. */
const MOST_ROWS = 200;

export class ProblemsModal extends Modal {
	constructor(private readonly session: Session) {
		super(session.app);
	}

	override onOpen(): void {
		this.setTitle(words.problems.title);
		this.modalEl.addClass('praxis-problems');
		const { problems } = this.session;
		if (problems.length === 0) {
			this.contentEl.createEl('p', { text: words.problems.none });
			return;
		}
		this.contentEl.createEl('p', { cls: 'praxis-muted', text: words.problems.explain });
		const filter = this.contentEl.createEl('input', { type: 'search', cls: 'praxis-problems-filter', attr: { placeholder: words.problems.filter, 'aria-label': words.problems.filter } });
		const listEl = this.contentEl.createDiv({ attr: { 'aria-live': 'polite' } });
		const draw = (): void => this.drawList(listEl, problems.filter((problem) => matches(problem, filter.value)));
		filter.addEventListener('input', draw);
		draw();
		filter.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private drawList(parent: HTMLElement, problems: readonly Problem[]): void {
		parent.empty();
		if (problems.length === 0) {
			parent.createEl('p', { cls: 'praxis-muted', text: words.problems.noMatch });
			return;
		}
		const list = parent.createEl('ul', { cls: 'praxis-problem-list' });
		for (const problem of problems.slice(0, MOST_ROWS)) {
			const row = list.createEl('li').createEl('button', { cls: 'praxis-problem' });
			row.createSpan({ cls: 'praxis-problem-place', text: `${problem.path}, ${words.citation.line(problem.line)}` });
			row.createSpan({ cls: 'praxis-problem-message', text: problem.message });
			row.addEventListener('click', () => this.openProblem(problem));
		}
		if (problems.length > MOST_ROWS) parent.createEl('p', { cls: 'praxis-muted', text: words.problems.more(problems.length - MOST_ROWS) });
	}

	private openProblem({ path, line }: Problem): void {
		this.close();
		openAtLine(this.app, path, line).catch((error: unknown) => tellError(words.errors.open, error));
	}
}

function matches(problem: Problem, filter: string): boolean {
	return `${problem.path} ${problem.message}`.toLowerCase().includes(filter.trim().toLowerCase());
}
