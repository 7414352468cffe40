/** What could be remembered out of a chat, a meeting or a journal, one row a claim: ticked, edited, or left. Nothing is kept before the person says so. */
import { Modal } from 'obsidian';
import type { ClaimDraft, Remembered } from '../../core/memory/draft';
import type { ProposalBatch, ProposedClaim } from '../../core/memory/proposals/proposal';
import type { Proposals } from '../../core/memory/proposals/proposals';
import type { Session } from '../session';
import { drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { drawInstructionMark } from './claim-mark';
import { shortly, sourceName, validText } from './known-claim';
import { RememberModal } from './remember-modal';
import { tellLine } from './write-memory';

export interface ProposalsOptions {
	readonly session: Session;
	/** What came of one turn, chat or note; the first gives the title. */
	readonly batches: readonly ProposalBatch[];
	readonly proposals: Pick<Proposals, 'accept' | 'dismiss'>;
}

interface Proposed {
	readonly batchId: string;
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
		this.#rows = options.batches.flatMap(({ id, drafts }) => drafts.map((draft) => ({ batchId: id, offered: draft, draft, isTicked: true, why: '' })));
	}

	override onOpen(): void {
		this.setTitle(words.proposals.title(shortly(this.options.batches[0]?.title ?? '')));
		this.modalEl.addClass('praxis-form', 'praxis-proposals');
		this.#draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	/** `problem`: why what was ticked last could not be kept. */
	#draw(problem = ''): void {
		const { proposals } = words;
		this.contentEl.empty();
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: proposals.explain });
		const list = form.createEl('ul', { cls: 'praxis-proposal-list' });
		for (const row of this.#rows) this.#drawRow(list.createEl('li', { cls: 'praxis-proposal' }), row, () => mark());
		const said = form.createEl('p', { cls: 'praxis-refusal', text: problem, attr: { role: 'alert' } });
		said.toggle(problem !== '');
		const button = drawFormButtons(form, { submit: '', cancel: () => this.close() });
		const dismiss = createEl('button', { text: proposals.dismiss, attr: { type: 'button' } });
		button.after(dismiss);
		dismiss.addEventListener('click', () => {
			const { proposals: desk, batches } = this.options;
			Promise.all(batches.map(({ id }) => desk.dismiss(id))).then(() => this.close(), (error: unknown) => tellError(words.proposals.failed, error));
		});
		const mark = (): void => {
			const ticked = this.#rows.filter(({ isTicked }) => isTicked).length;
			button.setText(proposals.take(ticked));
			button.disabled = ticked === 0;
		};
		mark();
		sendsWith(form, () => this.#accept());
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
		drawInstructionMark(body, draft.text, { stop: true });
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

	/** What is not kept stays, with the reason. */
	async #accept(): Promise<void> {
		const { session, proposals } = this.options;
		const kept: Remembered[] = [];
		let problem = '';
		try {
			for (const id of new Set(this.#rows.map(({ batchId }) => batchId))) {
				const ticked = this.#rows.filter(({ batchId, isTicked }) => batchId === id && isTicked);
				const answers = await proposals.accept(id, ticked.map(({ draft }) => draft));
				ticked.forEach((row, at) => (row.why = answers[at]?.kind === 'refused' ? answers[at].why : ''));
				kept.push(...answers.filter(({ kind }) => kind !== 'refused'));
				this.#rows = this.#rows.filter((row) => row.batchId !== id || (row.isTicked && row.why !== ''));
			}
		} catch (error) {
			console.error('Praxis: claims could not be written', error);
			problem = explainError(words.remember.failed, error);
		}
		const first = kept.find(({ kind }) => kind !== 'known');
		if (kept.length > 0) tellLine(session, words.proposals.kept(kept.length), { show: first?.path });
		if (this.#rows.length === 0) this.close();
		else this.#draw(problem);
	}
}
