/** What can be done with a result beside writing it: the person's rating, and saving a pattern that it proposes. */
import { Modal, Notice } from 'obsidian';
import type { PatternDraft } from '../../core/actions/pattern-draft';
import { readPattern } from '../../core/actions/read-pattern';
import type { App as Praxis } from '../../core/app';
import { vaultPath } from '../../core/lib/vault-path';
import { takeBack } from '../activity/run-actions';
import { askApproval } from '../modals/approve-modal';
import type { Session } from '../session';
import { drawField, drawFormButtons, requires, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { tellError } from '../tell-error';
import { words } from '../words';

const STARS = [1, 2, 3, 4, 5];
const FOLDER = 'Patterns';

export interface Rated {
	readonly praxis: Pick<Praxis, 'ratings' | 'memory'>;
	readonly pattern: string;
	readonly model: string;
	readonly run: string;
}

let groups = 0;

/** Five stars; only a person's press keeps one. */
export function drawRating(parent: HTMLElement, { praxis, pattern, model, run }: Rated): void {
	const { actions } = words;
	const group = parent.createEl('fieldset', { cls: 'praxis-rating' });
	group.createEl('legend', { text: actions.rate });
	const name = `praxis-rating-${++groups}`;
	const before = praxis.ratings.ofRun(run);
	for (const stars of STARS) {
		const label = group.createEl('label', { attr: { title: actions.stars(stars) } });
		const radio = label.createEl('input', { type: 'radio', attr: { name, 'aria-label': actions.stars(stars) } });
		radio.checked = before === stars;
		label.createSpan({ text: String(stars), attr: { 'aria-hidden': 'true' } });
		radio.addEventListener('change', () => {
			if (!radio.checked) return;
			praxis.ratings.given({ pattern, model, stars, run }).then((given) => praxis.memory.learning.rate(...given)).then(
				() => new Notice(actions.rated),
				(error: unknown) => tellError(actions.rateFailed, error),
			);
		});
	}
}

export interface SavePatternOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	readonly draft: PatternDraft;
	/** What it was made from is private: so is it. */
	readonly isPrivate: boolean;
}

/** Asks for the name, shows the note as a plan, and writes it when that was accepted. */
export class SavePatternModal extends Modal {
	constructor(private readonly options: SavePatternOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { actions } = words;
		this.setTitle(actions.save);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const name = drawField(form, 'input', { label: actions.saveName, attr: { type: 'text' } });
		name.value = this.options.draft.name;
		const problem = form.createDiv({ cls: 'praxis-refusal', attr: { role: 'alert' } });
		problem.hide();
		requires(drawFormButtons(form, { submit: words.library.review, cancel: () => this.close() }), name);
		sendsWith(form, () => {
			const { problems, pattern } = readPattern(`${name.value.trim()}.md`, this.options.draft.text);
			problem.setText(pattern ? '' : (problems[0]?.message ?? ''));
			problem.toggle(!pattern);
			return pattern ? this.save(pattern.name) : Promise.resolve();
		});
		name.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	/** Never rejects. */
	private async save(name: string): Promise<void> {
		const { praxis, session, draft, isPrivate } = this.options;
		const { actions } = words;
		this.close();
		try {
			const path = vaultPath(`${FOLDER}/${name}.md`);
			const plan = await praxis.changes.plan([{ type: 'create', path, text: draft.text }, ...(isPrivate ? [{ type: 'set-properties', path, properties: { private: true } } as const] : [])], { reason: actions.save });
			const approved = await askApproval(session.app, plan, { start: 'accepted' });
			if (!approved) return;
			const report = await praxis.changes.applyReviewed(plan, approved);
			tellDone(actions.savedAs(name), () => void takeBack(praxis.changes, report.id, 'undo'));
		} catch (error) {
			tellError(actions.saveFailed, error);
		}
	}
}
