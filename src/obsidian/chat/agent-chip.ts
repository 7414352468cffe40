/** The chip above the chat that names the agent who answers, and the menu to choose another. */
import { Menu, setIcon } from 'obsidian';
import type { ChatChoice, ListedAgent } from '../../core/app';
import type { Session } from '../session';
import { words } from '../words';

export class AgentChip {
	readonly #button: HTMLElement;
	readonly #nameEl: HTMLElement;

	constructor(
		bar: HTMLElement,
		private readonly session: Session,
	) {
		this.#button = bar.createEl('button', { cls: 'praxis-agent-chip', attr: { 'aria-haspopup': 'menu' } });
		setIcon(this.#button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'bot');
		this.#nameEl = this.#button.createSpan({ cls: 'praxis-agent-name' });
		setIcon(this.#button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'chevron-down');
		this.#button.addEventListener('click', () => this.#openMenu());
		this.update(session.chatModel.choice);
	}

	/** Without a model no agent answers. */
	update(choice: ChatChoice): void {
		const agents = this.#agents;
		const name = (this.#chosen(agents) ?? agents[0])?.name ?? this.session.settings.chatAgent;
		this.#button.toggle(name !== '' && choice.kind !== 'quotes');
		this.#nameEl.setText(name);
		this.#button.setAttribute('aria-label', words.agents.chipLabel(name));
	}

	get #agents(): readonly ListedAgent[] {
		return this.session.praxis?.agents.list() ?? [];
	}

	#chosen(agents: readonly ListedAgent[]): ListedAgent | undefined {
		const wanted = this.session.settings.chatAgent.toLowerCase();
		return agents.find(({ name }) => name.toLowerCase() === wanted);
	}

	#openMenu(): void {
		const agents = this.#agents;
		const chosen = this.#chosen(agents) ?? agents[0];
		const menu = new Menu();
		for (const agent of agents) {
			menu.addItem((item) =>
				item
					.setTitle(words.agents.option(agent.name, agent.description))
					.setChecked(agent === chosen)
					.onClick(() => void this.session.updateSettings({ chatAgent: agent.name })),
			);
		}
		const { left, bottom } = this.#button.getBoundingClientRect();
		menu.showAtPosition({ x: left, y: bottom });
	}
}
