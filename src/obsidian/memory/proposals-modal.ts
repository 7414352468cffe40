/** What could be remembered out of a chat, a meeting or a journal, one row a claim: ticked, edited, or left. Nothing is kept before the person says so. */
import { Modal } from 'obsidian';
import type { ClaimDraft } from '../../core/memory/draft';
import type { ProposalBatch, ProposedClaim } from '../../core/memory/proposals/proposal';
import type { Proposals } from '../../core/memory/proposals/proposals';
import type { Session } from '../session';
import { drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { shortly, sourceName, validText } from './known-claim';
import { RememberModal } from './remember-modal';
import { tellLine } from './write-memory';

export interface ProposalsOptions {
	readonly session: Session;
	readonly batch: ProposalBatch;
	readonly proposals: Pick<Proposals, 'accept' | 'dismiss'>;
}

interface Proposed {
	/** As it was offered. */
	readonly offered: ProposedClaim;
	draft: ProposedClaim;
	isTicked: boolean;
	/** Why it was not kept. */
	why: string;
}

export class ProposalsModal extends Modal {
	#rows: readonly Proposed[];

	constructor(private readonly options: ProposalsOptions) {
		super(options.session.app);
		this.#rows = options.batch.drafts.map((draft) => ({ offered: draft, draft, isTicked: true, why: '' }));
	}

	override onOpen(): void {
		this.setTitle(words.proposals.title(shortly(this.options.batch.title)));
		this.modalEl.addClass('praxis-form', 'praxis-proposals');
		this.#draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	#draw(): void {
		const { proposals } = words;
		this.contentEl.empty();
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: proposals.explain });
		const list = form.createEl('ul', { cls: 'praxis-proposal-list' });
		for (const row of this.#rows) this.#drawRow(list.createEl('li', { cls: 'praxis-proposal' }), row, () => mark());
		const said = form.createEl('p', { cls: 'praxis-refusal', attr: { role: 'alert' } });
		said.hide();
		const button = drawFormButtons(form, { submit: '', cancel: () => this.close() });
		const dismiss = createEl('button', { text: proposals.dismiss, attr: { type: 'button' } });
		button.after(dismiss);
		dismiss.addEventListener('click', () => {
			const { proposals: desk, batch } = this.options;
			desk.dismiss(batch.id).then(() => this.close(), (error: unknown) => tellError(words.proposals.failed, error));
		});
		const mark = (): void => {
			const ticked = this.#rows.filter(({ isTicked }) => isTicked).length;
			button.setText(proposals.take(ticked));
			button.disabled = ticked === 0;
		};
		mark();
		sendsWith(form, async () => {
			const problem = await this.#accept();
			said.setText(problem);
			said.toggle(problem !== '');
		});
		form.querySelector<HTMLElement>('input')?.focus();
	}

	#drawRow(el: HTMLElement, row: Proposed, changed: () => void): void {
		const { draft } = row;
		const label = el.createEl('label', { cls: 'praxis-proposal-head' });
		const box = label.createEl('input', { type: 'checkbox' });
		box.checked = row.isTicked;
		box.addEventListener('change', () => {
			row.isTicked = box.checked;
			changed();
		});
		label.createSpan({ text: draft.text, attr: { dir: 'auto' } });
		const body = el.createDiv({ cls: 'praxis-proposal-body' });
		const [source] = draft.sources ?? [];
		const facts = [draft.subject ?? '', words.memory.types[draft.type ?? 'fact'], validText({ validFrom: draft.validFrom ?? null, validTo: draft.validTo ?? null }), source === undefined ? '' : sourceName(source), draft.reason];
		body.createDiv({ cls: 'praxis-muted', text: facts.filter((fact) => fact !== '').join(' · ') });
		if (draft.quote) body.createEl('blockquote', { cls: 'praxis-quote praxis-remember-quote', text: draft.quote, attr: { dir: 'auto' } });
		for (const { text } of this.#replaced(draft)) body.createDiv({ cls: 'praxis-muted', text: words.proposals.replaces(shortly(text)) });
		if (row.why !== '') body.createEl('p', { cls: 'praxis-refusal', text: row.why });
		const edit = body.createEl('button', { cls: 'praxis-link', text: words.proposals.edit, attr: { type: 'button', 'aria-label': words.proposals.editOf(draft.text) } });
		edit.addEventListener('click', () => this.#edit(row));
	}

	#replaced({ supersedes = [] }: ClaimDraft): readonly { readonly text: string }[] {
		return supersedes.flatMap((id) => this.options.session.praxis?.memory.claims.get(id) ?? []);
	}

	#edit(row: Proposed): void {
		const edited = (draft: ClaimDraft): void => {
			Object.assign(row, { draft: { ...row.offered, ...draft }, isTicked: true, why: '' });
			this.#draw();
		};
		new RememberModal(this.options.session, { draft: row.draft, edited }).open();
	}

	/** Why not all were kept; "" when they were. */
	async #accept(): Promise<string> {
		const ticked = this.#rows.filter(({ isTicked }) => isTicked);
		try {
			const answers = await this.options.proposals.accept(this.options.batch.id, ticked.map(({ draft }) => draft));
			const kept = answers.filter(({ kind }) => kind !== 'refused').length;
			const [first] = answers.filter(({ kind }) => kind === 'written' || kind === 'inbox');
			if (kept > 0) tellLine(this.options.session, words.proposals.kept(kept), { show: first?.path });
			ticked.forEach((row, at) => (row.why = answers[at]?.kind === 'refused' ? (answers[at]?.why ?? '') : ''));
			this.#rows = this.#rows.filter((row) => ticked.includes(row) && row.why !== '');
			if (this.#rows.length === 0) this.close();
			else this.#draw();
			return '';
		} catch (error) {
			console.error('Praxis: claims could not be written', error);
			return explainError(words.remember.failed, error);
		}
	}
}
