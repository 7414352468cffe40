/**
 * A chain in a window: its steps with the model of each, what is known of the last time, and the run, whose every result
 * is kept and can be looked at. Going on begins at any step. Closing it stops what runs and writes nothing.
 */
import { Modal } from 'obsidian';
import type { ListedChain } from '../../core/actions/chain-shelf';
import type { InputKind } from '../../core/actions/pattern';
import type { ActionInput } from '../../core/actions/run-action';
import type { ChainProgress } from '../../core/actions/run-chain';
import type { App as Praxis } from '../../core/app';
import { titleOf } from '../../core/lib/vault-path';
import type { RunEvent } from '../../core/runs/events';
import { openAtLine } from '../open-note';
import type { Session } from '../session';
import { drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { ActionResult } from './action-result';
import { ChainSteps } from './chain-steps';
import { drawSelect, drawText, type Field } from './fields';
import { inputsHere, outputsHere, type Here } from './here';
import type { GoesTo } from './work-kinds';

export interface ChainModalOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	readonly chain: ListedChain;
	readonly here: Here;
}

/** What a chain can work on, in the order in which they are offered. */
const INPUTS: readonly InputKind[] = ['selection', 'note', 'section', 'block', 'linked-notes', 'clipboard'];

export class ChainModal extends Modal {
	private steps: ChainSteps | null = null;
	private formEl: HTMLElement | null = null;
	private result: ActionResult | null = null;
	private kept: ChainProgress | null = null;
	private fields: { readonly input: Field | null; readonly output: Field; place: Field | null } | null = null;

	constructor(private readonly options: ChainModalOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { chain, here, praxis, session } = this.options;
		this.setTitle(words.chain.title(chain.name));
		this.modalEl.addClasses(['praxis-form', 'praxis-action', 'praxis-chain']);
		if (chain.description !== '') this.contentEl.createEl('p', { cls: 'praxis-muted', text: chain.description });
		const problems = praxis.chains.shelf.problemsOf(chain);
		for (const { message, line } of problems) this.contentEl.createEl('button', { cls: 'praxis-problem', text: message }).addEventListener('click', () => this.openNote(line));
		const flat = problems.length > 0 ? chain.steps : praxis.chains.shelf.stepsOf(chain);
		this.steps = new ChainSteps(this.contentEl, { steps: flat, session, patternOf: (name) => praxis.actions.patterns.get(name), again: (index) => this.begin(index) });
		const inputs = inputsHere(INPUTS, here.spot);
		if (problems.length > 0 || inputs.every((kind) => kind === 'clipboard')) {
			if (problems.length === 0) this.contentEl.createDiv({ cls: 'praxis-refusal', text: words.chain.noInput });
			this.drawOpenNote();
			return;
		}
		this.drawForm(inputs);
	}

	override onClose(): void {
		this.result?.stop();
		this.contentEl.empty();
	}

	private drawForm(inputs: readonly InputKind[]): void {
		const { actions, chain } = words;
		const formEl = this.contentEl.createEl('form');
		this.formEl = formEl;
		const fieldsEl = formEl.createDiv({ cls: 'praxis-action-fields' });
		const input = inputs.length > 1 ? drawSelect(fieldsEl, actions.input, inputs.map((kind) => ({ value: kind, name: actions.inputs[kind] })), inputs[0] ?? 'note') : null;
		const offered = outputsHere({ ...this.options.here, view: null }, 'note');
		const output = drawSelect(fieldsEl, actions.output, offered.map((kind) => ({ value: kind, name: actions.outputs[kind] })), offered.includes('append') ? 'append' : 'new-note');
		const placeEl = fieldsEl.createDiv();
		const fields = { input, output, place: null as Field | null };
		this.fields = fields;
		const drawPlace = (): void => {
			placeEl.empty();
			const to = output.value() as GoesTo;
			fields.place = to === 'append' || to === 'prepend' ? drawText(placeEl, actions.heading, '', actions.headingHint) : to === 'property' ? drawText(placeEl, actions.property, '') : to === 'new-note' ? drawText(placeEl, actions.folder, this.options.session.settings.resultFolder) : null;
		};
		output.el.addEventListener('change', drawPlace);
		drawPlace();
		const earlierEl = formEl.createDiv({ cls: 'praxis-action-where', attr: { role: 'status' } });
		const start = drawFormButtons(formEl, { submit: chain.run, cancel: () => this.close() });
		sendsWith(formEl, () => Promise.resolve(this.begin(0)));
		const look = (): void => void this.showKept(earlierEl);
		input?.el.addEventListener('change', look);
		look();
		start.focus();
	}

	/** What the last time left, offered to be gone on with. Never rejects. */
	private async showKept(el: HTMLElement): Promise<void> {
		const { praxis, chain } = this.options;
		try {
			this.kept = await praxis.chains.kept(chain, await this.inputs());
		} catch (error) {
			el.setText(explainError(words.chain.failed, error));
			return;
		}
		el.empty();
		this.steps?.setKept(this.kept?.steps ?? []);
		const done = this.kept?.steps.length ?? 0;
		if (done === 0 || done >= (this.steps?.length ?? 0)) return;
		el.createDiv({ cls: 'praxis-muted', text: words.chain.earlier(done + 1) });
		el.createEl('button', { text: words.chain.goOn(done + 1), attr: { type: 'button' } }).addEventListener('click', () => this.begin(done));
	}

	/** Begins at a step; what stands before it is kept from the last time. */
	private begin(index: number): void {
		if (!this.fields || !this.steps) return;
		this.result?.stop();
		this.result?.el.remove();
		this.formEl?.hide();
		const { session, praxis, here } = this.options;
		const { input, output, place } = this.fields;
		const wishes = { input: (input?.value() ?? 'note') as InputKind, variables: {}, wish: '', model: '', strategy: '', output: output.value() as GoesTo, place: place?.value() ?? '', template: '', source: {} };
		const el = this.contentEl.createDiv({ cls: 'praxis-action-result' });
		const back = (): void => {
			this.result?.stop();
			this.result = null;
			el.remove();
			this.formEl?.show();
			this.contentEl.querySelector<HTMLElement>('.praxis-action-where')?.empty();
			void this.showKept(this.contentEl.querySelector<HTMLElement>('.praxis-action-where') ?? el);
		};
		let from = index;
		const act = (signal: AbortSignal): AsyncIterable<RunEvent> => {
			const first = from;
			// Run again from the window itself goes on at the step that failed.
			from = -1;
			return this.events(first, signal);
		};
		this.result = new ActionResult(el, { session, praxis, pattern: this.options.chain.name, question: words.actions.inChat(this.options.chain.name, here.spot.path === undefined ? '' : titleOf(here.spot.path)), act, wishes, here, back, close: () => this.close() });
		void this.result.run();
	}

	/** The chain as the run of one pattern: the text of the step under way, and at the end the whole. `from` -1: behind what is kept. */
	private async *events(from: number, signal: AbortSignal): AsyncGenerator<RunEvent, void, undefined> {
		const { praxis, chain } = this.options;
		const inputs = await this.inputs();
		this.kept = await praxis.chains.kept(chain, inputs);
		const all = this.kept?.steps ?? [];
		const kept = from < 0 && all.length >= (this.steps?.length ?? 0) ? [] : from < 0 ? all : all.slice(0, from);
		this.steps?.setKept(kept);
		const run = praxis.chains.run({ chain, inputs, signal, ...(this.kept && kept.length > 0 ? { earlier: { ...this.kept, steps: kept } } : {}) });
		try {
			for (;;) {
				const next = await run.next();
				if (next.done === true) {
					const last = next.value.steps.at(-1);
					this.steps?.setKept(next.value.steps);
					yield { type: 'run-end', runId: next.value.id, durationMs: 0, answer: { outcome: 'answered', text: last?.text ?? '', citations: [], missing: [], searched: '', resolve: '' } };
					return;
				}
				const event = next.value;
				this.steps?.update(event);
				if (event.type === 'step-start') yield { type: 'text-reset', keep: 0 };
				else if (event.type === 'step-event' && (event.event.type === 'text-delta' || event.event.type === 'text-reset')) yield event.event;
			}
		} catch (error) {
			this.steps?.fail();
			throw error;
		}
	}

	private inputs(): Promise<readonly ActionInput[]> {
		const { praxis, here } = this.options;
		const kind = (this.fields?.input?.value() ?? 'note') as InputKind;
		return kind === 'clipboard' ? activeWindow.navigator.clipboard.readText().then((clipboard) => praxis.actions.inputs(kind, { clipboard })) : praxis.actions.inputs(kind, here.spot);
	}

	private drawOpenNote(): void {
		const row = this.contentEl.createDiv({ cls: 'modal-button-container' });
		row.createEl('button', { text: words.chain.openNote }).addEventListener('click', () => this.openNote(1));
	}

	private openNote(line: number): void {
		this.close();
		openAtLine(this.app, this.options.chain.path, line).catch((error: unknown) => tellError(words.errors.open, error));
	}
}
