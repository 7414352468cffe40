/** A `praxis-pattern` code block: a button that opens the pattern with what the block gives. It runs nothing by itself. */
import { MarkdownRenderChild } from 'obsidian';
import { readCallBlock, type PatternCall } from '../../core/actions/pattern-call';
import type { Session } from '../session';
import { words } from '../words';

export interface PatternBlockOptions {
	readonly session: Session;
	readonly source: string;
	readonly open: (call: PatternCall) => void;
}

export class PatternBlock extends MarkdownRenderChild {
	constructor(
		containerEl: HTMLElement,
		private readonly options: PatternBlockOptions,
	) {
		super(containerEl);
	}

	override onload(): void {
		this.containerEl.addClass('praxis-pattern-block');
		const reading = readCallBlock(this.options.source);
		if ('problems' in reading) return this.drawBad(reading.problems);
		const { call } = reading;
		const { actions } = words;
		const button = this.containerEl.createEl('button', { text: actions.blockRun(call.pattern) });
		button.addEventListener('click', () => this.options.open(call));
		const given = Object.entries(call.variables).map(([name, value]) => `${name}: ${value}`);
		if (given.length > 0) this.containerEl.createDiv({ cls: 'praxis-muted praxis-pattern-block-given', text: given.join(' · ') });
		const noneEl = this.containerEl.createDiv({ cls: 'praxis-muted', attr: { role: 'note' } });
		const look = (): void => {
			const actionDesk = this.options.session.praxis?.actions;
			const isThere = actionDesk?.list().some(({ name }) => name.toLowerCase() === call.pattern.toLowerCase()) !== false;
			noneEl.setText(isThere ? '' : actions.blockNone(call.pattern));
			button.disabled = !isThere;
		};
		const { session } = this.options;
		void session.praxis?.actions.patterns.ready().then(look);
		this.register(session.onStatus(look));
		this.register(session.praxis?.actions.patterns.onChange(look) ?? ((): void => undefined));
	}

	private drawBad(problems: readonly string[]): void {
		const el = this.containerEl.createDiv({ cls: 'praxis-telos-block-message', attr: { role: 'note' } });
		el.createEl('p', { cls: 'praxis-empty-title', text: words.actions.blockBad });
		const list = el.createEl('ul');
		for (const problem of problems) list.createEl('li', { text: problem });
	}
}
