/** *Remember this…*, and correcting or editing one claim. What comes of it is told in one line; a refusal stays where it can be mended. */
import { Modal } from 'obsidian';
import type { Claim } from '../../core/memory/claim';
import type { ClaimDraft, RememberOptions } from '../../core/memory/draft';
import type { Session } from '../session';
import { drawFormButtons, requires, sendsWith } from '../telos-capture/form-parts';
import { words } from '../words';
import { subjectsKnown } from './memory-source';
import { RememberForm } from './remember-form';
import { rememberDraft } from './write-memory';

export interface RememberModalOptions {
	readonly draft?: Partial<ClaimDraft>;
	/** The claim that is corrected; a new one takes its place. */
	readonly corrects?: Claim;
	/** Takes what was typed; nothing is written then. */
	readonly edited?: (draft: ClaimDraft) => void;
	/** What the words were made from, where they are not the person's own. */
	readonly from?: Pick<RememberOptions, 'label' | 'runId' | 'agent'>;
}

export class RememberModal extends Modal {
	constructor(
		private readonly session: Session,
		private readonly options: RememberModalOptions,
	) {
		super(session.app);
	}

	override onOpen(): void {
		const { draft = {}, corrects, edited } = this.options;
		const { remember } = words;
		this.setTitle(corrects ? remember.correct : edited ? remember.edit : remember.title);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const fields = new RememberForm(form, { app: this.app, draft: corrects ? draftOf(corrects) : draft, subjects: () => subjectsKnown(this.session) });
		const said = form.createEl('p', { cls: 'praxis-refusal', attr: { role: 'alert' } });
		said.hide();
		const submit = corrects ? remember.submitCorrect : edited ? remember.submitEdit : remember.submit;
		requires(drawFormButtons(form, { submit, cancel: () => this.close() }), fields.text);
		sendsWith(form, async () => {
			if (fields.text.value.trim() === '') return;
			const refusal = await this.#send(fields.draft);
			said.setText(refusal ?? '');
			said.toggle(!!refusal);
			if (refusal === null) fields.text.focus();
			else if (refusal === '') this.close();
			else said.scrollIntoView({ block: 'nearest' });
		});
		fields.text.focus();
		if (corrects) fields.text.select();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	/** Why not; "" when it was done, null when the person wants to think again. */
	async #send(draft: ClaimDraft): Promise<string | null> {
		const { corrects, edited, from } = this.options;
		if (!edited) return rememberDraft(this.session, corrects ? corrected(corrects, draft) : draft, { ...from, corrects });
		edited(draft);
		return '';
	}
}

/** What the person says otherwise stands on their word, no longer on the quote. */
function corrected(claim: Claim, draft: ClaimDraft): ClaimDraft {
	const { quote: _quote, sources: _sources, ...said } = draft;
	return draft.text === claim.text.trim() ? draft : { ...said, sourceKind: 'user' };
}

function draftOf({ text, type, subject, attribute, sources, quote, sourceKind, importance, validFrom, validTo, isPrivate }: Claim): Partial<ClaimDraft> {
	return { text, type, subject, attribute, sources, quote, sourceKind, importance, isPrivate, ...(validFrom === null ? {} : { validFrom }), ...(validTo === null ? {} : { validTo }) };
}
