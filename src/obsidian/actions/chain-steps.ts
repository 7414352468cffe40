/** The steps of a chain as a list: which pattern on which model, until when, how far it is, and each result behind a fold. */
import type { ChainStep, Gate } from '../../core/actions/chain';
import type { Pattern } from '../../core/actions/pattern';
import type { ChainEvent, KeptStep } from '../../core/actions/run-chain';
import { ROLES } from '../../core/models/model-settings';
import { catalogOf } from '../../core/models/models';
import { drawText } from '../diff/diff-element';
import type { Session } from '../session';
import { words } from '../words';

export interface ChainStepsOptions {
	readonly steps: readonly ChainStep[];
	readonly session: Session;
	readonly patternOf: (name: string) => Pattern | null;
	/** The chain is to be made again from this step. */
	readonly again: (index: number) => void;
}

type State = keyof typeof words.chain.states;

interface Row {
	readonly state: HTMLElement;
	readonly result: HTMLElement;
}

export class ChainSteps {
	private readonly rows: readonly Row[];
	private running = -1;
	private texts: string[] = [];

	constructor(
		parent: HTMLElement,
		private readonly options: ChainStepsOptions,
	) {
		const list = parent.createEl('ol', { cls: 'praxis-chain-steps', attr: { 'aria-label': words.chain.steps } });
		this.rows = options.steps.map((step) => this.draw(list.createEl('li', { cls: 'praxis-chain-step' }), step));
	}

	get length(): number {
		return this.rows.length;
	}

	/** Steps that are done, with their results; the others wait. */
	setKept(steps: readonly KeptStep[]): void {
		this.running = -1;
		this.rows.forEach((_row, i) => {
			const step = steps[i];
			this.setState(i, step ? (step.isUnmet ? 'unmet' : 'done') : 'waits');
			this.setResult(i, step?.text ?? '');
		});
	}

	update(event: ChainEvent): void {
		const { index } = event;
		if ('event' in event) {
			if (event.event.type === 'run-end') this.texts[index] = event.event.answer.text;
		} else if (event.type === 'step-start') {
			this.running = index;
			this.texts[index] = '';
			this.setState(index, 'runs', event.time);
		} else {
			this.setState(index, 'done');
			this.setResult(index, this.texts[index] ?? '');
		}
	}

	fail(): void {
		if (this.running >= 0) this.setState(this.running, 'failed');
	}

	private draw(el: HTMLElement, step: ChainStep): Row {
		const { chain } = words;
		const head = el.createDiv({ cls: 'praxis-chain-head' });
		head.createSpan({ cls: 'praxis-chain-name', text: step.pattern });
		head.createSpan({ cls: 'praxis-chain-model', text: this.modelOf(step) });
		const state = head.createSpan({ cls: 'praxis-chain-state', text: chain.states.waits });
		if (step.until) el.createDiv({ cls: 'praxis-muted', text: `${untilWords(step.until)} ${chain.orTimes(step.times)}` });
		return { state, result: el.createDiv() };
	}

	private modelOf(step: ChainStep): string {
		const { settings } = this.options.session;
		const pattern = this.options.patternOf(step.pattern);
		const wanted = step.model ?? pattern?.model ?? 'standard';
		const role = ROLES.find((one) => one === wanted);
		const spec = catalogOf(settings).find(role ? settings.roleModels[role] : wanted)?.spec;
		if (!spec || ((step.onDevice || pattern?.privacy === 'device') && spec.place !== 'device')) return words.chain.noModel;
		return spec.place === 'device' ? words.chain.onDevice(spec.name) : words.chain.remote(spec.name);
	}

	private setState(index: number, state: State, time = 1): void {
		const el = this.rows[index]?.state;
		const times = this.options.steps[index]?.times ?? 1;
		el?.setText(words.chain.states[state] + (state === 'runs' && times > 1 ? ` · ${words.chain.time(time, times)}` : ''));
		el?.setAttribute('data-state', state);
	}

	private setResult(index: number, text: string): void {
		const el = this.rows[index]?.result;
		if (!el) return;
		el.empty();
		if (text === '') return;
		const fold = el.createEl('details', { cls: 'praxis-chain-result' });
		fold.createEl('summary', { text: words.chain.result(index + 1) });
		fold.addEventListener('toggle', () => {
			if (!fold.open || fold.children.length > 1) return;
			drawText(fold.createDiv({ cls: 'praxis-prompt-text', attr: { role: 'region', 'aria-label': words.chain.result(index + 1), tabindex: '0' } }), text);
			fold.createEl('button', { text: words.chain.fromHere, attr: { type: 'button' } }).addEventListener('click', () => this.options.again(index));
		});
	}
}

function untilWords(gate: Gate): string {
	const { until } = words.chain;
	return gate.kind === 'contains' ? until.contains(gate.text) : gate.kind === 'unchanged' ? until.unchanged : until[gate.kind](gate.words);
}
