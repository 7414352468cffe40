/** The line above the chat: who answers, on which model, a new chat, and the chats before. */
import { setIcon } from 'obsidian';
import type { ChatChoice } from '../../core/app';
import type { Session } from '../session';
import { words } from '../words';
import { AgentChip } from './agent-chip';
import { ModelChip } from './model-chip';

export interface ChatBarActions {
	begin(): void;
	showPast(): void;
}

export class ChatBar {
	readonly model: ModelChip;
	readonly #agent: AgentChip;

	constructor(parent: HTMLElement, session: Session, actions: ChatBarActions) {
		const bar = parent.createDiv({ cls: 'praxis-model-bar' });
		this.#agent = new AgentChip(bar, session);
		this.model = new ModelChip(bar, session);
		const buttons = bar.createDiv({ cls: 'praxis-actions praxis-bar-actions' });
		addButton(buttons, 'square-pen', words.chat.begin).addEventListener('click', () => actions.begin());
		addButton(buttons, 'history', words.chat.past).addEventListener('click', () => actions.showPast());
	}

	update(choice: ChatChoice): void {
		this.#agent.update(choice);
		this.model.update(choice);
	}
}

function addButton(parent: HTMLElement, icon: string, label: string): HTMLElement {
	const button = parent.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': label } });
	setIcon(button, icon);
	return button;
}
