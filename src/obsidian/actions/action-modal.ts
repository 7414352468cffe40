/** One pattern in a window: its form with what would be sent, then the run and its result. Closing it stops what runs and writes nothing. */
import { Modal } from 'obsidian';
import type { LocalAction } from '../../core/actions/local/local-action';
import { localActionOf } from '../../core/actions/local/run-local';
import type { Pattern } from '../../core/actions/pattern';
import type { PatternCall } from '../../core/actions/pattern-call';
import type { ActionPreview } from '../../core/actions/preview-action';
import type { ActRequest, App as Praxis } from '../../core/app';
import { titleOf } from '../../core/lib/vault-path';
import type { RunEvent } from '../../core/runs/events';
import type { Session } from '../session';
import { sendsWith } from '../telos-capture/form-parts';
import { explainError } from '../tell-error';
import { words } from '../words';
import { ActionForm, type ActionWishes } from './action-form';
import { ActionPreviewModal, copyPrompt } from './action-preview-modal';
import { replacedBy, requestOf } from './action-request';
import { ActionResult } from './action-result';
import { formChoices } from './form-choices';
import { inputsHere, inputsToChoose, type Here } from './here';
import { SourceRow } from './source-row';
import type { WorkKind } from './work-kinds';
import { runInEditor } from './run-in-editor';
import { askInChat } from './to-chat';
import { drawWhere, mayRun } from './where-line';

export interface ActionModalOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	readonly pattern: Pattern;
	readonly here: Here;
	/** What a block or a link proposes; the person presses. */
	readonly call?: PatternCall;
	readonly isFromLink?: boolean;
}

/** What would be sent is looked at once nothing was typed for so long. */
const QUIET_MS = 250;

interface FormParts {
	readonly form: ActionForm;
	readonly where: HTMLElement;
	readonly run: HTMLButtonElement;
	readonly preview: HTMLButtonElement;
}

export class ActionModal extends Modal {
	private formEl: HTMLElement | null = null;
	private parts: FormParts | null = null;
	private result: ActionResult | null = null;
	/** `preview` is null for what asks no model. */
	private weighed: { readonly request: ActRequest; readonly preview: ActionPreview | null } | null = null;
	private readonly local: LocalAction | null;
	private round = 0;
	private timer = 0;

	constructor(private readonly options: ActionModalOptions) {
		super(options.session.app);
		this.local = localActionOf(options.pattern);
	}

	override onOpen(): void {
		const { pattern, here } = this.options;
		const { actions } = words;
		this.setTitle(pattern.name);
		this.modalEl.addClasses(['praxis-form', 'praxis-action']);
		const { call, isFromLink = false } = this.options;
		const inputs: readonly WorkKind[] = [...((here.typed ?? '').trim() === '' ? [] : (['typed'] as const)), ...(this.local ? inputsHere : inputsToChoose)(call?.input ? [...new Set([call.input, ...pattern.input])] : pattern.input, here.spot)];
		if (inputs.length === 0) return void this.contentEl.createEl('p', { cls: 'praxis-refusal', text: actions.noInput(pattern.input.map((kind) => actions.inputs[kind].toLowerCase()).join(', ')) });
		const formEl = this.contentEl.createEl('form');
		this.formEl = formEl;
		if (isFromLink) formEl.createDiv({ cls: 'praxis-refusal', text: actions.fromLink });
		if (pattern.description !== '') formEl.createEl('p', { cls: 'praxis-muted', text: pattern.description });
		if (inputs.length === 1 && inputs[0] !== undefined) formEl.createEl('p', { cls: 'praxis-action-input', text: `${actions.input}: ${actions.inputs[inputs[0]]}` });
		const { session, praxis } = this.options;
		const form = new ActionForm(formEl.createDiv({ cls: 'praxis-action-fields' }), { app: this.app, pattern, here, inputs, isLocal: this.local !== null, ...formChoices(session, praxis), changed: () => this.changed(), source: (parent, kind) => new SourceRow(parent, { kind, session, praxis, changed: () => this.changed() }), ...(call ? { call } : {}) });
		this.drawFoot(formEl, form);
		sendsWith(formEl, () => this.run());
		form.focus();
		void this.weigh();
	}

	override onClose(): void {
		this.contentEl.win.clearTimeout(this.timer);
		this.round++;
		this.parts?.form.stop();
		this.result?.stop();
		this.contentEl.empty();
	}

	private drawFoot(formEl: HTMLFormElement, form: ActionForm): void {
		const { actions } = words;
		const where = formEl.createDiv({ cls: 'praxis-action-where', attr: { role: 'status' } });
		const row = formEl.createDiv({ cls: 'modal-button-container' });
		const run = row.createEl('button', { cls: 'mod-cta', text: actions.start, attr: { type: 'submit' } });
		const preview = row.createEl('button', { text: actions.preview, attr: { type: 'button' } });
		preview.addEventListener('click', () => void this.showPreview());
		row.createEl('button', { cls: 'mod-cancel', text: actions.cancel, attr: { type: 'button' } }).addEventListener('click', () => this.close());
		this.parts = { form, where, run, preview };
		where.setText(actions.weighing);
		run.disabled = true;
		preview.disabled = true;
	}

	private changed(): void {
		this.weighed = null;
		this.round++;
		this.contentEl.win.clearTimeout(this.timer);
		this.timer = this.contentEl.win.setTimeout(() => void this.weigh(), QUIET_MS);
	}

	/** Looks at what would be sent. Never rejects; true when it is known. */
	private async weigh(): Promise<boolean> {
		if (!this.parts) return false;
		const { form, where } = this.parts;
		const mine = ++this.round;
		this.contentEl.win.clearTimeout(this.timer);
		try {
			const waits = await form.waitsFor();
			if (mine !== this.round) return false;
			if (waits !== null) {
				where.setText(waits);
				this.update();
				return false;
			}
			const request = await requestOf(form.wishes, this.options);
			const preview = this.local ? null : await this.options.praxis.actions.preview(request);
			if (mine !== this.round) return false;
			this.weighed = { request, preview };
			if (preview) drawWhere(where, preview, { session: this.options.session, useModel: (ref) => form.choose(ref) });
			else where.setText(words.actions.local);
		} catch (error) {
			if (mine !== this.round) return false;
			this.weighed = null;
			where.empty();
			where.createDiv({ cls: 'praxis-refusal', text: explainError(words.actions.failed, error) });
		}
		this.update();
		return this.weighed !== null;
	}

	private update(): void {
		if (!this.parts) return;
		const { form, run, preview } = this.parts;
		const { actions } = words;
		const { weighed } = this;
		const isByHand = weighed?.preview?.model === null;
		run.setText(isByHand ? actions.copyPrompt : actions.start);
		run.disabled = weighed === null || form.missing.length > 0 || !(isByHand || weighed.preview === null || mayRun(weighed.preview));
		preview.disabled = weighed === null;
		preview.toggle(this.local === null);
	}

	/** Never rejects. */
	private async showPreview(): Promise<void> {
		// Leaving a field counts as a change of it.
		if (!this.weighed) await this.weigh();
		const preview = this.weighed?.preview;
		if (!preview || !this.parts) return;
		const { pattern } = this.options;
		const { output } = this.parts.form.wishes;
		const line = createDiv();
		drawWhere(line, preview, { session: this.options.session, useModel: () => undefined });
		new ActionPreviewModal(this.app, { name: pattern.name, preview, lines: [...(preview.isHeldBack || preview.problems.length > 0 ? [] : [line.innerText || (line.textContent ?? '')]), `${words.actions.output}: ${words.actions.outputs[output]}`] }).open();
	}

	/** Never rejects. */
	private async run(): Promise<void> {
		if (!this.parts) return;
		const { form } = this.parts;
		const [missing] = form.missing;
		if (missing) return missing.focus();
		if (!this.weighed && !(await this.weigh())) return;
		const { weighed } = this;
		if (!weighed || !this.parts) return;
		const { preview } = weighed;
		if (preview?.model === null) return copyPrompt(preview);
		if (preview === null || mayRun(preview)) this.begin(form.wishes, weighed.request);
	}

	private begin(wishes: ActionWishes, request: ActRequest): void {
		const { praxis, here, session, pattern } = this.options;
		const replaced = replacedBy(wishes, request, here);
		if ((wishes.output === 'cursor' || wishes.output === 'replace') && here.view && !replaced) {
			this.close();
			runInEditor({ praxis, here, wishes, request });
			return;
		}
		const act = (signal: AbortSignal): AsyncIterable<RunEvent> => (this.local ? praxis.actions.actLocally(this.local, request.inputs) : praxis.actions.act({ ...request, signal }));
		const question = words.actions.inChat(pattern.name, here.typed !== undefined && wishes.input === 'typed' ? here.typed : here.spot.path === undefined ? '' : titleOf(here.spot.path));
		if (here.inChat === true && wishes.output === 'chat') {
			if (askInChat({ session, praxis, question, act })) this.close();
			return;
		}
		this.formEl?.hide();
		const el = this.contentEl.createDiv({ cls: 'praxis-action-result' });
		const back = (): void => {
			this.result?.stop();
			el.remove();
			this.formEl?.show();
			this.parts?.run.focus();
			void this.weigh();
		};
		this.result = new ActionResult(el, { session, praxis, pattern: pattern.name, question, act, wishes, replaced, here, back, close: () => this.close() });
		void this.result.run();
	}
}
